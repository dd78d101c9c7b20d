"""The host writes a report through the private link: step by step, previewed, sent, followed."""

import uuid
from datetime import datetime

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from conversations import periods
from conversations.definition import Step
from conversations.enums import LinkPurpose
from conversations.links import with_private_link
from conversations.models import Outcome
from conversations.presenters import PublicOutcome
from conversations.reports import Report
from conversations.services import reporting
from core import language_switch
from core.text import harmless
from moderation.enums import CaseStatus

FORM_ID = "report-step"


@require_safe
@with_private_link(LinkPurpose.REPORT)
def report_overview(request, conversation, *, token):
    """Show where the report stands: its steps, or what became of what was sent."""
    report = Report.of(conversation)
    frame = _frame(report, token)
    rows = [{"step": step, "state": report.state(step)} for step in report.definition.steps]
    context = {
        **frame,
        "rows": rows,
        "next_step": next((row["step"] for row in rows if row["step"] in report.unfinished), None),
        "is_complete": report.is_complete,
        "says_something": report.says_something,
        "decision": _last_decision(frame["sent"]),
    }
    return TemplateResponse(request, "conversations/report/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_private_link(LinkPurpose.REPORT)
def report_step(request, conversation, *, token, step_key):
    """Show one step, or save what was typed in it, valid or not."""
    report = Report.of(conversation)
    step = report.definition.step(step_key)
    if step is None:
        raise Http404
    stored = report.draft.steps.get(step.key)
    if stored and "resolve" in request.POST and language_switch.is_asked(request):
        return _conflict_page(request, report, step, token, mine=_typed(request, step), stored=stored)
    if request.method == "POST":
        return _save_step(request, report, step, token)
    return _step_page(request, report, step, token, form=report.form(step))


@require_http_methods(["GET", "HEAD", "POST"])
@with_private_link(LinkPurpose.REPORT)
def report_preview(request, conversation, *, token):
    """Show exactly what the public will see; POST sends the report."""
    report = Report.of(conversation)
    if request.method == "POST":
        return _send(request, report, token)
    if not report.is_complete:
        return redirect("conversations:report", token=token)
    return _preview_page(request, report, token)


@require_safe
@with_private_link(LinkPurpose.REPORT)
def report_receipt(request, conversation, *, token):
    """Confirm what was sent, with its permanent number."""
    context = _frame(Report.of(conversation), token)
    if context["sent"] is None:
        return redirect("conversations:report", token=token)
    return TemplateResponse(request, "conversations/report/receipt.html", context)


def _save_step(request, report: Report, step: Step, token: str):
    typed = _typed(request, step)
    if request.headers.get("Accept") == "application/json":
        return _autosave(request, report, step, typed)
    if "resolve" in request.POST:
        typed = _resolved(request, report, step, typed)
    try:
        stored = _store(request, report, step, typed)
    except reporting.StepConflictError as error:
        return _conflict_page(request, report, step, token, mine=typed, stored=error.stored)
    report.draft.steps[step.key] = stored
    form = report.form(step)
    leaves = language_switch.is_asked(request) or "later" in request.POST
    if form.is_valid() or leaves:
        return redirect(_next_page(request, report, step, token))
    return _step_page(request, report, step, token, form=form)


def _next_page(request, report: Report, step: Step, token: str) -> str:
    """Return where a saved step leads: the other language, the overview, the following step or the preview."""
    if language_switch.is_asked(request):
        return request.path
    if "later" in request.POST:
        return reverse("conversations:report", kwargs={"token": token})
    following = report.definition.after(step.key)
    if following is None:
        return reverse("conversations:report_preview", kwargs={"token": token})
    return reverse("conversations:report_step", kwargs={"token": token, "step_key": following.key})


def _autosave(request, report: Report, step: Step, typed: dict) -> JsonResponse:
    """Answer the script of the page: saved at which revision, or 409 when somebody else saved other words."""
    try:
        stored = _store(request, report, step, typed)
    except reporting.StepConflictError as error:
        return JsonResponse({"revision": error.stored["revision"]}, status=409)
    return JsonResponse({"revision": stored["revision"], "savedAt": stored["saved_at"]})


def _typed(request, step: Step) -> dict:
    return {code: harmless(request.POST.get(code, "")) for code in step.codes}


def _store(request, report: Report, step: Step, typed: dict) -> dict:
    return reporting.save_step(
        conversation=report.conversation,
        step=step.key,
        data=typed,
        revision=_whole(request.POST.get("revision")),
        writer=harmless(request.POST.get("writer", ""))[:36],
        turn=_whole(request.POST.get("turn")),
    )


def _resolved(request, report: Report, step: Step, mine: dict) -> dict:
    """Return the words that a person chose on the conflict page, field by field."""
    theirs = report.draft.steps.get(step.key, {}).get("data") or {}
    chosen = {}
    for code in step.codes:
        choice = request.POST.get(f"choice-{code}")
        other = theirs.get(code, "")
        if choice == "theirs":
            chosen[code] = other
        elif choice == "both":
            chosen[code] = "\n\n".join(text for text in (other, mine[code]) if text)
        else:
            chosen[code] = mine[code]
    return chosen


def _step_page(request, report: Report, step: Step, token: str, *, form):
    steps = report.definition.steps
    context = {
        **_frame(report, token),
        "step": step,
        "number": steps.index(step) + 1,
        "count": len(steps),
        "language_switch_form": FORM_ID,
        "form": form,
        "revision": report.revision(step),
        "writer": uuid.uuid4(),
        "saved_at": _instant(report.draft.steps.get(step.key, {}).get("saved_at")),
    }
    return TemplateResponse(request, "conversations/report/step.html", context)


def _conflict_page(request, report: Report, step: Step, token: str, *, mine: dict, stored: dict):
    theirs = stored["data"]
    rows = [
        {
            "field": field,
            "mine": mine[field.code],
            "my_words": field.words_for(mine[field.code]),
            "their_words": field.words_for(theirs.get(field.code, "")),
            "differs": mine[field.code] != theirs.get(field.code, ""),
            "can_keep_both": field.max_length > 0,
        }
        for field in step.fields
    ]
    context = {**_frame(report, token), "step": step, "rows": rows, "stored": stored, "language_switch_form": FORM_ID}
    return TemplateResponse(request, "conversations/report/conflict.html", context, status=409)


def _send(request, report: Report, token: str):
    conversation = report.conversation
    try:
        reporting.send_report(conversation=conversation, fingerprint=request.POST.get("fingerprint", ""))
    except reporting.ReportChangedError:
        report = Report.of(conversation)
        if report.is_complete:
            return _preview_page(request, report, token, is_changed=True)
        return redirect("conversations:report", token=token)
    except (reporting.ReportIncompleteError, reporting.ReportingClosedError):
        return redirect("conversations:report", token=token)
    return redirect("conversations:report_receipt", token=token)


def _preview_page(request, report: Report, token: str, *, is_changed: bool = False):
    version, answers, _counts = report.contents()
    context = {
        **_frame(report, token),
        "outcome": PublicOutcome.build(version, answers, report.conversation),
        "fingerprint": report.fingerprint,
        "is_changed": is_changed,
    }
    status = 409 if is_changed else 200
    return TemplateResponse(request, "conversations/report/preview.html", context, status=status)


def _frame(report: Report, token: str) -> dict:
    """Return what every page of a report shows; `sent` is its outcome, or None."""
    conversation = report.conversation
    sent = Outcome.objects.select_related("case", "latest_version").filter(conversation=conversation).first()
    return {
        "conversation": conversation,
        "token": token,
        "report": report,
        "draft": report.draft,
        "sent": sent,
        "zone": conversation.time_zone,
        "accepted_on": periods.last_day(periods.reports_accepted_until(conversation.stage)),
        "can_send": reporting.can_still_send(conversation, sent),
    }


def _last_decision(outcome: Outcome | None):
    """Return the decision that put the outcome where it is, when somebody else than its host decided."""
    if outcome is None or outcome.case.status == CaseStatus.SUBMITTED:
        return None
    return outcome.case.decisions.select_related("reason").last()


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 -- fits every column


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
