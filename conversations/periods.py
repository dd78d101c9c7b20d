"""What is open until when. A stage opens at 00:00 UTC of its first day and closes at 24:00 UTC of its last."""

from datetime import UTC, date, datetime, time, timedelta

FORM_GRACE = timedelta(hours=1)
"""A registration form opened while the stage was open is accepted this long after its end."""

DATE_GRACE = timedelta(days=1)
"""A conversation may start this long before or after its stage, and this long ago: it is still today somewhere."""

REPORT_GRACE = timedelta(days=14)
"""A report is accepted this long after its stage has closed."""

LINK_GRACE = timedelta(days=60)
"""The private link to a conversation works this long after its stage has closed."""

CONFIRM_WITHIN = timedelta(days=7)
"""How long the link that confirms an e-mail address works."""

FORGET_UNCONFIRMED_AFTER = timedelta(days=30)
"""How long a registration is kept whose address was never confirmed."""

REMIND_AFTER = timedelta(days=7)
"""How long after its end a conversation without a report is remembered."""

LINK_AT_LEAST = timedelta(days=7)
"""The shortest life of a new private link, however late it is asked for."""


def opens_at(stage) -> datetime:
    return datetime.combine(stage.starts_on, time.min, tzinfo=UTC)


def closes_at(stage) -> datetime:
    return datetime.combine(stage.ends_on, time.min, tzinfo=UTC) + timedelta(days=1)


def may_start_at(stage, starts_at: datetime) -> bool:
    """Say whether a conversation of the stage may start then."""
    return opens_at(stage) - DATE_GRACE <= starts_at < closes_at(stage) + DATE_GRACE


def reports_accepted_until(stage) -> datetime:
    return closes_at(stage) + REPORT_GRACE


def link_works_until(stage, now: datetime) -> datetime:
    return max(closes_at(stage) + LINK_GRACE, now + LINK_AT_LEAST)


def last_day(until: datetime) -> date:
    """Return the last whole or begun day before an end, to be named in mails and pages."""
    return (until - timedelta(microseconds=1)).date()
