"""`gatepost coverage`: is every clause of a policy made real by something, and by what?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .errors import ANSWERED, FAILED, finishing
from .output import Json, PackName, show_json

if TYPE_CHECKING:
    from gatepost.policy.coverage import ClauseCoverage

    from .page import Line


def coverage(pack: PackName, json: Json = False) -> None:
    """Show what carries each clause of a policy."""
    from gatepost.policy import load_pack
    from gatepost.policy.coverage import CARRIERS
    from gatepost.policy.coverage import coverage as covered

    from . import page

    clauses = covered(load_pack(pack))
    carried = sum(bool(clause.carried_by) for clause in clauses)
    totals = {carrier: sum(carrier in clause.carried_by for clause in clauses) for carrier in CARRIERS}
    with finishing(ANSWERED if carried == len(clauses) else FAILED):
        if json:
            listed = [_json(clause) for clause in clauses]
            show_json({"clauses": listed, "totals": totals, "carried": carried, "of": len(clauses)})
        else:
            counts = ", ".join(f"{carrier} {count}" for carrier, count in totals.items())
            page.show([*_lines(clauses), page.BLANK, page.line(counts, "quiet")])
            print(f"{carried} of {len(clauses)} clauses carried")


def _json(covered: ClauseCoverage) -> dict[str, Any]:
    clause = covered.clause
    return {"clause": clause.id, "heading": clause.heading, "carried_by": list(covered.carried_by)}


def _lines(clauses: tuple[ClauseCoverage, ...]) -> Iterator[Line]:
    from .page import BLANK, line, spans

    heading = ""
    for covered in clauses:
        clause = covered.clause
        if clause.heading != heading:
            if heading:
                yield BLANK
            heading = clause.heading
            yield line(heading, "heading")
        by = ", ".join(covered.carried_by)
        mark = ("✓ ", "good") if by else ("✗ ", "bad")
        said = f" (restates {clause.restates})" if clause.restates else ""
        yield spans(mark, (clause.id, "clause"), (f"  {by or 'nothing carries it'}{said}", "text"), indent=2)
