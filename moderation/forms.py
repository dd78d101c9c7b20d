from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import CaseStatus
from .models import Case, Reason
from .services import MOVES, NEED_NOTE, NEED_REASON

DECISIONS = {
    CaseStatus.PUBLISHED: _("Publish"),
    CaseStatus.CHANGES_REQUESTED: _("Ask for changes"),
    CaseStatus.REJECTED: _("Reject"),
    CaseStatus.WITHHELD: _("Withhold"),
    CaseStatus.SUBMITTED: _("Put back into the queue"),
}
LONGEST_NOTE = 4000


class DecisionForm(forms.Form):
    """What a moderator decides on one case, and why."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput)
    to_status = forms.ChoiceField(
        label=_("What happens with it"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a decision.")},
    )
    reason = forms.ModelChoiceField(
        label=_("Reason"),
        queryset=Reason.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("Needed to reject and to withhold. The author reads its explanation."),
    )
    note = forms.CharField(
        label=_("Words to the author"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("Needed to ask for changes. The author reads them in the e-mail, exactly as you write them."),
    )

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_revision"].initial = case.revision
        self.fields["to_status"].choices = [
            (status, label) for status, label in DECISIONS.items() if status in MOVES[case.status]
        ]
        self.fields["note"].widget.attrs["lang"] = case.language
        reasons = list(Reason.objects.filter(is_active=True))
        self.fields["reason"].queryset = Reason.objects.filter(is_active=True)
        self.fields["reason"].choices = [("", _("No reason from the list")), *_grouped(reasons)]

    def clean(self):
        cleaned = super().clean()
        status, reason = cleaned.get("to_status"), cleaned.get("reason")
        if status in NEED_REASON and reason is None and "reason" not in self.errors:
            self.add_error("reason", _("Choose the reason that the author will read."))
        if reason is not None and status and reason.for_status != status:
            self.add_error("reason", _("This reason belongs to another decision."))
        if status in NEED_NOTE and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _("Tell the author what to change."))
        return cleaned

    def decision(self) -> dict:
        """Return what moderation.services.decide takes from the form."""
        return {name: self.cleaned_data[name] for name in ("to_status", "seen_revision", "reason", "note")}


def _grouped(reasons: list[Reason]) -> list:
    return [
        (DECISIONS[status], [(reason.code, reason.title) for reason in reasons if reason.for_status == status])
        for status in (CaseStatus.REJECTED, CaseStatus.WITHHELD, CaseStatus.CHANGES_REQUESTED)
    ]
