"""`gatepost ask`: put a question to a policy."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from .errors import Misuse
from .output import Json, PackName, show_json

HOW = (
    "say what is done, as facet=value: gatepost ask {pack} actor=teacher action=accept_friend_request counterpart=pupil. "
    "In a terminal, without any, you are asked."
)


def ask(
    pack: PackName,
    facets: Annotated[
        list[str] | None,
        typer.Argument(metavar="FACET=VALUE", help="What is known, such as actor=teacher; several values with commas."),
    ] = None,
    all_questions: Annotated[
        bool, typer.Option("--all-questions", help="Show every question that could change the answer.")
    ] = False,
    json: Json = False,
) -> None:
    """Ask whether something is allowed.

    Without facets, in a terminal, you are interviewed.
    """
    from gatepost.policy import load_pack

    from . import answers, page
    from .facets import read_facets

    policy = load_pack(pack)
    situation: Mapping[str, Any] = read_facets(policy.vocabulary, facets or ())
    if not situation:
        if json or not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise Misuse(HOW.format(pack=pack))
        from .interview import interview

        situation = interview(policy)
        if not situation:
            page.show([page.line("Nothing was asked.")])
            return
    if json:
        show_json(answers.answer_json(policy, situation))
    else:
        page.show(answers.answer_lines(policy, situation, all_questions=all_questions))
