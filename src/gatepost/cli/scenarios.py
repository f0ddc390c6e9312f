"""`gatepost scenarios`: put a file of situations with their expected answers to a policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .errors import ANSWERED, FAILED, finishing
from .output import Json, PackName, show_json

if TYPE_CHECKING:
    from gatepost.policy.scenarios import Result

    from .page import Line


def scenarios(
    pack: PackName,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of scenarios, in YAML.")],
    json: Json = False,
) -> None:
    """Put a file of scenarios to a policy."""
    from gatepost.policy import load_pack
    from gatepost.policy.scenarios import load_scenarios, run_scenarios

    from . import page

    results = run_scenarios(load_pack(pack), load_scenarios(file))
    failed = [result for result in results if not result.passed]
    passed = len(results) - len(failed)
    with finishing(FAILED if failed else ANSWERED):
        if json:
            show_json({"passed": passed, "failed": len(failed), "failures": [_json(result) for result in failed]})
        else:
            page.show(line for result in failed for line in _lines(result))
            print(f"{passed} passed, {len(failed)} failed")


def _json(result: Result) -> dict[str, Any]:
    return {"id": result.id, "question": result.question, "failures": list(result.failures)}


def _lines(result: Result) -> Iterator[Line]:
    from .page import line, spans

    yield spans(("✗ ", "bad"), (result.id, "clause"), (f"  {result.question}", "text"), hanging=2)
    for why in result.failures:
        yield line(why, indent=4, hanging=2)
