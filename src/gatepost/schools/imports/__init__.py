"""People come from, and go to, the school's own system: a simple CSV file, or OneRoster.

First a plan, which changes nothing and shows every row that cannot be used; then all of it or nothing. The same file twice changes nothing.
"""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ..members import Actor
from ..models import School
from . import oneroster, simple, waiting
from .applying import NotApplied, apply
from .files import FileNotRead, Tables, read_bytes, read_path
from .planning import Plan, plan
from .rows import Bad, Reading

__all__ = [
    "Bad",
    "FileNotRead",
    "NotApplied",
    "Plan",
    "apply",
    "import_file",
    "import_tables",
    "plan",
    "read_bytes",
    "rows_of",
    "waiting",
]


def import_file(*, school: School, path: Path, by: Actor, apply: bool) -> Plan:
    """Plan the import of a CSV file, a ZIP file or a folder; with `apply`, do it.

    Raises:
        FileNotRead: the file cannot be used at all.
        NotApplied: rows are bad, and nothing was done.
    """
    return import_tables(school=school, tables=read_path(path), by=by, confirmed=None, do=apply)


def import_tables(*, school: School, tables: Tables, by: Actor, confirmed: str | None = None, do: bool) -> Plan:
    """Plan an import; with `do`, do it. `confirmed` is the digest of the plan that somebody saw and agreed to.

    Raises:
        FileNotRead: the file cannot be used at all.
        NotApplied: rows are bad, or the plan is no longer the one confirmed, or what it says cannot be. Nothing was done.
    """
    reading = rows_of(tables, school)
    if not do:
        return plan(school, reading, by)
    try:
        with transaction.atomic():
            made = plan(school, reading, by)
            if confirmed is not None and confirmed != made.digest:
                raise NotApplied("The people have changed since you looked. Look again at what the import would do.")
            apply(made, by)
    except ValidationError as refused:  # two headteachers, say
        raise NotApplied(" ".join(refused.messages)) from None
    except IntegrityError:
        raise NotApplied(
            "Somebody else changed the same people at that moment. Nothing is imported: try again."
        ) from None
    return made


def rows_of(tables: Tables, school: School) -> Reading:
    """What a file says about people, before it is compared with anybody.

    Raises:
        FileNotRead: the file cannot be used at all.
    """
    if oneroster.is_oneroster(tables):
        reading = oneroster.read(tables, school)
    elif tables.only is not None:
        reading = simple.read(tables.only)
    else:
        raise FileNotRead("Hand in one CSV file, or a OneRoster set with orgs.csv and users.csv.")
    reading.digest = tables.digest
    return reading
