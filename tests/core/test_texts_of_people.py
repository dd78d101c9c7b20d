"""What somebody wrote is shown harmlessly, with its language."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from core import formats, text


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_paragraphs_keeps_paragraphs_and_line_breaks_and_escapes_everything_else():
    said = "First <b>line</b>\r\nsecond line\r\n\r\n\r\nNext & last"

    shown = render("{{ said|paragraphs }}", said=said)

    assert shown == (
        '<div class="said"><p>First &lt;b&gt;line&lt;/b&gt;<br>second line</p><p>Next &amp; last</p></div>'
    )


def test_paragraphs_cannot_be_turned_round_or_hold_control_characters():
    said = "safe\u202egnp.exe\u2066 \x00\x1b[31mred\x7f"

    assert render("{{ said|paragraphs }}", said=said) == '<div class="said"><p>safegnp.exe [31mred</p></div>'


@pytest.mark.parametrize("nothing", ["", None, " \r\n \n", "\u202e"])
def test_paragraphs_of_nothing_is_nothing(nothing):
    assert render("{{ said|paragraphs }}", said=nothing) == ""


def test_isolated_puts_a_name_on_one_line_of_its_own_direction():
    assert render("{{ name|isolated }}", name="Awa\r\nBcc: x <y>\u202e") == "<bdi>Awa Bcc: x &lt;y&gt;</bdi>"


def test_arabic_and_emoji_stay_as_they_are():
    assert text.harmless("مرحبا 👩🏾‍🌾\tok") == "مرحبا 👩🏾‍🌾\tok"


@pytest.mark.parametrize(
    ("code", "attributes"),
    [("fr", 'lang="fr" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"'), ("bm", 'lang="bm" dir="auto"')],
)
def test_lang_attr_names_language_and_direction(code, attributes):
    assert render("{% lang_attr code %}", code=code) == attributes


def test_an_icon_is_inline_and_hidden_from_screen_readers():
    shown = render('{% icon "check" %}')

    assert shown.startswith('<svg class="icon"')
    assert 'aria-hidden="true"' in shown


def test_an_unknown_icon_is_an_error():
    with pytest.raises(FileNotFoundError):
        render('{% icon "unicorn" %}')


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "4,500 12,500 1 May 2022 9 May 2022"),
        ("fr", "4\u202f500 12\u202f500 1er mai 2022 9 mai 2022"),
        ("es", "4500 12.500 1 de mayo de 2022 9 de mayo de 2022"),
    ],
)
def test_numbers_and_days_follow_the_language(code, words):
    source = "{{ small|number }} {{ large|number }} {{ first|long_date }} {{ ninth|long_date }}"

    with translation.override(code):
        shown = render(
            source,
            small=4500,
            large=12500,
            first=datetime(2022, 5, 1, tzinfo=UTC),
            ninth=datetime(2022, 5, 9, tzinfo=UTC),
        )

    assert shown == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "9 May 2022, 15:00 (UTC)"),
        ("Africa/Lagos", "9 May 2022, 16:00 (Lagos, UTC+1)"),
        ("America/St_Johns", "9 May 2022, 12:30 (St. John’s, UTC−2:30)"),
        ("Asia/Kathmandu", "9 May 2022, 20:45 (Kathmandu, UTC+5:45)"),
    ],
)
def test_a_time_tells_its_zone_and_the_offset_on_that_day(zone, words):
    assert formats.local_time(datetime(2022, 5, 9, 15, tzinfo=UTC), zone) == words


def test_the_offset_is_that_of_the_day_not_of_today():
    winter, summer = datetime(2022, 1, 9, 12, tzinfo=UTC), datetime(2022, 7, 9, 12, tzinfo=UTC)

    assert formats.local_time(winter, "Europe/Paris").endswith("13:00 (Paris, UTC+1)")
    assert formats.local_time(summer, "Europe/Paris").endswith("14:00 (Paris, UTC+2)")


@pytest.mark.parametrize(
    ("code", "words"), [("en", "Age: &lt;b&gt;"), ("fr", "Âge\u202f: &lt;b&gt;"), ("es", "Edad: &lt;b&gt;")]
)
def test_a_label_stands_before_its_value_as_the_language_sets_it(code, words):
    with translation.override(code):
        shown = render('{{ said|labelled:_("Age") }}', said="<b>")

    assert shown == words
