"""`gatepost compare`: on what do two policies, or two versions of one, answer differently?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .errors import ANSWERED, finishing
from .output import Json, show_json

if TYPE_CHECKING:
    from gatepost.policy.comparing import Answer, Comparison, Difference, How
    from gatepost.policy.pack import Pack

    from .page import Line

AT_FIRST = 3  # of an action's differences of one kind so many are shown, unless all are asked for
MOST_CLAUSES = 2  # quoted a side
TO_DO = "→"


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

    comparison = compared(load_pack(first), load_pack(second), action)
    with finishing(ANSWERED):
        if json:
            show_json(_as_json(comparison))
        else:
            page.show(_lines(comparison, everything=everything))


def _as_json(comparison: Comparison) -> dict[str, Any]:
    data = comparison.as_dict()
    for difference, entry in zip(comparison.differences, data["differences"], strict=True):
        entry["sentence"] = _sentence(comparison, difference)
    return data


def _lines(comparison: Comparison, *, everything: bool) -> Iterator[Line]:
    from .page import BLANK, line

    first, second = _names(comparison)
    yield line(f"{first} and {second}: where their social-media policies differ", "heading")
    yield line(f"{_document(comparison.first)}; {_document(comparison.second)}", "quiet")
    yield BLANK
    yield from _summary(comparison)
    shown = comparison.differences if everything else tuple(_plainest(comparison))
    for action, differences in groupby(shown, key=lambda difference: difference.action):
        yield BLANK
        yield line(_heading(action), "heading")
        for how, group in groupby(differences, key=lambda difference: difference.how):
            yield from _group_lines(comparison, how, list(group))
    if left := len(comparison.differences) - len(shown):
        yield BLANK
        yield line(
            f"{left} more, smaller or of the same kind: --all shows every one, --action those of one action.", "quiet"
        )


def _plainest(comparison: Comparison) -> Iterator[Difference]:
    """Of each action the differences that weigh most. What only one policy speaks of, and allows, is counted but not told."""
    from gatepost.policy.comparing import How

    for (_, how), group in groupby(comparison.differences, key=lambda difference: (difference.action, difference.how)):
        if how is not How.SPEAKS:
            ranked = sorted(group, key=lambda difference: (-_gap(difference), len(difference.situation)))
            yield from ranked[:AT_FIRST]


def _gap(difference: Difference) -> int:
    return abs(difference.first.strictness - difference.second.strictness)


def _summary(comparison: Comparison) -> Iterator[Line]:
    from gatepost.policy.comparing import How

    from .page import line

    first, second = _names(comparison)
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
    from .page import BLANK, line

    yield line(_how_words(comparison, how), "clause", indent=2)
    for number, difference in enumerate(differences):
        if number:
            yield BLANK
        yield line(_sentence(comparison, difference), indent=4)
        first, second = _names(comparison)
        yield _side(comparison.first, first, difference.first, difference)
        yield _side(comparison.second, second, difference.second, difference)


def _how_words(comparison: Comparison, how: How) -> str:
    from gatepost.policy.comparing import How

    first, second = _names(comparison)
    return {
        How.STRICTER: f"{first} is stricter",
        How.LOOSER: f"{second} is stricter",
        How.DIFFERENT: "They ask for different things",
        How.SPEAKS: "Only one of them speaks, and allows it",
    }[how]


def _sentence(comparison: Comparison, difference: Difference) -> str:
    """The situation in words, and what else the same is true of."""
    from gatepost.policy.situation import COMPLETE
    from gatepost.policy.wording import situation_sentence, value_words
    from gatepost.policy.wording.grammar import joined

    situation = {name: value for name, value in difference.situation.items() if name != COMPLETE}
    text = situation_sentence(comparison.first.vocabulary, situation)
    for facet, values in difference.also.items():
        words = joined([value_words(facet, value) for value in values], "or")
        text += f" The same {'if it ' if facet == 'content' else 'for '}{words}."
    return text


def _side(pack: Pack, name: str, answer: Answer, difference: Difference) -> Line:
    """What one policy says, with its mark, its clauses and their words."""
    from .answers import MARKS
    from .page import spans

    mark = TO_DO if answer.verdict == "permitted" and answer.duties else MARKS[answer.verdict]
    parts = [(f"{name}  ", "heading"), (f"{mark} {_answer_words(answer, difference)}", answer.verdict)]
    for id in answer.because[:MOST_CLAUSES]:
        parts += [(f" {id} ", "clause"), (f"“{pack.clauses[id].says}”", "text")]
    if more := answer.because[MOST_CLAUSES:]:
        parts.append((f" (also {', '.join(more)})", "quiet"))
    return spans(*parts, indent=6, hanging=2)


def _answer_words(answer: Answer, difference: Difference) -> str:
    """The answer in a word or two. What is not settled is never a plain yes."""
    from gatepost.policy.wording import needed
    from gatepost.policy.wording.grammar import joined, sentence

    duties = "; ".join(_duty_words(duty, difference) for duty in sorted(answer.duties, key=str))
    if answer.verdict == "permitted" and duties:
        return sentence(f"to do: {duties}")
    needs = joined(
        list(dict.fromkeys(needed(facet, [value], difference.situation) for facet, value in sorted(answer.needs)))
    )
    silent = "This is outside the policy." if answer.because else "Nothing is said of this."
    said = {
        "forbidden": "No.",
        "needs": sentence(f"first, {needs}"),
        "discouraged": "Better not.",
        "permitted": "Allowed." if answer.settled else "Allowed, so far.",
        "silent": silent if answer.settled else "So far, nothing is said of this.",
    }[answer.verdict]
    return f"{said} {sentence(f'then: {duties}')}" if duties else said


def _duty_words(duty: tuple[tuple[str, ...], str | None, tuple[str, ...], str], difference: Difference) -> str:
    from gatepost.policy.decision import Duty
    from gatepost.policy.wording import duty_words, value_words

    do, by, to, within = duty
    said = duty_words(Duty(do if len(do) > 1 else do[0], by, to if len(to) > 1 else next(iter(to), None), within, ""))
    return said if by is None or by == difference.situation.get("actor") else f"{value_words('actor', by)}: {said}"


def _heading(action: str | None) -> str:
    from gatepost.policy.wording import value_words

    words = value_words("action", action) if action else "whatever is done"
    return words[0].upper() + words[1:]


def _name(pack: Pack) -> str:
    return pack.organisation or pack.title


def _names(comparison: Comparison) -> tuple[str, str]:
    """What the two are called; of two versions of one policy, the version or the file tells them apart."""
    first, second = comparison.first, comparison.second
    if _name(first) != _name(second):
        return _name(first), _name(second)
    if first.version != second.version:
        return (
            f"{_name(first)} ({first.version or 'no version'})",
            f"{_name(second)} ({second.version or 'no version'})",
        )
    return f"{_name(first)} ({first.file})", f"{_name(second)} ({second.file})"


def _document(pack: Pack) -> str:
    version = f", version {pack.version}" if pack.version else ""
    status = " (draft)" if pack.status == "draft" else ""
    return f"{_name(pack)}: {pack.title}{version}{status}"
