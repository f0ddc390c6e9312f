"""`gatepost verify`: is the record still what was written?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .errors import ANSWERED, FAILED, Misuse, finishing
from .installation import school_named, site


def verify(
    school: Annotated[
        str, typer.Argument(metavar="[SCHOOL]", help="A school's short name. All of them if not given.")
    ] = "",
    checkpoint: Annotated[
        Path | None, typer.Option(help="Check a checkpoint that was exported, instead.", dir_okay=False)
    ] = None,
) -> None:
    """Read the record through. Ends with 1 if anything in it was changed, is missing or out of order, and says where."""
    with site():
        whole = _checkpoint_holds(checkpoint) if checkpoint else show_reports(school)
        with finishing(ANSWERED if whole else FAILED):
            pass


def show_reports(slug: str = "") -> bool:
    """Verify one school's record, or all, and say what was found. Whether all is whole."""
    from gatepost.records.verifying import verify, verify_all

    whole = True
    for report in [verify(school_named(slug))] if slug else verify_all():
        whole = whole and report.whole
        print("\n".join(report.sentences))
    return whole


def _checkpoint_holds(file: Path) -> bool:
    from gatepost.records.checkpoints import LARGEST, CheckpointUnreadable, verify_checkpoint

    with file.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    try:
        report = verify_checkpoint(content)
    except CheckpointUnreadable as error:
        raise Misuse(str(error)) from None
    print("\n".join(report.sentences))
    return report.good
