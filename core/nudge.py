"""Tell the worker after a commit that there is something to do, without ever making a request wait for Redis.

The poll of each few seconds does the work anyway; a nudge only makes it sooner. It is sent by one background
thread; a nudge that waits already is not put a second time, and when Redis is away it is dropped.
"""

import logging
import queue
import threading

from django.db import transaction

logger = logging.getLogger(__name__)

_waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
_names_waiting: set[str] = set()
_lock = threading.Lock()
_thread: threading.Thread | None = None


def after_commit(task_name: str) -> None:
    """Ask the worker to run the task once the running transaction is committed."""
    transaction.on_commit(lambda: _put(task_name), robust=True)


def _put(task_name: str) -> None:
    _ensure_thread()
    with _lock:
        if task_name not in _names_waiting:
            _names_waiting.add(task_name)
            _waiting.put(task_name)


def _ensure_thread() -> None:
    global _thread  # noqa: PLW0603 -- one thread per process
    with _lock:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_send_for_ever, name="nudge", daemon=True)
            _thread.start()


def _send_for_ever() -> None:
    from celery import current_app

    while True:
        task_name = _waiting.get()
        with _lock:
            _names_waiting.discard(task_name)
        try:
            with current_app.connection_for_write(
                connect_timeout=1, transport_options={"socket_timeout": 1, "socket_connect_timeout": 1}
            ) as connection:
                current_app.send_task(task_name, connection=connection, retry=False, expires=30)
        except Exception as error:  # noqa: BLE001 -- whatever is wrong with the broker, the poll will do the work
            logger.info("nudge failed: %s", type(error).__name__)
