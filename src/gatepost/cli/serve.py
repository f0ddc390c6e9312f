"""`gatepost serve`: answer browsers."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import Misuse
from .installation import site

if TYPE_CHECKING:
    from gatepost.site.environment import Environment

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes answer.")] = 2,
    threads: Annotated[int, typer.Option(min=1, max=64, help="How many requests each has in hand at once.")] = 4,
) -> None:
    """Serve the site. In production behind a proxy that speaks HTTPS; otherwise to this computer only."""
    with site() as environment:
        _check(environment, host)
    _check_port(host, port)
    from gatepost.site.serving import run

    run(host=host, port=port, workers=workers, threads=threads)


def _check(environment: Environment, host: str) -> None:
    from gatepost.site.settings import STATIC_ROOT

    if not environment.production and host not in LOOPBACK:
        raise Misuse(
            f"the {environment.mode} mode has keys that everybody knows, so it serves this computer only. "
            "Set GATEPOST_MODE=production to serve others."
        )
    if STATIC_ROOT and not (STATIC_ROOT / "staticfiles.json").exists():
        raise Misuse("the static files have not been gathered. Run `gatepost migrate` first.")


def _check_port(host: str, port: int) -> None:
    """Find out before any process starts whether the port is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Misuse(f"{host} port {port} cannot be listened on ({reason}). Choose another with --port.") from None
