"""What the commands that screen are told about a school: its roll, whom it trusts, its own phrases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import Misuse

if TYPE_CHECKING:
    from gatepost.screening import Roll, Settings, TextKind

RollFile = Annotated[
    Path | None, typer.Option("--roll", metavar="FILE", help="The school's roll (CSV), so that names are noticed.")
]
Trusted = Annotated[
    list[str] | None,
    typer.Option(
        "--trusted",
        metavar="ADDRESS|FILE",
        help="A web address or @account that the school trusts, or a file with one a line. May be given several times.",
    ),
]
PhrasesFile = Annotated[
    Path | None, typer.Option("--phrases", metavar="FILE", help="The school's own allowed and denied phrases.")
]


def roll_in(path: Path | None) -> Roll | None:
    """The roll in a file, if one is given."""
    from gatepost.screening import RollError, load_roll

    try:
        return load_roll(path) if path else None
    except RollError as error:
        raise Misuse(str(error)) from None


def settings_of(kind: TextKind, trusted: Sequence[str] | None, phrases: Path | None) -> Settings:
    """The settings that these options make. An account, or an address with a path, is one of the school's own accounts."""
    from gatepost.screening import Settings
    from gatepost.screening.phrases import PhraseError, load_phrases

    given = [entry for item in trusted or () for entry in _entries(item)]
    handles = frozenset(entry for entry in given if entry.startswith("@"))
    pages = frozenset(entry for entry in given if "/" in entry.rpartition("://")[2].rstrip("/"))
    try:
        learnt = load_phrases(phrases) if phrases else None
    except PhraseError as error:
        raise Misuse(str(error)) from None
    return Settings(kind=kind, trusted=frozenset(given) - handles, own_accounts=handles | pages, phrases=learnt)


def exists(path: Path) -> bool:
    """Whether there is such a file; a text is no name of one."""
    try:
        return path.exists()
    except (OSError, ValueError):  # too long, or with characters that no name has
        return False


def _entries(item: str) -> list[str]:
    """An entry, or those in a file: one a line, with notes behind a # and a blank."""
    if not exists(Path(item)):
        return [item]
    try:
        lines = Path(item).read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Misuse(f"{item}: this is not text. Save the list as plain text (UTF-8), one address a line.") from None
    except OSError as error:
        raise Misuse(f"{item}: the file cannot be read ({(error.strerror or str(error)).lower()}).") from None
    entries = (f" {line}".partition(" #")[0].strip() for line in lines)
    return [entry for entry in entries if entry]
