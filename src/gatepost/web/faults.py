"""What a page says when something goes wrong, and how nothing that was typed is lost by it.

These pages ask the database for nothing: they must stand when it does not.
"""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from gatepost.schools.access import public

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
SECRET = ("password", "secret", "token", "code", "credential", "passphrase")
RETRY_AFTER = 10  # seconds


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: a page of its own for a database that is busy or gone, and one for everything else."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        response = page_of_fault("503.html", 503, request)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    return page_of_fault("500.html", 500, request)


@public
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler400`: something too big, or something that makes no sense."""
    return page_of_fault("413.html", 413) if isinstance(exception, TOO_MUCH) else page_of_fault("400.html", 400)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that is too old, or from another site."""
    return page_of_fault("403_csrf.html", 403, request)


def page_of_fault(template: str, status: int, request: HttpRequest | None = None) -> HttpResponse:
    """A page that says what went wrong, with what was typed into the request's form."""
    typed = typed_in(request) if request else []
    response = HttpResponse(render_to_string(template, {"typed": typed}), status=status)
    response["Cache-Control"] = "no-store"
    return response


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody had typed into the form that they sent, by field; never anything secret."""
    try:
        sent = request.POST
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return []
    return [
        (name.rpartition("-")[2].replace("_", " ").capitalize(), "\n".join(values))
        for name, values in sent.lists()
        if any(values) and name != "csrfmiddlewaretoken" and not any(word in name.lower() for word in SECRET)
    ]
