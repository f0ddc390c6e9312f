"""`gatepost lint`: is a pack well written?"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .errors import ANSWERED, FAILED, finishing
from .output import Json, counted, show_json


def lint(
    pack: Annotated[
        str | None,
        typer.Argument(metavar="PACK|FILE", help="A pack, or the path of your own; all shipped ones if left out."),
    ] = None,
    json: Json = False,
) -> None:
    """Look a pack over for mistakes.

    Unknown words, clauses that are cited and not there, rules that can never hold: each with its line.
    """
    from gatepost.policy import shipped_packs

    from . import page

    found = [_lint(name) for name in ([pack] if pack is not None else shipped_packs())]
    with finishing(FAILED if any(result["problems"] for result in found) else ANSWERED):
        if json:
            show_json(found)
        else:
            page.show(line for result in found for line in _lines(result))


def _lint(name: str) -> dict[str, Any]:
    from gatepost.policy import PackError, load_pack

    try:
        pack = load_pack(name)
    except PackError as error:
        problems = [{"file": p.file, "line": p.line, "message": p.message, "hint": p.hint} for p in error.problems]
        return {"pack": name, "clauses": 0, "rules": 0, "problems": problems, "said": [str(p) for p in error.problems]}
    return {
        "pack": pack.name,
        "clauses": len(pack.clauses),
        "rules": sum(1 for _ in pack.rules),
        "problems": [],
        "said": [],
    }


def _lines(result: dict[str, Any]) -> list[Any]:
    from . import page

    if not result["problems"]:
        said = f"{counted(result['clauses'], 'clause')}, {counted(result['rules'], 'rule')}, nothing wrong."
        return [page.spans(("✓ ", "good"), (f"{result['pack']}: {said}", "text"))]
    head = page.spans(("✗ ", "bad"), (f"{result['pack']}: {counted(len(result['problems']), 'problem')}.", "text"))
    return [head, *(page.line(said, indent=2, hanging=2) for said in result["said"])]
