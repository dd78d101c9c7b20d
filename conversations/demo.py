"""What happens in the demo: conversations that were announced, what came out of them, and what was decided."""

import uuid
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.models import User
from consultations.enums import Channel
from consultations.models import Consultation, Stage
from consultations.process import source
from conversations.models import Conversation, Outcome
from conversations.reports import Report
from conversations.services.hosting import confirm_conversation, register_conversation
from conversations.services.reporting import save_step, send_report
from core import clock
from mail.enums import EmailStatus
from mail.models import OutgoingEmail
from moderation.services import decide

FILE = settings.BASE_DIR / "demo" / "conversations.yaml"
TOKENS = uuid.UUID("6a1f6f0e-2a43-4e0b-9f6e-3f0f5f3f7c11")


def load_conversations(consultation: Consultation) -> None:
    """Let the conversations of the demo happen, as far as their days have come. Safe to repeat.

    Mails whose time was over before the demo began are no failures that somebody should look after, so they go.
    """
    stage = consultation.stages.with_channel(Channel.CONVERSATIONS).first()
    for story in source.load(FILE.read_text(encoding="utf-8")).data:
        _Story(stage, story).tell()
    OutgoingEmail.objects.filter(status=EmailStatus.QUEUED, valid_until__lt=clock.now()).delete()


class _Story:
    """One conversation of the file, from its registration to the decision on its report."""

    def __init__(self, stage: Stage, story: dict):
        self.stage, self.story = stage, story
        self.zone = ZoneInfo(story["zone"])
        self.starts_at = self.moment(story["starts"])

    def moment(self, text: str) -> datetime:
        """Return "4 17:30" as the instant: that many days after the first of the stage, at the time of the place."""
        days, clock_time = text.split()
        day = self.stage.starts_on + timedelta(days=int(days))
        return datetime.combine(day, time.fromisoformat(clock_time), tzinfo=self.zone).astimezone(UTC)

    def tell(self) -> None:
        registered_at = self.moment(self.story["registered"])
        report, decision = self.story.get("report"), self.story.get("decision")
        if registered_at > clock.now():
            return
        conversation = self.announced(registered_at)
        outcome = Outcome.objects.filter(conversation=conversation).first()
        if outcome is None and report and (sent_at := self.moment(report["sent"])) <= clock.now():
            with clock.held_at(sent_at):
                outcome = self.report(conversation, report)
            if decision and (decided_at := self.moment(decision["decided"])) <= clock.now():
                with clock.held_at(decided_at):
                    self.decide(outcome, decision)

    def announced(self, now: datetime) -> Conversation:
        """Return the conversation; one of an earlier day moves along with the process as long as nobody reported."""
        token = uuid.uuid5(TOKENS, self.story["key"])
        if found := Conversation.objects.filter(form_token=token).first():
            Conversation.objects.filter(pk=found.pk, outcome=None).update(starts_at=self.starts_at)
            return found
        with clock.held_at(now):
            conversation = register_conversation(
                stage=self.stage,
                form_token=token,
                questions=self.stage.consultation.questions.filter(key__in=self.story["questions"]),
                now=now,
                within_limits=lambda: True,
                by=User.objects.filter(email=self.story.get("account", "")).first(),
                starts_at=self.starts_at,
                time_zone=self.story["zone"],
                **self.story["fields"],
            )
            return confirm_conversation(conversation=conversation, now=now)

    def report(self, conversation: Conversation, report: dict) -> Outcome:
        held_on = self.starts_at.astimezone(self.zone).date().isoformat()
        for step in Report.of(conversation).definition.steps:
            typed = {"held_on": held_on, "participants_informed": "on", **report.get(step.key, {})}
            data = {code: str(typed.get(code, "")) for code in step.codes}
            save_step(conversation=conversation, step=step.key, data=data, revision=0)
        version = send_report(conversation=conversation, fingerprint=Report.of(conversation).fingerprint)
        return version.outcome

    def decide(self, outcome: Outcome, decision: dict) -> None:
        decide(
            case=outcome.case,
            to_status=decision["to"],
            by=User.objects.get(email=decision["by"]),
            seen_revision=outcome.case.revision,
            note=decision.get("note", ""),
        )
