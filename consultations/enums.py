from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """A way to take part in a stage."""

    CONVERSATIONS = "conversations", _("Conversations")
    EVENTS = "events", _("Sessions")
    SURVEYS = "surveys", _("Surveys")
    STORIES = "stories", _("Stories")
    COMMENTS = "comments", _("Comments")


class StageState(TextChoices):
    """Where a stage stands today; always computed from its dates, never stored."""

    UPCOMING = "upcoming", _("upcoming")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class QuestionKind(TextChoices):
    TEXT = "text", _("open question")
    TOP_THREE = "top_three", _("top three")
    TRADE_OFF = "trade_off", _("trade-off between two poles")


class QuestionRole(TextChoices):
    """Where a question of the bank stands: a part of its big question, or what every conversation answers."""

    PART = "part", _("part of the big question")
    CONVERSATION = "conversation", _("asked in conversations")


class FigureQualifier(TextChoices):
    MORE_THAN = "more_than", _("more than")
    LESS_THAN = "less_than", _("less than")
    ABOUT = "about", _("about")


class Region(TextChoices):
    AFRICA_MIDDLE_EAST = "africa-middle-east", _("Africa and the Middle East")
    AMERICAS = "americas", _("The Americas")
    ASIA_PACIFIC = "asia-pacific", _("Asia and the Pacific")
    EUROPE = "europe", _("Europe")


class StakeholderGroup(TextChoices):
    GOVERNMENT = "government", _("National government")
    CIVIL_SOCIETY = "civil_society", _("Civil society organisation")
    ACADEMIA = "academia", _("Academia")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    MEDIA = "media", _("Media")
    PARLIAMENT = "parliament", _("Parliament")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    YOUTH_GROUP = "youth_group", _("Youth group")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    INDIVIDUAL = "individual", _("Individual")
    OTHER = "other", _("Other")


class Coverage(TextChoices):
    """What the strategy applies to."""

    PARTNERSHIP = "partnership", _("the whole Partnership")
    INSTITUTION = "institution", _("its institutions")
