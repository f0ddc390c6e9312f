"""Letters about what does not go as it should: a post that is not sent or not taken down, an account that cannot be reached any more.

Whoever looks at Today sees it there. Those who have to do with it get one e-mail as well, once for each time that it fails. It says that
something needs them and where to look: no names, and none of the words of a post.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from gatepost.channels.models import Account, Authorisation
from gatepost.records.services import write
from gatepost.rulings.posts import posts_held
from gatepost.schools.members import GATEPOST, Member, member_of
from gatepost.schools.models import Person, School
from gatepost.schools.roles import Permission, Role

from . import letters
from .models import Alarm, Connection, Delivery, Post
from .queries.connected import broken
from .queries.visible import visible
from .services.moving import record
from .times import WAITS

LONG = timedelta(hours=1)
"""How long a post may be on its way before it is said that it has not arrived."""
NEWS = timedelta(days=7)
"""What was to go out longer ago than this is no news to anybody."""

S, PS = Delivery.State, Post.State
GOING = (PS.SCHEDULED, PS.PUBLISHED)
CAN_FAIL = (S.DUE, S.SENDING, S.UNCONFIRMED, S.FAILED, S.STOPPED, S.TO_REMOVE)
LATE = "Its time has passed, and the network does not take it."
OF_POST: dict[str, str] = {PS.HELD: "It is held back.", PS.EXPIRED: "It was not sent in time."}
OF_DELIVERY: dict[str, str] = {
    S.FAILED: "It could not be sent.",
    S.STOPPED: "It was stopped before it went out.",
    S.UNCONFIRMED: "It is not known whether it has arrived.",
    S.TO_REMOVE: "It could not be taken down.",
}


def alarm(now: datetime) -> None:
    """Enter what has begun to fail, close what fails no longer, and send the letters. Done twice, or by two workers, it is done once."""
    _enter("post", _failing_posts(now), now)
    _enter("connection", Connection.objects.filter(healthy=False, account__state=Account.State.OPEN), now)
    send_letters(now)


def send_letters(now: datetime) -> int:
    """Send the letters that wait, and say how many."""
    sent = 0
    for each in letters.send(Alarm.objects.filter(over_at__isnull=True), partial(_letter, now=now), now):
        _record(each, now)
        sent += 1
    return sent


def _enter(kind: str, failing: QuerySet[Post] | QuerySet[Connection], now: datetime) -> None:
    lasting = Alarm.objects.filter(over_at__isnull=True, **{f"{kind}__isnull": False})
    lasting.exclude(**{f"{kind}__in": failing}).update(over_at=now)
    new = failing.exclude(pk__in=lasting.values(kind))
    Alarm.objects.bulk_create([Alarm(raised_at=now, **{kind: each}) for each in new], ignore_conflicts=True)


# ---------------------------------------------------------------------- what fails


def _failing_posts(now: datetime) -> QuerySet[Post]:
    """What Gatepost holds back, what was not sent in time, and what fails on one of its accounts."""
    in_time = Q(send_at__gt=now - NEWS) | Q(send_at__isnull=True, submitted_at__gt=now - NEWS - WAITS)
    ended = Q(state=PS.HELD, held_by__isnull=True) | Q(in_time, state=PS.EXPIRED)
    return Post.objects.filter(ended | Q(pk__in=_failing(now).values("post")))


def _failing(now: datetime) -> QuerySet[Delivery]:
    """What was not sent or was stopped, what has been on its way for long, and what could not be taken down."""
    begun_anew = Delivery.objects.filter(post=OuterRef("post"), account=OuterRef("account")).exclude(state=S.STOPPED)
    stopped = Q(state=S.STOPPED, post__state__in=GOING) & ~Q(error="") & ~Exists(begun_anew)
    put_off = Q(state__in=(S.DUE, S.SENDING), post__state__in=GOING) & ~Q(error="")
    for_long = Q(due_at__lte=now - LONG) & (Q(state=S.UNCONFIRMED) | put_off)
    still_there = Q(state=S.TO_REMOVE, account__connection__isnull=False) & ~Q(error="")
    lately = Q(due_at__gt=now - NEWS)
    fails = lately & (Q(state=S.FAILED) | stopped | for_long) | still_there
    return Delivery.objects.filter(fails, state__in=CAN_FAIL)  # by which they are found, without looking through all


# ---------------------------------------------------------------------- the letter


def _letter(alarm: Alarm, now: datetime) -> EmailMessage:
    if alarm.post:
        subject, text = "A post needs you", _of_post(alarm.post, now)
    else:
        subject, text = "An account needs you", _of_account(alarm)
    return EmailMessage(f"{subject} – Gatepost", text, to=[person.email for person in _recipients(alarm)])


def _of_post(post: Post, now: datetime) -> str:
    failing = _failing(now).filter(post=post).values_list("state", flat=True).first()
    says = OF_POST.get(post.state) or OF_DELIVERY.get(failing or "", LATE)
    return _worded(post.school, reverse("publishing:post", args=[post.school.slug, post.pk]), says)


def _of_account(alarm: Alarm) -> str:
    assert alarm.connection
    school = alarm.connection.account.school
    return _worded(school, reverse("web:home", args=[school.slug]))  # those who keep the register go on from there


def _worded(school: School, address: str, says: str = "") -> str:
    context = {"school": school, "says": says, "address": settings.SITE_ADDRESS + address}
    return render_to_string("publishing/alarm.txt", context)


def _recipients(alarm: Alarm) -> Iterable[Person]:
    """Who wrote or approved the post, or connected the account, and who sees to the account: all for whom the letter's page has it. If
    there is nobody, who answers for it."""
    managing = Authorisation.objects.current().filter(may=Authorisation.May.MANAGE)
    if alarm.post:
        post = alarm.post
        approved = post.approvals.filter(at__gte=post.submitted_at or post.changed_at)
        whose = Q(pk=post.author_id) | Q(pk__in=approved.values("person"))
        managing, school = managing.filter(account__wordings__post=post), post.school
    else:
        assert alarm.connection
        account = alarm.connection.account
        whose = Q(pk=alarm.connection.connected_by_id)
        managing, school = managing.filter(account=account), account.school
    theirs = Person.objects.current().filter(whose | Q(pk__in=managing.values("person"))).exclude(email="")
    found = [person for person in theirs.order_by("pk") if _finds_it(alarm, member_of(person))]
    posts = posts_held(school)
    return found or [person for person in posts.people(posts.stand_in(Role.ADMINISTRATOR)) if person.email]


def _finds_it(alarm: Alarm, member: Member) -> bool:
    """Whether the page that the letter leads to shows it to this member."""
    if alarm.post:
        return member.may(Permission.SEE_POSTS) and visible(member).filter(pk=alarm.post.pk).exists()
    return broken(member).filter(alarms=alarm.pk).exists()


def _record(alarm: Alarm, now: datetime) -> None:
    if alarm.post:
        record(alarm.post, "post_told_by_letter", by=GATEPOST, at=now)
    elif alarm.connection:
        account = alarm.connection.account
        write(school=account.school, by=GATEPOST, verb="account_told_by_letter", subject=account, at=now)
