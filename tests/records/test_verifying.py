from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection

from gatepost.records import chain, files
from gatepost.records.models import Evidence, PersonalText
from gatepost.records.reports import Kind
from gatepost.records.services import add_evidence, erase
from gatepost.records.verifying import check, verify, verify_all
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import School

from .conftest import Oakfield
from .tampering import drop_guards, run


def found(oakfield: Oakfield) -> list[tuple[Kind, int | None]]:
    """What is wrong with Oakfield's record, the missing guards apart."""
    return [(p.kind, p.number) for p in verify(oakfield.school).problems if p.kind is not Kind.GUARDS]


def evidence(oakfield: Oakfield, content: bytes = b"a") -> Evidence:
    by = oakfield.member("ada")
    return add_evidence(
        school=oakfield.school,
        by=by,
        subject=oakfield.tess,
        name="a.txt",
        media_type="text/plain",
        stream=BytesIO(content),
    )


def resealed(entry: Any) -> str:
    names = ("number", "at", "actor", "verb", "subject", "facts", "text_digest", "previous")
    return chain.digest_of(school=entry.school_id, **{name: getattr(entry, name) for name in names})


def test_an_empty_record_is_whole(oakfield: Oakfield) -> None:
    assert verify(oakfield.school).sentences == ["The record of Oakfield is whole: 0 entries, each as it was written."]


def test_every_school_is_reported(oakfield: Oakfield, written: Any) -> None:
    School.objects.create(name="Hilltop", slug="hilltop")
    written(3)
    assert [(report.school.name, report.entries, report.whole) for report in verify_all()] == [
        ("Hilltop", 0, True),
        ("Oakfield", 3, True),
    ]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE records_entry SET verb = 'other' WHERE number = 3", [(Kind.CHANGED, 3)]),
        ("UPDATE records_entry SET digest = previous WHERE number = 3", [(Kind.CHANGED, 3)]),
        ("UPDATE records_entry SET facts = '{}' WHERE number = 5", [(Kind.CHANGED, 5)]),
        (
            "UPDATE records_entry SET number = 9 WHERE number = 5",
            [(Kind.MISSING, 5), (Kind.MOVED, 9), (Kind.UNKNOWN, 9)],
        ),
        ("UPDATE records_personaltext SET text = 'other' WHERE text = 'Tess 1'", [(Kind.WORDS, 2)]),
        ("DELETE FROM records_personaltext WHERE text = 'Tess 1'", [(Kind.WORDS, 2)]),
        ("UPDATE records_head SET number = 4", [(Kind.BROKEN, 4), (Kind.UNKNOWN, 5)]),
        ("UPDATE records_head SET number = 6", [(Kind.MISSING, 6)]),
    ],
)
def test_what_was_changed_is_found_and_where(
    oakfield: Oakfield, written: Any, sql: str, expected: list[tuple[Kind, int]]
) -> None:
    written(5)
    drop_guards()
    run(sql)
    assert found(oakfield) == expected


@pytest.mark.parametrize(("first", "last"), [(1, 1), (2, 4), (5, 5), (1, 5)])
def test_missing_entries_are_named_also_at_the_end(oakfield: Oakfield, written: Any, first: int, last: int) -> None:
    written(5)
    drop_guards()
    run("DELETE FROM records_personaltext")
    run("DELETE FROM records_entry WHERE number BETWEEN %s AND %s", first, last)
    names = {f"Entry {first} is missing.", f"Entries {first} to {last} are missing."}
    assert names & {problem.sentence for problem in verify(oakfield.school).problems}


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 4), (4, 5)])
def test_entries_that_changed_places_are_known_for_it(oakfield: Oakfield, written: Any, one: int, other: int) -> None:
    written(5)
    drop_guards()
    for before, after in ((one, 99), (other, one), (99, other)):
        run("UPDATE records_entry SET number = %s WHERE number = %s", after, before)
    assert found(oakfield) == [(Kind.MOVED, one), (Kind.MOVED, other)]


def test_an_entry_rewritten_with_its_digest_does_not_fit_the_next(oakfield: Oakfield, written: Any) -> None:
    third = written(5)[2]
    third.verb = "other"
    drop_guards()
    run(
        "UPDATE records_entry SET verb = 'other', digest = %s WHERE pk = %s".replace("pk", "id"),
        resealed(third),
        third.pk,
    )
    assert found(oakfield) == [(Kind.BROKEN, 4)]


