"""A comparison in plain sentences, for the command and the page alike."""

from __future__ import annotations

from ..decision import Duty
from ..pack import Pack
from ..situation import COMPLETE
from ..wording import duty_words, needed, situation_sentence, value_words
from ..wording.grammar import joined, sentence
from . import Comparison
from .answers import Answer, How
from .differences import Difference


def how_words(comparison: Comparison, how: How) -> str:
    first, second = names(comparison)
    return {
        How.STRICTER: f"{first} is stricter",
        How.LOOSER: f"{second} is stricter",
        How.DIFFERENT: "They ask for different things",
        How.SPEAKS: "Only one of them speaks, and allows it",
    }[how]


def difference_sentence(comparison: Comparison, difference: Difference) -> str:
    """The situation in words, and what else the same is true of."""
    situation = {name: value for name, value in difference.situation.items() if name != COMPLETE}
    text = situation_sentence(comparison.first.vocabulary, situation)
    for facet, values in difference.also.items():
        words = joined([value_words(facet, value) for value in values], "or")
        text += f" The same {'if it ' if facet == 'content' else 'for '}{words}."
    return text


def answer_words(answer: Answer, difference: Difference) -> str:
    """The answer in a word or two. What is not settled is never a plain yes."""
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
    do, by, to, within = duty
    said = duty_words(Duty(do if len(do) > 1 else do[0], by, to if len(to) > 1 else next(iter(to), None), within, ""))
    return said if by is None or by == difference.situation.get("actor") else f"{value_words('actor', by)}: {said}"


def action_heading(action: str | None) -> str:
    words = value_words("action", action) if action else "whatever is done"
    return words[0].upper() + words[1:]


def names(comparison: Comparison) -> tuple[str, str]:
    """What the two are called; of two versions of one policy, the version or the file tells them apart."""
    first, second = comparison.first, comparison.second
    if name_of(first) != name_of(second):
        return name_of(first), name_of(second)
    if first.version != second.version:
        return (
            f"{name_of(first)} ({first.version or 'no version'})",
            f"{name_of(second)} ({second.version or 'no version'})",
        )
    return f"{name_of(first)} ({first.file})", f"{name_of(second)} ({second.file})"


def name_of(pack: Pack) -> str:
    return pack.organisation or pack.title


def document(pack: Pack) -> str:
    version = f", version {pack.version}" if pack.version else ""
    status = " (draft)" if pack.status == "draft" else ""
    return f"{name_of(pack)}: {pack.title}{version}{status}"
