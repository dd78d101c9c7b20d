"""When a conversation begins: a day, a time, and the zone in which the host thinks."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations import periods
from core import clock, formats, zones

FIRST_YEAR, LAST_YEAR = 2000, 2100
FIRST, SECOND = "first", "second"
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H.%M", "%Hh"]


class WhenForm(forms.ModelForm):
    """Base of the forms that ask when; gives `starts_at` in cleaned_data. A subclass sets `self.stage` first."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    time = forms.TimeField(
        label=gettext_lazy("Start time"),
        help_text=gettext_lazy("By the clocks of the place that you choose below, for example 14:30."),
        input_formats=TIME_FORMATS,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Choose your town, or the nearest one with the same time."),
        choices=lambda: [("", _("Please choose")), *zones.choices()],
        widget=forms.Select(attrs={"data-guess-time-zone": ""}),
    )
    clock_turn = forms.ChoiceField(
        label=gettext_lazy("Which of the two?"),
        required=False,
        choices=[
            (FIRST, gettext_lazy("the first time, before the clocks are put back")),
            (SECOND, gettext_lazy("the second time, after the clocks are put back")),
        ],
        widget=forms.RadioSelect,
    )

    asks_which_time = False
    """Set when the time happens twice on that day, so that the page shows the question."""

    def clean(self):
        cleaned = super().clean()
        if all(name in cleaned for name in ("day", "time", "time_zone")):
            self._clean_start(cleaned)
        return cleaned

    def _clean_start(self, cleaned: dict) -> None:
        try:
            starts_at = self._instant(datetime.combine(cleaned["day"], cleaned["time"]), cleaned)
        except ValidationError as error:
            self.add_error("time", error)
            return
        if starts_at == self.instance.starts_at:
            cleaned["starts_at"] = starts_at
        elif starts_at < clock.now() - periods.DATE_GRACE:
            self.add_error("day", _("This day is past. You can register a conversation that is still to come."))
        elif not periods.may_start_at(self.stage, starts_at):
            first, last = formats.day(self.stage.starts_on), formats.day(self.stage.ends_on)
            text = _("Conversations of this stage take place between %(first)s and %(last)s.")
            self.add_error("day", text % {"first": first, "last": last})
        else:
            cleaned["starts_at"] = starts_at

    def _instant(self, local: datetime, cleaned: dict) -> datetime:
        zone = cleaned["time_zone"]
        if not FIRST_YEAR <= local.year <= LAST_YEAR:
            raise ValidationError(_("Please check the year."), code="year")
        try:
            return zones.instant(local, zone)
        except zones.UnclearTimeError as unclear:
            if not unclear.is_repeated:
                raise ValidationError(_never_text(local, unclear, zone), code="never") from None
            self.asks_which_time = True
            if not cleaned.get("clock_turn"):
                raise ValidationError(_twice_text(local, unclear, zone), code="twice") from None
            return unclear.instants[cleaned["clock_turn"] == SECOND]


def _never_text(local: datetime, unclear: zones.UnclearTimeError, zone: str) -> str:
    text = _(
        "On this day the clocks in %(city)s are put forward, and %(time)s is left out. "
        "Do you mean %(earlier)s or %(later)s?"
    )
    return text % _in_words(local, unclear, zone)


def _twice_text(local: datetime, unclear: zones.UnclearTimeError, zone: str) -> str:
    text = _(
        "On this day the clocks in %(city)s are put back, and %(time)s comes twice: %(earlier)s and %(later)s. "
        "Please choose one of the two below."
    )
    return text % _in_words(local, unclear, zone)


def _in_words(local: datetime, unclear: zones.UnclearTimeError, zone: str) -> dict[str, str]:
    earlier, later = (
        f"{here:%H:%M} ({formats.offset(here)})"
        for here in (instant.astimezone(ZoneInfo(zone)) for instant in unclear.instants)
    )
    return {"city": zones.city(zone), "time": f"{local:%H:%M}", "earlier": earlier, "later": later}
