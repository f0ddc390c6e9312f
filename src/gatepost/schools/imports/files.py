"""Files as they come from a school's own system: their bytes become tables, or a clear reason why not."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MOST_BYTES = 20_000_000
_MOST_UNPACKED = 100_000_000


class FileNotRead(Exception):
    """The file cannot be used at all."""


@dataclass(frozen=True)
class Table:
    """One CSV file: its columns, and its rows with the line on which each begins."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str

    def cells(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Every row by column. Missing cells at the end of a row are empty."""
        empty = ("",) * len(self.columns)
        for line, row in self.rows:
            yield line, dict(zip(self.columns, (*row, *empty), strict=False))


@dataclass(frozen=True)
class Tables:
    """What was handed in: one table, or several by name; and the digest of it all."""

    by_name: Mapping[str, Table]
    digest: str

    @property
    def only(self) -> Table | None:
        return next(iter(self.by_name.values())) if len(self.by_name) == 1 else None


def read_path(path: Path) -> Tables:
    """A CSV file, a ZIP file, or a folder of CSV files.

    Raises:
        FileNotRead: it is not there, too large, or not what it should be.
    """
    try:
        if path.is_dir():
            return _tables({file.name: _limited(file) for file in sorted(path.glob("*.csv"))})
        return read_bytes(path.name, _limited(path))
    except OSError as problem:
        raise FileNotRead(f"{path} cannot be read: {problem.strerror}.") from None


def read_bytes(name: str, content: bytes) -> Tables:
    """A CSV file or a ZIP file by its content.

    Raises:
        FileNotRead: it is too large, or not what it should be.
    """
    if len(content) > MOST_BYTES:
        raise FileNotRead(f"{name} is larger than 20 MB.")
    if content.startswith(b"PK\x03\x04"):
        return _tables(_unpacked(name, content))
    return _tables({name: content})


def _limited(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileNotRead(f"{path.name} is larger than 20 MB.")
    return content


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """The CSV files of a ZIP file. Nothing is written to disk, and no more is unpacked than a school can mean."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if member.filename.lower().endswith(".csv")]
            members = [member for member in members if not member.filename.startswith("__MACOSX/")]
            if sum(member.file_size for member in members) > _MOST_UNPACKED:
                raise FileNotRead(f"{name} unpacks to more than 100 MB.")
            return {PurePosixPath(member.filename).name: archive.read(member) for member in members}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as problem:
        raise FileNotRead(f"{name} is not a whole ZIP file, or is locked with a password.") from problem


def _tables(contents: Mapping[str, bytes]) -> Tables:
    if not contents:
        raise FileNotRead("There is no CSV file in it.")
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return Tables({name: _table(name, content) for name, content in contents.items()}, digest.hexdigest())


def _table(name: str, content: bytes) -> Table:
    text, encoding = _decoded(name, content)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, tuple(cell.strip() for cell in cells)))
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise FileNotRead(
            f"{name}, line {begins}: the quotation marks or commas are not those of a CSV file ({problem})."
        ) from None
    if not rows:
        raise FileNotRead(f"{name} is empty.")
    columns = rows[0][1]
    if len(columns) == 1 and (";" in columns[0] or "\t" in columns[0]):
        raise FileNotRead(f"{name} has no commas between its columns. Save it as CSV with commas.")
    return Table(name, columns, tuple(rows[1:]), encoding)


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    """The text, and in what encoding it stood. UTF-8 cannot be mistaken for anything else; only what is not UTF-8 is Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise FileNotRead(f"{name} is not plain text. Save it as 'CSV UTF-8'.")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        raise FileNotRead(f"{name} is neither UTF-8 nor Windows-1252. Save it as 'CSV UTF-8'.") from None