def test_the_last_entry_rewritten_with_its_digest_is_not_the_one_the_record_ends_with(
    oakfield: Oakfield, written: Any
) -> None:
    last = written(3)[-1]
    last.verb = "other"
    drop_guards()
    run("UPDATE records_entry SET verb = 'other', digest = %s WHERE id = %s", resealed(last), last.pk)
    assert found(oakfield) == [(Kind.BROKEN, 3)]


def test_words_made_to_look_erased_are_missed(oakfield: Oakfield, written: Any) -> None:
    written(2)
    run(
        "UPDATE records_personaltext SET text = '', salt = '', erased_at = '2026-01-01 00:00:00', erased_because = 'asked'"
        " WHERE text = 'Tess 1'"
    )
    assert found(oakfield) == [(Kind.WORDS, 2)]


def test_words_that_were_erased_cannot_come_back_unseen(oakfield: Oakfield, written: Any) -> None:
    entry = written(2)[0]
    words = PersonalText.objects.get(entry=entry)
    erase(entry=entry, by=GATEPOST, because=PersonalText.Reason.MISTAKE)
    drop_guards()
    words.save()
    assert found(oakfield) == [(Kind.WORDS, 1)]


def test_another_reason_for_erasing_is_found(oakfield: Oakfield, written: Any) -> None:
    erase(entry=written(2)[0], by=GATEPOST, because=PersonalText.Reason.MISTAKE)
    drop_guards()
    run("UPDATE records_personaltext SET erased_because = 'asked' WHERE erased_because = 'mistake'")
    assert found(oakfield) == [(Kind.WORDS, 1)]


def test_a_changed_file_is_found(oakfield: Oakfield) -> None:
    kept = evidence(oakfield)
    files.path_of(oakfield.school, kept.digest).write_bytes(b"b")
    assert [problem.sentence for problem in verify(oakfield.school).problems] == ["The file of entry 1 was changed."]


def test_a_missing_file_is_found(oakfield: Oakfield) -> None:
    files.path_of(oakfield.school, evidence(oakfield).digest).unlink()
    assert found(oakfield) == [(Kind.EVIDENCE, 1)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE records_evidence SET size = size + 1",
        "UPDATE records_evidence SET media_type = 'text/html'",
        "UPDATE records_evidence SET subject = 'other'",
        "UPDATE records_evidence SET added_at = '2026-01-01 00:00:00'",
        "DELETE FROM records_evidence",
    ],
)
def test_what_is_known_of_a_file_cannot_change_unseen(oakfield: Oakfield, sql: str) -> None:
    evidence(oakfield)
    drop_guards()
    run(sql)
    assert found(oakfield) == [(Kind.EVIDENCE, 1)]


def test_a_file_that_no_entry_brought_is_found(oakfield: Oakfield, written: Any) -> None:
    entry = written(2)[1]
    Evidence.objects.create(
        school=oakfield.school, entry=entry, digest="0" * 64, name="a", media_type="a/b", size=1, added_at=entry.at
    )
    assert found(oakfield) == [(Kind.EVIDENCE, 2)]


def test_missing_guards_are_told(oakfield: Oakfield) -> None:
    drop_guards()
    (problem,) = verify(oakfield.school).problems
    assert problem.sentence.startswith("The database no longer refuses to change the record")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL holds columns to their kinds")
@pytest.mark.parametrize("column", ["at", "number"])
def test_a_value_of_another_kind_is_told_and_where(oakfield: Oakfield, written: Any, column: str) -> None:
    written(3)
    drop_guards()
    run(f"UPDATE records_entry SET {column} = 'nonsense' WHERE number = 3")
    assert (Kind.UNREADABLE, 3) in found(oakfield)


def test_a_check_is_recorded_with_what_it_found(oakfield: Oakfield, written: Any) -> None:
    written(3)
    report = check(school=oakfield.school, by=oakfield.member("gwen"))
    assert report.whole
    last = oakfield.school.entries.get(number=4)
    assert (last.verb, last.actor) == ("checked_record", f"person:{oakfield.gwen.pk}")
    assert last.facts == {"entries": 3, "problems": 0}


def test_a_record_to_which_entries_were_forged_can_still_be_checked(oakfield: Oakfield, written: Any) -> None:
    written(3)
    drop_guards()
    run("UPDATE records_head SET number = 2")
    assert not check(school=oakfield.school, by=oakfield.member("gwen")).whole


def test_checking_takes_no_more_queries_for_a_longer_record(
    oakfield: Oakfield, written: Any, django_assert_max_num_queries: Any
) -> None:
    written(40)
    with django_assert_max_num_queries(6):
        assert verify(oakfield.school).whole
