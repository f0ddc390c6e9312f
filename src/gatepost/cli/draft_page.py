"""A draft on the page: the verdict, what was found in it and where, the clauses, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gatepost.policy.wording import value_words
from gatepost.policy.wording.grammar import sentence
from gatepost.screening import Finding

from .answers import advice_lines, answer_json, clause_lines, duty_lines, verdict_lines
from .drafts import Draft
from .page import BLANK, Line, line, spans
from .remedies import one_line, to_do

AROUND = 32  # characters of the text shown on either side of what was found
TO_DO_MARKS = {
    "take_out": ("✗ ", "bad"),
    "leave": ("✗ ", "bad"),
    "put_in_place": ("□ ", "needs"),
    "find_out": ("? ", "quiet"),
}


def draft_lines(draft: Draft) -> Iterator[Line]:
    """The whole answer on a draft."""
    yield from verdict_lines(draft.pack, draft.decision, draft.situation)
    yield from _found_in_text(draft)
    yield from _found_in_pictures(draft)
    yield from clause_lines(draft.pack, draft.decision)
    yield from _to_do_lines(draft)
    yield from duty_lines(draft.decision)
    yield from advice_lines(draft.pack, draft.decision)


def _found_in_text(draft: Draft) -> Iterator[Line]:
    if not draft.text:
        return
    yield BLANK
    yield line("Found in the text", "heading")
    found = [finding for finding in draft.screening.findings if finding.span]
    if not found:
        yield line("Nothing was found, which does not mean that nothing is there.", indent=2)
    for finding in found:
        before, words, after = context(draft.text, *(finding.span or (0, 0)))
        said = sentence(value_words("content", finding.label)).rstrip(".")
        yield spans(
            ("• ", "quiet"),
            (said, "heading"),
            (f": {before}", "text"),
            (f"“{words}”", "marked"),
            (after, "text"),
            indent=2,
            hanging=2,
        )
        yield line(finding.why, "bad" if finding.do_not_publish else "quiet", indent=4)
    for question in draft.screening.questions():
        yield line(question, indent=2)


def _found_in_pictures(draft: Draft) -> Iterator[Line]:
    for picture in draft.screening.pictures:
        yield BLANK
        yield line(f"Found in {one_line(picture.name)}", "heading")
        for note in picture.notes:
            yield spans(("• ", "quiet"), (note, "text"), indent=2, hanging=2)
        if picture.faces:
            yield line(
                "Whether they are children or adults is for you to say (--set content=shows_child).", "quiet", indent=4
            )


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words found, with some of the text on either side, on one line and without control characters."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return one_line(before), one_line(text[start:end]), one_line(after)


def _to_do_lines(draft: Draft) -> Iterator[Line]:
    steps = list(to_do(draft))
    if steps:
        yield BLANK
        yield line("What to do", "heading")
    for step in steps:
        cited = ", ".join(step.clauses)
        yield spans(TO_DO_MARKS[step.kind], (step.says, "text"), (f"  {cited}", "clause"), indent=2, hanging=2)


# ---------------------------------------------------------------------- as data


def draft_json(draft: Draft) -> dict[str, Any]:
    """The answer on a draft as plain data."""
    return {
        **answer_json(draft.pack, draft.situation),
        "findings": [_finding_json(draft, finding) for finding in draft.screening.findings],
        "notes": [*draft.screening.notes(), *draft.screening.questions()],
        "to_do": [{"kind": step.kind, "says": step.says, "clauses": list(step.clauses)} for step in to_do(draft)],
    }


def _finding_json(draft: Draft, finding: Finding) -> dict[str, Any]:
    return {
        "label": finding.label,
        "words": draft.words(finding),
        "span": list(finding.span) if finding.span else None,
        "picture": finding.picture,
        "box": list(finding.box) if finding.box else None,
        "why": finding.why,
        "confidence": finding.confidence,
        "detector": finding.detector,
        "do_not_publish": finding.do_not_publish,
    }
