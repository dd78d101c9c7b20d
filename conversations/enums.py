from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from consultations.enums import StakeholderGroup


class ConversationStatus(TextChoices):
    """Where an announced conversation stands; conversations.services.hosting.MOVES lists the steps."""

    UNCONFIRMED = "unconfirmed", _("address not confirmed yet")
    ANNOUNCED = "announced", _("announced")
    HIDDEN = "hidden", _("hidden by the support unit")
    CANCELLED = "cancelled", _("cancelled by the host")


class Format(TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class Access(TextChoices):
    OPEN = "open", _("Open to everyone")
    INVITATION = "invitation", _("By invitation")


class LinkPurpose(TextChoices):
    CONFIRM = "confirm", _("confirm the address")
    REPORT = "report", _("manage the conversation and report its outcome")


class Dimension(TextChoices):
    """What participants may be counted by; always optional, always in sums, never of one person."""

    STAKEHOLDER_GROUP = "stakeholder_group", _("Stakeholder group")
    AGE = "age", _("Age")
    GENDER = "gender", _("Gender")

    @property
    def groups(self) -> list[tuple[str, str]]:
        """Return the codes and labels of its groups."""
        return {
            Dimension.STAKEHOLDER_GROUP: StakeholderGroup,
            Dimension.AGE: AgeBand,
            Dimension.GENDER: Gender,
        }[self].choices


class AgeBand(TextChoices):
    UNDER_18 = "under_18", _("Under 18")
    FROM_18_TO_29 = "18_29", _("18 to 29")
    FROM_30_TO_44 = "30_44", _("30 to 44")
    FROM_45_TO_59 = "45_59", _("45 to 59")
    FROM_60 = "60_over", _("60 and over")


class Gender(TextChoices):
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    ANOTHER = "another", _("Another gender")


class QuoteAttribution(TextChoices):
    NONE = "none", _("Do not publish the quotes")
    ANONYMOUS = "anonymous", _("Publish the quotes without saying who spoke")
    ATTRIBUTED = "attributed", _("Publish the quotes with who spoke, as written")


class StepState(TextChoices):
    """How far a step of a report is; always computed, never stored."""

    NEW = "new", _("Not started")
    EMPTY = "empty", _("Left empty")
    DONE = "done", _("Complete")
    FAULTY = "faulty", _("To be corrected or completed")
