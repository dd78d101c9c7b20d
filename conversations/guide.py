"""The guide for hosts: the plan of the meeting, who does what, the rules, how to take notes and report."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from consultations.enums import QuestionKind
from consultations.models import Consultation
from conversations.definition import Definition, report_definition

GUIDE_VERSION = "1.0"
GUIDE_DATE = date(2026, 11, 23)
LENGTHS = (60, 90, 120)
UNIT = 5
"""Minutes are planned in steps of five."""
FRAME_UNITS = 5
"""Welcome, ground rules, introduction, wrap-up and the check of the notes take one unit each."""


@dataclass(frozen=True)
class Part:
    """One part of the meeting."""

    title: str
    minutes: int
    text: str


@dataclass(frozen=True)
class Advice:
    title: str
    points: list[str]


@dataclass(frozen=True)
class Guide:
    """All words of the guide, in the language that was active when it was built."""

    version: str
    dated_on: date
    minutes: int
    definition: Definition
    agenda: list[Part]
    roles: list[tuple[str, str]]
    rules: list[str]
    before: Advice
    notes: Advice
    report: Advice
    safety: Advice

    @property
    def edition(self) -> str:
        """Name the guide so that two people can see whether they hold the same one: 1.0-3f9a2c10."""
        return f"{self.version}-{self.definition.fingerprint}"


def host_guide(consultation: Consultation, *, minutes: int = 90) -> Guide:
    """Return the guide for a meeting of so many minutes (one of LENGTHS), in the active language; one query."""
    definition = report_definition(consultation)
    return Guide(
        version=GUIDE_VERSION,
        dated_on=GUIDE_DATE,
        minutes=minutes,
        definition=definition,
        agenda=_agenda(definition, minutes),
        roles=_roles(),
        rules=_rules(),
        before=_before(),
        notes=_notes(),
        report=_report(),
        safety=_safety(),
    )


def _agenda(definition: Definition, minutes: int) -> list[Part]:
    asked = [step for step in definition.steps if step.question]
    trade_offs = [question for question in definition.questions if question.kind == QuestionKind.TRADE_OFF]
    talk = [(step.title, 4 if step.question.kind == QuestionKind.TOP_THREE else 3, step.intro) for step in asked]
    if trade_offs:
        text = _("Read each pair of poles aloud. Everyone shows where they stand, then a few say why.")
        talk.append((_("Between two poles"), len(trade_offs), text))
    talk.append((_("Our top three"), 2, _("Agree on three points that must not be lost. Note disagreement too.")))
    units = shared_out(minutes // UNIT - FRAME_UNITS, [weight for _title, weight, _text in talk])
    return [
        Part(_("Welcome"), UNIT, _("Say who you are and why you are here. Everyone says their first name, or none.")),
        Part(_("Ground rules"), UNIT, _("Read the ground rules aloud and ask whether one is missing.")),
        Part(
            _("How the strategy is made"),
            UNIT,
            _("Explain the consultation in three sentences, and say that your report may be published."),
        ),
        *(Part(title, share * UNIT, text) for (title, _weight, text), share in zip(talk, units, strict=True)),
        Part(_("Wrap-up"), UNIT, _("Thank everyone. Say when the report is sent and where it can be read.")),
        Part(_("Check of the notes"), UNIT, _("The note taker reads the main points aloud. The group corrects them.")),
    ]


def shared_out(units: int, weights: list[int]) -> list[int]:
    """Share whole units out by weight, at least one each, by largest remainder; the sum is `units` if it can be."""
    free = max(units - len(weights), 0)
    exact = [free * weight / sum(weights) for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: free - sum(shares)]:
        shares[place] += 1
    return [share + 1 for share in shares]


def _roles() -> list[tuple[str, str]]:
    return [
        (_("Host"), _("Welcomes, asks the questions, gives everyone the floor and holds back personal opinions.")),
        (_("Note taker"), _("Writes down what is said, in the speakers’ own words, without names.")),
        (_("Timekeeper"), _("Watches the clock and says when half of the time of a part is over.")),
        (_("Carer"), _("Looks after those who are silent, arrive late or need help: sound, language, access.")),
    ]


def _rules() -> list[str]:
    return [
        _("Everyone speaks once before anyone speaks twice."),
        _("We listen in order to understand, not in order to answer."),
        _("We speak for ourselves and from experience."),
        _("We criticise ideas, never people."),
        _("What is said may be told; who said it stays in the room."),
        _("Nobody takes pictures or records without the agreement of all."),
        _("Everyone may stay silent, and may leave at any time."),
    ]


def _before() -> Advice:
    return Advice(
        _("Before the meeting"),
        [
            _("Invite 5 to 25 people who do not all think alike. Ask who is usually missing, and invite them."),
            _("Choose a place that everyone can reach and enter, or a tool that works on a phone."),
            _("Choose the language in which most people feel at ease. Somebody may whisper a translation."),
            _("Share out the roles, and print this kit or send it to the others."),
            _("Say in the invitation that you will send a report, and that it may be published without names."),
        ],
    )


def _notes() -> Advice:
    return Advice(
        _("How to take notes"),
        [
            _("Use the note template: its headings are those of the report, in the same order."),
            _("Write short sentences, one point per line. Use the speakers’ own words."),
            _("Note disagreement as carefully as agreement. You need not settle it."),
            _("Write a quote word for word, and ask at once whether it may be published and with whose name."),
            _("Count the people in the room. Count groups only if people tell you themselves."),
        ],
    )


def _report() -> Advice:
    return Advice(
        _("How to report"),
        [
            _("Open the private link in the mail that confirmed your conversation. No account is needed."),
            _("Write step by step, today or later, alone or with others: what you save stays there."),
            _("Look at the preview: it shows exactly what the public will see. Then send the report."),
            _("A person of the support unit reads it and publishes it, or asks you for changes."),
            _("You receive a permanent number, and you can follow what became of your report."),
        ],
    )


def _safety() -> Advice:
    return Advice(
        _("If somebody could be at risk"),
        [
            _("Do not write names, functions or places by which a person could be recognised."),
            _("Leave empty every field that could harm somebody. Only the day and the number of people are needed."),
            _("Do not announce the conversation in the public list, and do not publish your own name."),
            _("Do not pass the attendance sheet around; if you do, destroy it after the count."),
            _("You may allow us to read and count the report without publishing it."),
        ],
    )
