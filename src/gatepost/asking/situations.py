"""A question as an address: the query string of a page is the situation, so that an answer can be kept, sent and opened again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from gatepost.policy import SituationError, Vocabulary
from gatepost.policy.asking import Interview
from gatepost.policy.pack import Pack
from gatepost.policy.situation import read_situation

SKIP = "skip"  # the facets of which somebody said "I don't know"
ANSWERED = "answered"  # the facet to which the choices in `choice` are the answer
CHOICE = "choice"
MOST_VALUES = 60  # an address with more was not made by these pages


class NotAQuestion(Exception):
    """The address does not say a situation. The message says what is wrong with it."""


def read_question(pack: Pack, query: QueryDict) -> Interview:
    """The interview that an address stands for, with the answer that it brings.

    Raises:
        NotAQuestion: a facet or value that the vocabulary does not have.
    """
    situation = {facet.name: values for facet in pack.vocabulary if (values := _given(query, facet.name, facet.many))}
    try:
        read_situation(pack.vocabulary, situation)
    except SituationError as error:
        raise NotAQuestion(str(error)) from error
    interview = Interview(pack, situation, frozenset(query.getlist(SKIP)) & set(pack.vocabulary.facets))
    return _answered(interview, query) if ANSWERED in query else interview


def _given(query: QueryDict, facet: str, many: bool) -> Any:
    values = [value for value in query.getlist(facet) if value][:MOST_VALUES]
    return values if many else values[0] if values else None


def _answered(interview: Interview, query: QueryDict) -> Interview:
    """The interview after the answer in the address, if it is to the question that is being asked."""
    asked = interview.question
    if asked is None or asked.facet != query[ANSWERED]:
        return interview
    offered = {answer.value for answer in (*asked.answers, *asked.others)}
    offered |= {answer.value for _, answers in asked.groups for answer in answers}
    chosen = [value for value in query.getlist(CHOICE) if value in offered]
    if query.get("unknown") or (not chosen and not asked.several):
        return interview.skip(asked)
    return interview.answer(asked, chosen)


def address_of(situation: Mapping[str, Any], skipped: Sequence[str] = ()) -> str:
    """The query string of a situation."""
    query = QueryDict(mutable=True)
    for facet, value in situation.items():
        query.setlist(facet, [value] if isinstance(value, str) else list(value))
    if skipped:
        query.setlist(SKIP, sorted(skipped))
    return query.urlencode()


def known_words(vocabulary: Vocabulary, situation: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A situation as pairs of facet and value, for hidden fields."""
    return [
        (facet, value)
        for facet, values in situation.items()
        if facet in vocabulary.facets
        for value in ([values] if isinstance(values, str) else values)
    ]
