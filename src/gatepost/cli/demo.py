"""`gatepost demo`: a site with five schools, to look around in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from .errors import Misuse


def demo(
    data: Annotated[
        Path | None, typer.Option(help="The folder to make it in. A temporary one if not given.", file_okay=False)
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to serve on. A free one if not given.")] = 0,
    keep: Annotated[
        bool, typer.Option("--keep", help="Use the demonstration that the folder holds, if it holds one.")
    ] = False,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Make it, and do not serve it.")] = False,
) -> None:
    """Make five schools with invented people, each under its own policy, and serve them to this computer."""
    folder = data or Path(tempfile.mkdtemp(prefix="gatepost-demo-"))
    there = (folder / "gatepost.sqlite3").exists()
    if there and not keep:
        raise Misuse(f"'{folder}' holds a site already. Choose another folder, or add --keep.")
    os.environ.pop("DATABASE_URL", None)  # never the database of a school
    port = port or _free_port()
    os.environ.update(GATEPOST_MODE="demo", GATEPOST_DATA=str(folder), GATEPOST_PORT=str(port))
    if not there:
        _make()
    if no_serve:
        print(f"The demonstration stands in {folder}. To serve it: gatepost demo --keep --data {folder}")
    else:
        _serve(port)


def _make() -> None:
    from .installation import site

    with site(migrated=False):
        from django.core.management import call_command

        from gatepost.site.demo.making import make

        print("Making five schools ...", file=sys.stderr, flush=True)
        call_command("migrate", interactive=False, verbosity=0)
        make()


def _serve(port: int) -> None:
    from .serve import serve

    print(f"\nGatepost is open at http://localhost:{port}/ . Press Ctrl-C to close it.\n", flush=True)
    with _worker():
        serve(host="127.0.0.1", port=port, workers=1, threads=4)


@contextmanager
def _worker() -> Iterator[None]:
    """Beside the site: what is done by the clock, so that an approved post comes to whoever posts it."""
    worker = subprocess.Popen([sys.executable, "-c", "from gatepost.cli.main import run; run()", "worker"])
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
