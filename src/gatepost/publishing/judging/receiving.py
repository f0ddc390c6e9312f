"""Who receives a suggestion: whom the policy names, else those who take suggestions up."""

from __future__ import annotations

from collections.abc import Iterable

from gatepost.channels.situations import actors_of
from gatepost.policy.wording.grammar import joined
from gatepost.schools.members import Member
from gatepost.schools.models import PostHeld
from gatepost.schools.policies import NoPolicyInForce, pack_of
from gatepost.schools.roles import PERMISSIONS, Permission, Role

from ..situations import SUGGESTING, suggest

MOST = 3
"""So many are named."""
_TAKES_UP = [
    role
    for role, allowed in PERMISSIONS.items()
    if {Permission.COMPOSE_POSTS, Permission.APPROVE_POSTS} <= allowed and role is not Role.TRUST_LEAD
]


def receivers(by: Member) -> str:
    """Who receives what somebody suggests, in words: “Ada Example (headteacher)”."""
    named = [role for role in _named_by_the_policy(by) if Permission.APPROVE_POSTS in PERMISSIONS[role]]
    held = _holding(by, named) or _holding(by, _TAKES_UP)
    if not held:
        return "whoever answers for the school's posts"
    more = ["others"] if len(held) > MOST else []
    return joined([f"{name} ({words})" for name, words in list(held.items())[:MOST]] + more)


def _named_by_the_policy(by: Member) -> list[Role]:
    try:
        duties = pack_of(by.school).decide(suggest(actors_of(by.roles)[0])).duties
    except NoPolicyInForce:
        return []
    raised = [duty.to for duty in duties if SUGGESTING in _several(duty.do)]
    return [Role(to) for each in raised for to in _several(each) if to in set(Role)]


def _holding(by: Member, roles: Iterable[Role]) -> dict[str, str]:
    """Who holds any of these posts today, and which, the highest first."""
    order = list(Role)
    held = PostHeld.objects.current().filter(person__school=by.school, role__in=list(roles)).select_related("person")
    found: dict[str, str] = {}
    for post in sorted(held, key=lambda each: order.index(Role(each.role))):
        if post.person_id != by.person.pk:
            found.setdefault(post.person.name, Role(post.role).words)
    return found


def _several(values: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return values if isinstance(values, tuple) else (values,) if values else ()
