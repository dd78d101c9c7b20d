import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _

from .enums import EmailStatus
from .links import read_unsubscribe_token

CODE_LIFE = timedelta(days=1)


class OutgoingEmailQuerySet(models.QuerySet):
    def attention_first(self):
        """Order by what staff should look at: failed or in doubt, still known, and not sent again; then the newest."""
        sent_again = Exists(self.model.objects.filter(copy_of=OuterRef("pk")))
        troubled = Q(status__in=[EmailStatus.FAILED, EmailStatus.UNKNOWN]) & ~Q(to_address="") & ~sent_again
        return self.annotate(is_calm=Case(When(troubled, then=False), default=True)).order_by("is_calm", "-pk")

    def due(self, now):
        """Return the mails that may leave now, the longest waiting first."""
        return self.filter(status=EmailStatus.QUEUED, not_before__lte=now).order_by("not_before", "pk")

    def overdue(self, now):
        """Return the waiting mails that nobody would want any more."""
        return self.filter(status=EmailStatus.QUEUED, valid_until__lte=now)

    def stuck(self, before):
        """Return the mails whose sender died before it came to them, or while it handed them over."""
        return self.filter(status=EmailStatus.SENDING, claimed_at__lt=before)

    def for_unsubscribe_token(self, token):
        """Return the e-mail that a signed link came with, or None: forgotten, not refusable, or not our link."""
        public_id = read_unsubscribe_token(token)
        return self.filter(public_id=public_id, may_unsubscribe=True).exclude(to_address="").first()


class OutgoingEmail(models.Model):
    """One e-mail to one person: a row before it is sent, and its history after.

    What was rendered is what is sent: a later change of a template or a translation does not reach back.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=80)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    to_address = models.EmailField(_("to"))
    to_name = models.CharField(_("name of the person"), max_length=150, blank=True)
    subject = models.CharField(_("subject"), max_length=255)
    text_body = models.TextField(_("text"))
    html_body = models.TextField(_("HTML"))
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    dedupe_key = models.CharField(_("key against doubles"), max_length=200, unique=True)
    copy_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name=_("sent again from")
    )
    may_unsubscribe = models.BooleanField(_("kind may be refused"), default=False)

    status = models.CharField(_("status"), max_length=12, choices=EmailStatus, default=EmailStatus.QUEUED)
    not_before = models.DateTimeField(_("not before"))
    valid_until = models.DateTimeField(_("not after"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    claim = models.UUIDField(_("claim"), null=True, blank=True)
    begun_at = models.DateTimeField(_("hand-over begun at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    smtp_code = models.PositiveSmallIntegerField(_("answer of the mail server"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("outbox")
        ordering = ["-pk"]
        permissions = [
            ("read_outgoingemail", _("Can read what e-mails say")),
            ("send_outgoingemail", _("Can send e-mails again")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=EmailStatus.values), name="mail_outgoingemail_known_status"),
            models.CheckConstraint(
                condition=Q(status=EmailStatus.SENT, sent_at__isnull=False)
                | (~Q(status=EmailStatus.SENT) & Q(sent_at=None)),
                name="mail_outgoingemail_sent_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=EmailStatus.SENDING) | Q(claimed_at__isnull=False, claim__isnull=False),
                name="mail_outgoingemail_sending_has_claim",
            ),
        ]
        indexes = [
            models.Index(fields=["not_before", "id"], condition=Q(status=EmailStatus.QUEUED), name="mail_due"),
            models.Index(fields=["status", "-id"], name="mail_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def is_short_lived(self) -> bool:
        """Say whether it is useful for a short time only: it brings a code to sign in."""
        return self.valid_until is not None and self.valid_until - self.not_before <= CODE_LIFE

    @property
    def is_forgotten(self) -> bool:
        """Say whether its address and its words were blanked because of its age."""
        return not self.to_address


class RefusalQuerySet(models.QuerySet):
    def of(self, address, kind):
        """Return the refusal of this kind by this address, however it is written in capitals."""
        return self.filter(address=address.lower(), kind=kind)


class Refusal(models.Model):
    """An address that does not want a kind of e-mail any more. Necessary mails cannot be refused."""

    address = models.EmailField(_("address"))
    kind = models.CharField(_("kind"), max_length=80)
    refused_at = models.DateTimeField(_("refused at"), auto_now_add=True)

    objects = RefusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")
        constraints = [models.UniqueConstraint("address", "kind", name="mail_refusal_once")]

    def __str__(self) -> str:
        return self.kind
