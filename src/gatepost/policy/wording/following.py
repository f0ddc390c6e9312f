"""What may follow yet: the duties of which an answer does not speak, because something that they turn on is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..judgement import Judgement, bits
from .grammar import joined
from .situations import is_event
from .words import facet_words

if TYPE_CHECKING:
    from ..pack import DutyWords, Pack

MOST_FACETS = 3  # more than these are not listed


def more_may_follow(pack: Pack, situation: Mapping[str, Any]) -> str:
    """`More may follow, depending on what it holds.`, of an event on which an obligation is possible that does not hold yet."""
    if not is_event(pack.vocabulary, situation):
        return ""
    judgement = pack.engine.judge(situation)
    lines = list(_open_duties(judgement))
    if not lines:
        return ""
    facets = dict.fromkeys(facet for line in lines for facet in _unknown(judgement, line))
    said = [facet_words(facet) for facet in facets]
    shown = said[:MOST_FACETS] + (["more"] if len(said) > MOST_FACETS else [])
    return f"More may follow, depending on {joined(shown)}." if shown else "More may follow."


def _open_duties(judgement: Judgement) -> Iterator[int]:
    """The lines that may yet oblige somebody to what nothing obliges them to so far."""
    engine = judgement.engine
    raised = [_duty(judgement, line) for line in bits(judgement.active & engine.oblige)]
    for line in bits(judgement.potential & ~judgement.active & engine.oblige):
        if _duty(judgement, line) not in raised:
            yield line


def _duty(judgement: Judgement, line: int) -> DutyWords | None:
    return judgement.engine.lines[line].rule.duty


def _unknown(judgement: Judgement, line: int) -> Iterator[str]:
    """The facets that the line asks about and that what is given leaves open."""
    for test in judgement.engine.lines[line].when.tests:
        column = judgement.engine.column_of[test.facet]
        given, complete = judgement.situation.get(test.facet), test.facet in judgement.complete
        if not all(column.is_met(group, given, complete) for group in test.groups):
            yield test.facet
