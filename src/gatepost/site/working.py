"""The worker: jobs from the queue, and every minute what the clock asks for."""

from __future__ import annotations

import logging
import time

from django.db import DatabaseError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from gatepost.publishing.tasks import tick as send
from gatepost.rulings.tasks import tick

log = logging.getLogger("gatepost.worker")

PAUSE = 1.0  # seconds between two looks at the queue
MINUTE = 60.0


def work() -> None:
    """Work until SIGTERM or Ctrl-C; what is in hand is finished first. While the database is away, wait for it."""
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
        close_old_connections()
        tick()
        send()
    finally:
        worker.running_task = False
