"""The language switch on a page with a form: nothing that was typed is lost.

A page that hands `language_switch_form` (the id of its form) to its template gets buttons instead of links in the
header: they send that form, unjudged, to the same page in the other language. In a view:

    form = HostForm(request.POST or None)
    if language_switch.is_sent(request, form):
        ...  # one service, redirect
    return TemplateResponse(request, "…", {"form": form, "language_switch_form": "host-form"})

and in the template `<form id="host-form" method="post">`.
"""

from django.forms import BaseFormSet
from django.forms.utils import ErrorDict, ErrorList

PARAMETER = "switch_language"


def is_asked(request) -> bool:
    """Say whether this POST only asks for the page in another language."""
    return request.method == "POST" and PARAMETER in request.POST


def is_sent(request, *forms) -> bool:
    """Say whether the forms were sent and are all valid.

    When the person only switched the language, the answer is no and the forms show what was typed without errors.
    """
    if request.method != "POST":
        return False
    if is_asked(request):
        for form in forms:
            keep(form)
        return False
    return all([form.is_valid() for form in forms])  # noqa: C419 -- every form shows its errors, not only the first


def keep(form) -> None:
    """Let a bound form or formset show what was typed, without judging it."""
    if isinstance(form, BaseFormSet):
        form._errors, form._non_form_errors = [], ErrorList()  # noqa: SLF001 -- Django offers no public way
        for inner in form.forms:
            keep(inner)
    else:
        form._errors, form.cleaned_data = ErrorDict(), {}  # noqa: SLF001
