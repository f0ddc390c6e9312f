"""Which rows name files on the disk, so that a backup takes the files along and a check looks at them.

Each app registers its own in its `AppConfig.ready`: `register_files(Picture, "kept", "digest", school="post__school")`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from gatepost.schools.models import School

from .models import Evidence


@dataclass(frozen=True)
class Naming:
    """Rows that name files by the digests of their content; `school` leads from a row to the school whose files they are."""

    model: type[Model]
    digests: tuple[str, ...]
    school: str


NAMING: set[Naming] = set()


def register_files(model: type[Model], *digests: str, school: str = "school") -> None:
    """Say that a model names files."""
    NAMING.add(Naming(model, digests, school))


def all_files(using: str) -> Iterator[tuple[School, str]]:
    """Every file that a row names, as the school whose it is and its digest. One that several rows name may come several times."""
    for naming in NAMING:
        for field in naming.digests:
            rows = naming.model._base_manager.using(using).order_by(f"{naming.school}__slug", field)
            for slug, digest in rows.values_list(f"{naming.school}__slug", field).distinct().iterator():
                yield School(slug=slug), digest


def files_of(school: School) -> Iterator[tuple[str, str]]:
    """The files that a school's rows name, as what names it, in words, and its digest. Evidence is not among them: entries speak of it."""
    for naming in NAMING:
        if naming.model is Evidence:
            continue
        rows = naming.model._base_manager.filter(**{naming.school: school}).order_by("pk")
        for number, *digests in rows.values_list("pk", *naming.digests).iterator():
            for digest in dict.fromkeys(digests):
                yield f"{naming.model._meta.verbose_name} {number}", digest
