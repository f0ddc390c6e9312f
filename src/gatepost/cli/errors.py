"""How a command ends: answered (0), the thing checked failed (1), wrongly used (2). Never in a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec

P = ParamSpec("P")

ANSWERED, FAILED, MISUSED = 0, 1, 2
STOPPED = 130  # by Ctrl-C, as shells have it


class Misuse(Exception):
    """The command was wrongly used; its text says how to use it."""


def finish(code: int) -> NoReturn:
    """End with an exit code."""
    raise SystemExit(code)


def complain(message: str) -> None:
    """One clear line on stderr."""
    print(f"gatepost: {message}", file=sys.stderr)


def clearly(command: Callable[P, None]) -> Callable[P, None]:
    """A command that says what is wrong with what it was given, line by line, and ends with 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from gatepost.policy.errors import PolicyError

        try:
            command(*args, **kwargs)
        except (Misuse, PolicyError) as error:
            for line in str(error).splitlines():
                complain(line)
            finish(MISUSED)

    return run
