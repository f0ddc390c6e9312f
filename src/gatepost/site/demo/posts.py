"""The posts of the demonstration: written, approved, published by hand and taken down, as people do it and as each policy has it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import yaml
from django.utils import timezone

from gatepost.calendars import LONDON
from gatepost.channels.models import Account
from gatepost.publishing.judging.judgement import judge
from gatepost.publishing.models import Approval, Delivery, Post
from gatepost.publishing.queries import approvers
from gatepost.publishing.services.approving import approve, refuse
from gatepost.publishing.services.by_hand import posted
from gatepost.publishing.services.delivering import deliver
from gatepost.publishing.services.pictures import Said, add_picture, portray
from gatepost.publishing.services.reminders import Wanted, set_reminder
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import removed_by_hand, take_down
from gatepost.publishing.services.writing import Worded, Written, draft, look_over, offer
from gatepost.rulings.queries import calendar_of
from gatepost.schools.image_permissions import Light, Use, light
from gatepost.schools.members import GATEPOST, Member, member_of
from gatepost.schools.models import Person
from gatepost.schools.policies import pack_of
from gatepost.schools.queries import with_permissions
from gatepost.schools.roles import Role
from gatepost.schools.services.image_permissions import answer_as_parent

from .clock import days_ago
from .permissions import WITHDRAWN
from .pictures import picture, screenshot
from .roster import Roster

Told = Mapping[str, Any]
NEWS = 3
TIMES = (time(10, 10), time(12, 35), time(15, 20))
DRESSED = ("appropriately_dressed",)
GROUNDS = {
    "bradfield": "BRA-33",
    "cambrian": "CLT-040",
    "catcott": "CAT-11",
    "cavendish": "CAV-11",
    "little-missenden": "LM-139",
}
"""By the policy: the clause by which the song is turned down."""


@dataclass(frozen=True)
class Newsroom:
    """A school with the accounts on which it posts: the school's own, and the one that teachers run, if there is any."""

    roster: Roster
    own: Account
    of_class: Account
    news: Sequence[Told]
    """What it has to say in this term; not every school the same."""

    def teacher(self, nth: int = 0) -> Member:
        return self.roster.member(Role.TEACHER, nth)


def newsroom(roster: Roster, accounts: Sequence[Account]) -> Newsroom:
    """The school's own account is the first that everybody can see; the class's the first that only some can, or a blog."""
    own = next(account for account in accounts if account.audience == "public")
    others = [account for account in accounts if account != own]
    of_class = next((each for each in others if each.audience != "public" or each.channel == "blog"), own)
    news = random.Random(f"posts of {roster.school.slug}").sample(texts()["lately"], NEWS)
    return Newsroom(roster, own, of_class, news)


@cache
def texts() -> Any:
    """What is posted."""
    return yaml.safe_load((files(__package__) / "posts.yaml").read_text("utf-8"))


def publish_some(room: Newsroom, days: int) -> None:
    """What the office and a teacher had to say at the beginning of term, so many days ago and on the days after."""
    _publish(room, days, room.news[:1], texts()["class"][0])


def publish_more(room: Newsroom, days: int) -> None:
    """What they had to say since; and a picture of a child whose family has said yes."""
    _publish(room, days, room.news[1:], texts()["class"][1])
    with days_ago(days - 4, time(15, 40)):
        child, *_ = _pupils(room, Light.PERMITTED, Use.IMAGE)
        publish(write(texts()["child"], room.teacher(), room.own, shown=child))


def turn_one_down(room: Newsroom, days: int) -> None:
    """A teacher's post that somebody who may send it does not send."""
    told, by = texts()["turned_down"], room.teacher(1)
    with days_ago(days):
        post = write(told, by, room.own)
        submit(post=post, by=by)
        (asked, *_) = approvers(post, judge(post))
        ground = GROUNDS[pack_of(room.roster.school).name]
        refuse(post=post, by=member_of(asked.people[0]), version=post.version, reason=told["reason"], clause=ground)


def take_one_down(room: Newsroom, days: int) -> None:
    """The family of that child takes its permission back: the office asks for the post to come down, removes it and says so."""
    post = room.roster.school.posts.get(title=texts()["child"]["title"])
    child, office = post.portrayed.get().person, room.roster.member(Role.OFFICE_MANAGER)
    with days_ago(days, time(10, 5)):
        answer_as_parent(pupil=child, by=member_of(room.roster.parents[child.pk][0]), answers=WITHDRAWN)
    with days_ago(days, time(10, 50)):
        take_down(post=post, by=office, because="permission", reason="The family asked for it.")
        for delivery in post.deliveries.filter(state=Delivery.State.TO_REMOVE):
            gone = ("gone.png", "image/png", BytesIO(screenshot(delivery.account.name, "This post is no longer here.")))
            removed_by_hand(delivery=delivery, by=office, screenshot=gone)


def suggest_some(room: Newsroom) -> None:
    """Ideas from those who do not write posts themselves."""
    for nth, text in enumerate(texts()["ideas"]):
        by = room.roster.member((Role.ASSOCIATE_STAFF, Role.VOLUNTEER)[nth])
        idea = offer(by=by, text=text)
        if nth:
            add_picture(post=idea, by=by, data=picture("painting"), name="blanket.jpg", alt="Squares of many colours.")


