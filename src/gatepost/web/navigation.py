"""What the navigation offers: the places that a member may go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from gatepost.schools.members import Member
from gatepost.schools.roles import Permission


@dataclass(frozen=True)
class Place:
    name: str
    address: str
    icon: str
    permission: Permission


# In the order of how often they are needed: a phone shows the first four, and the others under "More".
PLACES = (
    Place("Today", "web:home", "home", Permission.SEE_OWN),
    Place("Ask", "asking:ask", "chat-bubble-left-right", Permission.ASK),
    Place("Posts", "publishing:posts", "megaphone", Permission.SEE_POSTS),
    Place("Duties", "rulings:mine", "clipboard-document-check", Permission.SEE_OWN),
    Place("Accounts", "channels:register", "at-symbol", Permission.SEE_REGISTER),
    Place("Policy", "asking:policy", "book-open", Permission.ASK),
    Place("Pictures", "schools:image-permissions", "photo", Permission.SEE_IMAGE_PERMISSIONS),
    Place("People", "schools:people", "users", Permission.SEE_PEOPLE),
    Place("Record", "records:record", "archive-box", Permission.READ_RECORD),
    Place("Settings", "schools:settings", "cog-6-tooth", Permission.ADMINISTER),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every template: the member who looks, their school, and where they can go."""
    shared: dict[str, Any] = {"demo": settings.DEMO}
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return shared
    return shared | {
        "member": member,
        "school": member.school,
        "places": _places(member, request.path),
        "posts": ", ".join(sorted(role.words for role in member.roles)),
        "other_schools": request.elsewhere,  # type: ignore[attr-defined]
    }


def _places(member: Member, path: str) -> list[dict[str, Any]]:
    """The places of a member; the one that the address stands under, most closely, is marked."""
    slug = [member.school.slug]
    places = {reverse(place.address, args=slug): place for place in PLACES if member.may(place.permission)}
    home = reverse("web:home", args=slug)
    here = max(
        (href for href in places if path.startswith(href) and (href != home or path == home)), key=len, default=""
    )
    return [
        {"name": place.name, "icon": place.icon, "href": href, "here": href == here} for href, place in places.items()
    ]
