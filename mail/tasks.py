from celery import shared_task

from . import delivery, services


@shared_task(name="mail.send_due_emails")
def send_due_emails_task() -> int:
    """Send what is due. Run twice at once, each mail still leaves once."""
    return delivery.send_due_emails()


@shared_task(name="mail.forget_old_emails")
def forget_old_emails_task() -> int:
    return services.forget_old_emails()
