"""`gatepost screen`: what a text holds, or many of them; no policy is asked."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from .errors import Misuse
from .output import Json, show_json
from .screening_options import PhrasesFile, RollFile, Trusted, exists, roll_in, settings_of

if TYPE_CHECKING:
    from gatepost.screening import Roll, Settings

STDIN = "-"
JSON_LINES = (".jsonl", ".ndjson")
NOTHING = "nothing to screen: name a file, type the text in quotation marks, or give - for standard input."


class Kind(StrEnum):
    """What a text is."""

    POST = "post"
    COMMENT = "comment"


@dataclass
class Source:
    """Where texts come from: how errors call it, its first line, what follows that, and its size where it is known."""

    name: str
    first: bytes
    rest: BinaryIO
    size: int | None

    @property
    def is_json_lines(self) -> bool:
        from .json_lines import is_json_line

        return self.name.endswith(JSON_LINES) or is_json_line(self.first)


def screen(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE|TEXT|-", help="A file, the text itself in quotation marks, or - for standard input."
        ),
    ] = None,
    kind: Annotated[
        Kind, typer.Option("--kind", metavar="KIND", help="post or comment, unless a line says.")
    ] = Kind.POST,
    roll: RollFile = None,
    trusted: Trusted = None,
    phrases: PhrasesFile = None,
    picture: Annotated[
        list[Path] | None,
        typer.Option("--picture", metavar="PICTURE", help="A picture to screen too. May be given several times."),
    ] = None,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=64, metavar="N", help="How many processes share many texts.")
    ] = 1,
    json: Json = False,
) -> None:
    """Screen a text, or many: what does it hold?

    A file with one JSON object a line ({"id", "kind", "text"}) is answered in kind, one line each
    ({"id", "labels", "spans", "findings", ...}). Any other is one text.
    """
    people, settings = roll_in(roll), settings_of(kind.value, trusted, phrases)
    if what is None and picture:
        _one("", picture, people, settings, as_json=json)
        return
    with _opened(what) as source:
        if source.is_json_lines and not picture:
            _many(source, people, settings, processes)
        else:
            _one(_text(source), picture or (), people, settings, as_json=json)


# ---------------------------------------------------------------------- what is given


@contextmanager
def _opened(what: str | None) -> Iterator[Source]:
    if what is None and sys.stdin.isatty():
        raise Misuse(NOTHING)
    if what in (None, STDIN):
        yield Source("standard input", sys.stdin.buffer.readline(), sys.stdin.buffer, None)
    elif exists(path := Path(str(what))):
        with path.open("rb") as stream:
            yield Source(path.name, stream.readline(), stream, path.stat().st_size)
    elif any(char.isspace() for char in str(what)):
        yield Source("the text", str(what).encode("utf-8", "replace"), io.BytesIO(), None)
    else:
        raise Misuse(f"{what}: there is no such file. A single word is screened from standard input (-).")


def _text(source: Source) -> str:
    try:
        return (source.first + source.rest.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Misuse(
            f"{source.name}: this is not text. Save it as plain text (UTF-8); pictures are given with --picture."
        ) from None


# ---------------------------------------------------------------------- what is answered


def _one(text: str, pictures: Sequence[Path], roll: Roll | None, settings: Settings, *, as_json: bool) -> None:
    from gatepost.screening import PictureError
    from gatepost.screening import screen as look

    from . import found_page, json_lines, page

    try:
        screening = look(text, pictures, roll, settings)
    except PictureError as error:
        raise Misuse(str(error)) from None
    if as_json:
        show_json(json_lines.found_json(text, screening))
        return
    if text or not pictures:
        page.show(found_page.found_in_text(text, screening))
    page.show(found_page.found_in_pictures(screening))


def _many(source: Source, roll: Roll | None, settings: Settings, processes: int) -> None:
    from .json_lines import screened
    from .progress import progress

    with progress("Screening", source.size) as done:
        for line in screened(_numbered(source, done), roll, settings, processes):
            print(line)


def _numbered(source: Source, done: Callable[[int], None]) -> Iterator[tuple[str, bytes]]:
    """The lines that hold something, each with where it stands."""
    for number, line in enumerate(chain([source.first], source.rest), start=1):
        done(len(line))
        if line.strip():
            yield f"{source.name}, line {number}", line
