"""Whoever is signed out while they fill a form in is given back what they typed, and is not sent away from it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

from .faults import page_of_fault, typed_in


class SignedInOrAsked(LoginRequiredMiddleware):
    """Asks whoever is not signed in to do so; after a form, beside what stood in it."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # type: ignore[override]
        fills_in = request.method == "POST" and not request.headers.get("HX-Request")
        if fills_in and typed_in(request):
            return page_of_fault("signed_out.html", 401, request)
        return super().handle_no_permission(request, view_func)
