"""What the policy wants to be so, and only the author can say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gatepost.policy.wording import value_words

from ..services import putting_right as right
from ..situations import DISCLAIMER, STATED
from .case import Case, Remedy, Trouble


def unsaid(case: Case) -> Iterator[Trouble]:
    """Each thing that is wanted once, with the clause that wants it."""
    lacking = [need for each in case.judged for need in each.lacks if need.facet == "circumstance"]
    wanted = {value: need.clause for need in lacking for value in need.values if value in STATED}
    for value, clause in wanted.items():
        yield _disclaimer(case, clause) if value == DISCLAIMER else _statement(case, value, clause)


def _disclaimer(case: Case, clause: str) -> Trouble:
    add = partial(right.add_disclaimer, post=case.post, by=case.member)
    remedy = Remedy("Add that line", f"state-{DISCLAIMER}", add, "The line is added.")
    return Trouble(f"{clause} asks for a line such as: “{right.DISCLAIMER_LINE}”", (remedy,))


def _statement(case: Case, value: str, clause: str) -> Trouble:
    words = value_words("circumstance", value)
    say = partial(right.state, post=case.post, value=value, by=case.member)
    remedy = Remedy("Yes, it is so", f"state-{value}", say, "It is said.")
    return Trouble(f"{clause} asks: is it so? {words[0].upper()}{words[1:]}.", (remedy,))
