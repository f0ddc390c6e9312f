"""Serving and working, as processes that start, answer, and stop when they are told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.site.installations import Installation

SLOW_JOB = """
import time
from django_tasks import task
from gatepost.schools.models import School

@task()
def slow():
    School.objects.update(name="begun")
    time.sleep(2)
    School.objects.update(name="finished")
"""
NAME = "from gatepost.schools.models import School; print(School.objects.get().name)"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served(site: Installation) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    port = free_port()
    process = site.start("serve", "--port", str(port), "--workers", "1")
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(lambda: answers(f"{address}/healthz"))
        yield address, process
    finally:
        with suppress(ProcessLookupError):  # it ended as it should, with all that it had started
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)


def wait_for(condition, seconds: float = 40) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def test_a_site_is_served_with_its_pages_and_static_files_and_stops_when_told(founded: Installation) -> None:
    with served(founded) as (address, process):
        with urllib.request.urlopen(f"{address}/", timeout=20) as response:
            assert "/sign-in/login/" in response.url
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        process.send_signal(signal.SIGTERM)
        _, logged = process.communicate(timeout=30)
        assert process.returncode == 0
    requests = [line for line in map(json.loads, logged.splitlines()) if line["event"] == "request"]
    assert [line["path"] for line in requests] == ["/", "/sign-in/login/"]


def test_a_port_that_is_taken_is_said_in_a_line(founded: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = founded.run("serve", "--port", str(taken.getsockname()[1]))
    assert ended.code == 2
    assert "cannot be listened on" in ended.err


def test_a_worker_told_to_stop_finishes_the_job_in_hand(founded: Installation) -> None:
    (founded.folder / "jobs.py").write_text(SLOW_JOB)
    site = Installation(founded.folder, {"PYTHONPATH": str(founded.folder)})
    site.python("from jobs import slow; slow.enqueue()")
    process = site.start("worker")
    try:
        wait_for(lambda: site.python(NAME) == "begun\n")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0
    assert site.python(NAME) == "finished\n"


def test_a_worker_does_what_the_clock_asks_for(founded: Installation) -> None:
    """The policy of the school has duties that recur; whoever founded it long ago finds them in the ledger."""
    founded.python("from gatepost.schools.models import Adoption; Adoption.objects.update(from_day='2020-09-01')")
    count = "from gatepost.rulings.models import Duty; print(Duty.objects.exclude(recurs_as=None).count())"
    process = founded.start("worker")
    try:
        wait_for(lambda: int(founded.python(count)) > 0)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 0
