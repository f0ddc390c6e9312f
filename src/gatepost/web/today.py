"""What the home page says: what is due today, what waits for a decision, what needs a look, what is new. Each by what a member may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone

from gatepost.asking.sentence import sentence_gaps
from gatepost.channels.queries import needing_attention, waiting_for
from gatepost.policy import Pack
from gatepost.publishing.lines import waiting_lines
from gatepost.publishing.queries import to_begin, to_do
from gatepost.publishing.queries.connected import broken
from gatepost.records import queries as record
from gatepost.rulings.groups import Group, grouped
from gatepost.rulings.lines import Line, lines
from gatepost.rulings.models import Duty
from gatepost.rulings.posts import posts_held
from gatepost.rulings.queries import late, owed_by
from gatepost.schools.members import Member
from gatepost.schools.models import PostHeld, School
from gatepost.schools.policies import pack_or_none
from gatepost.schools.roles import Permission, Role

MOST_DUTIES, MOST_NEWS = 8, 5
NO_NEWS = (
    "reminded",
    "post_reminder_came",
    "post_told_by_letter",
    "account_told_by_letter",
    "post_drafted",
    "post_picture_added",
    "post_picture_changed",
    "post_picture_removed",
    "post_portrayed",
    "post_looked_over",
)
"""Many, and news to nobody."""


@dataclass(frozen=True)
class Figures:
    """How a school stands with its duties."""

    school: School
    due: int
    overdue: int


def today(member: Member) -> dict[str, Any]:
    """Everything that the home page of a member shows."""
    now, posts = timezone.localtime(), posts_held(member.school)
    owed = lines(owed_by(member, posts), member, posts, now)
    pack = pack_or_none(member.school)
    return {
        "greeting": greeting(member, now),
        "summary": summary(owed),
        "now": now,
        "gaps": _gaps(member, pack),
        "groups": _first(list(grouped(owed, now))),
        "more_duties": max(len(owed) - MOST_DUTIES, 0),
        "waiting": waiting_for(member),
        "posts_waiting": waiting_lines(member, pack),
        "to_begin": to_begin(member, posts),
        "posts_to_do": to_do(member),
        "broken_connections": broken(member),
        "may_connect": member.may(Permission.MANAGE_REGISTER),
        "may_compose": member.may(Permission.COMPOSE_POSTS),
        "attention": needing_attention(member.school, pack=pack) if member.may(Permission.MANAGE_REGISTER) else [],
        "figures": figures([member.school], now)[0] if member.may(Permission.SEE_DUTIES) else None,
        "schools": figures(_schools_led(member), now),
        "news": _news(member),
    }


def greeting(member: Member, now: datetime) -> str:
    part = "morning" if now.hour < 12 else "afternoon" if now.hour < 18 else "evening"
    return f"Good {part}, {member.person.known_as or member.person.first_name}"


def summary(owed: Sequence[Line]) -> str:
    """What somebody owes today, in a sentence."""
    overdue = sum(line.state == "overdue" for line in owed)
    due = sum(line.state == "due_today" for line in owed)
    told = [
        f"{_number(count)} {'thing is' if count == 1 else 'things are'} {how}"
        for count, how in ((overdue, "overdue"), (due, "due today"))
        if count
    ]
    return f"{' and '.join(told).capitalize()}." if told else "Nothing of yours is due today."


def figures(schools: Sequence[School], now: datetime) -> list[Figures]:
    """The duties of several schools, counted in one query."""
    if not schools:
        return []
    due = Duty.objects.filter(school__in=schools, state=Duty.State.DUE).order_by()
    counted = due.values("school").annotate(due=Count("pk"), overdue=Count("pk", filter=late(now)))
    found = {row["school"]: row for row in counted}
    nothing = {"due": 0, "overdue": 0}
    return [
        Figures(school, due=row["due"], overdue=row["overdue"])
        for school in schools
        for row in (found.get(school.pk, nothing),)
    ]


def _schools_led(member: Member) -> list[School]:
    """The schools of the trust in which this member leads the trust, where there are several."""
    if Role.TRUST_LEAD not in member.roles or member.person.user_id is None:
        return []
    posts = PostHeld.objects.current().filter(role=Role.TRUST_LEAD, person__user=member.person.user_id)
    in_trust = posts.filter(person__school__trust=member.school.trust_id).values("person__school")
    schools = list(School.objects.filter(pk__in=in_trust).order_by("name"))
    return schools if len(schools) > 1 else []


def _gaps(member: Member, pack: Pack | None) -> Any:
    """The sentence of Ask, begun."""
    if pack is None or not member.may(Permission.ASK):
        return []
    return sentence_gaps(pack.vocabulary, {"actor": member.foremost.actor})


def _first(groups: list[Group]) -> list[Group]:
    """As many duties as a glance takes in, in their groups."""
    room, shown = MOST_DUTIES, []
    for group in groups:
        if room > 0:
            shown.append(Group(group.name, group.lines[:room]))
        room -= len(group.lines)
    return shown


def _news(member: Member) -> list[record.Line]:
    """The last of what was done at the school, for those who read the record."""
    if not member.may(Permission.READ_RECORD):
        return []
    told = record.entries(member.school, member).exclude(verb__in=NO_NEWS)
    return record.lines(told[:MOST_NEWS], member.school, member)


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)
