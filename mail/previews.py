"""What each kind of e-mail looks like with example data. A house test renders every one of them in every language."""

from collections.abc import Callable

previews: dict[str, Callable[[], dict]] = {}


def register_preview(kind: str, context_builder: Callable[[], dict]) -> None:
    """Announce a kind of e-mail, at the end of a room's emails.py (or of a module that its emails/ imports).

    `context_builder` takes nothing and returns the context as queue_email() gets it, without touching the database:
    models in it are built, not saved.
    """
    previews[kind] = context_builder
