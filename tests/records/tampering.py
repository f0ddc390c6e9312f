"""What somebody could do who holds the database itself: with the guards gone, and straight in its tables."""

from __future__ import annotations

from typing import Any

from django.db import connection

from gatepost.records import guards


def drop_guards() -> None:
    """Take the guards away, until the test's transaction is rolled back."""
    guards.remove(connection)


def empty_the_record() -> None:
    """Leave nothing in the record's tables, and every guard in its place: for tests whose transactions are real."""
    guards.remove(connection)
    with connection.cursor() as cursor:
        for table in reversed(guards.TABLES):
            if table != "records_entry":
                cursor.execute(f"DELETE FROM {table}")
        cursor.execute("DELETE FROM records_entry")
    guards.install(connection)


def run(sql: str, *values: Any) -> int:
    """Run a statement past every service, and say how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount
