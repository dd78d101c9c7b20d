"""Private links: who holds one may act for the person it was sent to, without an account.

Only the SHA-256 of the secret is stored: a copy of the database opens nothing. Every mail carries a link of its own;
all links of an object work until they expire or are revoked, so several people may hold one.
"""

import hashlib
import secrets
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

SECRET_BYTES = 32


def digest(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


class AccessLinkQuerySet(models.QuerySet):
    def valid(self, now: datetime):
        return self.filter(revoked_at=None, expires_at__gt=now)

    def for_secret(self, secret: str):
        """Return the link of a secret, whether still valid or not."""
        return self.filter(secret_hash=digest(secret))

    def issue(self, **fields) -> str:
        """Store a new link and return its secret; the secret cannot be read again."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        self.create(secret_hash=digest(secret), **fields)
        return secret


class AccessLink(models.Model):
    """Base of each room's own links; the room adds the foreign key to what the link opens."""

    secret_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        abstract = True
