"""Where the navigation leads, by what each person may do."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from gatepost.schools.models import Person
from tests.cast import Cast, person

ALL = ["Today", "Ask", "Posts", "Duties", "Accounts", "Policy", "Pictures", "People", "Record", "Settings"]


def places(page: str) -> list[str]:
    """The names in the navigation of a desk."""
    desk = page[page.index('class="places-desk"') :]
    return re.findall(r"</svg>([^<]+)</a>", desk[: desk.index("</nav>")])


@pytest.mark.parametrize(
    ("name", "led_to"),
    [
        ("ada", ALL),
        ("ben", ALL[:-1]),
        ("tess", ["Today", "Ask", "Posts", "Duties", "Accounts", "Policy", "Pictures"]),
        ("gwen", ["Today", "Ask", "Posts", "Duties", "Accounts", "Policy", "Record"]),
        ("pat", ["Today", "Ask", "Duties", "Policy"]),
    ],
)
def test_each_is_led_where_they_may_go(
    cast: Cast, signed_in: Callable[[Person], Client], name: str, led_to: list[str]
) -> None:
    browser = signed_in(getattr(cast, name))
    page = browser.get("/schools/riverside/").content.decode()
    assert places(page) == led_to
    for address in set(re.findall(r'class="place" href="(/schools/[^"]+)"', page)):
        assert browser.get(address).status_code == 200


def test_a_phone_shows_four_places_and_the_others_under_more(cast: Cast, signed_in: Callable[[Person], Client]) -> None:
    page = signed_in(cast.ada).get("/schools/riverside/").content.decode()
    phone = page[page.index('class="places-phone"') :]
    first, more = phone.split("<details", 1)
    assert re.findall(r"</svg>([^<]+)</a>", first) == ALL[:4]
    assert re.findall(r"</svg>([^<]+)</a>", more) == ALL[4:]


def test_the_place_where_one_is_is_marked(cast: Cast, signed_in: Callable[[Person], Client]) -> None:
    browser = signed_in(cast.ada)
    for address, name in (("", "Today"), ("ask/", "Ask"), ("people/", "People"), ("people/settings/", "Settings")):
        page = browser.get(f"/schools/riverside/{address}").content.decode()
        marked = re.findall(r'aria-current="page"[^>]*>.*?</svg>([^<]+)</a>', page, re.DOTALL)
        assert set(marked) == {name}


def test_whoever_is_somebody_at_two_schools_goes_from_one_to_the_other(
    cast: Cast, signed_in: Callable[[Person], Client]
) -> None:
    there = person(cast.hilltop, "Ada", Person.Kind.GOVERNOR, sign_in=False)
    there.user = cast.ada.user
    there.save()
    browser = signed_in(cast.ada)
    assert 'href="/schools/hilltop/"' in browser.get("/schools/riverside/").content.decode()
    front = browser.get("/").content.decode()
    assert 'href="/schools/hilltop/"' in front
    assert 'href="/schools/riverside/"' in front


def test_whoever_is_somebody_at_one_school_is_offered_no_other(
    cast: Cast, signed_in: Callable[[Person], Client]
) -> None:
    browser = signed_in(cast.ada)
    assert "hilltop" not in browser.get("/schools/riverside/").content.decode()
    assert browser.get("/").headers["Location"] == "/schools/riverside/"


def test_whoever_belongs_nowhere_is_told_what_to_do(cast: Cast, signed_in: Callable[[Person], Client]) -> None:
    browser = signed_in(cast.tess)
    Person.objects.filter(pk=cast.tess.pk).update(user=None)
    assert "You belong to no school yet" in browser.get("/").content.decode()


def test_a_page_says_who_is_signed_in_and_as_what(cast: Cast, signed_in: Callable[[Person], Client]) -> None:
    page = signed_in(cast.ben).get("/schools/riverside/").content.decode()
    assert "Ben Example" in page
    assert "administrator of accounts, office manager" in page


def test_signing_out_is_a_button(cast: Cast, signed_in: Callable[[Person], Client]) -> None:
    browser = signed_in(cast.ben)
    assert 'method="post" action="/sign-in/logout/"' in browser.get("/schools/riverside/").content.decode()
    browser.post("/sign-in/logout/")
    assert "_auth_user_id" not in browser.session


def test_signed_out_the_front_door_leads_to_signing_in(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"] == "/sign-in/login/"
