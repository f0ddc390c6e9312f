"""`gatepost compare`: on what do two policies, or two versions of one, answer differently?"""

from __future__ import annotations

from typing import Annotated

import typer

from .errors import ANSWERED, finishing
from .output import Json, show_json


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="A pack, or the path of one.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The pack to compare it with.")],
    action: Annotated[
        str | None, typer.Option(metavar="ACTION", help="Only what concerns this action, such as publish.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every difference, not only the plainest.")] = False,
    json: Json = False,
) -> None:
    """Compare two policies.

    Where is one stricter, where do they ask for different things? Each difference with a situation and both clauses.
    """
    from gatepost.policy import load_pack
    from gatepost.policy.comparing import compare as compared

    from . import page
    from .differences import comparison_json, comparison_lines

    comparison = compared(load_pack(first), load_pack(second), action)
    with finishing(ANSWERED):
        if json:
            show_json(comparison_json(comparison))
        else:
            page.show(comparison_lines(comparison, everything=everything))
