"""How a command ends: answered (0), the thing checked failed (1), wrongly used (2). Never in a traceback."""

from __future__ import annotations

import os
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


def _write_no_more() -> None:
    """What is left must not be written when Python closes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def clearly(command: Callable[P, None]) -> Callable[P, None]:
    """A command that says what is wrong with what it was given, line by line, and ends with 2. A closed pipe ends it quietly."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from gatepost.policy.errors import PolicyError

        try:
            try:
                command(*args, **kwargs)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:  # the reader has seen enough
            _write_no_more()
            finish(ANSWERED)
        except OSError as error:
            _write_no_more()
            what = f"'{error.filename}' cannot be used" if error.filename else "the answer cannot be written"
            complain(f"{what} ({(error.strerror or str(error)).lower()}).")
            finish(MISUSED)
        except (Misuse, PolicyError) as error:
            for line in str(error).splitlines():
                complain(line)
            finish(MISUSED)

    return run
