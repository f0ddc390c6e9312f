"""Duties in one's own calendar, at a secret address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Component

from gatepost.rulings import ledger
from gatepost.rulings.feeds import new_address, token_of
from gatepost.rulings.models import Duty
from gatepost.schools.models import Person
from tests.cast import Cast
from tests.rulings.making import MONDAY, SATURDAY, answer_owed

SignIn = Callable[[Person], Client]


def address(cast: Cast, name: str = "tess") -> str:
    return f"/calendar/{token_of(new_address(by=cast.member(name)))}.ics"


def events(client: Client, address: str) -> list[Component]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content).walk("VEVENT")


def answers(found: list[Component]) -> list[Component]:
    return [event for event in found if event["summary"] == "Due: Answer the author"]


def test_a_duty_with_a_time_stands_before_it_is_due(cast: Cast, client: Client) -> None:
    duty = answer_owed(cast, by="tess", at=MONDAY)
    event = answers(events(client, address(cast)))[0]
    assert event.decoded("dtend") == MONDAY + timedelta(days=1)
    assert event["uid"] == f"duty-{duty.pk}@gatepost"
    assert str(event["url"]).endswith(f"/schools/riverside/duties/{duty.pk}/")


def test_a_duty_that_leaves_the_whole_day_stands_all_day(cast: Cast, client: Client) -> None:
    answer_owed(cast, by="tess", at=SATURDAY)
    event = answers(events(client, address(cast)))[0]
    assert event.decoded("dtstart") == date(2026, 9, 7)
    assert event.decoded("dtend") == date(2026, 9, 8)


def test_a_calendar_names_nobody_and_tells_no_story(cast: Cast, client: Client) -> None:
    answer_owed(cast, by="tess")
    text = client.get(address(cast)).content.decode()
    for told in ("Tess", "Example", "Facebook", "comment", "LM-052"):
        assert told not in text


def test_only_ones_own_open_duties_with_a_date_are_in_it(cast: Cast, client: Client) -> None:
    mine, _ = answer_owed(cast, by="tess"), answer_owed(cast, by="ben")
    assert len(answers(events(client, address(cast)))) == 1
    assert len(events(client, address(cast))) == Duty.objects.filter(owner=cast.tess, due_at__isnull=False).count()
    ledger.do_duty(duty=mine, by=cast.member("tess"))
    assert answers(events(client, address(cast))) == []


def test_a_new_address_makes_the_old_one_void(cast: Cast, client: Client) -> None:
    old = address(cast)
    new = address(cast)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_an_address_that_was_changed_or_guessed_is_not_found(cast: Cast, client: Client) -> None:
    assert client.get(address(cast).replace(".ics", "x.ics")).status_code == 404
    assert client.get("/calendar/1.ics").status_code == 404


def test_the_address_of_somebody_who_has_left_is_not_found(cast: Cast, client: Client) -> None:
    theirs = address(cast)
    Person.objects.filter(pk=cast.tess.pk).update(left_on=timezone.localdate() - timedelta(1))
    assert client.get(theirs).status_code == 404


def test_the_address_is_made_and_shown_on_a_page_of_ones_own(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.tess)
    assert "You have no such address yet" in client.get("/schools/riverside/duties/calendar/").content.decode()
    shown = client.post("/schools/riverside/duties/calendar/reset/", follow=True).content.decode()
    assert "http://testserver/calendar/" in shown
    assert client.get("/schools/riverside/duties/calendar/reset/").status_code == 405
