"""The detectors of what a text is about, on any text: spans that fit, no error, and time in step with the length."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.screening import (
    Finding,
    addressed,
    adverts,
    complaints,
    donations,
    language,
    links,
    names,
    politics,
    queries,
    spam,
)
from gatepost.screening.folding import Folded, fold
from gatepost.screening.phrases import Phrase, Phrases

from .cast import ROLL

DETECTORS: dict[str, Callable[[Folded], list[Finding]]] = {
    "spam": spam.detect,
    "adverts": adverts.detect,
    "donations": donations.detect,
    "politics": politics.detect,
    "links": links.detect,
    "addressed": lambda folded: addressed.detect(folded, names.detect(folded, ROLL)),
    "complaints": complaints.detect,
    "queries": queries.detect,
    "language": language.detect,
    "phrases": lambda folded: list(Phrases((Phrase("deny", "oh dear", "x"),)).apply(folded, []).findings),
}
PIECES = [
    "Mrs Holt", "Aisha", "priya nair", ", ", ". ", "? ", "?!", "\n", " you ", "please ", "can you ", "ring me",
    "vote Labour", "this government", "donate", "£5", "20% off", "earn £900 a week", "f4f", "bit.ly/x",
    "http://1.2.3.4/a", "xn--a.com", "парент.com", "what time ", "is there ", "disgrace", "again", "recieve", "alot",
    "DO NOT PARK HERE ", "oh  dear", "’", "“", "\"", "'", "é", "e\u0301", "İ", "ß", "\u200b", "\ud83d", "😀", "ﷺ",
    "\0",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
UNITS = [
    "again, well done ", "donate, thank you for donating ", "“alot” ", "alot ", "gofundme.com/a ", "vote Labour ",
    "£5 for sale ", "f4f bit.ly/a ",
    "a", "A", "A ", "AB ", "AB, ", "?", "!", "?!", ".", "...", ". ", "you ", "you", "mr ", "you mr ", "you mr a",
    "Mr A ", "Hi Jo ", "Jo, ", "can Jo ", "Could Jo ", "message for Jo ", "what ", "is there ", "is is is ", "hi, ",
    "please can ", "wonder if ", "£5 ", "1% off ", "earn £5 ", "0", "0 ", "f4f ", "http://", "http://a", "a.com ",
    "www.a-", "a-", "parentpay-", "xn--", "bit.ly/a ", "recieve ", "there kits ", "u ", "'", "'a ", "\"", "“", "“a",
    "oh dear ", "oh ", "\n", "\n\n", " ", "\t", "😀", "é", "\u0301", "\ud800", "ﷺ", "\0", "@a ", "[at]", "@",
]  # fmt: skip


@pytest.mark.parametrize("detector", DETECTORS)
@given(text=TEXTS)
def test_every_span_lies_inside_the_text(detector: str, text: str) -> None:
    for finding in DETECTORS[detector](fold(text)):
        assert finding.span is not None
        start, end = finding.span
        assert 0 <= start < end <= len(text)
        assert 0 < finding.confidence <= 1
        assert finding.why.endswith(".")
        assert finding.detector == detector


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        folded = fold((unit * (length // len(unit) + 1))[:length])
        begun = time.process_time()
        for name in (
            "spam",
            "adverts",
            "donations",
            "politics",
            "links",
            "complaints",
            "queries",
            "language",
            "phrases",
        ):
            DETECTORS[name](folded)
        addressed.detect(folded)
        return time.process_time() - begun

    short, long = (min(seconds(length) for _ in range(3)) for length in (8_000, 64_000))
    assert long < 8 * 4 * short + 0.1  # four times as slow as linear would still pass; squared would not
