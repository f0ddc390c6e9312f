"""The answer in one line. An answer that is not settled is never shown as a plain yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..decision import Decision
from ..vocabulary import Vocabulary
from .duties import duty_words, in_place, needs_sentences
from .grammar import joined, sentence
from .situations import cast, is_event
from .words import facet_words

MOST_NEEDS, MOST_FACETS = 2, 3  # more than these are counted, not listed, in one line
WORST = {
    "discouraged": "the policy may yet advise against it",
    "needs": "something may be needed first",
    "forbidden": "it could still be ruled out",
}
NOTHING = {True: "Nothing has to be done.", False: "So far, nothing has to be done."}
TO_PUT_IN_PLACE = ("approval", "consent", "circumstance")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def verdict_line(vocabulary: Vocabulary, decision: Decision, situation: Mapping[str, Any]) -> str:
    """The answer in one line, with what it depends on where it is not settled."""
    answer = (_event_answer if is_event(vocabulary, situation) else _act_answer)(decision, situation)
    return answer if decision.settled else f"{answer} {sentence(_open(decision))}"


def mark(vocabulary: Vocabulary, decision: Decision, situation: Mapping[str, Any]) -> str:
    """The sign under which an answer is shown: the verdict, `to_do` for an event that brings duties, or `so_far_permitted` and
    `so_far_silent` where the answer can still become stronger: what is not settled never looks like a plain yes."""
    if decision.verdict == "permitted" and decision.duties and is_event(vocabulary, situation):
        return "to_do"
    if not decision.settled and decision.verdict in ("permitted", "silent"):
        return f"so_far_{decision.verdict}"
    return decision.verdict


def _act_answer(decision: Decision, situation: Mapping[str, Any]) -> str:
    if decision.verdict == "needs":
        return _only_if(decision, situation) or f"Not yet: {_first(decision, situation)}"
    return {
        "forbidden": "No. The policy rules this out.",
        "discouraged": "Better not. The policy advises against it.",
        "permitted": "Yes." if decision.settled else "Yes, so far.",
        "silent": "The policy does not speak to this."
        if decision.settled
        else "So far, the policy does not speak to this.",
    }[decision.verdict]


def _only_if(decision: Decision, situation: Mapping[str, Any]) -> str:
    """What nobody can put in place, such as a family tie, or is a matter of doing it otherwise, such as the account, is not "not yet"."""
    if any(need.facet in TO_PUT_IN_PLACE for need in decision.unmet):
        return ""
    slots = cast(situation).slots
    facts = dict.fromkeys(in_place(need.facet, need.values, slots) for need in decision.unmet)
    return sentence(f"only if {joined(list(facts))}")


def _event_answer(decision: Decision, situation: Mapping[str, Any]) -> str:
    calls = _calls(decision)
    if decision.verdict == "needs":
        return f"Not yet in order: {_first(decision, situation)}{calls}"
    return {
        "forbidden": f"This goes against the policy.{calls}",
        "discouraged": f"The policy advises against this.{calls}",
        "permitted": calls.strip() or "The policy accepts this. " + NOTHING[decision.settled],
        "silent": "The policy does not say what to do here."
        if decision.settled
        else "So far, the policy does not say what to do here.",
    }[decision.verdict]


def _calls(decision: Decision) -> str:
    acts = list(dict.fromkeys(duty_words(duty) for duty in decision.duties))
    if not acts:
        return ""
    if len(acts) > MOST_NEEDS:
        return f" This calls for {_number(len(acts))} things."
    return f" This calls for action: {'; '.join(acts)}."


def _first(decision: Decision, situation: Mapping[str, Any]) -> str:
    needs = needs_sentences(decision, situation)
    if len(needs) > MOST_NEEDS:
        return f"{_number(len(needs))} things must be in place first."
    return joined([need[0].lower() + need[1:].rstrip(".") for need in needs]) + "."


def _open(decision: Decision) -> str:
    facets = [facet_words(question.facet) for question in decision.questions]
    if not facets:
        return WORST.get(decision.worst, "more may have to be known")
    shown = facets[:MOST_FACETS] + (["more"] if len(facets) > MOST_FACETS else [])
    return f"{WORST.get(decision.worst, 'this may change')}, depending on {joined(shown)}"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
