from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from gatepost.records import guards
from gatepost.records.models import Entry
from gatepost.records.services import add_evidence

from .conftest import Oakfield
from .tampering import drop_guards, run


@pytest.fixture(autouse=True)
def _a_record(oakfield: Oakfield, written: Any) -> None:
    written(2)
    add_evidence(
        school=oakfield.school,
        by=oakfield.member("ada"),
        subject=oakfield.tess,
        name="a.txt",
        media_type="text/plain",
        stream=BytesIO(b"a"),
    )


@pytest.mark.parametrize(
    "sql",
    [
        *(f"UPDATE records_entry SET {column} = {column}" for column in ("number", "at", "actor", "verb", "subject")),
        *(f"UPDATE records_entry SET {column} = {column}" for column in ("facts", "text_digest", "previous", "digest")),
        "DELETE FROM records_entry",
        "UPDATE records_head SET number = number - 1",
        "UPDATE records_head SET number = number + 2",
        "UPDATE records_head SET digest = ''",
        "DELETE FROM records_head",
        "UPDATE records_personaltext SET text = 'other'",
        "UPDATE records_personaltext SET text = ''",
        "UPDATE records_personaltext SET text = '', salt = '', erased_at = '2026-01-01', erased_because = 'asked', entry_id = entry_id + 1",
        "DELETE FROM records_personaltext",
        *(f"UPDATE records_evidence SET {column} = 'x'" for column in ("digest", "media_type", "subject")),
        "UPDATE records_evidence SET size = size + 1",
        "DELETE FROM records_evidence",
    ],
)
def test_the_database_itself_refuses(sql: str) -> None:
    with pytest.raises(IntegrityError, match=guards.REFUSAL), transaction.atomic():
        run(sql)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite replaces a row without deleting it first")
@pytest.mark.parametrize("table", guards.TABLES)
def test_a_row_cannot_be_put_in_the_place_of_another(table: str) -> None:
    with pytest.raises(IntegrityError, match=guards.REFUSAL), transaction.atomic():
        run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", guards.TABLES)
def test_a_table_cannot_be_emptied_at_one_blow(table: str) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match=guards.REFUSAL), transaction.atomic():
        run(f"TRUNCATE {table} CASCADE")


def test_models_cannot_change_it_either(oakfield: Oakfield) -> None:
    entry = Entry.objects.filter(school=oakfield.school).first()
    assert entry is not None
    entry.verb = "other"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(number=3).delete()


def test_words_can_be_erased_whole_and_never_written_again() -> None:
    erased = "text = '', salt = '', erased_at = '2026-01-01 00:00:00', erased_because = 'asked'"
    assert run(f"UPDATE records_personaltext SET {erased}") == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        run("UPDATE records_personaltext SET text = 'other', salt = 'x', erased_at = NULL, erased_because = ''")


def test_a_file_may_get_another_name() -> None:
    assert run("UPDATE records_evidence SET name = 'b.txt'") == 1


def test_guards_that_are_gone_are_missed_and_can_be_put_back() -> None:
    assert guards.missing(connection) == []
    drop_guards()
    assert len(guards.missing(connection)) == 12
    guards.install(connection)
    guards.install(connection)
    assert guards.missing(connection) == []
