"""What the navigation offers: the places that a member may go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gatepost.schools.roles import Permission


@dataclass(frozen=True)
class Place:
    name: str
    address: str
    icon: str
    permission: Permission


PLACES = (Place("Today", "web:home", "home", Permission.SEE_OWN),)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every template: the member who looks, their school, and where they can go."""
    member = getattr(request, "member", None)
    if member is None:
        return {}
    places = [
        {"name": place.name, "icon": place.icon, "href": reverse(place.address, args=[member.school.slug])}
        for place in PLACES
        if member.may(place.permission)
    ]
    return {"member": member, "school": member.school, "places": places}
