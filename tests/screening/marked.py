"""Texts with the expected spans marked in them: "ring «07700 900123» today"."""

import re

from gatepost.screening import Finding


def unmarked(text: str) -> tuple[str, list[str]]:
    """The text without marks, and what stood between them."""
    return re.sub("[«»]", "", text), re.findall("«([^»]*)»", text)


def with_marks(text: str, findings: list[Finding], label: str | None = None) -> str:
    """The text with marks around the findings (of one label), to compare with what a test expects."""
    spans = sorted({f.span for f in findings if f.span and label in (None, f.label)}, reverse=True)
    for start, end in spans:
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text
