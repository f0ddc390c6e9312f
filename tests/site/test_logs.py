"""The log: lines of JSON, and nobody's words in them."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from gatepost.schools.models import Person
from gatepost.site.logs import JsonLines
from tests.cast import Cast

SignedIn = Callable[[Person], Client]


class Lines(logging.Handler):
    """Keeps what the site would have written to stderr."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))

    @property
    def last(self) -> dict[str, object]:
        line: dict[str, object] = json.loads(self.written[-1])
        return line


@pytest.fixture
def lines() -> Iterator[Lines]:
    kept = Lines()
    logging.getLogger().addHandler(kept)
    yield kept
    logging.getLogger().removeHandler(kept)


def test_a_request_is_one_line_of_numbers_and_fixed_words(cast: Cast, signed_in: SignedIn, lines: Lines) -> None:
    response = signed_in(cast.tess).get("/schools/riverside/?q=Pia+Example", headers={"X-Request-ID": "probe-12345"})
    assert cast.tess.user is not None
    line = lines.last
    assert line.pop("time")
    assert isinstance(line.pop("ms"), int)
    assert line == {
        "level": "info",
        "event": "request",
        "from": "gatepost.requests",
        "request": "probe-12345",
        "method": "GET",
        "path": "/schools/riverside/",
        "status": 200,
        "user": cast.tess.user.pk,
    }
    assert response["X-Request-ID"] == "probe-12345"


def test_a_made_up_request_number_is_not_believed(client: Client, db: None, lines: Lines) -> None:
    response = client.get("/", headers={"X-Request-ID": 'x","user":"Pia'})
    assert response["X-Request-ID"] == lines.last["request"]
    assert "Pia" not in lines.written[-1]


def test_an_address_that_leads_nowhere_is_not_repeated(client: Client, db: None, lines: Lines) -> None:
    client.get("/permission/mistyped-token-of-Pat/extra/")
    assert "Pat" not in "".join(lines.written)


def test_what_opens_a_door_is_not_logged(client: Client, db: None, lines: Lines) -> None:
    client.get("/sign-in/password/reset/key/1a-c0ffee-key/")
    assert lines.last["path"] == "/sign-in/password/reset/key/---/"


def test_signing_in_logs_neither_address_nor_password(cast: Cast, client: Client, lines: Lines) -> None:
    client.post("/sign-in/login/", {"login": "tess@riverside.example", "password": "wrong-but-secret"})
    logged = "".join(lines.written)
    assert lines.last["path"] == "/sign-in/login/"
    assert "tess" not in logged
    assert "secret" not in logged


def test_an_error_says_its_kind_and_place_and_not_its_words(lines: Lines) -> None:
    try:
        raise ValueError("pia@riverside.example is taken")
    except ValueError:
        logging.getLogger("some.library").error("cannot save %s", "Pia Example", exc_info=sys.exc_info())
    assert "pia" not in lines.written[-1].lower()
    assert lines.last["event"] == "cannot save %s"
    assert lines.last["error"] == "builtins.ValueError"
    assert "test_logs.py" in str(lines.last["where"])
