"""A bar on the terminal while something takes its time. It stands on stderr, and only where nothing else would be in its way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WORTH_A_BAR = 300_000  # bytes: what is shorter is done at once


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Gives a function that is told how many more bytes are done; `total` is None where nobody knows."""
    if not _wanted(total):
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(
        *columns,
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # what is printed meanwhile belongs in its file, and not above the bar
    ) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)


def _wanted(total: int | None) -> bool:
    """Whether somebody looks on, who is not shown the answers themselves."""
    return sys.stderr.isatty() and not sys.stdout.isatty() and (total is None or total > WORTH_A_BAR)
