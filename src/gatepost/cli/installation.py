"""The site that a command works on: the one that the environment describes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .errors import Misuse

if TYPE_CHECKING:
    from gatepost.schools.models import School
    from gatepost.site.environment import Environment


@contextmanager
def site(*, migrated: bool = True) -> Iterator[Environment]:
    """Make the site ready for what is done within.

    Raises:
        Misuse: a setting is wrong, the database does not answer, or it is not up to date (unless `migrated` is false).
    """
    environment = _prepare()
    from django.db import DatabaseError

    from gatepost.site.health import migrations_pending

    try:
        if migrated and migrations_pending():
            raise Misuse("the database is not up to date. Run `gatepost migrate` first.")
        yield environment
    except DatabaseError as error:
        raise Misuse(f"the database cannot be used ({_first_line(error)}).") from error


def school_named(slug: str) -> School:
    """A school by its short name.

    Raises:
        Misuse: there is none.
    """
    from gatepost.schools.models import School

    if school := School.objects.filter(slug=slug).first():
        return school
    names = ", ".join(School.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
    raise Misuse(f"there is no school '{slug}'. There are: {names}.")


def _prepare() -> Environment:
    from gatepost.site.environment import WrongSettings, read_environment

    try:
        environment = read_environment()
    except WrongSettings as wrong:
        raise Misuse(str(wrong)) from None
    environment.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gatepost.site.settings")
    import django

    django.setup()
    return environment


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
