"""Addresses in e-mails. All of them start with SITE_URL, never with what a request says about its host."""

import re
import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

SECRET = re.compile(r"(?<=[/=])[A-Za-z0-9_.~:-]{40,}")
"""A part of an address that is long enough to be a key: tokens of private links are 43 characters."""
_signer = Signer(salt="mail.unsubscribe", sep=".")


def absolute(path: str) -> str:
    """Return the whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def unsubscribe_url(public_id: uuid.UUID) -> str:
    """Return where the reader of an e-mail may refuse its kind. Nobody's address can be read in it."""
    return absolute(reverse("mail:unsubscribe", args=[_signer.sign(public_id.hex)]))


def read_unsubscribe_token(token: str) -> uuid.UUID | None:
    """Return the public id of the e-mail whose link was followed, or None when the token is not ours."""
    try:
        return uuid.UUID(hex=_signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def mask_secrets(text: str) -> str:
    """Return the text with the secrets of private links left out: who reads it sees where they lead, not the key."""
    return SECRET.sub("…", text)
