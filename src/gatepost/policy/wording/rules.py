"""A rule of a clause as a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ..pack import Condition, Form, Rule, Test
from .duties import duty_words, in_place, needed
from .grammar import fill, joined, sentence, slots_of, without_options
from .situations import together
from .words import action_pattern, bare, content_statement, is_denied, phrase, value_words

OPENINGS = {
    Form.FORBID: "forbids {what}",
    Form.PERMIT: "allows {what}",
    Form.ADVISE_AGAINST: "advises against {what}",
    Form.REQUIRE: "for {what}: {needs}",
    Form.OBLIGE: "when {happening}: {by} must {duty}",
    Form.ADVISE: "when {happening}: {by} is advised to {duty}",
    Form.OUTSIDE: "the policy does not speak to {what}",
    Form.STANDING: "as a standing duty, {by} must {duty}",
}
MOST_SPELT_OUT = 2  # happenings; more are named shortly
GENERIC = {"actor": "the person acting", "counterpart": "the other person"}
ORDER = ("action", "actor", "counterpart", "relationship", "account", "channel", "device", "place", "time", "category")
LEADS = {"counterpart": "involving", "actor": "by", "account": "on", "device": "using"}
RUN_ON = ("actor", "counterpart", "account", "channel")  # said without a comma before them


def rule_sentence(rule: Rule) -> str:
    """`Forbids accepting a friend request by a member of staff involving a pupil on a personal account; unless it is their own child.`"""
    slots: dict[str, str] = {
        "what": "; or ".join(condition_words(when) for when in rule.when) or "anything",
        "happening": "; or ".join(happening_words(when) for when in rule.when),
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
        facts = [_fact(test.facet, group) for test in rule.needs.tests for group in test.groups]
        parts.append(f"; until {joined(facts)}")
    if rule.despite:
        parts.append(f"; this stands against {joined(rule.despite)}")
    if rule.even_outside:
        parts.append("; even where the policy otherwise does not speak")
    return "".join(parts)


def _fact(facet: str, group: Sequence[str]) -> str:
    """A fact with nobody in particular in it. A tie says "it is their own child", as nobody has been named yet."""
    return in_place(facet, group, {} if facet == "relationship" else GENERIC)


def condition_words(condition: Condition, *, exception: bool = False) -> str:
    """The facts of a condition as one phrase: what is done first, then by whom, with whom, where and when."""
    tests = sorted(condition.tests, key=_place)
    said = "" if exception or any(test.facet == "action" for test in tests) else "anything"
    return _run_on(said, tests).removeprefix("where " if exception else "")


def happening_words(condition: Condition) -> str:
    """The same as what is done or happens: `a pupil contacts a member of staff on a personal account, where it is abusive`."""
    tests = {test.facet: test for test in condition.tests}
    actions = tests["action"].groups[0] if "action" in tests else ()
    if len(actions) > MOST_SPELT_OUT:
        return f"it comes to {condition_words(condition)}"
    patterns = [action_pattern(action) for action in actions] or ["{actor} does anything"]
    slots: dict[str, str] = {
        facet: _either(facet, tests[facet].groups[0])
        for facet in ("actor", "counterpart", "category", "account")
        if facet in tests
    }
    slots.setdefault("actor", "somebody" if any("{actor}" in without_options(pattern) for pattern in patterns) else "")
    slots |= {way: f"{way} {slots['account']}" for way in ("on", "from") if "account" in slots}
    places = set.intersection(*(set(slots_of(pattern)) for pattern in patterns))
    said = {"action", *places, *(("account",) if places & {"on", "from"} else ())}
    left = sorted((test for test in condition.tests if test.facet not in said), key=_place)
    return _run_on(joined([fill(pattern, slots) for pattern in patterns], "or"), left)


def _either(facet: str, group: Sequence[str]) -> str:
    return joined([phrase(facet, word) for word in group], "or")


def _run_on(said: str, tests: Sequence[Test]) -> str:
    for test in tests:
        for group in test.groups:
            words = _group(test.facet, group)
            said += f"{' ' if test.facet in RUN_ON else ', '}{words}" if said else words
    return said


def _place(test: Test) -> int:
    return ORDER.index(test.facet) if test.facet in ORDER else len(ORDER)


def _group(facet: str, group: Sequence[str]) -> str:
    if facet == "content":
        return f"where it {_content(group)}"
    if facet in ("circumstance", "consent", "audience", "relationship"):
        return f"where {_fact(facet, group)}"
    if facet == "approval":
        return joined([f"{_with(word)} the approval of {phrase(facet, bare(facet, word))}" for word in group], "or")
    said = joined([value_words(facet, word) for word in group], "or")
    if facet == "category":
        return f"the post being {said}"
    if facet == "channel":
        return joined([phrase("channel", word, "there") or f"on {phrase('channel', word)}" for word in group], "or")
    return f"{LEADS[facet]} {said}" if facet in LEADS else said


def _with(word: str) -> str:
    return "without" if is_denied("approval", word) else "with"


def _content(group: Sequence[str]) -> str:
    """Any of several things that a post may hold."""
    said = [(content_statement(bare("content", word), "it"), is_denied("content", word)) for word in group]
    return together([s.denial if denied else s.predicate for s, denied in said], "or", between="or")
