"""To public sites only: what an address that somebody enters can reach."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from tempfile import NamedTemporaryFile
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from gatepost.platforms import Connection, NotConnected, WordPress, reaching
from gatepost.platforms.reaching import PublicOnly, is_public, public_addresses

from .fake_wordpress import PASSWORD, USER, FakeWordPress, fake_wordpress

PRIVATE = [
    "127.0.0.1",
    "10.0.0.7",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "fd00::1",
    "fe80::1",
    "::ffff:10.0.0.7",
    "2002:0a00:0007::1",
    "64:ff9b::10.0.0.7",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::10.0.0.7",
    "64:ff9b:1::93.184.215.14",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:0:4136:e378:8000:63bf:f5ff:fff8",
    "::10.0.0.7",
    "fec0::1",
]


def leads_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Every name leads to these."""

    def found(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.mark.parametrize("address", PRIVATE)
def test_what_only_some_reach_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::93.184.215.14"]
)
def test_what_everybody_reaches_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_into_a_private_network_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    leads_to(monkeypatch, "93.184.215.14", address)
    with pytest.raises(NotConnected, match="private network"):
        public_addresses("blog.school.example")


def test_a_password_never_reaches_a_machine_in_a_private_network(monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, "10.0.0.7")
    health = WordPress("https://blog.school.example", USER, PASSWORD).health()
    assert health.connection is Connection.NOT_CONNECTED
    assert "private network" in health.problems[0]


def test_a_name_that_leads_nowhere_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: Any, **__: Any) -> None:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    health = WordPress("https://blog.school.example", USER, PASSWORD).health()
    assert health.connection is Connection.UNREACHABLE


def test_the_connection_goes_to_the_address_that_was_looked_at_and_still_asks_for_the_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, str, Any]] = []

    def answer(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        asked.append((request.url.host, request.headers["Host"], request.extensions["sni_hostname"]))
        if len(asked) == 1:
            raise httpx.ConnectError("This one is down.")
        return httpx.Response(200)

    leads_to(monkeypatch, "93.184.215.14", "93.184.215.15")
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
    assert httpx.Client(transport=PublicOnly()).get("https://blog.school.example/").status_code == 200
    name = "blog.school.example"
    assert asked == [("93.184.215.14", name, name), ("93.184.215.15", name, name)]


def test_the_certificate_asked_for_is_that_of_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, own = self_signed("blog.school.example")
    with answering_by_tls(own) as port:
        monkeypatch.setattr(reaching, "public_addresses", lambda host, port: ["127.0.0.1"])
        client = httpx.Client(transport=PublicOnly(verify=ssl.create_default_context(cadata=certificate)))
        assert client.get(f"https://blog.school.example:{port}/").status_code == 404
        with pytest.raises(httpx.ConnectError, match="certificate"):
            client.get(f"https://other.school.example:{port}/")


def test_a_site_that_answers_byte_by_byte_is_cut_off_also_by_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, own = self_signed("blog.school.example")
    with answering_by_tls(own) as port:
        monkeypatch.setattr(reaching, "public_addresses", lambda host, port: ["127.0.0.1"])
        client = httpx.Client(transport=PublicOnly(verify=ssl.create_default_context(cadata=certificate)))
        started = time.monotonic()
        with pytest.raises(httpx.RequestError), reaching.cut_off_after(0.5) as extensions:
            client.get(f"https://blog.school.example:{port}/slowly", extensions=extensions)
    assert time.monotonic() - started < 3


def self_signed(name: str) -> tuple[str, ssl.SSLContext]:
    """A certificate for a name, and a server's context that shows it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    shown = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with NamedTemporaryFile() as file:
        file.write(shown + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        context.load_cert_chain(file.name)
    return shown.decode(), context


@contextmanager
def answering_by_tls(context: ssl.SSLContext) -> Iterator[int]:
    """A server on this machine that has nothing to show; gives its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/slowly":
                for _ in range(50):
                    self.wfile.write(b"H")
                    time.sleep(0.1)
            self.send_error(404)

        def log_message(self, *said: object) -> None:
            """Tests are quiet."""

    class Quiet(HTTPServer):
        def handle_error(self, *said: object) -> None:
            """Whoever does not like the certificate hangs up."""

    server = Quiet(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    running = threading.Thread(target=server.serve_forever, args=(0.02,))
    running.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        running.join()
        server.server_close()


def test_this_machine_is_reached_only_where_private_sites_are_allowed() -> None:
    with fake_wordpress() as site:
        assert reached(site, private=True) is Connection.WORKS
        with pytest.raises(NotConnected, match="https"):
            reached(site, private=False)


def reached(site: FakeWordPress, *, private: bool) -> Connection:
    return WordPress(site.url, USER, PASSWORD, private=private).health().connection
