from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseStatus(TextChoices):
    """Where a contribution stands between "sent" and "published"; moderation.services.MOVES lists the steps."""

    SUBMITTED = "submitted", _("waiting for a decision")
    CHANGES_REQUESTED = "changes_requested", _("changes asked for")
    PUBLISHED = "published", _("published")
    REJECTED = "rejected", _("rejected")
    WITHHELD = "withheld", _("withheld")
