"""The language switch leads to the same page, and loses nothing that was typed."""

import re

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from core import gallery, language, language_switch


class HeadCountForm(forms.Form):
    name = forms.CharField()
    head_count = forms.IntegerField(min_value=1)


HeadCountFormSet = forms.formset_factory(HeadCountForm, extra=0)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/en/", "/fr/"),
        ("/en/conversations/?country=ML&page=2", "/fr/conversations/?country=ML&page=2"),
        ("/es/search/?q=/en/x", "/fr/search/?q=/en/x"),
        ("/fr/nothing/here/", "/fr/nothing/here/"),
        ("/admin/", None),
        ("/enough/", None),
        ("/", None),
    ],
)
def test_same_page_exchanges_the_language_and_keeps_the_rest(here, there):
    assert language.same_page(here, "fr") == there


def test_every_language_is_a_link_to_this_very_page_in_its_own_name(client):
    page = client.get("/fr/nothing/here/?a=1&b=%C3%A9").content.decode()

    links = re.findall(r'<a href="([^"]+)" lang="(\w\w)" hreflang="\w\w"( aria-current="true")?>([^<]+)<', page)

    assert links == [
        ("/en/nothing/here/?a=1&amp;b=%C3%A9", "en", "", "English"),
        ("/fr/nothing/here/?a=1&amp;b=%C3%A9", "fr", ' aria-current="true"', "Français"),
        ("/es/nothing/here/?a=1&amp;b=%C3%A9", "es", "", "Español"),
    ]


def test_a_page_names_its_other_languages_to_machines(rf):
    page = show_gallery(rf.get("/en/components/"))

    alternates = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)

    assert [(code, address.partition("//")[2].partition("/")[2]) for code, address in alternates] == [
        ("en", "en/components/"),
        ("fr", "fr/components/"),
        ("es", "es/components/"),
        ("x-default", "en/components/"),
    ]


def test_a_page_with_a_form_sends_the_form_along(rf):
    page = show_gallery(rf.get("/en/components/?step=2"))

    buttons = re.findall(r'form="gallery-form" formaction="([^"]+)"[^>]* value="(\w\w)"', page)

    assert buttons == [("/fr/components/?step=2", "fr"), ("/es/components/?step=2", "es")]


def test_what_was_typed_is_shown_without_errors_after_the_switch(rf):
    page = show_gallery(rf.post("/fr/components/", {"switch_language": "fr", "name": "Awa", "head_count": "-3"}))

    first_form = page.partition('id="gallery-form"')[2].partition("</form>")[0]

    assert 'value="Awa"' in first_form
    assert 'value="-3"' in first_form
    assert "field--error" not in first_form


def test_a_switch_is_not_a_sending_even_when_all_is_valid(rf):
    request = rf.post("/fr/x/", {"switch_language": "fr", "name": "Awa", "head_count": "40"})
    form = HeadCountForm(request.POST)

    assert not language_switch.is_sent(request, form)
    assert (form["name"].value(), form.errors) == ("Awa", {})


def test_formsets_keep_what_was_typed_too(rf):
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "", "form-0-head_count": "many"}
    request = rf.post("/fr/x/", {"switch_language": "fr", **data})
    formset = HeadCountFormSet(request.POST)

    assert not language_switch.is_sent(request, formset)
    assert formset.forms[0]["head_count"].value() == "many"
    assert formset.forms[0].errors == {}
    assert list(formset.non_form_errors()) == []


def test_a_sending_is_valid_only_when_every_form_is_and_all_tell_their_errors(rf):
    request = rf.post("/fr/x/", {"one-name": "Awa", "one-head_count": "3"})
    one, two = HeadCountForm(request.POST, prefix="one"), HeadCountForm(request.POST, prefix="two")

    assert language_switch.is_sent(request, one)
    assert not language_switch.is_sent(request, two, one)
    assert sorted(two.errors) == ["head_count", "name"]


def test_nothing_is_sent_by_looking(rf):
    assert not language_switch.is_sent(rf.get("/fr/x/"), HeadCountForm())


def show_gallery(request) -> str:
    request.user = AnonymousUser()
    response = gallery.show(request)
    return render_to_string(response.template_name, response.context_data, request)
