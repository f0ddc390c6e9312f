"""What the site says about itself as it runs: lines of JSON without personal text.

A line holds fixed words, numbers and addresses of pages. What others put into their messages may be about people (an e-mail address, a
value that the database refused), so of a message only the fixed part is kept, and of an error only its kind and where it happened.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

log = logging.getLogger("gatepost.requests")

FACTS = ("request", "method", "path", "status", "ms", "user", "problems")
"""What Gatepost's own lines may say beside their event."""
SECRET_PARTS = frozenset({"token", "key", "uidb36"})
"""Parts of an address that open something by themselves."""
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": str(record.msg),
            "from": record.name,
        }
        line |= {name: getattr(record, name) for name in FACTS if isinstance(getattr(record, name, None), str | int)}
        if record.exc_info and record.exc_info[0]:
            kind, _, where = record.exc_info
            line |= {"error": f"{kind.__module__}.{kind.__qualname__}", "where": _places(where)}
        return json.dumps(line)


def _places(where: TracebackType | None) -> list[str]:
    return [f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(where)]


class RequestLog:
    """Middleware: a line for every request, and a number by which its other lines and its answer can be found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        given = request.headers.get("X-Request-ID", "")
        number = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        response = self.get_response(request)
        response["X-Request-ID"] = number
        log.info(
            "request",
            extra={
                "request": number,
                "method": request.method,
                "path": _path(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000),
                "user": _user(request),
            },
        )
        return response


def _path(request: HttpRequest) -> str:
    """The page's address, with nothing in it that opens a door. An address that leads nowhere is not repeated: it may hold anything."""
    match = request.resolver_match
    if match is None:
        return "unknown"
    path = request.path
    for name in SECRET_PARTS & match.kwargs.keys():
        path = path.replace(str(match.kwargs[name]), "-")
    return path


def _user(request: HttpRequest) -> int | None:
    """The number of whoever is signed in, if the page asked who it is: the log itself asks nothing."""
    session = getattr(request, "session", None)
    if session is None or not session.accessed:
        return None
    number = session.get(SESSION_KEY)
    return int(number) if number else None


def logging_from(level: str) -> dict[str, Any]:
    """How Python logs here: what is at least so serious, in our lines."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "gatepost.site.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django mails these to people, or prints them with the query; ours says the same by number.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
            # What a request came to stands in its own line; errors still come with their place.
            "django.request": {"level": "ERROR"},
            # It names whole addresses, and some of them open something.
            "httpx": {"level": "WARNING"},
            # It says each second that the queue is empty, and that it was told to stop.
            "django_tasks_db": {"level": "ERROR"},
        },
    }
