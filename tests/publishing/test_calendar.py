"""The calendar: what goes out when, by day, week and term, with what is out of the ordinary said in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gatepost.calendars import LONDON, Span
from gatepost.channels.models import Account
from gatepost.publishing.models import Post
from gatepost.publishing.queries import calendar
from gatepost.publishing.services.approving import refuse
from gatepost.publishing.services.pausing import pause_all
from gatepost.publishing.stretches import stretch
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.models import Closure, Person, Term
from tests.cast import Cast

from .making import MORNING, Network, a_draft, an_account, submitted
from .test_pausing import lead

SignedIn = Callable[[Person], Client]
CALENDAR = "/schools/riverside/posts/calendar/"
A_DAY = timedelta(days=1)

__all__ = ["lead"]


def monday() -> date:
    """The Monday of the week after next."""
    today = datetime.now(LONDON).date()
    return today + timedelta(days=14 - today.weekday())


def on(day: date, clock: time = time(9)) -> datetime:
    return datetime.combine(day, clock, LONDON)


def shown(client: Client, **asked: str) -> str:
    return client.get(CALENDAR, asked).content.decode()


def the_day(page: str, day: date) -> str:
    """What a page shows of one day."""
    found = re.search(rf'data-day="{day}".*?(?=data-day=|</ol>)', page, re.DOTALL)
    assert found, f"{day} is not shown"
    return found[0]


# ---------------------------------------------------------------------- what is shown


def test_a_week_shows_each_post_with_its_time_place_author_and_state(
    cast: Cast, signed_in: SignedIn, blog: Account
) -> None:
    submitted(cast, "tess", blog, text="Beans are up.", send_at=on(monday() + A_DAY))
    page = shown(signed_in(cast.ben), on=f"{monday()}")
    tuesday = the_day(page, monday() + A_DAY)
    for words in ("09:00", "Beans are up.", "Riverside blog", "Tess Example", "Waiting for approval"):
        assert words in tuesday
    assert "Beans are up." not in the_day(page, monday())


SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("today", "first"),
    [(SATURDAY - A_DAY, date(2026, 11, 16)), (SATURDAY, date(2026, 11, 23)), (SATURDAY + A_DAY, date(2026, 11, 23))],
)
def test_it_opens_on_this_week_and_at_the_weekend_on_the_week_that_comes(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, today: date, first: date
) -> None:
    client = signed_in(cast.tess)
    monkeypatch.setattr(timezone, "localdate", lambda *given: today)
    page = shown(client)
    assert f"{first.day} to {first.day + 6} November 2026" in page
    assert f"on={first + 7 * A_DAY}" in page
    assert "<strong>Today</strong>" in shown(client, on=f"{today}")
    assert f'href="?view=week&amp;on={today}">Today' in page
    assert the_day(shown(client, view="day"), today)


def test_it_leads_to_the_week_before(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.tess)
    assert f"on={monday() - 7 * A_DAY}" in shown(client, on=f"{monday()}")


@pytest.mark.parametrize("wrong", ["yesterday", "2026-02-30", "0001-01-01", "9999-12-31", "-1", "２０２６-09-07"])
@pytest.mark.parametrize("view", ["week", "day", "term", "century"])
def test_a_day_that_is_none_is_today(cast: Cast, signed_in: SignedIn, wrong: str, view: str) -> None:
    assert signed_in(cast.tess).get(CALENDAR, {"on": wrong, "view": view}).status_code == 200


def test_a_day_shows_its_hours_and_also_those_outside_the_office(
    cast: Cast, signed_in: SignedIn, blog: Account
) -> None:
    submitted(cast, "tess", blog, text="Early birds.", send_at=on(monday(), time(5, 45)))
    page = shown(signed_in(cast.tess), view="day", on=f"{monday()}")
    hours = re.findall(r"<h3>(\d\d):00</h3>", page)
    assert hours == ["05", *(f"{hour:02d}" for hour in range(7, 20))]
    assert page.index("05:00</h3>") < page.index("Early birds.") < page.index("07:00</h3>")


def test_a_term_shows_all_its_weeks_and_leads_to_the_terms_beside_it(
    cast: Cast, signed_in: SignedIn, blog: Account
) -> None:
    begins, ends = monday(), monday() + timedelta(days=32)
    Term.objects.create(
        school=cast.riverside, name="Autumn", first_day=begins - 60 * A_DAY, last_day=begins - 20 * A_DAY
    )
    Term.objects.create(school=cast.riverside, name="Spring", first_day=begins + A_DAY, last_day=ends)
    submitted(cast, "tess", blog, text="Beans are up.", send_at=on(begins + 15 * A_DAY))
    page = shown(signed_in(cast.tess), view="term", on=f"{begins + 10 * A_DAY}")
    assert "Spring, " in page
    assert "Beans are up." in the_day(page, begins + 15 * A_DAY)
    assert "School holidays" in the_day(page, begins)
    assert f"on={begins - 60 * A_DAY}" in page
    assert "The term after" not in page


def test_in_the_holidays_the_term_that_comes_is_shown_and_without_terms_thirteen_weeks() -> None:
    terms = [Span(date(2026, 1, 5), date(2026, 3, 27), "Spring"), Span(date(2026, 4, 13), date(2026, 7, 21), "Summer")]
    assert stretch("term", date(2026, 4, 1), terms).title == "Summer, 13 April to 21 July 2026"
    assert stretch("term", date(2026, 8, 1), terms).title == "Summer, 13 April to 21 July 2026"
    thirteen = stretch("term", date(2026, 9, 9))
    assert (thirteen.first, thirteen.last) == (date(2026, 9, 7), date(2026, 12, 6))
    assert len(list(thirteen.days())) == 13 * 7


def test_closures_bank_holidays_and_weekends_are_said_in_words(cast: Cast, signed_in: SignedIn) -> None:
    Closure.objects.create(
        school=cast.riverside, name="Training day", first_day=date(2099, 12, 22), last_day=date(2099, 12, 22)
    )
    page = shown(signed_in(cast.tess), on="2099-12-25")
    days = {date(2099, 12, 22): "Training day", date(2099, 12, 25): "Christmas Day", date(2099, 12, 27): "Weekend"}
    for day, words in days.items():
        assert words in the_day(page, day)


def test_posts_to_the_same_account_within_the_hour_name_each_other(
    cast: Cast, signed_in: SignedIn, blog: Account
) -> None:
    for clock, text in ((time(9), "Beans."), (time(9, 59), "Peas."), (time(11), "Kale.")):
        submitted(cast, "tess", blog, text=text, send_at=on(monday(), clock))
    page = the_day(shown(signed_in(cast.tess), on=f"{monday()}"), monday())
    assert re.findall(r"Within an hour of “([^”]+)”", page) == ["Peas.", "Beans."]


def test_what_is_turned_down_is_in_nobody_s_way_and_midnight_hides_no_clash(cast: Cast, blog: Account) -> None:
    late = submitted(cast, "tess", blog, send_at=on(monday(), time(23, 45)))
    submitted(cast, "tess", blog, send_at=on(monday() + A_DAY, time(0, 15)))
    assert [slot.clash for slot in calendar(cast.member("tess"), monday(), monday())] == [True]
    refuse(post=late, by=cast.member("ada"), version=late.version, reason="No.")
    tuesday = monday() + A_DAY
    assert [slot.clash for slot in calendar(cast.member("tess"), tuesday, tuesday)] == [False]


def test_what_is_out_stands_on_the_day_on_which_it_went_out(cast: Cast, blog: Account, network: Network) -> None:
    submitted(cast, "ada", blog, at=MORNING - A_DAY, send_at=MORNING)
    deliver_due(MORNING + timedelta(hours=20))  # the worker was away until five the next morning
    [slot] = calendar(cast.member("tess"), MORNING.date(), MORNING.date() + A_DAY)
    assert slot.at == MORNING + timedelta(hours=20)


def test_days_are_those_of_london_also_when_the_clocks_change(cast: Cast, blog: Account) -> None:
    back = date(2026, 10, 25)
    submitted(cast, "tess", blog, at=MORNING, send_at=datetime(2026, 10, 25, 23, 30, tzinfo=LONDON))
    submitted(cast, "tess", blog, at=MORNING, send_at=datetime(2026, 10, 25, 0, 30, tzinfo=LONDON))
    found = [slot.at.isoformat() for slot in calendar(cast.member("tess"), back, back)]
    assert found == ["2026-10-25T00:30:00+01:00", "2026-10-25T23:30:00+00:00"]


def test_what_has_no_time_yet_stands_below_and_can_be_given_one(cast: Cast, signed_in: SignedIn, blog: Account) -> None:
    post = submitted(cast, "tess", blog, text="Whenever you like.")
    page = shown(signed_in(cast.tess))
    assert page.index("No time yet") < page.index("Whenever you like.")
    assert f'data-move="/schools/riverside/posts/{post.pk}/move/' in page


# ---------------------------------------------------------------------- who may do what


def test_only_what_somebody_may_move_can_be_taken_hold_of(
    cast: Cast, signed_in: SignedIn, blog: Account, network: Network
) -> None:
    waiting = submitted(cast, "tess", blog, send_at=on(monday()))
    of_ada = submitted(cast, "ada", blog, send_at=on(monday()))
    out = submitted(cast, "ada", blog)
    deliver_due(out.deliveries.get().due_at)
    Post.objects.filter(pk=out.pk).update(published_at=on(monday()))

    def movable(who: Person) -> set[int]:
        return {int(pk) for pk in re.findall(r'data-move="\S+/(\d+)/move/', shown(signed_in(who), on=f"{monday()}"))}

    assert movable(cast.tess) == {waiting.pk}
    assert movable(cast.ada) == {waiting.pk, of_ada.pk}
    assert movable(cast.gwen) == {waiting.pk, of_ada.pk}
    assert movable(cast.sam) == set()


def test_another_s_draft_and_another_school_s_posts_are_not_shown(
    cast: Cast, signed_in: SignedIn, blog: Account
) -> None:
    a_draft(cast, "tess", blog, text="Only begun.", send_at=on(monday()))
    submitted(cast, "tess", blog, text="Handed in.", send_at=on(monday()))
    assert "Only begun." in shown(signed_in(cast.tess), on=f"{monday()}")
    assert "Only begun." not in shown(signed_in(cast.sam), on=f"{monday()}")
    there = signed_in(cast.cy).get("/schools/hilltop/posts/calendar/", {"on": f"{monday()}"}).content.decode()
    assert "Handed in." not in there
    assert signed_in(cast.cy).get(CALENDAR).status_code == 404
    assert signed_in(cast.pat).get(CALENDAR).status_code == 403


def test_everything_can_be_stopped_from_here_and_that_it_is_stopped_is_said(cast: Cast, signed_in: SignedIn) -> None:
    assert "/posts/pause/" in shown(signed_in(cast.ada))
    assert "/posts/pause/" not in shown(signed_in(cast.tess))
    pause_all(by=cast.member("ada"), reason="An accident.")
    assert "An accident." in shown(signed_in(cast.tess))
    assert "Let posts go out again" not in shown(signed_in(cast.tess))
    assert "Let posts go out again" in shown(signed_in(cast.ada))


def test_what_the_trust_stopped_a_school_is_not_offered_to_let_go_on(
    cast: Cast, signed_in: SignedIn, lead: object
) -> None:
    pause_all(by=lead, whole_trust=True)  # type: ignore[arg-type]
    page = shown(signed_in(cast.ada))
    assert "Whoever leads the trust lets posts go out again." in page
    assert "Let posts go out again" not in page


# ---------------------------------------------------------------------- how much it asks of the database


@pytest.mark.parametrize("view", ["week", "day", "term"])
def test_thirty_posts_ask_no_more_of_the_database_than_one(
    cast: Cast, signed_in: SignedIn, blog: Account, view: str
) -> None:
    client, minutes, page = signed_in(cast.ada), count(), an_account(cast.riverside)

    def asked() -> int:
        with CaptureQueriesContext(connection) as asking:
            shown(client, view=view, on=f"{monday()}")
        return len(asking)

    def more(number: int) -> None:
        for _ in range(number):
            submitted(cast, "tess", blog, page, send_at=on(monday(), time(9, next(minutes))))

    more(1)
    once = asked()
    more(29)
    assert asked() == once
