"""Rate limits in the shared cache. Nobody's address is stored: the key is a keyed hash that changes every day."""

import contextlib
import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.core.cache import cache

from core import clock
from core.cache import is_away


def network(request) -> str:
    """Return a pseudonym of the sender's network (one IPv4 address, or an IPv6 /64) that is another one tomorrow."""
    address = client_address(request)
    if address.version == 6:  # noqa: PLR2004 -- the protocol's number
        address = ipaddress.ip_network(f"{address}/64", strict=False).network_address
    return pseudonym(str(address))


def pseudonym(personal: str) -> str:
    """Return a keyed hash of something personal, such as an e-mail address, that is another one tomorrow."""
    message = f"{clock.today().isoformat()} {personal}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()[:32]


def network_as_address(request) -> str:
    """Return the same pseudonym in the form of a private IPv6 network, for code that insists on an address."""
    return str(ipaddress.IPv6Address(bytes.fromhex(f"fd{network(request)[:14]}") + bytes(8)))


def client_address(request) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return the sender's address; forwarded ones count only as far as our own proxies wrote them."""
    candidates = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXIES:
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if len(forwarded) >= settings.TRUSTED_PROXIES:
            candidates.insert(0, forwarded[-settings.TRUSTED_PROXIES])
    for candidate in candidates:
        with contextlib.suppress(ValueError):
            return ipaddress.ip_address(candidate)
    return ipaddress.IPv4Address("127.0.0.1")  # a Unix socket has none


def is_counting() -> bool:
    """Say whether Redis answers, so that limits hold."""
    cache.get("limit:probe")
    return not is_away()


def allow(key: str, *, limit: int, seconds: int) -> bool:
    """Count one use of the key and say whether it is within the limit of the running window.

    While Redis is away everything is allowed: reading and contributing matter more (RL-2).
    """
    name = f"limit:{key}"
    if cache.add(name, 1, seconds):
        return True
    try:
        return cache.incr(name) <= limit
    except ValueError:  # expired between the two calls
        cache.set(name, 1, seconds)
        return True
