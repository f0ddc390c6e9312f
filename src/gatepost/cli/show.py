"""`gatepost show`: a policy as a document, or one clause with all that makes it real."""

from __future__ import annotations

from typing import Annotated

import typer

from .output import Json, PackName, show_json


def show(
    pack: PackName,
    clause: Annotated[str | None, typer.Argument(metavar="CLAUSE", help="One clause, such as CLT-049.")] = None,
    json: Json = False,
) -> None:
    """Read a policy, or one clause of it.

    Every clause is shown with what carries it; a clause by itself is shown with all that is known of it.
    """
    from gatepost.policy import load_pack

    from . import clauses, documents, page

    policy = load_pack(pack)
    if clause is None:
        if json:
            show_json(documents.document_json(policy))
        else:
            page.show(documents.document_lines(policy))
        return
    found = clauses.find_clause(policy, clause)
    if json:
        show_json(clauses.clause_json(found))
    else:
        page.show(clauses.clause_detail_lines(policy, found))