def plan_some(room: Newsroom) -> None:
    """Yesterday: what goes out from tomorrow on, approved; and one that waits for whom the policy names."""
    for days, told in enumerate(texts()["coming"], 2):
        post = write(told, room.teacher(), room.own, send_at=_coming(room, days))
        submit_and_approve(post)
    waits = write(texts()["waits"], room.teacher(2), room.own, send_at=_coming(room, 4))
    submit(post=waits, by=room.teacher(2))


def begin_some(room: Newsroom) -> None:
    """What lies on the desks today: one to post by hand, one begun, and the one with which a visitor begins."""
    hand_over(write(texts()["by_hand"], room.teacher(), room.own))
    told = texts()["begun"]
    draft(by=room.teacher(1), written=Written(told["text"], told["title"], told["category"]))
    _to_write(room)


def remind_of_the_menu(room: Newsroom) -> None:
    """Every Monday the office posts the menu."""
    told = texts()["reminder"]
    asked = Wanted(told["says"], room.own, Role.OFFICE_MANAGER, 0, time(8, 30), "event_advert", told["text"])
    set_reminder(by=room.roster.member(Role.HEADTEACHER), wanted=asked)


# ---------------------------------------------------------------------- step by step


def write(told: Told, by: Member, on: Account, shown: Person | None = None, send_at: datetime | None = None) -> Post:
    """A post with its picture, looked over by whoever writes it."""
    stated = DRESSED if shown else ()
    written = Written(told["text"], told["title"], told["category"], stated, send_at, [Worded(on)])
    post = draft(by=by, written=written)
    if "picture" in told:
        added = add_picture(post=post, by=by, data=picture(told["picture"]), name="picture.jpg", alt=told["alt"])
        portray(post=post, by=by, people=[Said(shown, "shown", added)] if shown else [])
    post.refresh_from_db()
    look_over(post=post, by=by)
    return post


def publish(post: Post) -> None:
    """Submitted, approved by whom the policy names, posted by hand by somebody who may, with a picture of it as what shows it."""
    for delivery in hand_over(post):
        shot = ("posted.png", "image/png", BytesIO(screenshot(delivery.account.name, post.text)))
        posted(delivery=delivery, by=_sender(post), screenshot=shot)


def hand_over(post: Post) -> list[Delivery]:
    """Approved, and ready for somebody to post it."""
    submit_and_approve(post)
    for delivery in post.deliveries.filter(state=Delivery.State.DUE):
        deliver(delivery=delivery, by=GATEPOST)
    return list(post.deliveries.filter(state=Delivery.State.BY_HAND))


def submit_and_approve(post: Post) -> None:
    """Whoever the policy names agrees, one after the other."""
    wanted = submit(post=post, by=member_of(post.author))
    while wanted:
        post.refresh_from_db()
        (asked, *_) = approvers(post, judge(post))
        wanted = approve(post=post, by=member_of(asked.people[0]), version=post.version)
    post.refresh_from_db()


def _publish(room: Newsroom, days: int, news: Iterable[Told], of_class: Told) -> None:
    """One a day, each later in the day than the one before, so that their order holds also where a weekend moves them together."""
    office = room.roster.member(Role.OFFICE_MANAGER)
    planned = [*((told, office, room.own) for told in news), (of_class, room.teacher(), room.of_class)]
    for nth, (told, by, account) in enumerate(planned):
        with days_ago(days - nth, TIMES[nth]):
            publish(write(told, by, account))


def _to_write(room: Newsroom) -> None:
    """A picture with children in it, and a name in the text that may not be there: the page shows what to put right."""
    told, by = texts()["write"], room.teacher()
    named, *_ = _pupils(room, Light.REFUSED, Use.NAME)
    text = told["text"].format(child=named.name)
    post = draft(by=by, written=Written(text, told["title"], told["category"], DRESSED, None, [Worded(room.own)]))
    photo = (files("gatepost.samples") / "photo.jpg").read_bytes()
    added = add_picture(post=post, by=by, data=photo, name="field.jpg", alt=told["alt"])
    shown = _pupils(room, Light.PERMITTED, Use.IMAGE)[: len(added.faces)]
    portray(post=post, by=by, people=[Said(child, "shown", added) for child in shown])


def _sender(post: Post) -> Member:
    """Whoever released it for its author; without that the author, who may send it."""
    release = post.approvals.filter(value=Approval.RELEASE).first()
    return member_of(release.person if release else post.author)


def _pupils(room: Newsroom, seen: Light, use: str) -> list[Person]:
    """The pupils with such a light on the school's own account."""
    today = timezone.localdate()
    pupils = with_permissions(Person.objects.filter(pk__in=[each.pk for each in room.roster.pupils]).order_by("pk"))
    return [each for each in pupils if light(each, use, room.own.channel, GATEPOST, today) is seen]


def _coming(room: Newsroom, days: int) -> datetime:
    """In the afternoon, so many school days from now."""
    day = calendar_of(room.roster.school).after(timezone.localdate(), days)
    return datetime.combine(day, time(15, 30), LONDON)
