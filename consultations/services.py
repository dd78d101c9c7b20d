"""What changes a consultation."""

from django.db.models import F

from .models import Consultation


def touch(consultation: Consultation) -> None:
    """Say that something shown of the consultation has changed: its texts, its stages, or what is counted on it.

    Pages are kept under the version. Whoever writes such a thing calls this in the same transaction.
    """
    Consultation.objects.filter(pk=consultation.pk).update(content_version=F("content_version") + 1)
