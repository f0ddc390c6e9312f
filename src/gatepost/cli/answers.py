"""An answer on the page: the verdict first, then the clauses, what is needed, what follows, and the next question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gatepost.policy.decision import Decision, Duty, Question
from gatepost.policy.pack import Pack
from gatepost.policy.wording import (
    answer_words,
    duty_words,
    mark,
    more_may_follow,
    need_sentence,
    question_sentence,
    situation_sentence,
    verdict_line,
    why_sentence,
)
from gatepost.policy.wording.grammar import joined, sentence
from gatepost.policy.wording.words import phrase

from .page import BLANK, Line, line, spans

MARKS = {
    "forbidden": "✗",
    "needs": "⧗",
    "discouraged": "▲",
    "permitted": "✓",
    "silent": "–",
    "to_do": "→",
    "so_far_permitted": "○",
    "so_far_silent": "–",
}
NAMES = {
    "forbidden": "FORBIDDEN",
    "needs": "NEEDED FIRST",
    "discouraged": "DISCOURAGED",
    "permitted": "PERMITTED",
    "silent": "SILENT",
    "to_do": "TO DO",
    "so_far_permitted": "SO FAR PERMITTED",
    "so_far_silent": "SO FAR SILENT",
}
MOST_ANSWERS, MOST_ADVICE = 8, 4


def answer_lines(
    pack: Pack, situation: Mapping[str, Any], *, all_questions: bool = False, questions: bool = True
) -> Iterator[Line]:
    """The whole answer to a situation."""
    decision = pack.decide(situation)
    yield from verdict_lines(pack, decision, situation)
    yield from clause_lines(pack, decision)
    yield from need_lines(decision, situation)
    yield from duty_lines(pack, decision, situation)
    yield from advice_lines(pack, decision)
    if questions:
        yield from question_lines(pack, decision, situation, all_questions=all_questions)


def verdict_lines(pack: Pack, decision: Decision, situation: Mapping[str, Any]) -> Iterator[Line]:
    sign = mark(pack.vocabulary, decision, situation)
    style = "heading" if sign.startswith("so_far") else decision.verdict
    answer = verdict_line(pack.vocabulary, decision, situation)
    yield spans((f"{MARKS[sign]} {NAMES[sign]}", style), (f"  {answer}", "heading"), hanging=2)
    yield BLANK
    yield line(situation_sentence(pack.vocabulary, situation), indent=2)
    yield line(f"{pack.organisation}, {pack.title}", "quiet", indent=2)


def clause_lines(pack: Pack, decision: Decision) -> Iterator[Line]:
    if decision.because:
        yield BLANK
        yield line("Because", "heading")
        for id in decision.because:
            yield clause_line(pack, id)


def clause_line(pack: Pack, id: str) -> Line:
    """A clause as a short quotation, under its heading."""
    clause = pack.clauses[id]
    return spans((id, "clause"), (f"  {clause.heading}: ", "quiet"), (f"“{clause.says}”", "text"), indent=2, hanging=2)


def need_lines(decision: Decision, situation: Mapping[str, Any]) -> Iterator[Line]:
    if decision.unmet:
        yield BLANK
        yield line("Needed first", "heading")
        asked: dict[str, list[str]] = {}
        for need in decision.unmet:
            asked.setdefault(need_sentence(need, situation), []).append(need.clause)
        for said, clauses in asked.items():
            yield spans(
                ("□ ", "needs"),
                (said, "text"),
                (f"  {', '.join(dict.fromkeys(clauses))}", "clause"),
                indent=2,
                hanging=2,
            )


def duty_lines(pack: Pack, decision: Decision, situation: Mapping[str, Any]) -> Iterator[Line]:
    more = _more(pack, decision, situation)
    if decision.duties or more:
        yield BLANK
        once_done = ", once it is done" if any(duty.once_done for duty in decision.duties) else ""
        yield line(f"What follows{once_done}", "heading")
    for duty in decision.duties:
        yield duty_line(duty)
    if more:
        yield line(more, "quiet", indent=2)


def _more(pack: Pack, decision: Decision, situation: Mapping[str, Any]) -> str:
    """What may follow yet; where nothing follows so far, an answer that is not settled says so itself."""
    return more_may_follow(pack, situation) if decision.duties or decision.settled else ""


def duty_line(duty: Duty) -> Line:
    who = sentence(phrase("actor", duty.by)).rstrip(".") if duty.by else "Whoever it concerns"
    clauses = ", ".join((duty.clause, *duty.also))
    return spans(
        ("→ ", "needs"),
        (f"{who}: ", "heading"),
        (f"{duty_words(duty)}.", "text"),
        (f"  {clauses}", "clause"),
        indent=2,
        hanging=2,
    )


def advice_lines(pack: Pack, decision: Decision) -> Iterator[Line]:
    if decision.advice:
        yield BLANK
        yield line("Advice", "heading")
        clauses = list(dict.fromkeys(advice.clause for advice in decision.advice))
        for id in clauses[:MOST_ADVICE]:
            yield clause_line(pack, id)
        if left := clauses[MOST_ADVICE:]:
            yield line(f"More advice in {joined(left)}.", "quiet", indent=2)


def question_lines(
    pack: Pack, decision: Decision, situation: Mapping[str, Any], *, all_questions: bool = False
) -> Iterator[Line]:
    """The one next question and why it matters, or all of them."""
    asked = decision.questions if all_questions else decision.questions[:1]
    if asked:
        yield BLANK
        yield line(
            "It would help to know" if len(asked) == 1 else "It would help to know, the most decisive first", "heading"
        )
    for question in asked:
        yield line(question_sentence(pack.vocabulary, question, situation), indent=2)
        yield line(_typed(question), "quiet", indent=4, hanging=2)
        yield line(why_sentence(pack, question, most=1), "quiet", indent=4)
    left = len(decision.questions) - len(asked)
    if left:
        yield line(
            f"{left} more {'questions' if left > 1 else 'question'} could change the answer (--all-questions).",
            "quiet",
            indent=2,
        )


def _typed(question: Question) -> str:
    """The answers as they are typed."""
    shown = question.answers[:MOST_ANSWERS]
    more = ", …" if len(question.answers) > len(shown) else ""
    return f"{question.facet}={', '.join(shown)}{more}"


def answer_json(pack: Pack, situation: Mapping[str, Any]) -> dict[str, Any]:
    """The answer as plain data, with the words beside the values."""
    decision = pack.decide(situation)
    cited = dict.fromkeys(
        [
            *decision.because,
            *(id for duty in decision.duties for id in (duty.clause, *duty.also)),
            *(advice.clause for advice in decision.advice),
            *decision.possible,
        ]
    )
    return {
        "pack": pack.name,
        "situation": dict(situation),
        "sentence": situation_sentence(pack.vocabulary, situation),
        "answer": verdict_line(pack.vocabulary, decision, situation),
        **decision.as_dict(),
        "more_may_follow": more_may_follow(pack, situation),
        "questions": [_question_json(pack, question, situation) for question in decision.questions],
        "clauses": {id: {"heading": pack.clauses[id].heading, "says": pack.clauses[id].says} for id in cited},
    }


def _question_json(pack: Pack, question: Question, situation: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **question.as_dict(),
        "question": question_sentence(pack.vocabulary, question, situation),
        "answers_in_words": [answer_words(question.facet, answer, situation) for answer in question.answers],
        "why": why_sentence(pack, question),
    }


__all__ = ["answer_json", "answer_lines", "clause_line", "question_lines"]
