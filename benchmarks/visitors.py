"""People at the site, as their browsers are: each with a connection, asking for pages and sending what they write."""

from __future__ import annotations

import http.client
import io
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = "measured" * 4  # what Django takes for the secret of a cookie and for the token of a form
VERSION = re.compile(r'name="version" value="([0-9]+)"')
PATIENCE = 120


@dataclass
class Visitor:
    """A headteacher who is signed in, a post of their school that is out, and the draft that they are writing for an account."""

    school: str
    cookie: str
    post: int
    draft: int
    account: int
    version: int = 1

    def address(self, page: str) -> str:
        return page.format(school=self.school, post=self.post, draft=self.draft)


class Browser:
    """One connection to the site, kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def get(self, visitor: Visitor, page: str) -> str:
        return self._ask(visitor, "GET", page)

    def type(self, visitor: Visitor, page: str, fields: Mapping[str, str], pictures: Sequence[bytes] = ()) -> str:
        """Send what stands in the form of a post, as the page does while somebody types or adds pictures."""
        boundary = secrets.token_hex(16)
        kinds = {False: "application/x-www-form-urlencoded", True: f"multipart/form-data; boundary={boundary}"}
        told = {**fields, "version": str(visitor.version)}
        body = _multipart(boundary, told, pictures) if pictures else urlencode(told).encode()
        headers = {"Content-Type": kinds[bool(pictures)], "HX-Request": "true", "X-CSRFToken": TOKEN}
        answer = self._ask(visitor, "POST", page, body, headers)
        found = VERSION.search(answer)
        if not found:
            raise SystemExit(f"{visitor.address(page)} did not keep what was typed.")
        visitor.version = int(found[1])
        return answer

    def close(self) -> None:
        self._connection.close()

    def _ask(
        self, visitor: Visitor, method: str, page: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> str:
        cookies = f"sessionid={visitor.cookie}; csrftoken={TOKEN}"
        self._connection.request(method, visitor.address(page), body or None, {"Cookie": cookies, **(headers or {})})
        answer = self._connection.getresponse()
        read = answer.read()
        if answer.status != http.client.OK:
            raise SystemExit(f"{visitor.address(page)} answered {answer.status}")
        return read.decode()


def _multipart(boundary: str, fields: Mapping[str, str], pictures: Sequence[bytes]) -> bytes:
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts += [
        f'Content-Disposition: form-data; name="pictures"; filename="{number}.jpg"\r\n'
        f"Content-Type: image/jpeg\r\n\r\n".encode()
        + picture
        for number, picture in enumerate(pictures)
    ]
    marked = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
    return marked + f"--{boundary}--\r\n".encode()


def photo(number: int) -> bytes:
    """A photo of twelve megapixels, as a phone takes one."""
    from PIL import Image, ImageFilter

    grain = Image.effect_noise((1000, 750), 60 + number).resize((4000, 3000)).filter(ImageFilter.GaussianBlur(2))
    picture = Image.merge("RGB", (grain, grain.transpose(Image.Transpose.FLIP_LEFT_RIGHT), grain.rotate(180)))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()
