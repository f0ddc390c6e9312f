"""Printing JSON: on every command, `--json` prints plain data on stdout and nothing else."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Print plain JSON and nothing else.")]
PackName = Annotated[
    str, typer.Argument(metavar="PACK", help="A pack's name (see `gatepost packs`), or the path of your own.")
]


def counted(count: int, noun: str) -> str:
    """`1 clause`, `2 clauses`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def show_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
