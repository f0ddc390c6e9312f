"""When something goes wrong: a page that says what and what to do, and nothing that was typed is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client, RequestFactory

from gatepost.schools.models import Person
from gatepost.web.faults import typed_in
from tests.cast import Cast, assemble

PASSWORD = "a long pass word"
TYPED = {"login": "tess@riverside.example", "password": PASSWORD, "note": "<b>The fair</b> is on Friday."}


@pytest.fixture
def file(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Path]:
    """A database in a file of its own, with a cast, in the place of the one that the tests share."""
    with django_db_blocker.unblock():
        shared = connections["default"]
        if shared.vendor != "sqlite":
            pytest.skip("Only SQLite keeps its database in a file.")
        shared.ensure_connection()
        path = tmp_path / "gatepost.sqlite3"
        copy = sqlite3.connect(path)
        shared.connection.backup(copy)
        copy.close()
        connections["default"] = own = _connection(shared, path)
        tess = assemble().tess
        assert tess.user
        tess.user.set_password(PASSWORD)
        tess.user.save()
        yield path
        own.close()
        connections["default"] = shared


def _connection(like: Any, path: Path) -> Any:
    options = {**like.settings_dict["OPTIONS"], "timeout": 0.1}
    return type(like)({**like.settings_dict, "NAME": str(path), "OPTIONS": options}, "default")


@pytest.fixture
def visitor() -> Client:
    """A browser that sees the page where a test would see the exception."""
    return Client(raise_request_exception=False)


def test_while_another_program_writes_the_page_says_so_and_gives_back_what_was_typed(
    visitor: Client, file: Path
) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    response = visitor.post("/sign-in/login/", TYPED)
    other.execute("ROLLBACK")
    other.close()
    page = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "Gatepost cannot reach its records just now" in page
    assert "tess@riverside.example" in page
    assert "&lt;b&gt;The fair&lt;/b&gt; is on Friday." in page
    assert PASSWORD not in page


def test_once_the_other_program_is_done_the_same_goes_through(visitor: Client, file: Path) -> None:
    assert visitor.post("/sign-in/login/", TYPED).status_code == 302


def test_reading_goes_on_while_another_program_writes(visitor: Client, file: Path) -> None:
    user = Person.objects.get(first_name="Tess").user
    assert user
    visitor.force_login(user)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert visitor.get("/schools/riverside/").status_code == 200
    other.close()


def test_when_the_database_is_gone_the_page_needs_none(visitor: Client, file: Path, tmp_path: Path) -> None:
    own = connections["default"]
    connections["default"] = gone = _connection(own, tmp_path / "gone" / "gatepost.sqlite3")
    response = visitor.post("/sign-in/login/", TYPED)
    signed_out = visitor.get("/schools/riverside/", headers={"cookie": "sessionid=abcdefghijklmnop"})
    gone.close()
    connections["default"] = own
    assert response.status_code == 503
    assert "tess@riverside.example" in response.content.decode()
    assert signed_out.status_code == 503
    assert "sessionid" not in signed_out.cookies  # whoever was signed in still is, once the database is back


def test_a_mistake_of_ours_says_that_it_is_ours(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatepost.web.samples.gallery", lambda: 1 / 0)
    response = visitor.get("/gallery/")
    assert response.status_code == 500
    assert "The mistake is in Gatepost" in response.content.decode()


def test_a_page_that_had_grown_too_old_gives_back_what_was_typed() -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/login/", TYPED)
    page = response.content.decode()
    assert response.status_code == 403
    assert "This page had grown too old" in page
    assert "tess@riverside.example" in page
    assert PASSWORD not in page


def test_too_many_fields_at_once_are_too_much(visitor: Client) -> None:
    response = visitor.post("/sign-in/login/", {f"field{number}": "x" for number in range(1001)})
    assert response.status_code == 413
    assert "That is too much at once" in response.content.decode()


def test_an_address_that_is_nobodys_says_so(client: Client, cast: Cast) -> None:
    assert cast.cy.user
    client.force_login(cast.cy.user)
    for address in ("/nowhere/", "/schools/riverside/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "There is no such page" in response.content.decode()


def test_whoever_may_not_open_a_page_learns_why(client: Client, cast: Cast) -> None:
    assert cast.pat.user
    client.force_login(cast.pat.user)
    response = client.get("/schools/riverside/record/")
    assert response.status_code == 403
    assert "This page is not yours to open" in response.content.decode()


@pytest.mark.parametrize(
    "name", ["password", "new_password1", "credential-0-secret", "recovery_code", "csrfmiddlewaretoken"]
)
def test_nothing_secret_is_given_back(name: str) -> None:
    request = RequestFactory().post("/", {name: "open sesame", "channel-name": "Our page"})
    assert typed_in(request) == [("Name", "Our page")]
