"""An import that dies in the middle leaves nothing, and no cell is a formula."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gatepost.schools.imports.rows import guarded, plain

HEADER = "id,kind,first_name,last_name,class_name,posts,parents_of,image_permission\n"


def people(count: int) -> bytes:
    """A school of pupils, and a parent for each."""
    rows = [f"P{n},pupil,Pupil{n},Example,Class {n % 40},,,given\n" for n in range(count // 2)]
    rows += [f"C{n},parent,Parent{n},Example,,,P{n},\n" for n in range(count // 2)]
    return (HEADER + "".join(rows)).encode()


KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from gatepost.schools.imports import applying, import_file
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import School
from pathlib import Path
school, _ = School.objects.get_or_create(name="Riverside", slug="riverside")
if sys.argv[2] == "die":
    applying._record = lambda plan, by: os.kill(os.getpid(), signal.SIGKILL)
import_file(school=school, path=Path(sys.argv[1]), by=GATEPOST, apply=True)
"""


def run(tmp_path: Path, how: str) -> int:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "gatepost.site.settings",
        "GATEPOST_MODE": "development",
        "GATEPOST_DATA": str(tmp_path),
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-c", KILLED, str(tmp_path / "people.csv"), how]
    return subprocess.run(command, env=environment, timeout=120, check=False).returncode


def count(tmp_path: Path, table: str) -> int:
    database = sqlite3.connect(tmp_path / "gatepost.sqlite3")
    try:
        (rows,) = database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
    finally:
        database.close()
    return int(rows)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system knows no SIGKILL")
def test_an_import_that_is_killed_leaves_nothing_and_can_be_done_again(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(people(100))
    assert run(tmp_path, "die") == -signal.SIGKILL
    assert [count(tmp_path, f"schools_{table}") for table in ("person", "postheld", "family", "imagepermission")] == [
        0
    ] * 4
    assert run(tmp_path, "live") == 0
    assert count(tmp_path, "schools_person") == 100


@given(some.text(max_size=20) | some.from_regex(r"'*[=+\-@\t\r]x?"))
def test_a_guarded_cell_is_no_formula_and_comes_back_as_it_was(value: str) -> None:
    assert not guarded(value).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert plain(guarded(value)) == value
