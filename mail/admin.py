"""The outbox in the administration: what was sent to whom, what became of it, and sending it again."""

import base64
import hashlib
import re

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from core.admin import OfferedFiltersOnly

from .enums import EmailStatus
from .links import mask_secrets
from .models import OutgoingEmail, Refusal
from .permissions import can_read_email, can_send_email_again
from .services import CannotSendAgainError, may_be_sent_again, send_again

STYLE_BLOCK = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class ReadOnlyAdmin(OfferedFiltersOnly, admin.ModelAdmin):
    """Rows that only the site itself writes."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(OutgoingEmail)
class OutgoingEmailAdmin(ReadOnlyAdmin):
    list_display = ["to_address", "status", "kind", "language", "created_at", "attempts", "last_error"]
    list_filter = ["status", "language", "kind"]
    search_fields = ["to_address"]
    search_help_text = _("Address, or a part of it")
    sortable_by = ()
    actions = ["send_selected_again"]
    fieldsets = [
        (None, {"fields": ["kind", "language", "to_name", "to_address", "status", "last_error"]}),
        (
            _("Delivery"),
            {
                "classes": ["collapse"],
                "fields": [
                    "attempts",
                    "smtp_code",
                    "created_at",
                    "not_before",
                    "valid_until",
                    "claimed_at",
                    "begun_at",
                    "sent_at",
                    "message_id",
                    "copy_of",
                ],
            },
        ),
    ]

    class Media:
        css = {"all": ["css/mail-admin.css"]}

    def has_send_permission(self, request) -> bool:
        return can_send_email_again(request.user)

    # The list

    def get_queryset(self, request):
        return OutgoingEmail.objects.defer("text_body", "html_body").attention_first()

    def get_ordering(self, request):
        return ["is_calm", "-pk"]

    def changelist_view(self, request, extra_context=None):
        counts = dict(OutgoingEmail.objects.order_by().values_list("status").annotate(Count("pk")))
        chosen = request.GET.get("status__exact")
        summary = [
            {"status": code, "label": label, "count": counts.get(code, 0), "is_current": code == chosen}
            for code, label in EmailStatus.choices
        ]
        return super().changelist_view(request, {**(extra_context or {}), "summary": summary})

    @admin.action(description=_("Send the selected e-mails again"), permissions=["send"])
    def send_selected_again(self, request, queryset):
        done = sum(self._send_again(request, email) for email in queryset)
        if done:
            text = ngettext("%d e-mail will be sent again.", "%d e-mails will be sent again.", done) % done
            self.message_user(request, text, messages.SUCCESS)

    # One e-mail

    def get_urls(self):
        own = [
            path("<int:pk>/html/", self.admin_site.admin_view(self.html_view), name="mail_outgoingemail_html"),
            path(
                "<int:pk>/send-again/",
                self.admin_site.admin_view(self.send_again_view),
                name="mail_outgoingemail_again",
            ),
        ]
        return own + super().get_urls()

    @method_decorator(csp_update({"frame-src": [SELF]}))
    def change_view(self, request, object_id, form_url="", extra_context=None):
        email = self.get_object(request, object_id)
        context = {
            "email": email,
            "links_work": settings.DEBUG,  # in the demo the outbox is the mailbox
            "can_send_again": email and may_be_sent_again(email) and can_send_email_again(request.user),
        }
        if email and can_read_email(request.user, email):
            context |= {"is_readable": True, "subject": _shown(email.subject), "text": _shown(email.text_body)}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    @method_decorator(xframe_options_sameorigin)
    def html_view(self, request, pk):
        """Serve the HTML of one e-mail as a page that can load nothing, run nothing and lead nowhere."""
        email = get_object_or_404(OutgoingEmail, pk=pk)
        if not (self.has_view_permission(request, email) and can_read_email(request.user, email)):
            raise PermissionDenied
        response = HttpResponse(_shown(email.html_body))
        response["Content-Security-Policy"] = _sealed_policy(email.html_body)
        return response

    @method_decorator(require_POST)
    def send_again_view(self, request, pk):
        email = get_object_or_404(OutgoingEmail, pk=pk)
        if not can_send_email_again(request.user):
            raise PermissionDenied
        if self._send_again(request, email):
            self.message_user(request, _("The e-mail will be sent again."), messages.SUCCESS)
        return redirect(reverse("admin:mail_outgoingemail_change", args=[pk]))

    def _send_again(self, request, email) -> bool:
        try:
            send_again(email=email)
        except CannotSendAgainError:
            text = _("Not sent again: it is on its way already, was refused by the person, or has been forgotten.")
            self.message_user(request, text, messages.WARNING)
            return False
        self.log_change(request, email, _("Sent again"))
        return True


@admin.register(Refusal)
class RefusalAdmin(ReadOnlyAdmin):
    list_display = ["address", "kind", "refused_at"]
    list_filter = ["kind"]
    search_fields = ["address"]


def _shown(text: str) -> str:
    """Return what staff may see of a text: private links without their keys, except on a developer's machine."""
    return text if settings.DEBUG else mask_secrets(text)


def _sealed_policy(html: str) -> str:
    """Allow exactly the style blocks that the e-mail brings, and nothing else."""
    digests = [base64.b64encode(hashlib.sha256(css.encode()).digest()).decode() for css in STYLE_BLOCK.findall(html)]
    styles = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return (
        f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"
    )
