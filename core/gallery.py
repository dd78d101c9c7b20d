"""Every component in every state on one page, for those who build the site. Only there when DEBUG is on."""

from datetime import timedelta

from django import forms
from django.core.paginator import Paginator
from django.template.response import TemplateResponse

from core import clock, html, language_switch

WORDS = "We met under the mango tree.\nForty came, most of them young.\n\nTwo things were said again and again."


class GalleryForm(forms.Form):
    """One field of each sort; its labels are examples and stay in English."""

    name = forms.CharField(label="Your name", max_length=40)
    email = forms.EmailField(label="E-mail address", help_text="We write to you once, to confirm it.")
    organisation = forms.CharField(label="Organisation", required=False)
    head_count = forms.IntegerField(label="How many people came?", min_value=1)
    date = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    country = forms.ChoiceField(label="Country", choices=[("", "Choose"), ("ML", "Mali"), ("PE", "Peru")])
    points = forms.CharField(
        label="Key points", max_length=200, widget=forms.Textarea, help_text="What most of you could agree on."
    )
    format = forms.ChoiceField(
        label="How did you meet?",
        choices=[("in_person", "In person"), ("online", "Online")],
        widget=forms.RadioSelect,
        help_text="Choose one.",
    )
    languages = forms.MultipleChoiceField(
        label="Languages spoken",
        choices=[("fr", "Français"), ("bm", "Bamanankan"), ("es", "Español")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    told = forms.BooleanField(label="I told everybody that we would send in what was said.")


def show(request):
    """Show the gallery; its first form keeps what was typed when the language is switched."""
    form = GalleryForm(request.POST or None)
    language_switch.is_sent(request, form)
    wrong = {"broken-email": "nobody", "broken-head_count": "-3", "broken-points": "long " * 60}
    broken = GalleryForm(wrong, prefix="broken")
    context = {
        "empty_form": form,
        "form": broken,
        "language_switch_form": "gallery-form",
        "stages": _stages(),
        "page": Paginator(range(500), 10).get_page(request.GET.get("page", 7)),
        "trail": [{"title": "Strategy", "url": "#"}, {"title": "Conversations", "url": "#"}],
        "facts": [("Where", "Bamako"), ("People", 40), ("Left out when empty", "")],
        "columns": ["Group", "People", "Share"],
        "rows": [["Civil society", 25, "63%"], ["Government", 15, "38%"]],
        "meta": ["Mali", "17 May 2022"],
        "now": clock.now(),
        "words": WORDS,
        "states": ["open", "upcoming", "closed"],
        "kinds": ["info", "success", "warning", "error"],
        "icons": sorted(path.stem for path in html.ICONS.glob("*.svg")),
    }
    return TemplateResponse(request, "components/gallery.html", context)


def _stages() -> list[dict]:
    stages = [
        ("First ideas", "closed", -120, -61),
        ("Conversations everywhere", "open", -60, 20),
        ("Draft and comments", "upcoming", 21, 80),
        ("Decision", "upcoming", 81, 120),
    ]
    return [
        {
            "title": title,
            "state": state,
            "starts_on": clock.today() + timedelta(days=start),
            "ends_on": clock.today() + timedelta(days=end),
            "url": "#",
        }
        for title, state, start, end in stages
    ]
