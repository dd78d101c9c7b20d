"""Log lines without people: no address, agent, e-mail, query string, token, or value that somebody sent (LOG-1).

An exception's message can hold what a person typed ("Key (email)=(...) already exists"), so tracebacks are written
with the names of classes, files and functions only. Request objects that Django hangs on a record are read for
their route, never for their path.
"""

import logging
import traceback

TASK_LOGGER = "celery.app.trace"


class PrivateFilter(logging.Filter):
    """Rewrite the records of others that carry what people sent."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if record.name == TASK_LOGGER and isinstance(getattr(record, "data", None), dict):
            record.msg, record.args = _task_line(record.data, failed=bool(record.exc_info)), ()
        elif record.name.startswith("django.security"):
            record.msg, record.args = "refused", ()
        elif request is not None and hasattr(request, "method"):
            record.msg, record.args = f"failed method={request.method} route={route(request)}", ()
        return True


class LineFormatter(logging.Formatter):
    """One line per record; tracebacks without the words of the exception, so that user text cannot forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        record.message = "".join(mark if mark.isprintable() else " " for mark in record.message)
        return super().formatMessage(record)

    def formatException(self, ei) -> str:  # noqa: N802 -- logging's name
        return "\n".join(_frames_and_class(ei[1]))


def route(request) -> str:
    """Return the pattern that answers the request, such as "fr/conversations/<uuid:public_id>/", never its path."""
    match = getattr(request, "resolver_match", None)
    return match.route or "/" if match else "-"


def _task_line(data: dict, *, failed: bool) -> str:
    return f"task {'failed' if failed else 'ended'} name={data.get('name')} id={data.get('id')}"


def _frames_and_class(error: BaseException) -> list[str]:
    lines = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines = [*_frames_and_class(cause), "... which led to:"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}')
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}"]
