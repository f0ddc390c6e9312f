"""One page after the other in each process, and what takes long lets the others by.

A process of Python does one thing at a time. Pages that are made side by side in its threads all come late, and the last of them very late;
made in turn, each takes only as long as it takes. The other threads are for what is not computing: a photo that comes over a slow
line, a network that does not answer, a long import. `docs/decisions/0019` has the figures.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PATIENCE = 0.5
"""Seconds that a page waits for its turn. Whatever has not ended by then is no ordinary page."""
MUCH = 200_000
"""Bytes sent with a request that may take their time to come."""


class Turns:
    """Middleware: who sends little waits for their turn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse], patience: float = PATIENCE) -> None:
        self.get_response = get_response
        self._patience = patience
        self._turn = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _sends_much(request):
            return self.get_response(request)
        theirs = self._turn.acquire(timeout=self._patience)
        try:
            return self.get_response(request)
        finally:
            if theirs:
                self._turn.release()


def _sends_much(request: HttpRequest) -> bool:
    length = str(request.META.get("CONTENT_LENGTH", ""))
    return length.isdecimal() and int(length) > MUCH
