"""The way to a site that somebody has named: to public addresses only, unless others are allowed.

Whoever may name a site could otherwise have Gatepost ask machines that only it can reach. So the name is looked up once, what it leads to
is looked at, and the connection goes to just that address: a name that leads elsewhere a moment later gains nothing. Nor can a site keep
Gatepost waiting for ever.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from typing import Any

import httpx

from .errors import NotConnected

Address = IPv4Address | IPv6Address
NAT64 = IPv6Network("64:ff9b::/96")
"""Where a network without IPv4 is told an IPv4 address: its last 32 bits."""
_OPENED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class PublicOnly(httpx.HTTPTransport):
    """Connects to public addresses and to no others. The certificate is still that of the name.

    Raises NotConnected where a name leads to none."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        problem: Exception = httpx.ConnectError("The name leads nowhere.", request=request)
        for address in public_addresses(host, request.url.port or 443):
            try:
                return super().handle_request(_to(request, host, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as unreachable:
                problem = unreachable
        raise problem


@contextmanager
def cut_off_after(seconds: float) -> Iterator[dict[str, Any]]:
    """The extensions of a request whose connection is cut if its answer is not all there by then.

    A timeout alone is for each read: a site that sends a byte now and then would be waited for as long as it likes."""
    opened: list[socket.socket] = []

    def cut() -> None:
        for one in opened:
            with suppress(OSError):  # it is closed, or stands within another by now
                socket.socket.shutdown(one, socket.SHUT_RDWR)

    def noted(event: str, told: Mapping[str, Any]) -> None:
        if event in _OPENED:
            opened.append(told["return_value"].get_extra_info("socket"))
            if timer.finished.is_set():
                cut()

    timer = Timer(seconds, cut)
    timer.start()
    try:
        yield {"trace": noted}
    finally:
        timer.cancel()


def public_addresses(host: str, port: int = 443) -> list[str]:
    """What a name leads to.

    Raises:
        NotConnected: to an address that is not everybody's.
        httpx.ConnectError: to nothing.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx.ConnectError(str(error)) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not all(is_public(ip_address(address.partition("%")[0])) for address in addresses):
        raise NotConnected(f"{host} is an address within a private network. Gatepost sends to public sites only.")
    return addresses


def is_public(address: Address) -> bool:
    """Whether everybody on the internet means the same machine by it."""
    known = _within(address) or address
    if isinstance(known, IPv6Address) and known.is_site_local:
        return False
    return known.is_global and not (known.is_multicast or known.is_reserved)


def _within(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads on to. Where those lead that a network makes up for itself, only it knows: they are
    reserved, and so refused."""
    if isinstance(address, IPv4Address):
        return None
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    client = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or client


def _to(request: httpx.Request, host: str, address: str) -> httpx.Request:
    """The same request, to an address; its headers and the certificate asked for keep the name."""
    extensions: dict[str, Any] = {**request.extensions, "sni_hostname": host}
    url = request.url.copy_with(host=address)
    return httpx.Request(request.method, url, headers=request.headers, stream=request.stream, extensions=extensions)
