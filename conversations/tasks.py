from celery import shared_task

from conversations import aggregates
from conversations.services import hosting
from core import clock


@shared_task(name="conversations.queue_report_reminders")
def queue_report_reminders_task() -> None:
    hosting.queue_report_reminders(now=clock.now())


@shared_task(name="conversations.forget_unconfirmed")
def forget_unconfirmed_task() -> None:
    hosting.forget_unconfirmed(now=clock.now())


@shared_task(name="conversations.refresh_participation")
def refresh_participation_task() -> None:
    aggregates.refresh_all(now=clock.now())
