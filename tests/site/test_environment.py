"""The settings: what is read, what is refused, and what `.env.example` says of it."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest

from gatepost.site.environment import UNSAFE_KEY, UNSAFE_SECRET, WrongSettings, read_environment
from tests.documents import ROOT
from tests.site.production import PRODUCTION


class Watched(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.asked: set[str] = set()

    def get(self, name: str, otherwise: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, otherwise)


def problems(**changed: str | None) -> list[str]:
    """What is wrong with an environment that is right but for the changes (None: not set)."""
    given = {name: value for name, value in (PRODUCTION | changed).items() if value is not None}
    with pytest.raises(WrongSettings) as refused:
        read_environment(given)
    return refused.value.problems


def test_a_right_environment_is_read() -> None:
    environment = read_environment(PRODUCTION)
    assert environment.production
    assert environment.hosts == ("gatepost.riverside.example",)
    assert environment.smtp is not None
    assert environment.smtp.starttls
    assert environment.proxies == 1


def test_every_setting_is_described_and_nothing_else() -> None:
    described = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    watched = Watched(PRODUCTION)
    read_environment(watched)
    assert described == watched.asked


@pytest.mark.parametrize(
    "name",
    [
        "GATEPOST_SECRET_KEY",
        "GATEPOST_ENCRYPTION_KEYS",
        "GATEPOST_SIGNING_KEY",
        "GATEPOST_HOSTS",
        "GATEPOST_DATA",
        "GATEPOST_SMTP",
        "GATEPOST_SENDER",
    ],
)
def test_production_needs_it_said(name: str) -> None:
    (problem,) = problems(**{name: None})
    assert problem.startswith(name)


def test_everything_wrong_is_said_at_once() -> None:
    assert len(problems(GATEPOST_SECRET_KEY=None, GATEPOST_HOSTS=None, DATABASE_URL="nonsense")) == 3


def test_development_needs_nothing() -> None:
    environment = read_environment({})
    assert environment.mode == "development"
    assert environment.smtp is None
    assert environment.proxies == 0


WRONG = [
    ("GATEPOST_MODE", "live"),
    ("GATEPOST_SECRET_KEY", UNSAFE_SECRET),
    ("GATEPOST_SECRET_KEY", "short"),
    ("GATEPOST_SECRET_KEY", "a" * 80),
    ("GATEPOST_ENCRYPTION_KEYS", UNSAFE_KEY),
    ("GATEPOST_ENCRYPTION_KEYS", f"{base64.urlsafe_b64encode(b'k' * 32).decode()},{UNSAFE_KEY}"),
    ("GATEPOST_ENCRYPTION_KEYS", "not-a-key"),
    ("GATEPOST_ENCRYPTION_KEYS", "é" * 44),
    ("GATEPOST_HOSTS", "*"),
    ("DATABASE_URL", "mysql://localhost/gatepost"),
    ("DATABASE_URL", "postgresql://localhost"),
    ("DATABASE_URL", "postgresql://localhost:port/gatepost"),
    ("GATEPOST_SMTP", "mail.school.uk"),
    ("GATEPOST_SMTP", "smtp://mail.school.uk:mail"),
    ("GATEPOST_PROXIES", "one"),
    ("GATEPOST_PROXIES", "²"),
    ("GATEPOST_PRIVATE_SITES", "perhaps"),
    ("GATEPOST_GOOGLE_ID", "without-a-secret"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    assert any(name in problem for problem in problems(**{name: value}))


@pytest.mark.parametrize("tenant", [None, "common", "organizations"])
def test_microsoft_must_be_the_school_s_own_tenant(tenant: str | None) -> None:
    """Any tenant may claim any address; only the school's own is believed about its people."""
    (problem,) = problems(GATEPOST_MICROSOFT_ID="1", GATEPOST_MICROSOFT_SECRET="s", GATEPOST_MICROSOFT_TENANT=tenant)
    assert problem.startswith("GATEPOST_MICROSOFT_TENANT")


@pytest.mark.parametrize(
    ("url", "starttls", "tls", "port"),
    [
        ("smtp://mail.example", True, False, 587),
        ("smtps://u:p%40ss@mail.example", False, True, 465),
        ("smtp://localhost:2525", False, False, 2525),
    ],
)
def test_mail_to_another_machine_is_always_encrypted(url: str, starttls: bool, tls: bool, port: int) -> None:
    smtp = read_environment({"GATEPOST_SMTP": url}).smtp
    assert smtp is not None
    assert (smtp.starttls, smtp.tls, smtp.port) == (starttls, tls, port)


def test_a_database_behind_a_socket_can_be_named() -> None:
    database = read_environment({"DATABASE_URL": "postgresql://me:@/gatepost?host=/run/pg"}).database
    assert (database["HOST"], database["NAME"], database["USER"]) == ("/run/pg", "gatepost", "me")


def test_sqlite_stands_in_the_data_folder_unless_said_otherwise(tmp_path: Path) -> None:
    assert read_environment({"GATEPOST_DATA": str(tmp_path)}).database["NAME"] == str(tmp_path / "gatepost.sqlite3")
    assert read_environment({"DATABASE_URL": "sqlite:///srv/g.sqlite3"}).database["NAME"] == "/srv/g.sqlite3"
