"""How long a large school takes to import: 20,000 pupils and parents, read, planned, checked and written; and then once more, for nothing.

python -m benchmarks.importing
"""

from __future__ import annotations

import os
import tempfile
import time

PEOPLE, LIMIT = 20_000, 30
HEADER = "id,kind,first_name,last_name,class_name,posts,parents_of,image_permission\n"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="gatepost-bench-") as folder:
        os.environ.update(GATEPOST_DATA=folder, GATEPOST_MODE="demo", DJANGO_SETTINGS_MODULE="gatepost.site.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(f"  import of {PEOPLE:,} people {_imported():18.1f} s   at most {LIMIT} s")
        print(f"  the same again, which changes nothing {_imported():8.1f} s")


def _imported() -> float:
    from gatepost.schools.imports import import_tables, read_bytes
    from gatepost.schools.members import GATEPOST
    from gatepost.schools.models import School

    school, _ = School.objects.get_or_create(name="Riverside", slug="riverside")
    began = time.perf_counter()
    import_tables(school=school, tables=read_bytes("people.csv", _people()), by=GATEPOST, do=True)
    return time.perf_counter() - began


def _people() -> bytes:
    rows = [f"P{n},pupil,Pupil{n},Example,Class {n % 40},,,given\n" for n in range(PEOPLE // 2)]
    rows += [f"C{n},parent,Parent{n},Example,,,P{n},\n" for n in range(PEOPLE // 2)]
    return (HEADER + "".join(rows)).encode()


if __name__ == "__main__":
    main()
