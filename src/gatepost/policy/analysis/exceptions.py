"""Exceptions that can never be reached, and exceptions that fit only a part of what their rule speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from ..pack import Condition, Rule
from ..relations import witness
from .findings import Finding, Kind, Subject


def unreachable(subject: Subject) -> Iterator[Finding]:
    """An exception that no situation of its rule can meet, and a permit that can never meet the clause it is to defeat."""
    for rule in subject.pack.rules:
        for exception in rule.unless:
            if all(witness(subject.vocabulary, when, exception) is None for when in rule.when):
                message = f"an exception of {rule.clause} is never reached: no situation of the rule can meet it."
                yield Finding(Kind.UNREACHABLE, (rule.clause,), message, witness(subject.vocabulary, exception))
        for clause in rule.despite:
            if not _meets(subject, rule, clause):
                message = f"{rule.clause} says 'despite {clause}', but the two never speak of the same situation."
                yield Finding(
                    Kind.UNREACHABLE, (rule.clause, clause), message, witness(subject.vocabulary, rule.when[0])
                )


def _meets(subject: Subject, rule: Rule, clause: str) -> bool:
    others = [when for other in subject.pack.clauses[clause].rules for when in other.when]
    return any(witness(subject.vocabulary, when, other) for when in rule.when for other in others)


def unfitting(subject: Subject) -> Iterator[Finding]:
    """A rule over several kinds of content whose `until` or `unless` is about only some of them."""
    for rule in subject.pack.rules:
        conditions = [rule.needs, *rule.unless] if rule.needs else list(rule.unless)
        for condition in conditions:
            for word, about in _abouts(subject, condition):
                if stray := _stray(subject, rule, about):
                    message = (
                        f"{rule.clause} has one exception, '{word}', for several kinds of content, and it does not fit "
                        f"all of them: {', '.join(stray)}. Write a rule of its own for those."
                    )
                    yield Finding(
                        Kind.UNFITTING,
                        (rule.clause,),
                        message,
                        witness(subject.vocabulary, rule.when[0], _content(stray[0])),
                    )


def _abouts(subject: Subject, condition: Condition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(a word that a condition names, the kinds of content that it can be about)."""
    for test in condition.tests:
        for group in test.groups:
            for word in group:
                if about := subject.vocabulary.about.get(f"{test.facet}.{word}"):
                    yield word, about


def _stray(subject: Subject, rule: Rule, about: tuple[str, ...]) -> list[str]:
    """The kinds of content of a rule that an exception is not about, where it is about others of them."""
    content = subject.vocabulary["content"]
    named = [word for when in rule.when if (test := when.test("content")) for group in test.groups for word in group]
    positive = [word for word in dict.fromkeys(named) if content.words[word][1]]
    stray = [
        word for word in positive if not any(content.is_a(word, other) or content.is_a(other, word) for other in about)
    ]
    return stray if len(stray) < len(positive) else []


def _content(word: str) -> Condition:
    from ..pack import Test

    return Condition((Test("content", ((word,),)),))
