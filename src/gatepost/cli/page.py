"""What a command prints: lines of words with a meaning, laid out for a terminal or, plainly, for a file or another program."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 80
NARROWEST, WIDEST = 40, 100  # lines longer than this are hard to read

STYLES = {
    "forbidden": "bold red",
    "needs": "bold yellow",
    "discouraged": "bold yellow",
    "permitted": "bold green",
    "silent": "bold",
    "good": "green",
    "bad": "red",
    "heading": "bold",
    "clause": "bold cyan",
    "quiet": "dim",
    "marked": "underline",
    "text": "",
}
Span = tuple[str, str]  # words, and the name of their style


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words, how far it stands in, and how much further what runs over."""

    spans: tuple[Span, ...]
    indent: int = 0
    hanging: int = 0

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.spans)


BLANK = Line(())


def line(text: str = "", style: str = "text", *, indent: int = 0, hanging: int = 0) -> Line:
    """A paragraph in one style."""
    return Line(((text, style),), indent, hanging)


def spans(*parts: Span, indent: int = 0, hanging: int = 0) -> Line:
    """A paragraph in several styles."""
    return Line(parts, indent, hanging)


def show(lines: Iterable[Line]) -> None:
    """Print paragraphs: in colour on a terminal, plainly elsewhere."""
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        _show_in_colour(lines)
    else:
        for item in lines:
            print(plain(item, width()))


def width() -> int:
    """The width to wrap at."""
    if not sys.stdout.isatty():
        return PLAIN_WIDTH
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns))


def plain(item: Line, columns: int) -> str:
    """A paragraph without any style."""
    first, rest = " " * item.indent, " " * (item.indent + item.hanging)
    wrapped = textwrap.wrap(
        item.text, columns, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(wrapped)


def _show_in_colour(lines: Iterable[Line]) -> None:
    from rich.console import Console

    columns = width()
    console = Console(width=columns, highlight=False, markup=False, emoji=False)
    for item in lines:
        _print(console, item, columns)


def _print(console: Console, item: Line, columns: int) -> None:
    """Wrap the words as `plain` does, and lay the styles over them."""
    from rich.text import Text

    # Wrapping changes nothing but blanks, so that every other character comes in its turn.
    styles = iter([style for words, style in item.spans for char in words if not char.isspace()])
    for row in plain(item, columns).split("\n"):
        runs: list[list[str]] = []
        for char in row:
            style = (runs[-1][1] if runs else "text") if char.isspace() else next(styles)
            if runs and runs[-1][1] == style:
                runs[-1][0] += char
            else:
                runs.append([char, style])
        console.print(
            Text.assemble(*((words, STYLES[style]) for words, style in runs)),
            no_wrap=True,
            overflow="ignore",
            crop=False,
        )
