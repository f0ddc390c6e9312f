"""Making the demonstration: every school is founded at the beginning of the term and lives through it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from gatepost.publishing.tasks import tick as tick_posts
from gatepost.rulings.recurring import raise_recurring
from gatepost.rulings.tasks import tick
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person, User
from gatepost.schools.roles import Role
from gatepost.schools.services.people import join
from gatepost.schools.services.posts import give_post
from gatepost.schools.services.signing_in import let_in

from ..founding import found_school
from . import permissions, posts, register, term
from .clock import days_ago
from .days import enter_school_days
from .pictures import each_looked_at_once
from .posts import Newsroom
from .roster import Roster, people_of
from .schools import SCHOOLS, DemoSchool

PASSWORD = "gatepost-demonstration"
"""Of everybody, for the acts that ask for it again."""
TRUST_LEAD = ("Rowan", "Fairweather", "rowan.fairweather@cambrian.example")
BEGAN = 80  # days ago
# Days ago, how many duties are left lying afterwards, what happened, and what the school did with its posts from two days later on.
TERM: tuple[tuple[int, int, tuple[str, ...], Callable[[Newsroom, int], None]], ...] = (
    (38, 0, ("a question about term dates", "a teacher joins", "a pupil writes to a teacher"), posts.publish_some),
    (30, 1, ("a complaint", "a parent abuses a teacher", "a question to a line manager"), posts.turn_one_down),
    (16, 2, ("a breach of the policy", "a post about the school", "an advert under a post"), posts.publish_more),
    (5, 4, ("abuse under a post", "a question about term dates"), posts.take_one_down),
)


def make() -> None:
    """Fill an empty site."""
    with each_looked_at_once():
        for demo in SCHOOLS:
            with transaction.atomic():
                _live_through(demo)
    tick()
    tick_posts()
    User.objects.update(password=make_password(PASSWORD))


def _live_through(demo: DemoSchool) -> None:
    dice = random.Random(demo.slug)
    with days_ago(BEGAN):
        roster = _begin(demo, dice)
    with days_ago(70):
        permissions.answers_of_families(roster, dice)
    with days_ago(60):
        accounts = register.accounts_of(demo, roster)
        applications = [register.apply(channel, nth, roster) for nth, channel in enumerate(demo.applied_for)]
        room = posts.newsroom(roster, accounts)
        posts.remind_of_the_menu(room)
    with days_ago(45):
        handed_in = [nth > 0 and register.hand_in(each, nth, roster) for nth, each in enumerate(applications)]
        register.look_at_settings(accounts[0], roster)
    with days_ago(40):
        if handed_in[2]:
            register.grant_and_open(applications[2], roster)
        if handed_in[3]:
            register.turn_down(applications[3], roster)
    with days_ago(39):
        permissions.second_thoughts(roster, dice)
    about = next((account for account in accounts if account.kind == "official"), accounts[0])
    for days, leave, events, post in TERM:
        with days_ago(days) as moment:
            raise_recurring(roster.school, moment)
            for event in events:
                term.happens(event, roster, about)
        with days_ago(days - 2):
            term.do_what_is_due(roster, leave)
        post(room, days - 2)
    with days_ago(1, time(16, 10)):  # on a Monday that is Friday, and later than what was done on Friday
        permissions.ask_again(roster)
        term.happens("a worry about a child", roster, about)
        term.happens("a journalist calls", roster, about)
        posts.suggest_some(room)
        posts.plan_some(room)
    posts.begin_some(room)


def _begin(demo: DemoSchool, dice: random.Random) -> Roster:
    today = timezone.localdate()
    school = found_school(name=demo.name, slug=demo.slug, pack=demo.pack, trust=demo.trust, on=today)
    enter_school_days(school, today + timedelta(days=BEGAN))
    roster = people_of(school, dice)
    if demo.trust:
        first, last, email = TRUST_LEAD
        facts = {"kind": Person.Kind.STAFF, "first_name": first, "last_name": last, "email": email}
        lead = join(school=school, by=GATEPOST, joined_on=today, **facts)
        give_post(person=lead, role=Role.TRUST_LEAD, by=GATEPOST, from_day=today)
        let_in(person=lead, by=GATEPOST)
        roster.posts[Role.TRUST_LEAD] = [lead]
    return roster
