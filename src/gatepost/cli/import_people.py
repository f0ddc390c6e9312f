"""`gatepost import`: people from a file of the school's own system."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import FAILED, Misuse, finish
from .installation import school_named, site
from .output import counted

if TYPE_CHECKING:
    from gatepost.schools.imports import Plan


def import_people(
    school: Annotated[str, typer.Argument(metavar="SCHOOL", help="The school's short name.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file, or a OneRoster folder or zip.")],
    apply: Annotated[bool, typer.Option("--apply", help="Make the changes. Without it, only show them.")] = False,
) -> None:
    """Show what a file of people would change, and every row that is wrong; with --apply, change it: all of it or nothing."""
    with site():
        from django.core.exceptions import ValidationError

        from gatepost.schools.imports import import_tables
        from gatepost.schools.imports.files import FileNotRead, read_path
        from gatepost.schools.members import GATEPOST

        found = school_named(school)
        try:
            tables = read_path(file)
            plan = import_tables(school=found, tables=tables, by=GATEPOST, do=False)
            print("\n".join(_lines(plan)))
            if plan.bad:
                finish(FAILED)
            if apply:
                import_tables(school=found, tables=tables, by=GATEPOST, confirmed=plan.digest, do=True)
        except FileNotRead as error:
            raise Misuse(str(error)) from None
        except ValidationError as error:
            raise Misuse("\n".join(error.messages)) from None
    print("Imported." if apply else "Nothing has been changed yet. Add --apply to import.")


def _lines(plan: Plan) -> Iterator[str]:
    """What an import would do, with the rows that are wrong. Names stay out: the lines may end up in a log."""
    yield f"{len(plan.add)} to add, {len(plan.change)} to change, {len(plan.leave)} to leave, {plan.unchanged} as they are."
    yield from plan.notes
    for bad in plan.bad:
        column = f", {bad.column}" if bad.column else ""
        yield f"{bad.file}, line {bad.line}{column}: {bad.reason}"
    if plan.bad:
        yield f"{counted(len(plan.bad), 'row')} cannot be used. Nothing is imported until they can."
