from itertools import count

from mail.models import OutgoingEmail
from mail.services import queue_email

_numbers = count(1)


def make_email(**fields) -> OutgoingEmail:
    """Queue one e-mail of the test kind, as a room would."""
    number = next(_numbers)
    defaults = {
        "kind": "tests/hello",
        "to_address": f"reader{number}@example.org",
        "to_name": "Awa Traoré",
        "language": "en",
        "context": {"name": "Awa", "url": "https://example.org/en/x/"},
        "dedupe_key": f"tests/hello:{number}",
    }
    return queue_email(**{**defaults, **fields})
