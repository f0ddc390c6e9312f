"""Questions as a person would ask them, and why they are asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..decision import Question
from ..vocabulary import Vocabulary
from .grammar import Statement, joined, sentence
from .situations import cast, is_event
from .words import bare, content_statement, is_denied, phrase, statement, value_words

if TYPE_CHECKING:
    from ..pack import Pack

MOST_QUOTED, MOST_NAMED = 3, 4
PLAIN = {
    "action": "What is to be done, or what has happened?",
    "category": "What is the post for?",
    "consent": "Has the person shown or named, or their parent or carer, agreed?",
    "audience": "Who can see it?",
    "time": "When is it?",
    "place": "Where is it?",
    "device": "On whose device?",
    "channel": "On which network?",
}


def question_sentence(vocabulary: Vocabulary, question: Question, situation: Mapping[str, Any]) -> str:
    """`Who sent the request?`: the question for one facet, as the action has it."""
    facet = question.facet
    people = cast(situation)
    if facet in vocabulary.facets and vocabulary[facet].many:
        return _many(facet, _names(facet, question.answers), situation)
    if facet == "actor":
        return "Who is it about?" if is_event(vocabulary, situation) else "Who is acting?"
    if facet == "account":
        return _asked(situation, "account") or "On which account?"
    if facet == "counterpart":
        return _asked(situation, "who") or "Who is it about, or who is on the other side?"
    if facet == "relationship":
        return f"Is there a tie between {people.counterpart} and {people.actor} beyond the school?"
    return PLAIN.get(facet, f"What is the {facet.replace('_', ' ')}?")


def _names(facet: str, answers: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(bare(facet, word) for word in answers))


def _many(facet: str, names: Sequence[str], situation: Mapping[str, Any]) -> str:
    if len(names) == 1:
        return sentence(_stated(facet, names[0], situation).question)
    if facet == "approval":
        return "Who has approved?"
    return f"Which of these is true of {cast(situation).it}?" if facet == "content" else "Which of these is the case?"


def _stated(facet: str, name: str, situation: Mapping[str, Any]) -> Statement:
    people = cast(situation)
    return content_statement(name, people.it) if facet == "content" else statement(facet, name, people.slots)


def answer_words(facet: str, value: str, situation: Mapping[str, Any]) -> str:
    """An answer as it stands in a list under the question, with a capital."""
    if facet == "circumstance":
        said = _stated(facet, bare(facet, value), situation)
        return sentence(said.no if is_denied(facet, value) else said.yes).rstrip(".")
    return sentence(phrase(facet, value, "answer") or value_words(facet, value)).rstrip(".")


def why_sentence(pack: Pack, question: Question, most: int = MOST_QUOTED) -> str:
    """Why it is asked: the clauses whose say depends on the answer, the first of them quoted."""
    return " ".join(why_sentences(pack, question, most))


def why_sentences(pack: Pack, question: Question, most: int = MOST_QUOTED) -> list[str]:
    """The same, a quotation a sentence."""
    clauses = [pack.clauses[id] for id in question.clauses if id in pack.clauses]
    if not clauses:
        return ["The answer could change what the policy says."]
    quoted = [clause_quote(clause.id, clause.says) for clause in clauses[:most]]
    left = [clause.id for clause in clauses[most:]]
    applies = "this applies" if len(quoted) == 1 else "these apply"
    return [f"It decides whether {applies}.", *quoted, *([f"It also bears on {_some(left)}."] if left else [])]


def _some(ids: Sequence[str]) -> str:
    """A few clauses by name, the rest counted."""
    if len(ids) <= MOST_NAMED:
        return joined(ids)
    left = len(ids) - MOST_NAMED
    return f"{', '.join(ids[:MOST_NAMED])} and {left} more {'clause' if left == 1 else 'clauses'}"


def clause_quote(id: str, says: str) -> str:
    """`CLT-049: “...”`"""
    return f"{id}: “{says}”"


def _asked(situation: Mapping[str, Any], form: str) -> str:
    return phrase("action", situation["action"], form) if "action" in situation else ""
