"""How forms look: labels, hints and errors that belong together, and the summary of what is wrong."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from core.forms import Problem, problems


class EveryForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As on <your> card.", max_length=20)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea, max_length=200)
    format = forms.ChoiceField(label="Format", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    told = forms.BooleanField(label="I told them")

    def clean(self):
        raise forms.ValidationError("These two do not fit.")


@pytest.fixture
def page():
    return str(EveryForm({}).as_div())


def test_problems_come_in_the_order_of_the_page_and_lead_to_their_fields():
    assert problems(EveryForm({})) == [
        Problem("These two do not fit."),
        Problem("Name – This field is required.", "id_name"),
        Problem("Format – This field is required.", "id_format_0"),
        Problem("I told them – This field is required.", "id_told"),
    ]


def test_problems_of_formsets_are_told_too():
    formset = forms.formset_factory(EveryForm, max_num=1, validate_max=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "x", "form-1-name": "y"}

    found = problems(formset(data))

    assert found[0] == Problem("Please submit at most 1 form.")
    assert Problem("Format – This field is required.", "id_form-1-format_0") in found


def test_each_link_of_the_summary_has_its_target(page):
    summary = render_to_string("components/error_summary.html", {"form": EveryForm({})})
    targets = re.findall(r'href="#([^"]+)"', summary)

    assert 'role="alert"' in summary
    assert "There are 4 problems" in summary
    assert targets == ["id_name", "id_format_0", "id_told"]
    assert [target for target in targets if f'id="{target}"' not in page] == []


def test_a_form_without_errors_has_no_summary():
    assert render_to_string("components/error_summary.html", {"form": EveryForm()}).strip() == ""


def test_every_description_that_is_named_exists(page):
    named = {name for names in re.findall(r'aria-describedby="([^"]+)"', page) for name in names.split()}

    assert named == {"id_name_helptext", "id_name_error", "id_format_error", "id_told_error"}
    assert [name for name in named if f'id="{name}"' not in page] == []


def test_hints_are_escaped_and_optional_fields_say_so(page):
    assert "As on &lt;your&gt; card." in page
    assert re.findall(r"<label[^>]*>(\w+) <span class=\"field__optional\">", page) == ["Note"]


def test_long_texts_are_counted_and_never_cut(page):
    textarea = re.search(r"<textarea[^>]*>", page)[0]

    assert 'data-count="200"' in textarea
    assert "maxlength" not in textarea


def test_choices_stand_in_a_group_with_a_legend(page):
    group = page.partition("<fieldset")[2].partition("</fieldset>")[0]

    assert re.findall(r"<legend>(\w+)</legend>", group) == ["Format"]
    assert re.findall(r'<label for="(id_format_\d)"', group) == ["id_format_0", "id_format_1"]
