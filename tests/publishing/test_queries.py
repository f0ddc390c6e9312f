"""What is asked of posts: the archive, the calendar, the lists; always of one school, and never a query a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gatepost.channels.models import Account
from gatepost.publishing import queries
from gatepost.publishing.models import Post
from gatepost.publishing.queries import Search, archive, at_hand, calendar, to_do, visible
from gatepost.publishing.services.writing import offer
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.members import Member
from gatepost.schools.models import Closure
from tests.cast import Cast

from .making import MORNING, Network, a_draft, an_account, answers, submitted

S = Post.State


def out(cast: Cast, *on: Account, **facts: Any) -> Post:
    post = submitted(cast, "ada", *on, at=MORNING, **facts)
    deliver_due(MORNING)
    post.refresh_from_db()
    return post


def test_the_archive_finds_by_words_person_channel_category_and_day(
    cast: Cast, blog: Account, network: Network
) -> None:
    answers(cast.pia, "given", use="name")
    beans = out(cast, blog, text="Beans for everybody.", category="event_advert")
    pia = out(cast, blog, text="Well done, Pia Example!", category="achievement", title="Prizes")
    tess = cast.member("tess")

    def found(**wanted: Any) -> list[Post]:
        return list(archive(tess, Search(**wanted)))

    assert found() == [pia, beans]
    assert found(text="beans") == [beans]
    assert found(text="prizes done") == [pia]
    assert found(person=cast.pia) == [pia]
    assert found(category="achievement") == [pia]
    assert found(channel="blog") == [pia, beans]
    assert found(channel="facebook") == []
    assert found(account=blog, last=MORNING.date()) == [pia, beans]
    assert found(first=MORNING.date() + timedelta(days=1)) == []
    assert found(became="taken_down") == []


def test_another_school_finds_nothing(cast: Cast, blog: Account) -> None:
    out(cast, blog)
    submitted(cast, "tess", blog)
    cy = cast.member("cy")
    assert not archive(cy).exists()
    assert not visible(cy).exists()
    assert calendar(cy, date(2026, 1, 1), date(2030, 1, 1)) == []


def test_unfinished_posts_are_their_author_s_and_of_those_who_answer_for_posts(cast: Cast, blog: Account) -> None:
    draft, idea = a_draft(cast, "tess", blog), offer(by=cast.member("tess"), text="Beans!")
    assert set(at_hand(cast.member("tess")).yours) == {draft, idea}
    assert set(visible(cast.member("ada"))) == {draft, idea}
    assert at_hand(cast.member("ben")).suggested == [idea]
    assert not visible(cast.member("sam")).exists()


def test_the_calendar_shows_clashes_and_closures(cast: Cast, blog: Account) -> None:
    day = MORNING.date()
    Closure.objects.create(school=cast.riverside, name="Training day", first_day=day, last_day=day)
    for minutes in (0, 30, 120):
        submitted(cast, "ada", blog, at=MORNING - timedelta(days=1), send_at=MORNING + timedelta(minutes=minutes))
    submitted(cast, "ada", an_account(cast.riverside), at=MORNING - timedelta(days=1), send_at=MORNING)
    slots = calendar(cast.member("tess"), day, day)
    assert [slot.clash for slot in slots] == [True, False, True, False]
    assert {slot.closed for slot in slots} == {"Training day"}
    assert calendar(cast.member("tess"), day + timedelta(days=1), day + timedelta(days=7)) == []


LISTS: dict[str, Callable[[Member], Iterable[Any]]] = {
    "archive": archive,
    "calendar": lambda member: calendar(member, MORNING.date(), MORNING.date() + timedelta(days=30)),
    "mine": lambda member: at_hand(member).yours,
    "in_trouble": lambda member: to_do(member).in_trouble,
    "visible": lambda member: queries.with_rows(visible(member)),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_longer_list_asks_no_more_of_the_database(cast: Cast, blog: Account, network: Network, name: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asking:
            for row in LISTS[name](cast.member("ada")):
                str(row)
        return len(asking)

    def more(count: int) -> None:
        for _ in range(count):
            out(cast, blog)
            submitted(cast, "ada", blog, at=MORNING, send_at=MORNING + timedelta(days=2))

    more(1)
    once = asked()
    more(3)
    assert asked() == once
