"""`gatepost migrate`: make the database and the static files what this version needs."""

from __future__ import annotations

from .installation import site


def migrate() -> None:
    """Make or update the database's tables, and gather the static files. Run it before the first start and after every update."""
    with site(migrated=False) as environment:
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        if environment.production:  # otherwise they are served from where they stand
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    print("The site is up to date.")
