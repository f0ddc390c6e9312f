"""A comparison of two policies on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from gatepost.policy.comparing import Answer, Comparison, Difference, How
from gatepost.policy.comparing.words import (
    action_heading,
    answer_words,
    difference_sentence,
    document,
    how_words,
    names,
)
from gatepost.policy.pack import Pack

from .answers import MARKS
from .page import BLANK, Line, line, spans

AT_FIRST = 3  # of an action's differences of one kind so many are shown, unless all are asked for
MOST_CLAUSES = 2  # quoted a side
TO_DO = "→"


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    data = comparison.as_dict()
    for difference, entry in zip(comparison.differences, data["differences"], strict=True):
        entry["sentence"] = difference_sentence(comparison, difference)
    return data


def comparison_lines(comparison: Comparison, *, everything: bool) -> Iterator[Line]:
    first, second = names(comparison)
    yield line(f"{first} and {second}: where their social-media policies differ", "heading")
    yield line(f"{document(comparison.first)}; {document(comparison.second)}", "quiet")
    yield BLANK
    yield from _summary(comparison)
    shown = comparison.differences if everything else tuple(_plainest(comparison))
    for action, differences in groupby(shown, key=lambda difference: difference.action):
        yield BLANK
        yield line(action_heading(action), "heading")
        for how, group in groupby(differences, key=lambda difference: difference.how):
            yield from _group_lines(comparison, how, list(group))
    if left := len(comparison.differences) - len(shown):
        yield BLANK
        yield line(
            f"{left} more, smaller or of the same kind: --all shows every one, --action those of one action.", "quiet"
        )


def _plainest(comparison: Comparison) -> Iterator[Difference]:
    """Of each action the differences that weigh most. What only one policy speaks of, and allows, is counted but not told."""
    for (_, how), group in groupby(comparison.differences, key=lambda difference: (difference.action, difference.how)):
        if how is not How.SPEAKS:
            ranked = sorted(group, key=lambda difference: (-_gap(difference), len(difference.situation)))
            yield from ranked[:AT_FIRST]


def _gap(difference: Difference) -> int:
    return abs(difference.first.strictness - difference.second.strictness)


def _summary(comparison: Comparison) -> Iterator[Line]:

    first, second = names(comparison)
    counts = {how: len(comparison.of(how)) for how in How}
    if not comparison.differences:
        yield line("They answer alike wherever a rule of either applies.")
        return
    said = [
        (counts[How.STRICTER], f"{first} is stricter in {counts[How.STRICTER]}"),
        (counts[How.LOOSER], f"{second} is stricter in {counts[How.LOOSER]}"),
        (counts[How.DIFFERENT], f"they ask for different things in {counts[How.DIFFERENT]}"),
        (counts[How.SPEAKS], f"only one of them speaks, and allows it, in {counts[How.SPEAKS]}"),
    ]
    found = len(comparison.differences)
    yield line(
        f"{found} {'difference' if found == 1 else 'differences'}: "
        + "; ".join(text for count, text in said if count)
        + "."
    )


def _group_lines(comparison: Comparison, how: How, differences: Sequence[Difference]) -> Iterator[Line]:
    yield line(how_words(comparison, how), "clause", indent=2)
    for number, difference in enumerate(differences):
        if number:
            yield BLANK
        yield line(difference_sentence(comparison, difference), indent=4)
        first, second = names(comparison)
        yield _side(comparison.first, first, difference.first, difference)
        yield _side(comparison.second, second, difference.second, difference)


def _side(pack: Pack, name: str, answer: Answer, difference: Difference) -> Line:
    """What one policy says, with its mark, its clauses and their words."""
    mark = TO_DO if answer.verdict == "permitted" and answer.duties else MARKS[answer.verdict]
    parts = [(f"{name}  ", "heading"), (f"{mark} {answer_words(answer, difference)}", answer.verdict)]
    for id in answer.because[:MOST_CLAUSES]:
        parts += [(f" {id} ", "clause"), (f"“{pack.clauses[id].says}”", "text")]
    if more := answer.because[MOST_CLAUSES:]:
        parts.append((f" (also {', '.join(more)})", "quiet"))
    return spans(*parts, indent=6, hanging=2)
