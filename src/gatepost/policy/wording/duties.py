"""Duties and needs in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .grammar import fill, joined, sentence
from .situations import cast
from .words import bare, content_statement, is_denied, phrase, statement, value_words, words

if TYPE_CHECKING:
    from ..decision import Decision, Duty, Need
    from ..pack import DutyWords


def duty_words(duty: Duty | DutyWords) -> str:
    """What is to be done, to whom and by when, without a capital or a full stop."""
    to = joined([phrase("duty", word) if word in words()["duty"] else _to(word) for word in _several(duty.to)], "or")
    acts = [fill(_duty("do", word), {"to": to}) for word in _several(duty.do)]
    within = _duty("within", duty.within)
    return " ".join(part for part in (joined(list(dict.fromkeys(acts)), "or"), within) if part)


def _to(word: str) -> str:
    return _duty("to", word)


def _duty(part: str, word: str) -> str:
    found = words()["duty"][part].get(word)
    return word.replace("_", " ") if found is None else str(found)


def duty_sentence(duty: Duty) -> str:
    """`Report it to the designated safeguarding lead immediately. (a teacher; CLT-049)`; on an act, once it is done."""
    lead = "once it is done, " if duty.once_done else ""
    by = phrase("actor", duty.by) if duty.by else "whoever it concerns"
    clauses = ", ".join((duty.clause, *duty.also))
    return f"{sentence(lead + duty_words(duty))} ({by}; {clauses})"


def need_words(need: Need, situation: Mapping[str, Any]) -> str:
    """What has to be in place, without a capital or a full stop."""
    return needed(need.facet, need.values, situation)


def needed(facet: str, values: Sequence[str], situation: Mapping[str, Any]) -> str:
    """What has to be in place of one facet: of several values, any one."""
    if facet == "consent" and "given" in values:
        return "the person shown or named, or their parent or carer, must have agreed"
    if facet == "approval":
        return _approval(values)
    if facet in ("circumstance", "relationship", "audience", "content"):
        return joined([_must(facet, word, situation) for word in values], "or")
    return _chosen(facet, values)


def in_place(facet: str, values: Sequence[str], slots: Mapping[str, str]) -> str:
    """The same as a fact: `the headteacher has approved`."""
    if facet in ("circumstance", "audience", "consent", "approval"):
        said = [(statement(facet, bare(facet, word), slots), is_denied(facet, word)) for word in values]
        return joined([s.no if denied else s.yes for s, denied in said], "or")
    if facet == "relationship":
        if "counterpart" in slots:
            return joined([statement(facet, word, slots).yes for word in values], "or")
        return f"it is {joined([value_words(facet, word) for word in values], 'or')}"
    return _chosen(facet, values).replace(" must be ", " is ").replace(" must ", " does ")


def _approval(values: Sequence[str]) -> str:
    if any(is_denied("approval", word) for word in values):
        return joined([f"{value_words('approval', word)} must have approved" for word in values], "or")
    return f"{joined([phrase('approval', word) for word in values], 'or')} must have approved"


def _must(facet: str, word: str, situation: Mapping[str, Any]) -> str:
    people = cast(situation)
    name = bare(facet, word)
    said = content_statement(name, people.it) if facet == "content" else statement(facet, name, people.slots)
    return said.must_not if is_denied(facet, word) else said.must


def _chosen(facet: str, values: Sequence[str]) -> str:
    """A choice that has to be made rightly: the account to use, the time, the person who does it."""
    said = joined([phrase(facet, word) for word in values], "or")
    patterns = {
        "actor": "it must be done by {said}",
        "action": "it must be done by {said}",
        "account": "it must be done on {said}",
        "channel": "it must be done on {said}",
        "counterpart": "it must be with {said}",
        "category": "the post must be {said}",
        "device": "it must be done on {said}",
        "time": "it must be done {said}",
        "place": "it must be done {said}",
    }
    if facet == "action":
        said = joined([value_words(facet, word) for word in values], "or")
    return patterns.get(facet, "{said} must be in place").format(said=said)


def need_sentence(need: Need, situation: Mapping[str, Any] | None = None) -> str:
    """`The headteacher must have approved.`"""
    return sentence(need_words(need, situation or {}))


def needs_sentences(decision: Decision, situation: Mapping[str, Any] | None = None) -> list[str]:
    """Everything that has to be in place first, each said once."""
    return list(dict.fromkeys(need_sentence(need, situation) for need in decision.unmet))


def _several(value: str | Sequence[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
