"""One page after the other in each process, and what takes long lets the others by.

A process of Python does one thing at a time. Pages that are made side by side in its threads all come late, and the last of them very late;
made one after the other, each takes only as long as it takes. The other threads are for what is not ordinary: photos to look at, a network
that does not answer, a long import. `docs/decisions/0019` has the figures.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

PATIENCE = 0.5
"""Seconds that a page keeps the next one waiting. What has not ended by then is no ordinary page."""
MUCH = 200_000
"""Bytes sent with a request that there is much to do with."""


@dataclass(frozen=True)
class Turn:
    """When a page is begun and ended, for the one after it."""

    begun: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)


class Turns:
    """Middleware: each page waits for the one that was asked for before it. Who sends much waits for nobody, nor anybody for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse], patience: float = PATIENCE) -> None:
        self.get_response = get_response
        self._patience = patience
        self._last = Turn()
        self._last.begun.set()
        self._last.ended.set()
        self._in_line = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _sends_much(request):
            return self.get_response(request)
        turn = Turn()
        with self._in_line:
            before, self._last = self._last, turn
        before.begun.wait()
        before.ended.wait(self._patience)
        turn.begun.set()
        try:
            return self.get_response(request)
        finally:
            turn.ended.set()


def _sends_much(request: HttpRequest) -> bool:
    length = str(request.META.get("CONTENT_LENGTH", ""))
    return length.isdecimal() and int(length) > MUCH
