"""Correcting what is out: the reason is asked for, and the correction is then written like any post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gatepost.channels.views.pages import form_page
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..forms.correcting import CorrectForm
from ..moves import CORRECT
from ..services import correcting
from .pages import address_of, post_of


@school_page(Permission.COMPOSE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = post_of(member, pk)
    if found.state not in CORRECT.sources:
        messages.info(request, "Only a post that is out is corrected.")
        return redirect(address_of(found))

    def begin(facts: Mapping[str, Any]) -> str:
        return address_of(correcting.correct(post=found, by=member, **facts), "write")

    return form_page(
        request,
        CorrectForm(request.POST or None),
        begin,
        to=address_of(found),
        done="Put it right here. What is out stays as it is until the correction is approved and sent.",
        heading="Correct what is out",
        lead=f"“{found}”. You change the words and pictures, the policy is asked again, and it is approved as any post is. "
        "Then what is out is changed. Is somebody in it who may not be? Take it down instead.",
        submit="Begin the correction",
    )
