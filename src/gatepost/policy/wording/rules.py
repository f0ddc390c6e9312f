"""A rule of a clause as a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ..pack import Condition, Form, Rule, Test
from ..vocabulary import Vocabulary, load_vocabulary
from .duties import duty_words, in_place, needed
from .grammar import joined, sentence
from .situations import together
from .words import bare, content_statement, is_denied, phrase, value_words

OPENINGS = {
    Form.FORBID: "forbids {what}",
    Form.PERMIT: "allows {what}",
    Form.ADVISE_AGAINST: "advises against {what}",
    Form.REQUIRE: "for {what}: {needs}",
    Form.OBLIGE: "on {what}: {by} must {duty}",
    Form.ADVISE: "on {what}: {by} is advised to {duty}",
    Form.OUTSIDE: "the policy does not speak to {what}",
    Form.STANDING: "as a standing duty, {by} must {duty}",
}
GENERIC = {"actor": "the person acting", "counterpart": "the other person"}
ORDER = ("action", "actor", "counterpart", "relationship", "account", "channel", "device", "place", "time", "category")
LEADS = {"counterpart": "involving", "actor": "by", "account": "on", "channel": "on", "device": "using"}
RUN_ON = ("actor", "counterpart", "account", "channel")  # said without a comma before them


def rule_sentence(rule: Rule) -> str:
    """`Forbids accepting a friend request by a member of staff involving a pupil on a personal account; unless it is their own child.`"""
    slots = {
        "what": "; or ".join(condition_words(when) for when in rule.when) or "anything",
        "needs": _joined_needs(rule.needs) if rule.needs else "",
        "duty": duty_words(rule.duty) if rule.duty else "",
        "by": phrase("actor", rule.duty.by) if rule.duty and rule.duty.by else "the person concerned",
    }
    opening = "gives advice on {what}" if rule.form is Form.ADVISE and not rule.duty else OPENINGS[rule.form]
    return sentence(opening.format(**slots) + _exceptions(rule) + _tail(rule))


def _joined_needs(condition: Condition) -> str:
    return joined([needed(test.facet, group, {}) for test in condition.tests for group in test.groups])


def _exceptions(rule: Rule) -> str:
    if not rule.unless:
        return ""
    return "; unless " + ", or ".join(condition_words(exception, exception=True) for exception in rule.unless)


def _tail(rule: Rule) -> str:
    parts = []
    if rule.form is Form.FORBID and rule.needs:
        facts = [in_place(test.facet, group, GENERIC) for test in rule.needs.tests for group in test.groups]
        parts.append(f"; until {joined(facts)}")
    if rule.despite:
        parts.append(f"; this stands against {joined(rule.despite)}")
    if rule.even_outside:
        parts.append("; even where the policy otherwise does not speak")
    return "".join(parts)


def condition_words(condition: Condition, *, exception: bool = False) -> str:
    """The facts of a condition as one phrase: what is done first, then by whom, with whom, where and when."""
    event = _is_event(condition)
    tests = sorted(condition.tests, key=_place)
    said = "" if exception or any(test.facet == "action" for test in tests) else "anything"
    for test in tests:
        for group in test.groups:
            words = _group(test.facet, group, event)
            said += f"{' ' if test.facet in RUN_ON else ', '}{words}" if said else words
    return said


def _place(test: Test) -> int:
    return ORDER.index(test.facet) if test.facet in ORDER else len(ORDER)


def _is_event(condition: Condition, vocabulary: Vocabulary | None = None) -> bool:
    """Whether a condition speaks of events alone."""
    vocabulary = vocabulary or load_vocabulary()
    test = condition.test("action")
    known = vocabulary["action"].values
    return test is not None and all(
        word in known and vocabulary.is_event(word) for group in test.groups for word in group
    )


def _group(facet: str, group: Sequence[str], event: bool) -> str:
    if facet == "content":
        return f"where it {_content(group)}"
    if facet in ("circumstance", "consent", "audience", "relationship"):
        return f"where {in_place(facet, group, GENERIC)}"
    if facet == "approval":
        return joined([f"{_with(word)} the approval of {phrase(facet, bare(facet, word))}" for word in group], "or")
    said = joined([value_words(facet, word) for word in group], "or")
    if facet == "category":
        return f"the post being {said}"
    if facet == "actor" and event:
        return f"that befalls or reaches {said}"
    return f"{LEADS[facet]} {said}" if facet in LEADS else said


def _with(word: str) -> str:
    return "without" if is_denied("approval", word) else "with"


def _content(group: Sequence[str]) -> str:
    """Any of several things that a post may hold."""
    said = [(content_statement(bare("content", word), "it"), is_denied("content", word)) for word in group]
    return together([s.denial if denied else s.predicate for s, denied in said], "or", between="or")
