"""The worker: jobs from the queue, every minute what the clock asks for, and beside both of them the senders of posts."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from gatepost.publishing.tasks import deliver_due
from gatepost.publishing.tasks import tick as publishing_tick
from gatepost.rulings.tasks import tick as rulings_tick

log = logging.getLogger("gatepost.worker")

PAUSE = 1.0  # seconds between two looks at the queue
MINUTE = 60.0
SENDERS = 4  # so that a network that is slow to answer keeps only one of them waiting
PATIENCE = 60.0  # seconds that a worker waits for SQLite
SENDING_PAUSE = 5.0  # seconds between two looks at what is to be sent


def work() -> None:
    """Work until SIGTERM or Ctrl-C; what is in hand is finished first. While the database is away, wait for it."""
    _be_patient()
    with _senders():
        _work()


def _work() -> None:
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,  # one look at the queue, until it is empty
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    worker.configure_signals()
    log.info("worker started")
    next_tick = time.monotonic()
    while worker.running:
        try:
            if time.monotonic() >= next_tick:
                next_tick = time.monotonic() + MINUTE
                _tick(worker)
            if worker.running:
                worker.run()
        except DatabaseError:
            log.error("the database does not answer", exc_info=True)
            close_old_connections()
        if worker.running:
            time.sleep(PAUSE)


def _tick(worker: Worker) -> None:
    """Ask the clock, as a job that a signal lets finish."""
    worker.running_task = True
    try:
        for tick in (rulings_tick, publishing_tick):
            _go_on(tick)
    finally:
        worker.running_task = False


def _be_patient() -> None:
    """SQLite lets one write at a time, in no order. A worker can wait for it longer than somebody at a page."""
    for database in connections.settings.values():
        if "timeout" in database["OPTIONS"]:
            database["OPTIONS"]["timeout"] = PATIENCE


@contextmanager
def _senders() -> Iterator[None]:
    """Beside whatever else is done: several who send posts. At the end each finishes what it has in hand."""
    stopping = Event()
    senders = [Thread(target=_send, args=(stopping,), name=f"sender {number}") for number in range(SENDERS)]
    for sender in senders:
        sender.start()
    try:
        yield
    finally:
        stopping.set()
        for sender in senders:
            sender.join()


def _send(stopping: Event) -> None:
    while not stopping.is_set():
        _go_on(lambda: deliver_due(stopping=stopping))
        stopping.wait(SENDING_PAUSE)
    connections.close_all()


def _go_on(do: Callable[[], None]) -> None:
    """Do something that must not end the worker. A fault in it is logged."""
    close_old_connections()
    try:
        do()
    except Exception:
        log.exception("what the clock asked for broke off")
        close_old_connections()
