"""The school's roll: the people whose names are looked for.

A roll is a CSV file whose first row names its columns. `first_name`, `last_name` and `kind` (pupil or staff) are
needed, `known_as`, `year_group` and `do_not_publish` (yes or no) optional; other columns are passed over, unless they
are an optional one misspelt.
A roll is read whole or not at all: half a roll would leave children unprotected without a word.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Literal, cast

from .errors import RollError
from .folding import fold

Kind = Literal["pupil", "staff"]

_NEEDED = ("first_name", "last_name", "kind")
_OPTIONAL = ("known_as", "year_group", "do_not_publish")
_NEAR = 0.75
"""From how alike two words are one is taken for the other misspelt: "known_by" for "known_as", but not "year"."""
_YES_OR_NO = {
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0", ""), False),
}
_LONGEST_NAME = 100
_WORD = re.compile(r"[^\W\d_]+")
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roll. `year_group` is as the school writes it ("5", "R"), empty for staff."""

    first_name: str
    last_name: str
    kind: Kind
    known_as: str = ""
    year_group: str = ""
    do_not_publish: bool = False

    def __str__(self) -> str:
        name = f"{self.first_name} {self.last_name}".strip()
        return f"{name} ({self._standing})"

    @property
    def _standing(self) -> str:
        if self.kind == "staff":
            return "staff"
        year = self.year_group
        if year.upper() in ("R", "YR"):
            return "Reception"
        return f"Year {year}" if year.isdigit() else year or "pupil"


class Roll:
    """The people of one school. Equal only to itself, so that its search index can be kept beside it.

    `lacks` are the optional columns that its file does not have.
    """

    def __init__(self, people: Iterable[Person] = (), *, lacks: Iterable[str] = ()) -> None:
        self.people: tuple[Person, ...] = tuple(people)
        self.lacks: tuple[str, ...] = tuple(lacks)

    def __len__(self) -> int:
        return len(self.people)

    @cached_property
    def barred_words(self) -> frozenset[str]:
        """Every word in the names of those who must not be published, in plain lower case."""
        barred = (person for person in self.people if person.do_not_publish)
        names = (f"{person.first_name} {person.last_name} {person.known_as}" for person in barred)
        return frozenset(word for name in names for word in _WORD.findall(fold(name).key))

    def __repr__(self) -> str:
        return f"Roll({len(self)} people)"


def load_roll(path: str | Path) -> Roll:
    """The roll in a CSV file. Raises RollError with file, row and column if anything in it cannot be used."""
    place = Path(path)
    name = place.name or str(path)
    try:
        size = place.stat().st_size
        data = place.read_bytes() if size <= _MOST_BYTES else b""
    except OSError as error:
        raise RollError(f"{name}: the file cannot be read ({error.strerror or error}).") from error
    if size > _MOST_BYTES:
        raise RollError(f"{name}: it is larger than {_MOST_BYTES // 1_000_000} MB; a roll is not that long.")
    return read_roll(data, name=name)


def read_roll(data: bytes, *, name: str = "roll.csv") -> Roll:
    """The roll in the bytes of a CSV file; `name` is what errors call it."""
    reader = csv.reader(io.StringIO(_decoded(data, name), newline=""), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise RollError(f"{name}, row {reader.line_num}: the row cannot be read ({error}).") from error
    if not rows:
        raise RollError(f"{name}: the file is empty; its first row must name the columns {', '.join(_NEEDED)}.")
    columns = _columns(rows[0][1], name)
    people = [(line, row) for line, row in rows[1:] if any(cell.strip() for cell in row)]
    width = len(rows[0][1])
    return Roll(
        (_person(columns, width, row, f"{name}, row {line}") for line, row in people), lacks=_lacking(columns, name)
    )


def _decoded(data: bytes, name: str) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):  # what spreadsheets write
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RollError(f"{name}: this is not a CSV file that can be read; save it as “CSV UTF-8” and try again.")


def _columns(header: list[str], name: str) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(header):
        column = cell.strip().lower().replace(" ", "_")
        if column and column in columns:
            raise RollError(f"{name}, row 1: the column {column} is there twice.")
        columns[column] = index
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        word = "column" if len(missing) == 1 else "columns"
        there = ", ".join(header)[:_LONGEST_NAME]
        raise RollError(f"{name}, row 1: the {word} {', '.join(missing)} cannot be found; the row has: {there}.")
    return columns


def _lacking(columns: Mapping[str, int], name: str) -> list[str]:
    """The optional columns that are not there. One that is misspelt must not be passed over: it may say whom not to publish."""
    lacking = [column for column in _OPTIONAL if column not in columns]
    for column in columns:
        if column not in (*_NEEDED, *_OPTIONAL) and (meant := get_close_matches(column, lacking, n=1, cutoff=_NEAR)):
            raise RollError(f"{name}, row 1: the column {column} is not known. Did you mean {meant[0]}?")
    return lacking


def _person(columns: Mapping[str, int], width: int, row: list[str], where: str) -> Person:
    if any(cell.strip() for cell in row[width:]):
        cells = f"{len(row)} cells, but the first row names {width} columns"
        raise RollError(f"{where}: {cells}; is a comma not in quotation marks?")

    def cell(column: str) -> str:
        index = columns.get(column, len(row))
        value = " ".join(row[index].split()) if index < len(row) else ""
        if len(value) > _LONGEST_NAME:
            long = f"longer than {_LONGEST_NAME} characters"
            raise RollError(f"{where}, column {column}: {long}; is a quotation mark not closed?")
        return value

    if not any(c.isalpha() for c in cell("first_name")):
        raise RollError(f"{where}, column first_name: a name is needed.")
    kind, barred = cell("kind").lower(), cell("do_not_publish").lower()
    if kind not in ("pupil", "staff"):
        raise RollError(f"{where}, column kind: '{cell('kind')}' is not pupil or staff")
    if barred not in _YES_OR_NO:
        raise RollError(f"{where}, column do_not_publish: '{cell('do_not_publish')}' is not yes or no")
    return Person(
        first_name=cell("first_name"),
        last_name=cell("last_name"),
        kind=cast(Kind, kind),
        known_as=cell("known_as"),
        year_group=cell("year_group"),
        do_not_publish=_YES_OR_NO[barred],
    )
