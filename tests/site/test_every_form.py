"""Every address that takes a form, or a question, with input that nobody means well by. None ends in an error of the site's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from tests.cast import Cast, person
from tests.site.addresses import addresses, samples
from tests.site.test_every_address import undone

SignedIn = Callable[[Person], Client]
EVERY = addresses()
NEVER = {"csrfmiddlewaretoken"}
HOSTILE = {
    "nothing": "",
    "a null": "Pia\0Example",
    "very much": "A" * 20_000,
    "emoji": "👩🏽‍🏫🏳️‍🌈" * 50,
    "right to left": "\u202egnp.elif\u202c مدرسة",
    "SQL": "' OR 1=1; DROP TABLE schools_person; --",
    "HTML": '"><script>alert(1)</script>{{ 7 * 7 }}{% debug %}',
    "a number below nought": "-1",
    "a number too large": "9" * 40,
    "a number of another kind": "²",
    "no day": "2026-02-30",
    "no moment": "0000-00-00T99:99",
    "JSON": '{"a": [null, {}]}',
    "a path": "../../../../etc/passwd",
    "lines": "a\r\nBcc: everybody@example.org\r\n\r\n",
}
QUESTIONED = ("a null", "very much", "HTML", "a number too large", "a number of another kind", "no day")
LONG = {"reason", "note", "name", "purpose", "first_name", "found", "q", "secret"}
FILES = {
    "nothing": b"",
    "a null": b"id,kind\0\n\0",
    "very much": b"id,kind,first_name\n" + b"1,pupil," + b"A" * 200_000,
    "JSON": b'{"kind": "gatepost checkpoint 1", "number": 1e999}',
    "a path": b"PK\x03\x04" + bytes(range(256)),
}


class Fields(HTMLParser):
    """The names of the fields of all pages, and of those that take files."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag in {"input", "select", "textarea", "button"} and name and name not in NEVER:
            (self.files if given.get("type") == "file" else self.names).add(name)


KNOWN = Fields()


@dataclass
class Site:
    """The site, as whoever holds every post sees it: every page's path, and every field that stands on one."""

    client: Client
    paths: dict[str, str]

    @property
    def fields(self) -> Fields:
        """Of all pages: they are the same in every test, so the pages are read once."""
        if not KNOWN.names:
            for path in self.paths.values():
                KNOWN.feed(self.client.get(path).content.decode(errors="replace"))
        return KNOWN

    def failing(self, ask: Callable[[str], int]) -> list[str]:
        """The names of the addresses that answer with an error of the site's own."""
        found = []
        for name, path in self.paths.items():
            with undone():
                if ask(path) >= 500:
                    found.append(name)
        return found

    def post(self, values: dict[str, object]) -> list[str]:
        return self.failing(lambda path: self.client.post(path, values).status_code)

    def get(self, values: dict[str, object]) -> list[str]:
        return self.failing(lambda path: self.client.get(path, values).status_code)


@pytest.fixture
def site(cast: Cast, signed_in: SignedIn) -> Site:
    everything = [role for role in Role if role not in {Role.PUPIL, Role.PARENT}]
    client = signed_in(person(cast.riverside, "Everybody", Person.Kind.STAFF, *everything))
    client.raise_request_exception = False
    made = samples(cast)
    return Site(client, {each.name: each.filled("riverside", made) for each in EVERY})


def test_there_are_fields_to_fill_in(site: Site) -> None:
    assert len(site.fields.names) > 40
    assert site.fields.files


@pytest.mark.parametrize("what", HOSTILE)
def test_no_form_breaks_on(site: Site, what: str) -> None:
    assert site.post(dict.fromkeys(site.fields.names, HOSTILE[what])) == []


@pytest.mark.parametrize("what", QUESTIONED)
def test_no_question_breaks_on(site: Site, what: str) -> None:
    assert site.get(dict.fromkeys(site.fields.names, HOSTILE[what][:3000])) == []


@pytest.mark.parametrize("what", FILES)
def test_no_upload_breaks_on(site: Site, what: str) -> None:
    def upload(path: str) -> int:
        files = {name: SimpleUploadedFile("people.csv", FILES[what]) for name in site.fields.files}
        return site.client.post(path, files).status_code

    assert site.failing(upload) == []


def test_no_form_breaks_without_its_fields(site: Site) -> None:
    assert site.post({}) == []


def test_no_form_breaks_on_files_where_words_belong_and_words_where_files_do(site: Site) -> None:
    def swapped(path: str) -> int:
        files = {name: SimpleUploadedFile("a.txt", b"words") for name in site.fields.names}
        return site.client.post(path, {**files, **dict.fromkeys(site.fields.files, "words")}).status_code

    assert site.failing(swapped) == []


def test_no_form_breaks_on_the_same_field_many_times(site: Site) -> None:
    assert site.post({name: ["1", "facebook", ""] for name in site.fields.names}) == []


@pytest.mark.parametrize(
    "content_type", ["application/json", "multipart/form-data", "text/plain", "x/y; charset=nothing"]
)
def test_no_form_breaks_on_a_body_of_another_kind(site: Site, content_type: str) -> None:
    def sent(path: str) -> int:
        return site.client.generic("POST", path, b"\xff\x00{]", content_type).status_code

    assert site.failing(sent) == []


def test_no_form_breaks_on_a_megabyte_in_a_field(site: Site) -> None:
    for name in sorted(site.fields.names):
        if name in LONG:
            assert site.post({name: "A" * 1_000_000}) == [], name


def test_the_sign_in_page_takes_anything(client: Client, db: None) -> None:
    client.raise_request_exception = False
    for value in HOSTILE.values():
        sent = {"login": value, "password": value, "next": value, "remember": value}
        assert client.post("/sign-in/login/", sent).status_code < 500
        assert client.post("/sign-in/password/reset/", {"email": value}).status_code < 500
