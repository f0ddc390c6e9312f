"""`gatepost import`: people from a file of the school's own system."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .errors import ANSWERED, FAILED, Misuse, finish
from .installation import site


def import_people(
    school: Annotated[str, typer.Argument(metavar="SCHOOL", help="The school's short name.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file, or a OneRoster folder or zip.")],
    apply: Annotated[bool, typer.Option("--apply", help="Make the changes. Without it, only show them.")] = False,
) -> None:
    """Show what a file of people would change, and every row that is wrong; with --apply, change it: all of it or nothing."""
    with site():
        from gatepost.schools.imports import import_file
        from gatepost.schools.members import GATEPOST
        from gatepost.schools.models import School

        found = School.objects.filter(slug=school).first()
        if found is None:
            raise Misuse(f"there is no school '{school}'.")
        plan = import_file(school=found, path=file, by=GATEPOST, apply=apply)
    finish(FAILED if plan.bad else ANSWERED)
