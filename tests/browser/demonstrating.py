"""A demonstration in a folder, made and served by the `gatepost` command."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GATEPOST = Path(sys.executable).with_name("gatepost")
MOST_SECONDS = 120  # to make five schools on a busy computer


@contextmanager
def demonstrated(folder: Path) -> Iterator[str]:
    """The address at which it is served, until the end."""
    port = _free_port()
    command = [str(GATEPOST), "demo", "--data", str(folder / "site"), "--port", str(port)]
    with (folder / "said.txt").open("wb") as said:
        served = subprocess.Popen(command, stdout=said, stderr=said, env=_without_settings())
        try:
            address = f"http://localhost:{port}"
            _wait_until_open(address, served, folder / "said.txt")
            yield address
        finally:
            served.terminate()
            served.wait(timeout=30)


def _without_settings() -> dict[str, str]:
    """The environment without what the tests have set in it for themselves."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("GATEPOST_", "DJANGO_"))}


def _wait_until_open(address: str, served: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + MOST_SECONDS
    while time.monotonic() < until and served.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
    raise RuntimeError(f"The demonstration did not open: {said.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
