"""A draft on the page: the verdict, what was found in it and where, the clauses, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .answers import advice_lines, answer_json, clause_lines, duty_lines, verdict_lines
from .drafts import Draft
from .found_page import finding_lines
from .json_lines import finding_json
from .page import BLANK, Line, line, spans
from .remedies import one_line, to_do

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
    yield from duty_lines(draft.pack, draft.decision, draft.situation)
    yield from advice_lines(draft.pack, draft.decision)


def _found_in_text(draft: Draft) -> Iterator[Line]:
    if not draft.text:
        return
    yield BLANK
    yield line("Found in the text", "heading")
    yield from finding_lines(draft.text, draft.screening)
    for said in (*draft.screening.namesakes(), *draft.screening.notes_on_text()):
        yield line(said, indent=2)


def _found_in_pictures(draft: Draft) -> Iterator[Line]:
    for picture in draft.screening.pictures:
        yield BLANK
        yield line(f"Found in {one_line(picture.name)}", "heading")
        for note in picture.notes:
            yield spans(("• ", "quiet"), (note, "text"), indent=2, hanging=2)
        for question in picture.questions:
            yield spans(("? ", "quiet"), (question, "text"), indent=2, hanging=2)
        if picture.faces and not draft.screening.shows_child:
            yield line("If a child is shown, say so with --set content=shows_child.", "quiet", indent=4)


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
        "findings": [finding_json(draft.text, finding) for finding in draft.screening.findings],
        "notes": [*draft.screening.notes(), *draft.screening.questions()],
        "to_do": [{"kind": step.kind, "says": step.says, "clauses": list(step.clauses)} for step in to_do(draft)],
    }
