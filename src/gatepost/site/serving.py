"""The web server: granian, as the settings want it."""

from __future__ import annotations

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def run(*, host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop. A worker that dies is replaced."""
    Granian(
        "gatepost.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        websockets=False,
        log_dictconfig=settings.LOGGING,
        log_level=LogLevels(settings.LOGGING["root"]["level"].lower()),
    ).serve()
