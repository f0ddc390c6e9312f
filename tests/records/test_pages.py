from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gatepost.records import files, queries, wording
from gatepost.records.models import Evidence
from gatepost.records.services import add_evidence, write
from gatepost.schools.models import Person
from gatepost.schools.roles import Permission
from tests.cast import Cast

from .conftest import Oakfield
from .tampering import drop_guards, run

SignIn = Callable[[Person], Client]
PAGES = ["/", "/entries/1/", "/check/", "/checkpoints/"]
ROOT = "/schools/oakfield/record"


@pytest.fixture
def photo(oakfield: Oakfield, written: Any) -> Evidence:
    """A page that somebody added as evidence, and that would like to be run. Its entry is the first."""
    return add_evidence(
        school=oakfield.school,
        by=oakfield.member("tess"),
        subject=oakfield.tess,
        name="trip “1”.html",
        media_type="text/html",
        stream=BytesIO(b"<script>alert(1)</script>"),
    )


@pytest.mark.parametrize("page", PAGES)
def test_readers_of_the_record_see_its_pages(oakfield: Oakfield, written: Any, signed_in: SignIn, page: str) -> None:
    written(1)
    assert signed_in(oakfield.gwen).get(ROOT + page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_teacher_is_refused_and_a_stranger_finds_nothing(
    oakfield: Oakfield, cast: Cast, written: Any, signed_in: SignIn, page: str
) -> None:
    written(1)
    assert signed_in(oakfield.tess).get(ROOT + page).status_code == 403
    assert signed_in(cast.cy).get(ROOT + page).status_code == 404


def test_the_record_says_who_did_what_newest_first(oakfield: Oakfield, written: Any, signed_in: SignIn) -> None:
    written(2)
    shown = signed_in(oakfield.gwen).get(f"{ROOT}/")
    assert [(line.number, line.who) for line in shown.context["lines"]] == [(2, "Ada Example"), (1, "Ada Example")]
    assert "Ada Example" in shown.content.decode()


def test_the_record_is_read_page_by_page(
    oakfield: Oakfield, written: Any, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    written(5)
    client, address, pages = signed_in(oakfield.gwen), f"{ROOT}/", []
    while address:
        shown = client.get(address)
        pages.append([line.number for line in shown.context["lines"]])
        older = shown.context["older"]
        address = f"{ROOT}/?before={older}" if older else ""
    assert pages == [[5, 4], [3, 2], [1]]


def test_the_record_is_filtered_by_what_was_done_and_about_what(oakfield: Oakfield, signed_in: SignIn) -> None:
    by = oakfield.member("ada")
    write(school=oakfield.school, by=by, verb="checked_record", subject=oakfield.tess)
    write(school=oakfield.school, by=by, verb="did", subject=oakfield.tess)
    write(school=oakfield.school, by=by, verb="did", subject=oakfield.ada)
    client = signed_in(oakfield.gwen)

    def numbers(query: str) -> list[int]:
        return [line.number for line in client.get(f"{ROOT}/?{query}").context["lines"]]

    assert numbers("verb=checked_record") == [1]
    assert numbers(f"subject=schools.person:{oakfield.tess.pk}") == [2, 1]
    assert numbers("subject=nothing:1") == []
    assert numbers("subject=schools.person:" + "9" * 40) == []


@pytest.mark.parametrize(
    "query", ["before=x", "before=0", f"before={10**30}", "verb=nonsense", "subject=" + "x" * 500, "subject=%00"]
)
def test_nonsense_in_the_address_is_said_to_be_wrong(
    oakfield: Oakfield, written: Any, signed_in: SignIn, query: str
) -> None:
    written(1)
    shown = signed_in(oakfield.gwen).get(f"{ROOT}/?{query}")
    assert (shown.status_code, "There is something to put right" in shown.content.decode()) == (400, True)


def test_a_long_page_takes_no_more_queries_than_a_short_one(
    oakfield: Oakfield, written: Any, signed_in: SignIn
) -> None:
    client, counts = signed_in(oakfield.gwen), []
    for count in (1, 4):
        written(count)
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            client.get(f"{ROOT}/")
        counts.append(len(queries_made))
    assert counts[0] == counts[1]


def test_what_is_kept_from_a_reader_is_on_no_page(
    oakfield: Oakfield, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "SENTENCES", dict(wording.SENTENCES))
    wording.register("barred", "placed a bar", Permission.HOLD_SAFEGUARDING_BARS)
    write(school=oakfield.school, by=oakfield.member("ada"), verb="barred", subject=oakfield.tess)
    gwen = signed_in(oakfield.gwen)
    assert gwen.get(f"{ROOT}/").context["lines"] == []
    assert gwen.get(f"{ROOT}/entries/1/").status_code == 404
    assert gwen.get(f"{ROOT}/?verb=barred").status_code == 400
    ada = signed_in(oakfield.ada)
    assert [line.sentence for line in ada.get(f"{ROOT}/").context["lines"]] == ["placed a bar"]
    assert ada.get(f"{ROOT}/entries/1/").status_code == 200


def test_words_on_a_page_are_only_words(oakfield: Oakfield, signed_in: SignIn) -> None:
    write(
        school=oakfield.school, by=oakfield.member("ada"), verb="did", subject="all", text="<script>alert(1)</script>"
    )
    shown = signed_in(oakfield.gwen).get(f"{ROOT}/entries/1/").content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize("number", [0, 99, 10**30])
def test_an_entry_that_is_not_there(oakfield: Oakfield, signed_in: SignIn, number: int) -> None:
    assert signed_in(oakfield.gwen).get(f"{ROOT}/entries/{number}/").status_code == 404


def test_the_data_protection_officer_erases_words(oakfield: Oakfield, written: Any, signed_in: SignIn) -> None:
    written(1)
    client = signed_in(oakfield.dan)
    assert "Erase its words" in client.get(f"{ROOT}/entries/1/").content.decode()
    assert "Tess 0" in client.get(f"{ROOT}/entries/1/erase/").content.decode()
    shown = client.post(f"{ROOT}/entries/1/erase/", {"because": "asked"}, follow=True).content.decode()
    assert "Tess 0" not in shown
    assert "The person it is about asked for it." in shown
    assert "Erase its words" not in shown


def test_erasing_needs_a_reason(oakfield: Oakfield, written: Any, signed_in: SignIn) -> None:
    (entry,) = written(1)
    shown = signed_in(oakfield.dan).post(f"{ROOT}/entries/1/erase/", {"because": "whim"})
    assert "There is something to put right" in shown.content.decode()
    entry.personal_text.refresh_from_db()
    assert entry.personal_text.text == "Tess 0"


def test_erasing_twice_says_that_it_is_done(oakfield: Oakfield, written: Any, signed_in: SignIn) -> None:
    written(1)
    client = signed_in(oakfield.dan)
    for _ in range(2):
        shown = client.post(f"{ROOT}/entries/1/erase/", {"because": "asked"}, follow=True)
    assert "have already been erased" in shown.content.decode()
    assert oakfield.school.entries.count() == 2


def test_a_headteacher_does_not_erase(oakfield: Oakfield, written: Any, signed_in: SignIn) -> None:
    written(1)
    client = signed_in(oakfield.ada)
    assert client.post(f"{ROOT}/entries/1/erase/", {"because": "asked"}).status_code == 403
    assert "Erase its words" not in client.get(f"{ROOT}/entries/1/").content.decode()


def test_a_governor_has_the_record_checked(oakfield: Oakfield, written: Any, signed_in: SignIn) -> None:
    written(3)
    client = signed_in(oakfield.gwen)
    assert "is whole: 3 entries" in client.post(f"{ROOT}/check/").content.decode()
    drop_guards()
    run("UPDATE records_entry SET verb = 'other' WHERE number = 2")
    shown = client.post(f"{ROOT}/check/").content.decode()
    assert "is not whole" in shown
    assert "Entry 2 was changed." in shown


def test_looking_at_the_page_of_checks_checks_nothing(oakfield: Oakfield, written: Any, signed_in: SignIn) -> None:
    written(1)
    signed_in(oakfield.gwen).get(f"{ROOT}/check/")
    assert oakfield.school.entries.count() == 1


def test_a_governor_takes_a_checkpoint_away_and_brings_it_back(
    oakfield: Oakfield, written: Any, signed_in: SignIn
) -> None:
    written(2)
    client = signed_in(oakfield.gwen)
    taken = client.post(f"{ROOT}/checkpoints/export/")
    assert taken["Content-Disposition"].startswith('attachment; filename="oakfield-checkpoint-')
    brought = SimpleUploadedFile("checkpoint.json", taken.content)
    shown = client.post(f"{ROOT}/checkpoints/", {"checkpoint": brought}).content.decode()
    assert "still holds entry 2" in shown


@pytest.mark.parametrize("content", [b"nonsense", b"x" * 20_000, b"", None], ids=["nonsense", "large", "empty", "none"])
def test_another_file_is_said_to_be_no_checkpoint(oakfield: Oakfield, signed_in: SignIn, content: bytes | None) -> None:
    data = {} if content is None else {"checkpoint": SimpleUploadedFile("a.json", content)}
    shown = signed_in(oakfield.gwen).post(f"{ROOT}/checkpoints/", data)
    assert "There is something to put right" in shown.content.decode()


def test_a_checkpoint_of_an_empty_record_is_refused_in_words(oakfield: Oakfield, signed_in: SignIn) -> None:
    shown = signed_in(oakfield.gwen).post(f"{ROOT}/checkpoints/export/", follow=True)
    assert "has no entries yet" in shown.content.decode()


def test_checkpoints_are_not_taken_away_by_everybody(oakfield: Oakfield, signed_in: SignIn) -> None:
    assert signed_in(oakfield.tess).post(f"{ROOT}/checkpoints/export/").status_code == 403
    assert signed_in(oakfield.gwen).get(f"{ROOT}/checkpoints/export/").status_code == 405


def test_evidence_is_given_out_to_keep_and_never_run(oakfield: Oakfield, photo: Evidence, signed_in: SignIn) -> None:
    given = signed_in(oakfield.gwen).get(reverse("records:evidence", args=["oakfield", photo.pk]))
    assert given.content == b"<script>alert(1)</script>"
    assert given["Content-Disposition"].startswith("attachment; ")
    assert given["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert given["X-Content-Type-Options"] == "nosniff"


def test_evidence_of_one_school_is_not_found_through_another(
    oakfield: Oakfield, cast: Cast, photo: Evidence, signed_in: SignIn
) -> None:
    client = signed_in(cast.cy)
    assert client.get(f"{ROOT}/evidence/{photo.pk}/").status_code == 404
    assert client.get(f"/schools/hilltop/record/evidence/{photo.pk}/").status_code == 404


def test_a_damaged_file_is_not_given_out(oakfield: Oakfield, photo: Evidence, signed_in: SignIn) -> None:
    files.path_of(oakfield.school, photo.digest).write_bytes(b"other")
    shown = signed_in(oakfield.gwen).get(f"{ROOT}/evidence/{photo.pk}/")
    assert (shown.status_code, "was changed after it was kept" in shown.content.decode()) == (404, True)


def test_an_entry_leads_to_its_file(oakfield: Oakfield, photo: Evidence, signed_in: SignIn) -> None:
    assert f"{ROOT}/evidence/{photo.pk}/" in signed_in(oakfield.gwen).get(f"{ROOT}/entries/1/").content.decode()
