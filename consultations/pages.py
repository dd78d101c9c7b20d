"""What each page shows. Everything is read when a template first asks for it: a page from the cache reads nothing."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.enums import Channel, StageState
from consultations.models import (
    BigQuestion,
    CallToAction,
    Consultation,
    Figure,
    Principle,
    Question,
    Resource,
    Section,
    Stage,
    Term,
    Update,
)
from consultations.openings import Opening, opening_of
from consultations.rendering import Texts
from core import clock, language
from core.contributions import channels
from core.html import shown
from core.queries import gathered, restored

LATEST_UPDATES = 3
FIGURE_COLUMNS = ["key", "value", "decimals", "qualifier", "as_of", *language.columns("unit")]
TERM_COLUMNS = ["key", "forms", *language.columns("definition")]
PRINCIPLE_COLUMNS = ["key", *language.columns("name", "text")]
RESOURCE_COLUMNS = ["key", "url", *language.columns("title")]


@dataclass(frozen=True)
class DatedStage:
    """A stage with its state on the day of the page, as the timeline shows it."""

    stage: Stage
    state: StageState
    url: str

    @property
    def title(self) -> str:
        return shown(self.stage, "title")

    @property
    def starts_on(self) -> date:
        return self.stage.starts_on

    @property
    def ends_on(self) -> date:
        return self.stage.ends_on


@dataclass(frozen=True)
class Invitation:
    """A call to action with how its channel stands and where it begins."""

    page: "ConsultationPage"
    call: CallToAction
    opening: Opening | None

    @property
    def text(self) -> str:
        return shown(self.call, "text")

    @property
    def state(self) -> StageState:
        return self.opening.state if self.opening else StageState.CLOSED

    @property
    def day(self) -> date | None:
        """Until when it is open, on which day it opens, or since when it is closed."""
        return self.opening.day if self.opening else None

    @property
    def url(self) -> str:
        """The address, or nothing when no room of this site has the channel."""
        return channels[self.call.channel].start_url() if self.call.channel in channels else ""

    @property
    def note(self) -> str:
        return "" if self.call.channel in channels else _("Not on this site yet")

    @property
    def count_label(self) -> str:
        return self.page.count_labels.get(self.call.channel, "")


class ConsultationPage:
    """Everything that pages of one consultation may show, on one day, in the active language."""

    def __init__(self, consultation: Consultation, *, day: date | None = None):
        self.consultation = consultation
        self.day = day or clock.today()

    @cached_property
    def _short_lists(self) -> dict[str, list]:
        mine = {"consultation": OuterRef("pk")}
        only_rows = Consultation.objects.filter(pk=self.consultation.pk).rewrite(mode=False)
        return only_rows.values(
            figures_found=gathered(Figure.objects.filter(**mine), *FIGURE_COLUMNS),
            terms_found=gathered(Term.objects.filter(**mine), *TERM_COLUMNS),
            principles_found=gathered(Principle.objects.filter(**mine), *PRINCIPLE_COLUMNS),
            resources_found=gathered(Resource.objects.filter(**mine), *RESOURCE_COLUMNS),
        ).get()

    @cached_property
    def figures(self) -> list[Figure]:
        return restored(Figure, self._short_lists["figures_found"])

    @cached_property
    def terms(self) -> list[Term]:
        return restored(Term, self._short_lists["terms_found"])

    @cached_property
    def principles(self) -> list[Principle]:
        return restored(Principle, self._short_lists["principles_found"])

    @cached_property
    def resources(self) -> list[Resource]:
        return restored(Resource, self._short_lists["resources_found"])

    @cached_property
    def texts(self) -> Texts:
        return Texts(figures=self.figures, terms=self.terms)

    @cached_property
    def stages(self) -> list[DatedStage]:
        slug = self.consultation.slug
        return [
            DatedStage(stage, stage.state_on(self.day), reverse("consultations:stage", args=[slug, stage.slug]))
            for stage in self.consultation.stages.all()
        ]

    @property
    def trail(self) -> list[dict]:
        """Return the pages above the parts of the consultation, for the breadcrumbs."""
        url = reverse("consultations:detail", args=[self.consultation.slug])
        return [{"title": shown(self.consultation, "title"), "url": url}]

    @property
    def open_stages(self) -> list[DatedStage]:
        return [dated for dated in self.stages if dated.state == StageState.OPEN]

    @property
    def next_stage(self) -> DatedStage | None:
        upcoming = [dated for dated in self.stages if dated.state == StageState.UPCOMING]
        return min(upcoming, key=lambda dated: dated.starts_on, default=None)

    @cached_property
    def sections(self) -> list[Section]:
        return list(self.consultation.sections.all())

    @cached_property
    def big_questions(self) -> list[BigQuestion]:
        return list(self.consultation.big_questions.all())

    @cached_property
    def updates(self) -> list[Update]:
        return list(self.consultation.updates.published(self.day)[:LATEST_UPDATES])

    @cached_property
    def invitations(self) -> list[Invitation]:
        stages = [dated.stage for dated in self.stages]
        return [
            Invitation(page=self, call=call, opening=opening_of(stages, call.channel, self.day))
            for call in self.consultation.calls_to_action.all()
        ]

    @cached_property
    def count_labels(self) -> dict[str, str]:
        """What came through each channel of the consultation so far, in words."""
        used = {code for dated in self.stages for code in dated.stage.channels}
        return {
            code: channel.count_label(channel.count(self.consultation))
            for code, channel in channels.items()
            if code in used
        }


class HomePage:
    """The consultation that runs today in full, the others by name."""

    def __init__(self):
        self.day = clock.today()

    @cached_property
    def consultations(self) -> list[Consultation]:
        return list(Consultation.objects.public().newest_first())

    @cached_property
    def current(self) -> ConsultationPage | None:
        """The one that runs, else the next to come, else the last that ended."""
        if not self.consultations:
            return None
        return ConsultationPage(min(self.consultations, key=self._nearness), day=self.day)

    @property
    def others(self) -> list[Consultation]:
        return [one for one in self.consultations if one is not self.current.consultation]

    def _nearness(self, consultation: Consultation) -> tuple[int, int]:
        if consultation.starts_on <= self.day <= consultation.ends_on:
            return 0, (self.day - consultation.starts_on).days
        if self.day < consultation.starts_on:
            return 1, (consultation.starts_on - self.day).days
        return 2, (self.day - consultation.ends_on).days


class StagePage(ConsultationPage):
    """A stage between its neighbours."""

    def __init__(self, stage: Stage):
        super().__init__(stage.consultation)
        self.stage = stage

    @property
    def state(self) -> StageState:
        return self.stage.state_on(self.day)

    @cached_property
    def _place(self) -> int:
        return next(number for number, dated in enumerate(self.stages) if dated.stage.pk == self.stage.pk)

    @property
    def previous(self) -> DatedStage | None:
        return self.stages[self._place - 1] if self._place else None

    @property
    def next(self) -> DatedStage | None:
        return self.stages[self._place + 1] if self._place + 1 < len(self.stages) else None

    @property
    def channel_invitations(self) -> list[tuple[str, list[Invitation]]]:
        """Each channel of the stage by its name, with the calls to action that lead there."""
        return [
            (Channel(code).label, [one for one in self.invitations if one.call.channel == code])
            for code in self.stage.channels
        ]


class QuestionPage(ConsultationPage):
    """A big question: its parts in order, and the questions of conversations that serve it."""

    def __init__(self, big_question: BigQuestion):
        super().__init__(big_question.consultation)
        self.big_question = big_question

    @cached_property
    def questions(self) -> list[Question]:
        return list(self.big_question.questions.all())

    @property
    def parts(self) -> list[Question]:
        return [one for one in self.questions if one.role == "part"]

    @property
    def conversation_questions(self) -> list[Question]:
        return [one for one in self.questions if one.role == "conversation"]
