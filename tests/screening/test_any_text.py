"""Any text at all: spans that fit, no error, and time that grows with the length and no faster."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.screening import screen_text

from .cast import ROLL

PIECES = [
    "Aisha", "Will", "Rose Field", "Mr ", "#Go", "#", "@", "@jo", "'s", "’s", "s", " and ", ", ", ". ", "\n", " in Year 5", "(Y2)",
    "07700 900123", "+44", "0", "o", "/", "-", "jo@example.com", " at ", " dot ", "[at]", "14 ", "Quarry Close", "LS1 4AB",
    "instagram.com/", "https://", "x.com", "snap", "add me ", "_", "é", "e\u0301", "ß", "İ", "\u200b", "\ud83d", "😀", "ﷺ", "\0", "٠",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))

UNITS = [
    "a", "0", "0 ", "07700 ", "0.0.", "0/", "(", "+4", "@", "a@", "a@a.", "@a ", "[at]", "a at ", "a dot ", "a.a.", "Will ", "Will, ",
    "Aisha ", "aisha", "Grace and ", "Mark Hope Joy ", "Mr Page ", "J. ", "A", "#", "#a", "#Aisha", "#aaaaaaaaaa", "12 High ", "1 a ",
    "Flat 2, ", "LS1 ", "ls1 4ab ", "http://", "www.a.", "a.com ", "facebook.com/", "_a1", "snap add a1_ ", "snap: ", "é", "e\u0301",
    "\u0301", "\ud800", "ﷺ", "'", "a'", "a-", "\n", "😀", "\0", "oO", "well done ", "Aisha's ",
]  # fmt: skip


@given(TEXTS)
def test_every_span_lies_inside_the_text(text: str) -> None:
    for finding in screen_text(text, ROLL):
        assert finding.span is not None
        start, end = finding.span
        assert 0 <= start < end <= len(text)
        assert 0 < finding.confidence <= 1
        assert finding.why.endswith(".")


@given(TEXTS)
def test_findings_of_one_detector_do_not_overlap(text: str) -> None:
    for detector in ("names", "phones", "emails", "addresses"):
        spans = [f.span for f in screen_text(text, ROLL) if f.detector == detector and f.span]
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(TEXTS, st.sampled_from(["Kofi Mensah", "07700 900123", "jo@example.com"]))
def test_what_stands_in_a_line_of_its_own_is_found(text: str, known: str) -> None:
    whole = f"{text}\n\n{known}\n\n"
    start = len(text) + 2
    assert (start, start + len(known)) in [f.span for f in screen_text(whole, ROLL)]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        begun = time.process_time()
        screen_text(text, ROLL)
        return time.process_time() - begun

    short, long = (min(seconds(length) for _ in range(3)) for length in (4_000, 32_000))
    assert long < 8 * 4 * short + 0.1  # four times as slow as linear would still pass; squared would not


def test_a_megabyte_is_no_trouble() -> None:
    text = "Well done Aisha and Will! Ring 07700 900123, jo@example.com. Zoë’s in Year 4 😀 " + "and so on, " * 90
    assert len(screen_text(text * 950, ROLL)) == 5 * 950
