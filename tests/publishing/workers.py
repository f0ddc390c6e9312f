"""Real workers: processes of their own, that can be killed, on a site in a folder; and a WordPress that says where they are.

Of the site only the file of its database is looked at from here, so that nothing of a worker's is shared with the test.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from tests.platforms.fake_wordpress import PASSWORD, USER, FakeWordPress, Row
from tests.site.installations import Installation

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds, for a busy machine

SEEDED = f"""
from django.utils import timezone
from gatepost.publishing.models import Connection
from gatepost.schools.secrets import encrypt
from tests.cast import assemble
from tests.publishing.making import an_account, answers

cast = assemble()
blog = an_account(cast.riverside, name="Riverside blog", channel="blog")
Connection.objects.create(
    account=blog, platform="wordpress", address="http://127.0.0.1:9", username={USER!r}, secret=encrypt({PASSWORD!r}),
    connected_at=timezone.now(), checked_at=timezone.now(), healthy=True,
)
answers(cast.pia, "given")
"""
A_POST = """
from gatepost.publishing.services.submitting import submit
from tests.publishing.making import a_draft, with_picture_of
from tests.publishing.workers import the_cast

cast = the_cast()
for number in range({posts}):
    post = a_draft(
        cast, "ada", cast.riverside.accounts.get(), text=f"Beans {{number}}", stated=["appropriately_dressed"]
    )
    with_picture_of(cast, "ada", post, cast.pia)
    submit(post=post, by=cast.member("ada"))
"""
DELIVER = """
import sys
import django
from django.conf import settings
settings.DATABASES["default"]["OPTIONS"]["timeout"] = float(sys.argv[1])
django.setup()
from datetime import timedelta
from django.utils import timezone
from gatepost.publishing.tasks import deliver_due
for minutes in sys.argv[2:]:
    deliver_due(timezone.now() + timedelta(minutes=int(minutes)))
"""


def the_cast() -> Any:
    """The cast of a site that was seeded before."""
    from gatepost.schools.models import Person, School
    from tests.cast import Cast

    names = {person.first_name.lower(): person for person in Person.objects.all()}
    schools = {school.slug: school for school in School.objects.all()}
    return Cast(**schools, **names)


@dataclass(frozen=True)
class Point:
    """A moment of a request: `before` or `after` WordPress has done what it is asked for."""

    when: str
    method: str
    kind: str
    status: str = ""

    def is_at(self, when: str, method: str, path: str, said: Row) -> bool:
        return (
            (when, method) == (self.when, self.method)
            and path.rstrip("0123456789") == self.kind
            and said.get("status", "") == self.status
        )


class Watched(FakeWordPress):
    """A WordPress that stops at a point until it is told to go on, and counts what was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.point: Point | None = None
        self.reached, self.go_on = Event(), Event()
        self.shown: list[str] = []
        self.answers_after = 0.0
        self.before_reading: Callable[[], object] = lambda: None

    def stop_at(self, point: Point) -> None:
        self.point = point

    def answer(self, method: str, path: str, said: Row, upload: tuple[str, bytes] | None) -> Any:
        time.sleep(self.answers_after)
        self._perhaps_stop("before", method, path, said)
        if method == "GET" and path.startswith("posts/"):
            self.before_reading()
        found = super().answer(method, path, said, upload)
        self._perhaps_stop("after", method, path, said)
        return found

    def _perhaps_stop(self, when: str, *request: Any) -> None:
        if self.point and self.point.is_at(when, *request):
            self.point = None
            self.reached.set()
            assert self.go_on.wait(PATIENCE)

    def _change(self, post: Row, said: Row) -> None:
        was = post["status"]
        super()._change(post, said)
        if post["status"] == "publish" != was:
            self.shown.append(post["slug"])


@dataclass
class Site:
    """A seeded site. `wordpress` is where its blog is."""

    installation: Installation
    wordpress: Watched
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.installation.folder / "gatepost.sqlite3"

    def posts(self, count: int = 1) -> None:
        """Write and submit posts with a picture of Pia, which are due at once."""
        self.installation.python(A_POST.format(posts=count))

    def worker(self) -> subprocess.Popen[str]:
        """`gatepost worker`."""
        self.started.append(self.installation.start("worker"))
        return self.started[-1]

    def deliver(self, *minutes: int, patience: float = 10) -> subprocess.Popen[str]:
        """A worker that does, minutes from now, what is due then, and ends. It waits so many seconds for the database."""
        environment = {**self.installation.variables, "DJANGO_SETTINGS_MODULE": "gatepost.site.settings"}
        command = [sys.executable, "-c", DELIVER, str(patience), *map(str, minutes)]
        process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, encoding="utf-8")
        self.started.append(process)
        return process

    def asked(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database holds, or is told."""
        with sqlite3.connect(self.database, timeout=PATIENCE) as connection:
            return list(connection.execute(sql, values))

    @property
    def deliveries(self) -> list[str]:
        return [state for (state,) in self.asked("SELECT state FROM publishing_delivery ORDER BY id")]

    @property
    def verbs(self) -> list[str]:
        """What the record says of posts once they were ready to go out."""
        told = self.asked("SELECT verb FROM records_entry WHERE subject LIKE 'publishing.post:%' ORDER BY id")
        verbs = [verb for (verb,) in told]
        return verbs[verbs.index("post_scheduled") + 1 :]

    def sees(self, *states: str) -> None:
        """Wait until the deliveries stand like this."""
        wait_for(lambda: self.deliveries == list(states))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Another program writes into the database meanwhile."""
        other = sqlite3.connect(self.database, timeout=PATIENCE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()

    def verify(self) -> None:
        """The record is whole."""
        self.installation.do("verify")


def seeded(folder: Path) -> Path:
    """A folder with a site that has the cast, a blog, and Pia's permission."""
    site = Installation(folder, {"PYTHONPATH": str(ROOT)})
    site.do("migrate")
    site.python(SEEDED)
    return folder


@contextmanager
def worked(template: Path, folder: Path, wordpress: Watched) -> Iterator[Site]:
    """A copy of a seeded site, whose workers are gone afterwards."""
    shutil.copytree(template, folder)
    site = Site(Installation(folder, {"PYTHONPATH": str(ROOT)}), wordpress)
    site.asked("UPDATE publishing_connection SET address = ?", wordpress.url)
    try:
        yield site
    finally:
        wordpress.go_on.set()
        for process in site.started:
            kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """As a machine does that loses its power: nothing is tidied up."""
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def events(process: subprocess.Popen[str]) -> list[str]:
    """What an ended worker wrote into its log."""
    _, logged = process.communicate(timeout=PATIENCE)
    return [json.loads(line)["event"] for line in logged.splitlines() if line.startswith("{")]
