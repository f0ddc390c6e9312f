"""`gatepost scenarios`: put a file of situations with their expected answers to a policy."""

from __future__ import annotations

from typing import Annotated

import typer

from .errors import ANSWERED, FAILED, finish
from .output import Json, PackName, show_json


def scenarios(
    pack: PackName,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of scenarios, in YAML.")],
    json: Json = False,
) -> None:
    """Put a file of scenarios to a policy."""
    from gatepost.policy import load_pack
    from gatepost.policy.scenarios import Result, load_scenarios, run_scenarios

    from . import page

    results = run_scenarios(load_pack(pack), load_scenarios(file))
    failed = [result for result in results if not result.passed]
    if json:
        show_json(
            {
                "passed": len(results) - len(failed),
                "failed": len(failed),
                "failures": [_json(result) for result in failed],
            }
        )
        finish(FAILED if failed else ANSWERED)

    def failure(result: Result) -> list[page.Line]:
        head = page.spans(("✗ ", "bad"), (result.id, "clause"), (f"  {result.question}", "text"), hanging=2)
        return [head, *(page.line(why, indent=4, hanging=2) for why in result.failures)]

    page.show(line for result in failed for line in failure(result))
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    finish(FAILED if failed else ANSWERED)


def _json(result: object) -> dict[str, object]:
    from gatepost.policy.scenarios import Result

    assert isinstance(result, Result)
    return {"id": result.id, "question": result.question, "failures": list(result.failures)}
