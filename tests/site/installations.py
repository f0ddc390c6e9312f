"""Installations of their own, in a folder of the test, worked with as a school's technician does: by the `gatepost` command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = [sys.executable, "-c", "from gatepost.cli.main import run; run()"]
PASSWORD = "otters-at-the-riverside"
FOUNDED = (
    *("--school", "Riverside", "--pack", "little-missenden", "--email", "ada@riverside.example"),
    *("--first-name", "Ada", "--last-name", "Example", "--password-stdin"),
)

SECRET = "the-password-of-the-page"
FILLED = f"""
from io import BytesIO
from django.utils import timezone
from gatepost.records.services import add_evidence, write
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person, SafeguardingBar, School
from gatepost.schools.secrets import encrypt
school = School.objects.get()
person = Person.objects.get()
SafeguardingBar.objects.create(person=person, reason=encrypt({SECRET!r}))
add_evidence(school=school, by=GATEPOST, subject=school, name="a.txt", media_type="text/plain", stream=BytesIO(b"seen"))
write(school=school, by=GATEPOST, verb="noted", subject=school, text="Words \\u2028 about Ada, at a microsecond.")
"""


@dataclass
class Ended:
    code: int
    out: str
    err: str


@dataclass
class Installation:
    """A site in a folder. `environment` is all that its commands are told."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return plain | {"GATEPOST_DATA": str(self.folder), "PYTHONWARNINGS": "default"} | dict(self.environment)

    def run(self, *arguments: str | Path, stdin: str = "") -> Ended:
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            env=self.variables,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def do(self, *arguments: str | Path, stdin: str = "") -> str:
        """Run a command that must succeed. What it printed."""
        ended = self.run(*arguments, stdin=stdin)
        assert ended.code == 0, ended.err
        return ended.out

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*COMMAND, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=self.variables,
            start_new_session=True,
        )

    def python(self, code: str) -> str:
        """What a few lines print that look into the site."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            env={**self.variables, "DJANGO_SETTINGS_MODULE": "gatepost.site.settings"},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def found(self) -> Installation:
        """Found a school, with its administrator."""
        self.do("init", *FOUNDED, stdin=f"{PASSWORD}\n")
        return self
