"""Talking to a WordPress: its REST API with an application password, and what can go wrong on the way."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx

from gatepost.platforms.errors import NotConnected, TryAgain, Unconfirmed
from gatepost.platforms.reaching import PublicOnly, cut_off_after

from .refusals import shortened, trouble

TIMEOUT = httpx.Timeout(120, connect=10)  # WordPress answers an upload when it has made all its smaller copies
SOON = httpx.Timeout(15, connect=5)  # for what somebody waits for at a page
A_MINUTE = 60  # on top of that for the whole answer, so that nothing is waited for that comes byte by byte
# A connection that was kept may be dead, and then nobody knows whether what was sent on it arrived.
_ONE_EACH = httpx.Limits(max_keepalive_connections=0)
# Whose certificates count. They are read once, as that takes longer than a request.
_authorities = cache(httpx.create_ssl_context)
MOST = 5_000_000  # bytes of an answer; what WordPress says of a hundred pictures takes a fifth of it
_OF_THE_WAY = (b"content-encoding", b"content-length", b"transfer-encoding")  # true no more of what was read
_NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class Client:
    """One user of one WordPress.

    The API is asked through `?rest_route=`, which every WordPress has, however its addresses are made. Redirections are
    not followed: a password goes to the address that was entered and to no other. `private` lets a site stand on this
    machine or in a private network."""

    def __init__(
        self, site: str, user: str, password: str, *, private: bool = False, timeout: httpx.Timeout = TIMEOUT
    ) -> None:
        self.site = trusted_address(site, private=private)
        way = httpx.HTTPTransport if private else PublicOnly
        self._http = httpx.Client(
            auth=(user, password.replace(" ", "")),
            timeout=timeout,
            follow_redirects=False,
            transport=way(verify=_authorities(), limits=_ONE_EACH),
        )

    def get(self, path: str, *, soon: bool = False, **params: str | int) -> Any:
        """What stands under a path of `wp/v2`; `soon` for somebody who waits for it."""
        patience = {"timeout": SOON} if soon else {}
        return self._ask("GET", path, repeatable=True, params=params, **patience)

    def post(
        self,
        path: str,
        json: Mapping[str, object] | None = None,
        *,
        repeatable: bool,
        form: Mapping[str, str] | None = None,
        file: tuple[str, bytes, str] | None = None,
    ) -> Any:
        """`repeatable`: doing it twice comes to the same as once, so that not knowing whether it was done does no harm."""
        files = {"file": file} if file else None
        return self._ask("POST", path, repeatable=repeatable, json=json, data=form, files=files)

    def delete(self, path: str) -> Any:
        """Remove something for good, past the trash."""
        return self._ask("DELETE", path, repeatable=True, params={"force": "true"})

    def seen_by_anybody(self, address: str) -> bool:
        """Whether an address shows something to somebody who is not signed in."""
        try:
            with self._stream("GET", address, auth=None) as answer:
                return answer.is_success
        except httpx.InvalidURL:
            return False
        except httpx.HTTPError as error:
            raise TryAgain(f"{address} cannot be reached, so nobody knows what it shows.", raw=repr(error)) from error

    def page(self, **params: str) -> str:
        """A public page of the site."""
        try:
            return self._answer("GET", params=params, auth=None, timeout=SOON).text
        except (httpx.HTTPError, NotConnected):
            return ""

    def _ask(self, method: str, path: str, *, repeatable: bool, **said: Any) -> Any:
        params = {"rest_route": f"/wp/v2/{path}", **(said.pop("params", None) or {})}
        try:
            answer = self._answer(method, params=params, **said)
        except _NEVER_ARRIVED as error:
            raise TryAgain(f"{self.site} cannot be reached.", raw=repr(error)) from error
        except httpx.RequestError as error:
            raise self._uncertain("did not answer in time or hung up", repr(error), repeatable) from error
        if answer.is_redirect:
            to = answer.headers.get("location", "another address").partition("?")[0]
            raise NotConnected(f"{self.site} sends us on to {to}. Enter that address instead.", raw=shortened(answer))
        if answer.is_server_error and not repeatable:
            raise self._uncertain(f"answered with a fault ({answer.status_code})", shortened(answer), repeatable)
        if answer.is_error:
            raise trouble(answer, self.site)
        return self._read(answer, repeatable)

    def _answer(self, method: str, **said: Any) -> httpx.Response:
        """What the site answers, as far as it is read: it may go on for ever."""
        with self._stream(method, f"{self.site}/", **said) as answer:
            content = bytearray()
            for part in answer.iter_bytes():
                content += part[: MOST - len(content)]
                if len(content) == MOST:
                    break
            headers = [(name, value) for name, value in answer.headers.raw if name.lower() not in _OF_THE_WAY]
            return httpx.Response(answer.status_code, headers=headers, content=bytes(content))

    @contextmanager
    def _stream(
        self, method: str, address: str, *, timeout: httpx.Timeout | None = None, **said: Any
    ) -> Iterator[httpx.Response]:
        """An answer as it comes, or an error once it has been coming for too long."""
        patience = timeout or self._http.timeout
        with (
            cut_off_after((patience.read or 0) + A_MINUTE) as extensions,
            self._http.stream(method, address, timeout=patience, extensions=extensions, **said) as answer,
        ):
            yield answer

    def _read(self, answer: httpx.Response, repeatable: bool) -> Any:
        try:
            return answer.json()
        except ValueError as error:
            says = "answered with a page, or with far too much, instead of data; a plugin or a fault in the site may be why"
            raise self._uncertain(says, shortened(answer), repeatable) from error

    def _uncertain(self, says: str, raw: str, repeatable: bool) -> TryAgain | Unconfirmed:
        if repeatable:
            return TryAgain(f"{self.site} {says}.", raw=raw)
        return Unconfirmed(f"{self.site} {says}. The post may be out or not, or changed or not.", raw=raw)


def trusted_address(site: str, *, private: bool = False) -> str:
    """A site's address without its last slash. Raises NotConnected unless a password can travel there unseen: by https, or within this
    machine where `private` allows that."""
    try:
        parts = urlsplit(site.strip())
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise NotConnected(f"“{site}” is not the address of a site. Enter it as https://blog.school.example.")
    if parts.username or parts.password:
        raise NotConnected("Enter the address without a name or a password in it.")
    if parts.scheme == "http" and not (private and _is_this_machine(host)):
        raise NotConnected(f"{host} must be reached by https: by http anybody on the way could read the password.")
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
