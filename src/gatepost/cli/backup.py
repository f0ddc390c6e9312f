"""`gatepost backup` and `gatepost restore`: the whole site in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .errors import ANSWERED, FAILED, Misuse, finish
from .installation import site
from .output import counted

File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", dir_okay=False)]


def backup(file: File) -> None:
    """Write the whole site, as it is at one moment, into one file, and check it. The site may go on running."""
    if file.exists():
        raise Misuse(f"'{file}' exists already.")
    with site():
        from gatepost.site.backup import BackupDamaged, back_up

        try:
            made = back_up(file)
        except BackupDamaged as error:
            raise Misuse(str(error)) from None
    print(
        f"{file}: {counted(made.rows, 'row')} and {counted(made.files, 'file')} of evidence or pictures, read again and found whole."
    )
    print(f"SHA-256 {made.digest}")
    if made.missing:
        print(
            f"{counted(made.missing, 'file')} of evidence or pictures could not be kept: not on the disk. See `gatepost verify`."
        )
    finish(FAILED if made.missing else ANSWERED)


def restore(file: File) -> None:
    """Put a backup into an empty site, and verify the record."""
    with site(migrated=False):
        from django.core.management import call_command

        from gatepost.site import restore as restoring
        from gatepost.site.backup import BackupDamaged

        call_command("migrate", interactive=False, verbosity=0)
        try:
            rows = restoring.restore(file)
        except (BackupDamaged, restoring.CannotRestore) as error:
            raise Misuse(str(error)) from None
        print(f"{counted(rows, 'row')} restored.")
        from .verify import show_reports

        whole = show_reports()
    finish(ANSWERED if whole else FAILED)
