"""Pages of a host without an account: register, confirm, change, cancel."""

from copy import copy
from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consultations.enums import Channel
from consultations.models import Stage
from consultations.openings import opening_of
from conversations import periods
from conversations.enums import ConversationStatus, LinkPurpose
from conversations.forms.hosting import HostForm, ManageForm
from conversations.links import keep_private, with_private_link
from conversations.models import Conversation
from conversations.services import hosting
from core import clock, language, language_switch, ratelimit

FORM_ID = "conversation"
HOUR = 3600
PER_NETWORK, PER_ADDRESS = 10, 5


@never_cache
@require_http_methods(["GET", "POST"])
def host_conversation(request):
    """Register a conversation; sent twice, the same form registers one."""
    now = clock.now()
    grace = periods.FORM_GRACE if request.method == "POST" else timedelta()
    stages = list(hosting.open_stages(now, grace=grace))
    stage = _chosen(stages, request.GET.get("consultation", ""))
    if stage is None:
        return hosting_closed(request)
    form = HostForm(request.POST or None, stage=stage)
    context = {"form": form, "stage": stage, "others": _others(stages, stage), "language_switch_form": FORM_ID}
    if not language_switch.is_sent(request, form):
        return TemplateResponse(request, "conversations/host.html", context)
    try:
        conversation = hosting.register_conversation(
            stage=stage,
            host_language=language.current(),
            now=now,
            within_limits=lambda: _within_limits(request, form.cleaned_data["host_email"]),
            by=request.user if request.user.is_authenticated else None,
            **form.registration(),
        )
    except hosting.TooManyError:
        form.add_error(None, _("Many conversations were registered from here. Please try again in an hour."))
        return TemplateResponse(request, "conversations/host.html", context, status=429)
    except hosting.OtherFormError:
        form.offer_again()
        return TemplateResponse(request, "conversations/host.html", context, status=409)
    return redirect("conversations:host_sent", form_token=conversation.form_token)


@require_safe
def host_sent(request, form_token):
    """Say that a mail is on its way; the address is shown only so far that a typing error can be seen."""
    conversation = Conversation.objects.filter(form_token=form_token).first()
    address = _masked(conversation.host_email) if conversation else ""
    context = {"conversation": conversation, "address": address}
    return keep_private(TemplateResponse(request, "conversations/host_sent.html", context))


def hosting_closed(request):
    """Say when conversations could or will be registered, and give back what was typed."""
    stages = Stage.objects.with_channel(Channel.CONVERSATIONS).filter(consultation__is_public=True)
    context = {
        "opening": opening_of(stages, Channel.CONVERSATIONS, clock.today()),
        "typed": _typed(request.POST),
    }
    return TemplateResponse(request, "conversations/host_closed.html", context, status=409 if request.POST else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_private_link(LinkPurpose.CONFIRM)
def confirm_conversation(request, conversation, *, token):
    """Announce the conversation by POST; looking at the page changes nothing."""
    if request.method == "POST":
        hosting.confirm_conversation(conversation=conversation, now=clock.now())
        return redirect("conversations:confirm", token=token)
    is_confirmed = conversation.status != ConversationStatus.UNCONFIRMED
    context = {"conversation": conversation, "is_confirmed": is_confirmed}
    return TemplateResponse(request, "conversations/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_private_link(LinkPurpose.REPORT)
def manage_conversation(request, conversation, *, token):
    """Show the host what is public, and change it."""
    form = ManageForm(request.POST or None, instance=copy(conversation))
    context = {
        "conversation": conversation,
        "token": token,
        "form": form,
        "language_switch_form": FORM_ID,
        "may_restore": conversation.status == ConversationStatus.CANCELLED and conversation.starts_at > clock.now(),
    }
    if not language_switch.is_sent(request, form):
        return TemplateResponse(request, "conversations/manage.html", context)
    try:
        hosting.change_conversation(conversation=conversation, **form.columns())
    except hosting.InvalidMoveError:
        messages.error(request, _("This conversation cannot be changed now."))
    else:
        messages.success(request, _("Your changes are saved."))
    return redirect("conversations:manage", token=token)


@require_http_methods(["GET", "HEAD", "POST"])
@with_private_link(LinkPurpose.REPORT)
def cancel_conversation(request, conversation, *, token):
    """Ask once, then cancel."""
    if request.method != "POST":
        context = {"conversation": conversation, "token": token}
        return TemplateResponse(request, "conversations/cancel.html", context)
    try:
        hosting.cancel_conversation(conversation=conversation, now=clock.now())
    except hosting.InvalidMoveError:
        messages.error(request, _("This conversation cannot be changed now."))
    return redirect("conversations:manage", token=token)


@require_POST
@with_private_link(LinkPurpose.REPORT)
def restore_conversation(request, conversation, *, token):
    """Take a cancellation back, as long as the conversation is still to come."""
    try:
        hosting.restore_conversation(conversation=conversation, now=clock.now())
    except hosting.InvalidMoveError:
        messages.error(request, _("This conversation cannot be changed now."))
    return redirect("conversations:manage", token=token)


@require_POST
@with_private_link(LinkPurpose.REPORT)
def send_link_again(request, conversation, *, token):
    """Send the host's links to the address on file, for the phone or a colleague."""
    if ratelimit.allow(f"send-link:{conversation.public_id}", limit=3, seconds=HOUR):
        hosting.send_new_links(email=conversation.host_email, now=clock.now())
        messages.success(request, _("A mail with a new link is on its way."))
    else:
        messages.error(request, _("Too many links were asked for. Please try again in an hour."))
    return redirect("conversations:manage", token=token)


@require_http_methods(["GET", "HEAD", "POST"])
@with_private_link(LinkPurpose.REPORT)
def stop_links(request, conversation, *, token):
    """Ask, then stop every private link and send a new one to the address on file."""
    context = {"conversation": conversation, "token": token, "address": _masked(conversation.host_email)}
    if request.method != "POST":
        return TemplateResponse(request, "conversations/stop_links.html", context)
    if not ratelimit.allow(f"send-link:{conversation.public_id}", limit=3, seconds=HOUR):
        messages.error(request, _("Too many links were asked for. Please try again in an hour."))
        return redirect("conversations:manage", token=token)
    hosting.renew_links(conversation=conversation, now=clock.now())
    return TemplateResponse(request, "conversations/links_stopped.html", context)


def _typed(data) -> list[tuple[str, str]]:
    """Return what a form holds that came too late, with the labels of its fields, to be copied."""
    fields = [(name, field) for name, field in HostForm.base_fields.items() if not field.widget.is_hidden]
    return [(field.label, ", ".join(data.getlist(name))) for name, field in fields if any(data.getlist(name))]


def _chosen(stages: list[Stage], slug: str) -> Stage | None:
    wanted = [stage for stage in stages if stage.consultation.slug == slug] or stages
    return wanted[0] if wanted else None


def _others(stages: list[Stage], chosen: Stage) -> list:
    return list({stage.consultation: None for stage in stages if stage.consultation != chosen.consultation})


def _masked(email: str) -> str:
    name, _at, domain = email.partition("@")
    return f"{name[0]}•••@{domain}"


def _within_limits(request, email: str) -> bool:
    by_network = ratelimit.allow(f"host:network:{ratelimit.network(request)}", limit=PER_NETWORK, seconds=HOUR)
    by_address = ratelimit.allow(f"host:address:{ratelimit.pseudonym(email)}", limit=PER_ADDRESS, seconds=HOUR)
    return by_network and by_address
