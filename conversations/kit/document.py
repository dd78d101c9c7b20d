"""Draws the kit. Sizes are millimetres on A4, text sizes are points."""

from datetime import UTC, datetime, time
from pathlib import Path

from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from consultations.enums import QuestionKind
from consultations.models import Consultation
from conversations.definition import POSITIONS, Field, Kind, Step
from conversations.guide import Advice, Guide
from core import formats, language

FONTS = Path(__file__).parent / "fonts"
MARGIN = 18
LINE = 6
INK, SOFT, RULE = (43, 27, 44), (99, 81, 93), (190, 175, 160)
ATTENDANCE_ROWS = 20
WRITING_LINES = {Kind.TEXT: 5, Kind.LINE: 1, Kind.DATE: 1}
CARDS_PER_PAGE = 2
GROUP_HEIGHT = 10
POSITION_HEIGHT = 46
RULE_HEIGHT = 8
STEP_HEIGHT = 75
"""A step of the note template begins on the next page when less than this is left."""


class Kit(FPDF):
    """A page with the edition of the guide and the page number at its foot."""

    def __init__(self, title: str, edition: str):
        super().__init__(format="A4")
        self.edition = edition
        self.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
        self.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=22)
        self.set_title(title)
        self.set_lang(language.current())
        self.set_author("Cocrea")
        self.set_text_color(*INK)
        self.set_draw_color(*RULE)
        self.write_text(11)

    def footer(self):
        self.set_y(-14)
        self.set_font("DejaVu", "", 8)
        self.set_text_color(*SOFT)
        page = _("Page %(number)s of %(count)s") % {"number": self.page_no(), "count": "{nb}"}
        self.cell(self.epw / 2, 5, _("Edition %(edition)s") % {"edition": self.edition})
        self.cell(self.epw / 2, 5, page, align="R")
        self.set_text_color(*INK)

    def write_text(self, size: float, *, bold: bool = False) -> None:
        """Choose the type of what follows."""
        self.set_font("DejaVu", "B" if bold else "", size)

    def paragraph(self, text: str, *, size: float = 11, bold: bool = False, soft: bool = False, gap: float = 2) -> None:
        self.write_text(size, bold=bold)
        self.set_text_color(*(SOFT if soft else INK))
        self.multi_cell(0, size * 0.52, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        self.set_text_color(*INK)
        self.ln(gap)

    def chapter(self, title: str) -> None:
        """Begin a new page with a heading that is also a bookmark."""
        self.add_page()
        self.start_section(title)
        self.paragraph(title, size=20, bold=True, gap=4)

    def heading(self, title: str) -> None:
        self.keep_together(30)
        self.start_section(title, level=1)
        self.paragraph(title, size=13, bold=True)

    def keep_together(self, height: float) -> None:
        """Go to the next page when less than this height is left."""
        if self.will_page_break(height):
            self.add_page()

    def points(self, items: list[str]) -> None:
        for item in items:
            self.keep_together(LINE * 2)
            self.write_text(11)
            self.cell(6, LINE, "•")
            self.multi_cell(0, LINE, item, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
            self.ln(1)
        self.ln(3)

    def rules(self, count: int) -> None:
        """Draw lines to write on."""
        for _number in range(count):
            self.ln(RULE_HEIGHT)
            self.line(self.l_margin, self.y, self.w - self.r_margin, self.y)
        self.ln(4)

    def boxes(self, labels: list[str]) -> None:
        """Draw one box to tick per label."""
        for label in labels:
            self.keep_together(LINE + 2)
            self.rect(self.l_margin + 1, self.y + 1, 4, 4)
            self.set_x(self.l_margin + 8)
            self.write_text(10.5)
            self.multi_cell(0, LINE, label, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        self.ln(2)


def make_kit(consultation: Consultation, guide: Guide) -> bytes:
    """Return the kit as a PDF file, in the active language. The same guide always gives the same file."""
    kit = Kit(_("Kit for hosts: %(title)s") % {"title": consultation.title}, guide.edition)
    kit.set_creation_date(datetime.combine(guide.dated_on, time.min, tzinfo=UTC))
    _agenda(kit, consultation, guide)
    _cards(kit, guide)
    _attendance(kit)
    _notes(kit, guide)
    return bytes(kit.output())


def _agenda(kit: Kit, consultation: Consultation, guide: Guide) -> None:
    kit.chapter(_("Agenda"))
    kit.paragraph(consultation.title, size=13)
    dated = _("Guide for hosts, version %(version)s of %(day)s.") % {
        "version": guide.version,
        "day": formats.day(guide.dated_on),
    }
    kit.paragraph(dated, size=9, soft=True, gap=4)
    for part in guide.agenda:
        kit.keep_together(18)
        kit.write_text(11, bold=True)
        kit.cell(22, LINE, _("%(count)s min") % {"count": part.minutes})
        kit.multi_cell(0, LINE, part.title, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        kit.set_x(kit.l_margin + 22)
        kit.write_text(10)
        kit.multi_cell(0, 5.2, part.text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        kit.ln(2)
    kit.paragraph(_("Together: %(count)s minutes") % {"count": guide.minutes}, bold=True, gap=5)
    kit.heading(_("Who does what"))
    kit.points([formats.labelled(text, name) for name, text in guide.roles])
    kit.heading(_("Ground rules"))
    kit.points(guide.rules)
    for advice in (guide.safety, guide.before, guide.notes, guide.report):
        _advice(kit, advice)


def _advice(kit: Kit, advice: Advice) -> None:
    kit.heading(advice.title)
    kit.points(advice.points)


def _cards(kit: Kit, guide: Guide) -> None:
    """Draw one question per half page, large enough to be read across a table."""
    half = (kit.h - 2 * MARGIN) / CARDS_PER_PAGE
    for number, question in enumerate(guide.definition.questions):
        if number % CARDS_PER_PAGE == 0:
            kit.add_page()
            if number == 0:
                kit.start_section(_("Question cards"))
        top = MARGIN + (number % CARDS_PER_PAGE) * half
        kit.set_draw_color(*RULE)
        kit.rect(MARGIN, top, kit.epw, half - 8, round_corners=True, corner_radius=4)
        kit.set_xy(MARGIN + 10, top + 14)
        kit.write_text(22, bold=True)
        kit.multi_cell(kit.epw - 20, 11, question.text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        if question.kind == QuestionKind.TRADE_OFF:
            _poles(kit, question, top + half - 45)


def _poles(kit: Kit, question, top: float) -> None:
    width = (kit.epw - 30) / 2
    for text, x, align in ((question.pole_a, MARGIN + 10, "L"), (question.pole_b, MARGIN + 20 + width, "R")):
        kit.set_xy(x, top)
        kit.write_text(13)
        kit.multi_cell(width, 6.5, text, align=align)
    _scale(kit, top + 26)


def _scale(kit: Kit, y: float) -> None:
    """Draw the five places between two poles at a height of the page."""
    left, step = MARGIN + 15, (kit.epw - 30) / (len(POSITIONS) - 1)
    kit.line(left, y, kit.w - left, y)
    for number in POSITIONS:
        x = left + (number - 1) * step
        kit.set_fill_color(255, 255, 255)
        kit.ellipse(x - 4, y - 4, 8, 8, style="DF")
        kit.set_xy(x - 4, y - 3)
        kit.write_text(9)
        kit.cell(8, 6, str(number), align="C")


def _attendance(kit: Kit) -> None:
    kit.chapter(_("Attendance sheet"))
    kit.paragraph(
        _(
            "Optional. Only the number of people belongs in the report. This sheet stays with the host and is destroyed"
            " once it has been counted. Nobody has to write anything; a first name or a sign is enough."
        ),
        size=10,
    )
    widths = (12, kit.epw - 12 - 74, 74)
    titles = ("", _("First name or sign"), _("Group, if you wish to say it"))
    kit.write_text(9, bold=True)
    for width, title in zip(widths, titles, strict=True):
        kit.cell(width, 8, title, border=1)
    kit.ln()
    kit.write_text(9)
    for number in range(1, ATTENDANCE_ROWS + 1):
        for width, text in zip(widths, (str(number), "", ""), strict=True):
            kit.cell(width, 9, text, border=1)
        kit.ln()


def _notes(kit: Kit, guide: Guide) -> None:
    """Draw the note template: the steps and fields of the report, in its order, with room to write."""
    kit.chapter(_("Note template"))
    kit.paragraph(
        _("The headings are those of the report, in the same order."),
        size=10,
    )
    for step in guide.definition.steps:
        _step(kit, step)


def _step(kit: Kit, step: Step) -> None:
    kit.keep_together(STEP_HEIGHT)
    kit.heading(step.title)
    kit.paragraph(step.intro, size=11, bold=bool(step.question))
    group = ""
    for field in step.fields:
        if field.group and field.group != group:
            kit.keep_together(GROUP_HEIGHT + _height(field))
            kit.paragraph(field.group, bold=True, gap=1)
        group = field.group
        _field(kit, field)


def _height(field: Field) -> float:
    """Return what the field needs on one page, so that no question is torn from the place for its answer."""
    if field.kind == Kind.POSITION:
        return POSITION_HEIGHT
    if field.choices:
        return LINE * (len(field.choices) + 2)
    return LINE * 2 + RULE_HEIGHT * WRITING_LINES.get(field.kind, 0)


def _field(kit: Kit, field: Field) -> None:
    label = field.label if field.is_required else f"{field.label} {_('(optional)')}"
    kit.keep_together(_height(field))
    if field.kind == Kind.NUMBER:
        kit.write_text(10.5)
        kit.cell(kit.epw - 30, 8, label)
        kit.rect(kit.w - kit.r_margin - 24, kit.y + 0.5, 24, 7)
        kit.ln(9)
    elif field.kind == Kind.AGREE:
        kit.boxes([field.label])
    elif field.kind == Kind.POSITION:
        _position(kit, field, label)
    elif field.choices:
        kit.paragraph(label, size=10.5, gap=1)
        kit.boxes([text for _value, text in field.choices])
    else:
        kit.paragraph(label, size=10.5, gap=0)
        kit.rules(WRITING_LINES[field.kind])


def _position(kit: Kit, field: Field, label: str) -> None:
    kit.paragraph(label, size=10.5, gap=1)
    (_empty, not_discussed), *places = field.choices
    kit.boxes([not_discussed])
    top, width = kit.y, (kit.epw - 10) / 2
    bottoms = []
    for text, x, align in ((places[0][1], MARGIN, "L"), (places[-1][1], MARGIN + 10 + width, "R")):
        kit.set_xy(x, top)
        kit.write_text(9.5)
        kit.multi_cell(width, 5, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        bottoms.append(kit.y)
    _scale(kit, max(bottoms) + 6)
    kit.set_xy(MARGIN, max(bottoms) + 14)
