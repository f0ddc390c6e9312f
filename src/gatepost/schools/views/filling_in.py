"""A page on which something is filled in and then done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def fill_in(
    request: HttpRequest,
    form: forms.BaseForm,
    do: Callable[[dict[str, Any]], Any],
    *,
    heading: str,
    button: str,
    done: str,
    to: str,
    onward: Callable[[Any], str] | None = None,
    lead: str = "",
) -> HttpResponse:
    """Show the form; when it is sent and all is well, do it and go on to `to`, or where `onward` says of what was made. What is refused is
    said on the form, with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            made = do(form.cleaned_data)
        except ValidationError as refused:
            say_refusal(form, refused)
        else:
            messages.success(request, done)
            return redirect(onward(made) if onward else to)
    context = {"form": form, "heading": heading, "lead": lead, "button": button, "back": to}
    return render(request, "schools/fill_in.html", context)


def say_refusal(form: forms.BaseForm, refused: ValidationError) -> None:
    """A refusal beside the fields that it is about; what is about no field of the form, above."""
    told = refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
    for field, messages_of_field in told.items():
        form.add_error(field if field in form.fields else None, ValidationError(messages_of_field))
