"""The page of connections, as those use it who keep the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from gatepost.channels.models import Account
from gatepost.publishing.models import Connection
from gatepost.schools.models import Person
from tests.cast import Cast
from tests.platforms.fake_wordpress import PASSWORD, USER, FakeWordPress, fake_wordpress

from .making import an_account, submitted

SignedIn = Callable[[Person], Client]
CONNECTIONS = "/schools/riverside/posts/connections/"
OWN_PASSWORD = "riverside-office-1"


@pytest.fixture
def site() -> Iterator[FakeWordPress]:
    with fake_wordpress() as running:
        yield running


@pytest.fixture
def account(cast: Cast) -> Account:
    return an_account(cast.riverside, name="Riverside blog", channel="blog")


@pytest.fixture
def ben(cast: Cast, signed_in: SignedIn) -> Client:
    """Ben's browser; he has a password to prove himself with."""
    assert cast.ben.user is not None
    cast.ben.user.set_password(OWN_PASSWORD)
    cast.ben.user.save()
    return signed_in(cast.ben)


@pytest.fixture
def proved(ben: Client) -> Client:
    """He has just proved that it is he."""
    ben.post(reverse("account_reauthenticate"), {"password": OWN_PASSWORD})
    return ben


def at(account: Account, page: str = "") -> str:
    return f"{CONNECTIONS}{account.pk}/{page}"


def entered(site: FakeWordPress, **other: str) -> dict[str, str]:
    return {"address": site.url, "username": USER, "password": PASSWORD, **other}


def shown(client: Client, account: Account) -> str:
    return client.get(CONNECTIONS).content.decode()


def test_an_account_is_connected_and_the_page_says_that_it_works(
    proved: Client, account: Account, site: FakeWordPress
) -> None:
    assert "Could be connected" in shown(proved, account)
    assert "Application Passwords" in proved.get(at(account)).content.decode()
    done = proved.post(at(account), entered(site, address=f"{site.url}/wp-admin/profile.php"), follow=True)
    page = done.content.decode()
    assert "From now on Gatepost posts to Riverside blog by itself." in page
    assert "Works" in page
    assert Connection.objects.get().address == site.url


def test_a_wrong_password_is_said_and_only_the_password_has_to_be_typed_again(
    proved: Client, account: Account, site: FakeWordPress
) -> None:
    page = proved.post(at(account), entered(site, password="not this one")).content.decode()
    assert "It was tried, and does not work yet." in page
    assert "incorrect_password" in page  # the site's own answer
    assert f'value="{site.url}"' in page
    assert "not this one" not in page
    assert not Connection.objects.exists()


def test_the_password_that_is_kept_is_never_shown_and_never_sent_to_another_address(
    proved: Client, account: Account, site: FakeWordPress
) -> None:
    proved.post(at(account), entered(site))
    for address in (CONNECTIONS, at(account)):
        assert PASSWORD not in proved.get(address).content.decode()
    with fake_wordpress() as other:
        page = proved.post(at(account), entered(other, password="")).content.decode()
        assert "There is something to put right" in page
        assert Connection.objects.get().address == site.url


def test_whoever_connects_proves_first_that_it_is_they(ben: Client, account: Account, site: FakeWordPress) -> None:
    sent = ben.get(at(account))
    assert sent["Location"].startswith(reverse("account_reauthenticate"))
    ben.post(at(account), entered(site))
    assert not Connection.objects.exists()


def test_a_password_that_was_sent_before_the_proof_waits_nowhere(
    ben: Client, account: Account, site: FakeWordPress
) -> None:
    sent = ben.post(at(account), entered(site))
    stored = "".join(str(session.get_decoded()) for session in Session.objects.all())
    assert site.url.rpartition(":")[2] in stored
    assert PASSWORD.split()[0] not in stored
    back = ben.post(sent["Location"], {"password": OWN_PASSWORD}, follow=True).content.decode()
    assert "Application password" in back
    assert f'value="{USER}"' in back


def test_a_broken_connection_is_said_with_what_to_do_and_the_site_s_answer(
    proved: Client, account: Account, site: FakeWordPress
) -> None:
    proved.post(at(account), entered(site))
    site.goes_wrong("GET", "users/me", status=401, body='{"code": "incorrect_password", "message": ""}')
    page = proved.post(at(account, "check/"), follow=True).content.decode()
    assert "Does not work" in page
    assert "Make a new one and connect again." in page
    assert "incorrect_password" in page
    assert "The connection of Riverside blog works." in proved.post(at(account, "check/"), follow=True).content.decode()


def test_today_says_that_a_connection_is_broken(
    cast: Cast, proved: Client, account: Account, site: FakeWordPress
) -> None:
    proved.post(at(account), entered(site))
    assert "Connections to put right" not in proved.get("/schools/riverside/").content.decode()
    site.goes_wrong("GET", "users/me", status=401, body='{"code": "incorrect_password", "message": ""}')
    proved.post(at(account, "check/"))
    page = proved.get("/schools/riverside/").content.decode()
    assert "Connections to put right" in page
    assert CONNECTIONS in page


def test_before_it_is_disconnected_it_is_said_what_becomes_of_what_is_scheduled(
    cast: Cast, proved: Client, account: Account, site: FakeWordPress
) -> None:
    proved.post(at(account), entered(site))
    submitted(cast, "ada", account)
    asked = proved.get(at(account, "disconnect/")).content.decode()
    assert "One post waits to go there: at its time somebody posts it by hand." in asked
    assert Connection.objects.exists()
    proved.post(at(account, "disconnect/"))
    assert not Connection.objects.exists()
    assert "is not connected" in proved.post(at(account, "check/"), follow=True).content.decode()


@pytest.mark.parametrize("name", ["tess", "sam", "gwen", "pat"])
def test_nobody_else_opens_the_page(cast: Cast, signed_in: SignedIn, account: Account, name: str) -> None:
    client = signed_in(getattr(cast, name))
    for address in (CONNECTIONS, at(account), at(account, "disconnect/")):
        assert client.get(address).status_code == 403


def test_another_school_s_account_is_not_there(
    cast: Cast, signed_in: SignedIn, account: Account, settings: Any
) -> None:
    settings.DEMO = True
    client = signed_in(cast.cy)
    assert client.get(f"/schools/hilltop/posts/connections/{account.pk}/").status_code == 404
    assert client.post(f"/schools/hilltop/posts/connections/{account.pk}/disconnect/").status_code == 404
