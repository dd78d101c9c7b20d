from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EmailStatus(TextChoices):
    """Where an e-mail is on its way; mail.services.MOVES lists the steps between them."""

    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    EXPIRED = "expired", _("too late to send")
    CANCELLED = "cancelled", _("cancelled")
    UNKNOWN = "unknown", _("in doubt")
