"""The settings of an installation: read once from the environment into typed values, with every problem told at once."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

MODES = ("demo", "development", "production")
KEPT_OPEN = 60
"""For how many seconds a connection to the database is used again. To open one takes a fifth of the time of a page."""
UNSAFE_SECRET = "only-for-demonstration-and-development-never-for-a-school"
PROXIES = {
    "production": 1,
    "development": 0,
    "demo": 0,
}  # how many stand in front, unless the environment says otherwise
UNSAFE_KEY = base64.urlsafe_b64encode(b"gatepost-demonstration-key-only!").decode()
UNSAFE_SIGNING_KEY = base64.urlsafe_b64encode(b"gatepost-demonstration-signature").decode()


class WrongSettings(Exception):
    """The environment does not say what it must. `problems` is one sentence for each setting."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Smtp:
    """The server that takes our e-mail. To another machine it is always encrypted, at once or by STARTTLS."""

    host: str
    port: int
    user: str
    password: str
    tls: bool

    @property
    def starttls(self) -> bool:
        return not self.tls and self.host not in {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Environment:
    """What the environment says. `.env.example` describes each."""

    mode: str
    data: Path
    secret_key: str
    hosts: tuple[str, ...]
    database: Mapping[str, object]
    encryption_keys: tuple[str, ...]
    signing_key: str
    smtp: Smtp | None
    sender: str
    google: tuple[str, str] | None
    microsoft: tuple[str, str] | None
    microsoft_tenant: str
    proxies: int
    port: int
    private_sites: bool

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
        data = Path(self._needed("GATEPOST_DATA", "gatepost-data", "the folder that everything is kept in")).resolve()
        environment = Environment(
            mode=self.mode,
            data=data,
            secret_key=self._secret_key(),
            hosts=self._hosts(),
            database=self._database(data),
            encryption_keys=self._keys(),
            signing_key=self._signing_key(),
            smtp=self._smtp(),
            sender=self._needed("GATEPOST_SENDER", "gatepost@localhost", "the address that e-mail comes from"),
            google=self._pair("GATEPOST_GOOGLE"),
            microsoft=self._pair("GATEPOST_MICROSOFT"),
            microsoft_tenant=self._tenant(),
            proxies=self._proxies(),
            port=self._port(),
            private_sites=self._private_sites(),
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

    def _secret_key(self) -> str:
        key = self._needed("GATEPOST_SECRET_KEY", UNSAFE_SECRET, "a long random text")
        if self.mode == "production" and key != UNSAFE_SECRET and (len(key) < 50 or len(set(key)) < 10):
            self.problems.append(
                "GATEPOST_SECRET_KEY is too easy to guess. It must be random, and 50 characters or longer."
            )
        return key

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
        if self.mode == "production" and UNSAFE_KEY in keys[1:]:
            self.problems.append("GATEPOST_ENCRYPTION_KEYS holds the key of the demonstration, which everybody knows.")
        return keys

    def _signing_key(self) -> str:
        key = self._needed("GATEPOST_SIGNING_KEY", UNSAFE_SIGNING_KEY, "a key of its own")
        if not _is_key(key):
            self.problems.append("GATEPOST_SIGNING_KEY must hold a key of 32 bytes in url-safe base64.")
        return key

    def _database(self, data: Path) -> Mapping[str, object]:
        url = self.given.get("DATABASE_URL", "")
        if not url:
            return sqlite(data / "gatepost.sqlite3")
        parts = _url(url)
        if parts and parts.scheme == "sqlite" and parts.path:
            return sqlite(Path(unquote(parts.path)))
        if parts and parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.strip("/")),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": unquote(parts.hostname or "") or parse_qs(parts.query).get("host", [""])[0],
                "PORT": str(parts.port or ""),
                "CONN_MAX_AGE": KEPT_OPEN,
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

    def _tenant(self) -> str:
        """Only the tenant's own administrator can give out its addresses; anybody's tenant may claim any address."""
        tenant = self.given.get("GATEPOST_MICROSOFT_TENANT", "")
        if self.given.get("GATEPOST_MICROSOFT_ID") and tenant in {"", "common", "organizations", "consumers"}:
            self.problems.append(
                "GATEPOST_MICROSOFT_TENANT must name your own Microsoft tenant, by its number or domain."
            )
        return tenant

    def _smtp(self) -> Smtp | None:
        url = self._needed("GATEPOST_SMTP", "", "a mail server, such as smtp://user:password@mail.school.uk:587")
        if not url:
            return None
        parts = _url(url)
        if parts is None or parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            self.problems.append(
                "GATEPOST_SMTP is not the address of a mail server, such as smtp://user:password@mail.school.uk:587."
            )
            return None
        tls = parts.scheme == "smtps"
        return Smtp(
            host=parts.hostname,
            port=parts.port or (465 if tls else 587),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=tls,
        )

    def _proxies(self) -> int:
        told = self.given.get("GATEPOST_PROXIES", "") or str(PROXIES[self.mode])
        if not told.isascii() or not told.isdigit() or int(told) > 9:
            self.problems.append("GATEPOST_PROXIES must say how many proxies stand in front of the site, from 0 to 9.")
            return 0
        return int(told)

    def _port(self) -> int:
        told = self.given.get("GATEPOST_PORT", "") or "8000"
        if not told.isascii() or not told.isdigit() or not 0 < int(told) < 65536:
            self.problems.append("GATEPOST_PORT must be the number of a port, from 1 to 65535.")
            return 0
        return int(told)

    def _private_sites(self) -> bool:
        told = self.given.get("GATEPOST_PRIVATE_SITES", "") or ("yes" if self.mode == "development" else "no")
        if told not in ("yes", "no"):
            self.problems.append(
                "GATEPOST_PRIVATE_SITES must be yes or no: whether accounts may be connected to sites in a private network."
            )
        return told == "yes"


def _url(text: str) -> SplitResult | None:
    """An address in its parts, if it is one: a port that is no number is found out only when it is read."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts


def sqlite(path: Path) -> Mapping[str, object]:
    """SQLite for many readers and one writer: a write-ahead log, and transactions that take the lock when they begin."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": KEPT_OPEN,
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
