"""What the database itself refuses: to change or delete what has been recorded.

A migration that alters one of these tables calls `install` again at its end: SQLite makes such a table anew, without its triggers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "The record cannot be changed."

Act = Literal["insert", "update", "delete"]


@dataclass(frozen=True)
class Guard:
    """A trigger that refuses an act on rows for which `when` holds (SQL over OLD and NEW; empty: on every row)."""

    table: str
    act: Act
    when: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_no_{self.act}"


def _differs(*columns: str) -> str:
    """That any of the columns is to change. Each is NOT NULL."""
    return " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)


_ERASES = "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.text = '' AND NEW.salt = ''"
GUARDS = (
    Guard("records_entry", "update"),
    Guard("records_entry", "delete"),
    Guard("records_head", "update", f"NEW.number <> OLD.number + 1 OR {_differs('id', 'school_id')}"),
    Guard("records_head", "delete"),
    Guard("records_personaltext", "update", f"NOT ({_ERASES}) OR {_differs('id', 'entry_id')}"),
    Guard("records_personaltext", "delete"),
    Guard(
        "records_evidence",
        "update",
        _differs("id", "school_id", "entry_id", "digest", "media_type", "size", "subject", "added_at"),
    ),
    Guard("records_evidence", "delete"),
)
TABLES = tuple(dict.fromkeys(guard.table for guard in GUARDS))
# On SQLite, INSERT OR REPLACE would delete the row that is in its way without a word to the triggers on DELETE.
REPLACEMENTS = (
    Guard("records_entry", "insert", "number = NEW.number AND school_id = NEW.school_id"),
    Guard("records_head", "insert", "school_id = NEW.school_id"),
    Guard("records_personaltext", "insert", "entry_id = NEW.entry_id"),
    Guard("records_evidence", "insert", "entry_id = NEW.entry_id"),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in its place, whether or not it stands there."""
    _run(connection, _postgresql() if connection.vendor == "postgresql" else _sqlite())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: for undoing the migration, and for tests that tamper. Nothing else may."""
    on_table = connection.vendor == "postgresql"
    _run(
        connection,
        (f"DROP TRIGGER IF EXISTS {name}{f' ON {table}' if on_table else ''}" for table, name in _expected(connection)),
    )


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the guards that do not stand in their places."""
    standing = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(standing)
        there = {name for (name,) in cursor.fetchall()}
    return [name for _, name in _expected(connection) if name not in there]


def _expected(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    guards = [(guard.table, guard.name) for guard in GUARDS]
    if connection.vendor == "postgresql":
        return guards + [(table, f"{table}_no_truncate") for table in TABLES]
    return guards + [(guard.table, guard.name) for guard in REPLACEMENTS]


def _sqlite() -> Iterator[str]:
    whens = [(guard, guard.when) for guard in GUARDS]
    whens += [
        (guard, f"EXISTS (SELECT 1 FROM {guard.table} WHERE id = NEW.id OR ({guard.when}))") for guard in REPLACEMENTS
    ]
    for guard, when in whens:
        yield f"DROP TRIGGER IF EXISTS {guard.name}"
        yield (
            f"CREATE TRIGGER {guard.name} BEFORE {guard.act.upper()} ON {guard.table} FOR EACH ROW"
            f"{f' WHEN {when}' if when else ''} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    # An empty table may be truncated: nothing is lost by it.
    yield (
        "CREATE OR REPLACE FUNCTION records_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE filled boolean; BEGIN "
        "EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO filled; "
        f"IF filled THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END $$"
    )
    for guard in GUARDS:
        yield (
            f"CREATE OR REPLACE TRIGGER {guard.name} BEFORE {guard.act.upper()} ON {guard.table} FOR EACH ROW"
            f"{f' WHEN ({guard.when})' if guard.when else ''} EXECUTE FUNCTION records_refuse()"
        )
    for table in TABLES:
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION records_refuse_truncate()"
        )


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
