"""A visitor of the demonstration is somebody without a password, and reads the letters. Nowhere else is any of this there."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import send_mail
from django.test import Client

from gatepost.publishing.services.writing import Written, draft
from gatepost.web.models import Letter
from tests.cast import Cast


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "gatepost.web.outbox.Outbox"


@pytest.mark.usefixtures("demo")
def test_the_front_page_leads_a_visitor_to_the_people_to_be(client: Client, cast: Cast) -> None:
    page = client.get("/", follow=True).content.decode()
    for words in ("Riverside", "Hilltop", "Ada Example", "Headteacher", "Pat Example", "Parent or carer"):
        assert words in page


@pytest.mark.usefixtures("demo")
def test_whoever_cannot_sign_in_is_nobody_to_be(client: Client, cast: Cast) -> None:
    assert cast.pia.name not in client.get("/be/").content.decode()
    assert client.post(f"/be/{cast.pia.pk}/").status_code == 404


@pytest.mark.usefixtures("demo")
def test_a_visitor_becomes_somebody_and_then_somebody_else(client: Client, cast: Cast) -> None:
    assert "Tess" in client.post(f"/be/{cast.tess.pk}/", follow=True).content.decode()
    page = client.post(f"/be/{cast.cy.pk}/", follow=True).content.decode()
    assert "Good" in page
    assert "Hilltop" in page
    assert client.get("/schools/riverside/").status_code == 404


@pytest.mark.usefixtures("demo")
def test_one_press_leads_to_the_post_that_is_being_written(client: Client, cast: Cast) -> None:
    begun = draft(by=cast.member("tess"), written=Written(text="Beans"))
    there = client.post(f"/be/{cast.tess.pk}/", {"then": "write"})
    assert there["Location"] == f"/schools/riverside/posts/{begun.pk}/write/"
    assert "Beans" in client.get(there["Location"]).content.decode()


@pytest.mark.usefixtures("demo")
def test_one_press_leads_to_the_posts_that_wait(client: Client, cast: Cast) -> None:
    assert client.post(f"/be/{cast.ada.pk}/", {"then": "posts"})["Location"] == "/schools/riverside/posts/"


@pytest.mark.parametrize("then", ["write", "https://elsewhere.example/", ""])
@pytest.mark.usefixtures("demo")
def test_whoever_writes_no_post_comes_to_their_home_page(client: Client, cast: Cast, then: str) -> None:
    assert client.post(f"/be/{cast.ada.pk}/", {"then": then})["Location"] == "/schools/riverside/"


@pytest.mark.usefixtures("demo")
def test_nobody_becomes_somebody_by_following_a_link(client: Client, cast: Cast) -> None:
    assert client.get(f"/be/{cast.tess.pk}/").status_code == 405


@pytest.mark.usefixtures("demo")
def test_a_letter_is_kept_for_all_to_see(client: Client, db: None) -> None:
    assert send_mail("Two duties are due", "See https://gatepost.example/", None, ["tess@riverside.example"]) == 1
    page = client.get("/outbox/").content.decode()
    for words in ("Two duties are due", "tess@riverside.example", 'href="https://gatepost.example/"'):
        assert words in page


@pytest.mark.usefixtures("demo")
def test_whoever_has_left_is_nobody_to_be(client: Client, cast: Cast) -> None:
    cast.tess.left_on = cast.tess.joined_on
    cast.tess.save()
    assert cast.tess.name not in client.get("/be/").content.decode()
    assert client.post(f"/be/{cast.tess.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["/be/", "/outbox/"])
def test_outside_a_demonstration_none_of_it_is_there(client: Client, cast: Cast, address: str) -> None:
    Letter.objects.create(to="tess@riverside.example", subject="Two duties are due", text="")
    assert client.get(address).status_code == 404


def test_outside_a_demonstration_nobody_signs_in_without_a_password(client: Client, cast: Cast) -> None:
    assert client.post(f"/be/{cast.tess.pk}/").status_code == 404
    assert "_auth_user_id" not in client.session
