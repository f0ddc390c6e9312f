"""How a command ends: answered (0), the thing checked failed (1), wrongly used (2). Never in a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import NoReturn, ParamSpec, TextIO

P = ParamSpec("P")

ANSWERED, FAILED, MISUSED = 0, 1, 2
STOPPED = 130  # by Ctrl-C, as shells have it


class Misuse(Exception):
    """The command was wrongly used; its text says how to use it."""


class Ended(SystemExit):
    """The command has ended, with the exit code that it asked for."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


def finish(code: int) -> NoReturn:
    """End with an exit code."""
    raise Ended(code)


@contextmanager
def finishing(code: int) -> Iterator[None]:
    """Print an answer and end with its exit code, whether or not anybody reads it to its end."""
    with suppress(BrokenPipeError):
        yield
    finish(code)


def complain(message: str) -> None:
    """One clear line on stderr."""
    try:
        print(f"gatepost: {message}", file=sys.stderr, flush=True)
    except OSError:  # nobody can be told
        _write_no_more(sys.stderr)


def complain_of_loss(error: OSError) -> int:
    """Say that a file cannot be used, or that the answer cannot be written. The exit code."""
    _write_no_more(sys.stdout)
    what = f"'{error.filename}' cannot be used" if error.filename else "the answer cannot be written"
    complain(f"{what} ({(error.strerror or str(error)).lower()}).")
    return MISUSED


def _write_no_more(stream: TextIO) -> None:
    """What is left must not be written when Python closes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def written() -> Iterator[None]:
    """Everything printed within is written when it ends. A reader who has seen enough is no error and changes no exit code.

    Raises:
        OSError: it cannot be written for another reason, such as a full disk.
    """
    code = None
    try:
        yield
    except Ended as ended:
        code = ended.exit_code
    except BrokenPipeError:
        code = ANSWERED
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _write_no_more(sys.stdout)
    if code is not None:
        finish(code)


def clearly(command: Callable[P, None]) -> Callable[P, None]:
    """A command that says what is wrong with what it was given, line by line, and ends with 2. A closed pipe ends it quietly."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from gatepost.policy.errors import PolicyError

        try:
            with written():
                command(*args, **kwargs)
        except OSError as error:
            finish(complain_of_loss(error))
        except (Misuse, PolicyError) as error:
            for line in str(error).splitlines():
                complain(line)
            finish(MISUSED)

    return run
