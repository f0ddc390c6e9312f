"""How posts become situations: the only place here that names facets and their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gatepost.channels.models import Account
from gatepost.channels.situations import AUTHORISED, STOPS
from gatepost.policy import load_vocabulary
from gatepost.policy.vocabulary import NOT
from gatepost.schools.image_permissions import Light
from gatepost.schools.models import Person

from .judging.people import Concerned
from .models import Post

__all__ = [
    "DISCLAIMER",
    "OF_PEOPLE",
    "REMOVED_WITHIN",
    "REMOVER",
    "REMOVING",
    "SEEN_BY_LOOKING",
    "STATED",
    "STOPS",
    "SUGGESTING",
    "TOGETHER",
    "categories",
    "content_of",
    "publish",
    "sending",
    "suggest",
]

SCHOOL_RELATED, NOT_PUBLISHED = "school_related", "on_no_publish_list"
SEEN_BY_LOOKING = NOT + NOT_PUBLISHED
"""What is known once somebody has looked the post over, and named everybody in it."""
REMOVING, REMOVER, REMOVED_WITHIN = "delete", "administrator", "at_once"
"""What a published post asks for, of whom and when, once somebody in it may not be published."""
SUGGESTING = "raise_suggestion"
TOGETHER = ("names_child", "name_with_image", "identifies_pupil")
"""What a child's name adds to a post that shows the child."""
DISCLAIMER = "disclaimer_shown"
STATED = ("appropriately_dressed", "copyright_permission", DISCLAIMER, "school_related", "media_policy_followed")
"""Circumstances that only the author can know."""
OF_PEOPLE = (
    "shows_child",
    "shows_staff",
    "shows_person",
    "names_child",
    "names_staff",
    "names_person",
    "name_with_image",
    "identifies_pupil",
)
"""What a post holds because of whom it shows or names."""
_SHOWN = {Person.Kind.PUPIL: "shows_child", Person.Kind.STAFF: "shows_staff"}
_NAMED = {Person.Kind.PUPIL: "names_child", Person.Kind.STAFF: "names_staff"}


def categories() -> list[str]:
    """What a post can be about."""
    return list(load_vocabulary()["category"].values)


def sending(account: Account, actor: str, category: str = "") -> dict[str, Any]:
    """Somebody sends something from an account, whatever it is: to learn whether the policy lets them at all."""
    situation: dict[str, Any] = {
        "action": "publish",
        "actor": actor,
        "account": account.kind,
        "channel": account.channel,
        "audience": account.audience,
    }
    return {**situation, "category": category} if category else situation


def suggest(actor: str) -> dict[str, Any]:
    return {"action": "suggest_post", "actor": actor}


def publish(
    post: Post,
    account: Account,
    *,
    actor: str,
    authorised: bool,
    holds: Iterable[str],
    complete: bool,
    lights: Mapping[Concerned, Light],
    approvals: Iterable[str] = (),
) -> dict[str, Any]:
    """A post on one account, with what it holds and whom it concerns."""
    situation: dict[str, Any] = {
        **sending(account, actor, post.category),
        "content": sorted(holds),
        "circumstance": sorted({*post.stated, *_circumstances(authorised, complete, lights.values())}),
        "approval": sorted(set(approvals)),
    }
    if consent := _consent(lights.values(), situation["content"]):
        situation["consent"] = consent
    if complete:
        situation["complete"] = ["content"]
    return situation


def content_of(found: Iterable[str], people: Iterable[Concerned], looked_over: Mapping[str, Any]) -> frozenset[str]:
    """What a post holds: what was found and what a person says it holds or does not; and, whatever they say, whom it shows and names."""
    held = {*found, *looked_over.get("holds", ())}
    return frozenset(held.difference(looked_over.get("holds_not", ())) | _people_as_content(people))


def _people_as_content(people: Iterable[Concerned]) -> set[str]:
    held: set[str] = set()
    for each in people:
        kind = Person.Kind(each.person.kind)
        if each.shown:
            held.add(_SHOWN.get(kind, "shows_person"))
        if each.named:
            held.add(_NAMED.get(kind, "names_person"))
        if each.shown and each.named and each.is_pupil:
            held.update(TOGETHER)
    return held


def _circumstances(authorised: bool, complete: bool, lights: Iterable[Light]) -> list[str]:
    said = [AUTHORISED if authorised else NOT + AUTHORISED]
    if _anybody_denied(lights):
        return [*said, NOT_PUBLISHED]
    return [*said, NOT + NOT_PUBLISHED] if complete else said


def _consent(lights: Iterable[Light], content: Iterable[str]) -> str | None:
    """Of everybody together: given only if all have given it. That nobody is named does not say that nobody is shown."""
    seen = set(lights)
    if _anybody_denied(seen):
        return "refused"
    if seen == {Light.PERMITTED}:
        return "given"
    of_people = any(value.startswith(("shows_", "names_")) for value in content)
    return "not_given" if seen or of_people else None


def _anybody_denied(lights: Iterable[Light]) -> bool:
    """No, taken back, or barred: from here on nothing tells them apart."""
    return any(each in (Light.REFUSED, Light.WITHDRAWN, Light.BARRED) for each in lights)
