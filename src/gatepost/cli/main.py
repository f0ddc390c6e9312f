"""The `gatepost` command. Each command stands in a module of its own and imports what it needs only when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from gatepost import __version__

from .analyse import analyse
from .ask import ask
from .backup import backup, restore
from .check import check
from .compare import compare
from .coverage import coverage
from .demo import demo
from .errors import ANSWERED, MISUSED, STOPPED, Ended, clearly, complain, complain_of_loss, written
from .import_people import import_people
from .init import init
from .lint import lint
from .migrate import migrate
from .packs import packs
from .rotate_keys import rotate_keys
from .scenarios import scenarios
from .screen import screen
from .serve import serve
from .show import show
from .verify import verify
from .worker import worker

COMMANDS: dict[str, Callable[..., None]] = {
    "ask": ask,
    "check": check,
    "screen": screen,
    "show": show,
    "packs": packs,
    "lint": lint,
    "scenarios": scenarios,
    "coverage": coverage,
    "analyse": analyse,
    "compare": compare,
    "demo": demo,
    "init": init,
    "migrate": migrate,
    "serve": serve,
    "worker": worker,
    "import": import_people,
    "verify": verify,
    "backup": backup,
    "restore": restore,
    "rotate-keys": rotate_keys,
}
# Where typer keeps the error of wrong use differs from version to version; it is always the base of this one.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name="gatepost",
    help="The school's social-media policy, running.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, command in COMMANDS.items():
    app.command(name)(clearly(command))


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"gatepost {__version__}")
        raise typer.Exit


@app.callback()
def gatepost(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """The school's social-media policy, running."""


def run() -> None:
    """Run the command that was typed. Whatever is wrong is said in a line; nothing ends in a traceback."""
    _open_streams()
    try:
        with written():  # what typer prints by itself too, such as the help
            code = app(args=sys.argv[1:] or ["--help"], standalone_mode=False)
    except Ended:
        raise
    except SystemExit:  # typer's own way to end if nobody reads the help
        raise SystemExit(ANSWERED) from None
    except OSError as error:
        raise SystemExit(complain_of_loss(error)) from None
    except UsageError as error:
        raise SystemExit(_misused(error)) from None
    except (KeyboardInterrupt, typer.Abort):
        raise SystemExit(STOPPED) from None
    raise SystemExit(code or ANSWERED)


def _open_streams() -> None:
    """A stream that the shell has closed is nothing to read and nowhere to write."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  for as long as it runs
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show ✓ shows ?


def _misused(error: Exception) -> int:
    """Say what was typed wrongly, with the command that was most likely meant."""
    from gatepost.policy.errors import did_you_mean

    typed = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    if typed in COMMANDS or not typed:
        message = " ".join(str(getattr(error, "format_message", lambda: error)()).split())
        complain(f"{message.rstrip('.')}. See `gatepost {typed}{' ' if typed else ''}--help`.")
    else:
        # Letters in the wrong order are a commoner slip than those of a longer word.
        swapped = [name for name in COMMANDS if sorted(name) == sorted(typed)]
        complain(
            f"there is no command '{typed}'. {did_you_mean(typed, swapped or COMMANDS) or 'See `gatepost --help`.'}"
        )
    return MISUSED
