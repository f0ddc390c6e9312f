"""The settings of an installation: read once from the environment into typed values, with every problem told at once."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

MODES = ("demo", "development", "production")
UNSAFE_SECRET = "only-for-demonstration-and-development-never-for-a-school"
UNSAFE_KEY = base64.urlsafe_b64encode(b"gatepost-demonstration-key-only!").decode()


class WrongSettings(Exception):
    """The environment does not say what it must. `problems` is one sentence for each setting."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Environment:
    """What the environment says. `.env.example` describes each."""

    mode: str
    data: Path
    secret_key: str
    hosts: tuple[str, ...]
    database: Mapping[str, object]
    encryption_keys: tuple[str, ...]
    smtp: str
    sender: str
    google: tuple[str, str] | None
    microsoft: tuple[str, str] | None

    @property
    def production(self) -> bool:
        return self.mode == "production"


def read_environment(given: Mapping[str, str] = os.environ) -> Environment:
    """The settings of this process.

    Raises:
        WrongSettings: something is missing, malformed, or unsafe for the mode.
    """
    return _Reader(given).read()


class _Reader:
    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.problems: list[str] = []
        self.mode = given.get("GATEPOST_MODE", "development")

    def read(self) -> Environment:
        if self.mode not in MODES:
            raise WrongSettings([f"GATEPOST_MODE is '{self.mode}'. It must be one of {', '.join(MODES)}."])
        data = Path(self.given.get("GATEPOST_DATA", "gatepost-data")).resolve()
        environment = Environment(
            mode=self.mode,
            data=data,
            secret_key=self._needed("GATEPOST_SECRET_KEY", UNSAFE_SECRET, "a long random text"),
            hosts=self._hosts(),
            database=self._database(data),
            encryption_keys=self._keys(),
            smtp=self.given.get("GATEPOST_SMTP", ""),
            sender=self.given.get("GATEPOST_SENDER", "gatepost@localhost"),
            google=self._pair("GATEPOST_GOOGLE"),
            microsoft=self._pair("GATEPOST_MICROSOFT"),
        )
        if self.problems:
            raise WrongSettings(self.problems)
        return environment

    def _needed(self, name: str, otherwise: str, what: str) -> str:
        value = self.given.get(name, "")
        if value and value != otherwise:
            return value
        if self.mode == "production":
            self.problems.append(f"{name} is not set. In production it must hold {what}.")
        return otherwise

    def _hosts(self) -> tuple[str, ...]:
        hosts = tuple(host.strip() for host in self.given.get("GATEPOST_HOSTS", "").split(",") if host.strip())
        if self.mode == "production" and (not hosts or "*" in hosts):
            self.problems.append("GATEPOST_HOSTS must name the site's addresses, such as gatepost.school.uk.")
        return hosts or ("localhost", "127.0.0.1", "[::1]", "testserver")

    def _keys(self) -> tuple[str, ...]:
        keys = tuple(key.strip() for key in self._needed("GATEPOST_ENCRYPTION_KEYS", UNSAFE_KEY, "a key").split(","))
        if not all(_is_key(key) for key in keys):
            self.problems.append(
                "GATEPOST_ENCRYPTION_KEYS must hold keys of 32 bytes in url-safe base64, the newest first, with commas between."
            )
        return keys

    def _database(self, data: Path) -> Mapping[str, object]:
        url = self.given.get("DATABASE_URL", "")
        if not url:
            return sqlite(data / "gatepost.sqlite3")
        parts = urlsplit(url)
        if parts.scheme == "sqlite":
            return sqlite(Path(parts.path))
        if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.strip("/")),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": unquote(parts.hostname or ""),
                "PORT": str(parts.port or ""),
                "CONN_MAX_AGE": 60,
                "CONN_HEALTH_CHECKS": True,
            }
        self.problems.append(
            "DATABASE_URL is not an address of a database, such as postgresql://user:password@localhost/gatepost."
        )
        return {}

    def _pair(self, name: str) -> tuple[str, str] | None:
        """A client's number and secret, which only make sense together."""
        id, secret = self.given.get(f"{name}_ID", ""), self.given.get(f"{name}_SECRET", "")
        if bool(id) != bool(secret):
            self.problems.append(f"{name}_ID and {name}_SECRET belong together: set both, or neither.")
        return (id, secret) if id and secret else None


def sqlite(path: Path) -> Mapping[str, object]:
    """SQLite for many readers and one writer: a write-ahead log, and transactions that take the lock when they begin."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def _is_key(key: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(key.encode())) == 32
    except (binascii.Error, ValueError):
        return False
