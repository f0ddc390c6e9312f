"""Tables in Markdown, and the place in a document where they go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table and the empty line behind it."""
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def between_marks(document: str, mark: str, lines: Iterable[str]) -> str:
    """The document with these lines between `<!-- mark -->` and `<!-- /mark -->`."""
    opening, closing = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, found, rest = document.partition(opening)
    _, found_too, after = rest.partition(closing)
    if not (found and found_too):
        raise SystemExit(f"the document has no place for the tables: {opening} ... {closing} is wanted")
    body = "\n".join(lines).strip("\n")
    return f"{before}{opening}\n\n{body}\n\n{closing}{after}"
