"""What a screening found, on the page: the words in their place, and why they matter."""

from __future__ import annotations

from collections.abc import Iterator

from gatepost.policy.wording import value_words
from gatepost.policy.wording.grammar import sentence
from gatepost.screening import Finding, Screening

from .page import BLANK, Line, line, spans
from .remedies import one_line

AROUND = 32  # characters of the text shown on either side of what was found
NOTHING = "Nothing was found, which does not mean that nothing is there."


def found_in_text(text: str, screening: Screening) -> Iterator[Line]:
    """What was found in a text, in its order, and what only a person can tell."""
    yield line("Found in the text", "heading")
    yield from finding_lines(text, screening)
    for said in (*screening.namesakes(), *screening.notes_on_text()):
        yield line(said, indent=2)


def finding_lines(text: str, screening: Screening) -> Iterator[Line]:
    """Each finding of a text: its words, and its reason."""
    found = [finding for finding in screening.findings if finding.span]
    if not found:
        yield line(NOTHING, indent=2)
    for finding in found:
        yield _words_in_place(text, finding)
        yield line(finding.why, "bad" if finding.do_not_publish else "quiet", indent=4)


def found_in_pictures(screening: Screening) -> Iterator[Line]:
    """What was found in each picture, and how far one could see."""
    for picture in screening.pictures:
        yield BLANK
        yield line(f"Found in {one_line(picture.name)}", "heading")
        for note in picture.notes:
            yield spans(("• ", "quiet"), (note, "text"), indent=2, hanging=2)
        for question in picture.questions:
            yield spans(("? ", "quiet"), (question, "text"), indent=2, hanging=2)


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words found, with some of the text on either side, on one line and without control characters."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return one_line(before), one_line(text[start:end]), one_line(after)


def _words_in_place(text: str, finding: Finding) -> Line:
    before, words, after = context(text, *(finding.span or (0, 0)))
    said = sentence(value_words("content", finding.label)).rstrip(".")
    return spans(
        ("• ", "quiet"),
        (said, "heading"),
        (f": {before}", "text"),
        (f"“{words}”", "marked"),
        (after, "text"),
        indent=2,
        hanging=2,
    )
