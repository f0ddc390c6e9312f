"""Writers at the same time, and writers who are killed: the chain stays whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection, transaction

from gatepost.records.services import write
from gatepost.records.verifying import verify
from gatepost.schools.members import GATEPOST

from .conftest import Oakfield

BEGIN = """
import django; django.setup()
from django.db import transaction
from gatepost.records.services import write
from gatepost.records.verifying import verify
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import School
def enter(verb):
    write(school=School.objects.get(), by=GATEPOST, verb=verb, subject="all", text="words")
"""
MAKE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
School.objects.create(name="Oakfield", slug="oakfield")
"""
KILLED = """
for turn in range(5):
    enter("before")
with transaction.atomic():
    enter("never")
    School.objects.update(name="Never")
    print("inside", flush=True)
    input()
"""
TWENTY = """
for turn in range(20):
    enter("did")
"""
TELL = """
print(*verify(School.objects.get()).sentences)
"""


@pytest.fixture
def site(tmp_path: Path) -> dict[str, str]:
    """The environment of a site with a database in a file and one school."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "gatepost.site.settings",
        "GATEPOST_MODE": "development",
        "GATEPOST_DATA": str(tmp_path),
    }
    environment.pop("DATABASE_URL", None)
    tell(MAKE, environment)
    return environment


def start(script: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", BEGIN + script], env=environment, stdin=pipe, stdout=pipe, text=True)


def tell(script: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", BEGIN + script]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=100).stdout


def test_a_writer_killed_in_the_middle_leaves_the_record_whole(site: dict[str, str]) -> None:
    with start(KILLED, site) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "inside\n"
        writer.send_signal(signal.SIGKILL)
    assert tell(TELL, site) == "The record of Oakfield is whole: 5 entries, each as it was written.\n"
    assert "whole: 25 entries" in tell(TWENTY + TELL, site)


def test_writers_in_several_processes_take_turns(site: dict[str, str]) -> None:
    writers = [start(TWENTY, site) for _ in range(3)]
    assert [writer.wait(timeout=100) for writer in writers] == [0, 0, 0]
    for writer in writers:
        writer.communicate()
    assert tell(TELL, site) == "The record of Oakfield is whole: 60 entries, each as it was written.\n"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread at a time")
@pytest.mark.django_db(transaction=True)
def test_writers_in_several_threads_take_turns(transactional_db: None, oakfield: Oakfield) -> None:
    def enter() -> None:
        for _ in range(10):
            with transaction.atomic():
                write(school=oakfield.school, by=GATEPOST, verb="did", subject="all", text="words")
        connection.close()

    threads = [Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = verify(oakfield.school)
    assert (report.entries, report.whole) == (40, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_tests_with_real_transactions_begin_with_an_empty_record(turn: int, oakfield: Oakfield) -> None:
    assert write(school=oakfield.school, by=GATEPOST, verb="did", subject="all").number == 1
    assert verify(oakfield.school).whole
