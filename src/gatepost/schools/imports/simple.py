"""The simple form: one CSV file, a row for each person, columns named as in `rows.COLUMNS`."""

from __future__ import annotations

from .files import Table
from .rows import COLUMNS, NEEDED, Bad, Reading, checked, nearest


def read(table: Table) -> Reading:
    """The rows of the file. Columns that are not ours are passed over, unless they are one of ours misspelt."""
    reading = Reading()
    named = tuple(column.strip().lower().replace(" ", "_") for column in table.columns)
    reading.bad += _header(table, named)
    if reading.bad:
        return reading
    if passed := [column for column, name in zip(table.columns, named, strict=True) if name and name not in COLUMNS]:
        reading.notes.append(f"Columns passed over: {', '.join(passed)}.")
    if table.encoding != "UTF-8":
        reading.notes.append(f"{table.file} was read as {table.encoding}. Look at names with accents.")
    ours = Table(table.file, named, table.rows, table.encoding)
    for line, cells in ours.cells():
        row, bad = checked({name: cell for name, cell in cells.items() if name in COLUMNS}, line, table.file)
        reading.bad += bad
        if row is not None:
            reading.rows.append(row)
    reading.bad += [
        Bad(line, "", f"has {len(row)} cells, and the file {len(named)} columns", table.file)
        for line, row in table.rows
        if len(row) > len(named)
    ]
    return reading


def _header(table: Table, named: tuple[str, ...]) -> list[Bad]:
    bad = [Bad(1, name, "is a column that the file must have", table.file) for name in NEEDED if name not in named]
    bad += [
        Bad(1, name, "stands in the file twice", table.file)
        for name in dict.fromkeys(named)
        if name and named.count(name) > 1
    ]
    for name in named:
        if name and name not in COLUMNS and (near := nearest(name, COLUMNS)):
            bad.append(Bad(1, name, f"is not a column of ours.{near}", table.file))
    return bad
