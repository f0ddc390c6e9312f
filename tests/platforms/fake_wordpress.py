"""A small WordPress in memory, as its REST API is documented, that can be told to go wrong.

It keeps what the tests need: posts, media, categories, one user; drafts that only the user sees; slugs made unique
when a post is published; pages that anybody can open. Faults are set with `goes_wrong`.
"""

from __future__ import annotations

import json
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

USER, PASSWORD = "office", "abcd EFGH ijkl MNOP qrst UVWX"
EDITOR = ("publish_posts", "upload_files", "edit_published_posts", "delete_published_posts", "manage_categories")
SLOW = 1.5  # seconds that a silent site takes: longer than a test waits
DRIPS = 50  # bytes that come one by one, ten in a second
Row = dict[str, Any]


class Refusal(Exception):
    """An answer with an error's status and body."""

    def __init__(self, status: int, code: str, message: str = "No.", **headers: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, headers


@dataclass
class Fault:
    """What goes wrong once, with the next request of this kind. `accepted`: the work is done all the same."""

    method: str
    path: str
    status: int = 0
    body: str = "<h1>Fault</h1>"
    headers: dict[str, str] = field(default_factory=dict)
    accepted: bool = False
    silent: bool = False
    drips: bytes = b""
    """What comes at once of an answer that then comes byte by byte."""


class FakeWordPress:
    """The site's data, and what it does with a request."""

    def __init__(self) -> None:
        self.url = ""
        self.capabilities = set(EDITOR)
        self.posts: dict[int, Row] = {}
        self.media: dict[int, Row] = {}
        self.categories = {1: "Uncategorized"}
        self.files: dict[str, bytes] = {}
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self._last = 1
        self._lock = threading.Lock()

    def goes_wrong(self, method: str, path: str, **how: Any) -> None:
        self.faults.append(Fault(method, path, **how))

    def fault_for(self, method: str, path: str) -> Fault | None:
        with self._lock:
            found = next((f for f in self.faults if f.method == method and path.startswith(f.path)), None)
            if found:
                self.faults.remove(found)
            return found

    def answer(self, method: str, path: str, said: Row, upload: tuple[str, bytes] | None) -> Any:
        with self._lock:
            self.asked.append(f"{method} {path}")
            kind, _, number = path.partition("/")
            if path == "users/me":
                return {"name": USER, "capabilities": dict.fromkeys(self.capabilities, True)}
            room = getattr(self, f"_{kind}", None)
            if room is None:
                raise Refusal(404, "rest_no_route")
            return room(method, int(number or 0), said, upload)

    def _categories(self, method: str, number: int, said: Row, upload: object) -> Any:
        if method == "POST":
            if "manage_categories" not in self.capabilities:
                raise Refusal(403, "rest_cannot_create")
            self.categories[self._next()] = escape(said["name"])
        rows = [{"id": number, "name": name} for number, name in self.categories.items()]
        return rows[-1] if method == "POST" else rows

    def _posts(self, method: str, number: int, said: Row, upload: object) -> Any:
        if method == "GET" and not number:
            wanted = said["status"].split(",")
            return [p for p in self.posts.values() if p["slug"] == said["slug"] and p["status"] in wanted]
        if method == "POST" and not number:
            number = self._next()
            self.posts[number] = {"id": number, "slug": "", "status": "draft", "featured_media": 0, "categories": [1]}
            self.posts[number] |= {"title": {"raw": ""}, "content": {"raw": ""}}
        post = self.posts.get(number)
        if post is None:
            raise Refusal(404, "rest_post_invalid_id")
        if method == "DELETE":
            return self.posts.pop(number)
        if method == "POST":
            self._change(post, said)
        post["link"] = f"{self.url}/{post['slug']}/"
        return post

    def _change(self, post: Row, said: Row) -> None:
        if said.get("status") == "publish" and "publish_posts" not in self.capabilities:
            raise Refusal(403, "rest_cannot_publish")
        for name, value in said.items():
            post[name] = {"raw": value} if name in ("title", "content") else value
        taken = {p["slug"] for p in self.posts.values() if p is not post and p["status"] == "publish"}
        while post["status"] == "publish" and post["slug"] in taken:
            post["slug"] += "-2"

    def _media(self, method: str, number: int, said: Row, upload: tuple[str, bytes] | None) -> Any:
        if method == "GET":
            return [row for row in self.media.values() if said["search"] in row["description"]]
        if method == "DELETE":
            if number not in self.media:
                raise Refusal(404, "rest_post_invalid_id")
            row = self.media.pop(number)
            del self.files[urlsplit(row["source_url"]).path]
            return row
        if "upload_files" not in self.capabilities:
            raise Refusal(403, "rest_cannot_create")
        if upload is None:
            raise Refusal(400, "rest_upload_no_data")
        number, at = self._next(), f"/wp-content/uploads/{upload[0]}"
        self.files[at] = upload[1]
        self.media[number] = {**said, "id": number, "source_url": self.url + at}
        return self.media[number]

    def _next(self) -> int:
        self._last += 1
        return self._last

    def page(self, path: str) -> bytes | None:
        """What anybody sees at a path: a picture's file, or a post that is out."""
        if path in self.files:
            return self.files[path]
        out = (p for p in self.posts.values() if p["status"] == "publish" and f"/{p['slug']}/" == path)
        post = next(out, None)
        return f"<h1>{escape(post['title']['raw'])}</h1>{post['content']['raw']}".encode() if post else None


@contextmanager
def fake_wordpress(made: FakeWordPress | None = None) -> Iterator[FakeWordPress]:
    """A site on a free port of this machine."""
    site = made or FakeWordPress()

    class Handler(_Handler):
        fake = site

    server = _Server(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    running = threading.Thread(target=server.serve_forever, args=(0.02,))
    running.start()
    try:
        yield site
    finally:
        server.shutdown()
        running.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # several workers ask at once


class _Handler(BaseHTTPRequestHandler):
    fake: FakeWordPress

    def do_GET(self) -> None:
        query = {name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()}
        if query.get("feed"):
            return self._say(200, b"<rss><generator>https://wordpress.org/?v=6.9</generator></rss>")
        if "rest_route" not in query:
            seen = self.fake.page(urlsplit(self.path).path)
            return self._say(200 if seen is not None else 404, seen or b"Not here.")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = query.pop("rest_route").removeprefix("/wp/v2/")
        fault = self.fake.fault_for(self.command, path)
        if fault is None or fault.accepted:
            status, answer, headers = self._work(path, query, body)
        if fault is None:
            return self._say(status, json.dumps(answer).encode(), **headers)
        if fault.silent:
            return time.sleep(SLOW)
        if fault.drips:
            return self._drip(fault.drips)
        return self._say(fault.status, fault.body.encode(), **fault.headers)

    do_POST = do_DELETE = do_GET

    def _work(self, path: str, said: Row, body: bytes) -> tuple[int, Any, dict[str, str]]:
        try:
            self._must_be_signed_in()
            more, upload = self._read(body)
            return 200, self.fake.answer(self.command, path, {**said, **more}, upload), {}
        except Refusal as no:
            return no.status, {"code": no.code, "message": no.message, "data": {"status": no.status}}, no.headers

    def _must_be_signed_in(self) -> None:
        scheme, _, secret = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic":
            raise Refusal(401, "rest_not_logged_in")
        if b64decode(secret).decode() != f"{USER}:{PASSWORD.replace(' ', '')}":
            raise Refusal(401, "incorrect_password")

    def _read(self, body: bytes) -> tuple[Row, tuple[str, bytes] | None]:
        kind = self.headers.get("Content-Type", "")
        if kind.startswith("application/json"):
            return json.loads(body), None
        if not kind.startswith("multipart/"):
            return {}, None
        said: Row = {}
        upload = None
        form = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        for part in form.iter_parts():
            data = bytes(part.get_payload(decode=True))  # each part is a file or a field
            if file_name := part.get_filename():
                upload = (file_name, data)
            else:
                said[str(part.get_param("name", header="content-disposition"))] = data.decode()
        return said, upload

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, begun: bytes) -> None:
        with suppress(OSError):  # somebody has had enough
            for part in (begun, *[b" "] * DRIPS):
                self.wfile.write(part)
                time.sleep(0.1)

    def log_message(self, *said: object) -> None:
        """Tests are quiet."""
