"""The whole of screening against texts made to make it stumble: no error, spans that fit, and time that grows with the length."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.screening import Settings, screen, screen_text

from .cast import ROLL

KINDS = {kind: Settings(kind=kind, trusted=frozenset({"school.example"})) for kind in ("post", "comment")}
PIECES = [
    "please ", "please can you ", "you ", "Mr Page ", "Dear Sam, ", "Hi Jo ", "why? ", "? ", "!", "! ",
    "what time ", "SHOUTING ", "A A ", "could of ", "alot ", "their ", "donate ", "£5 ", "£", "vote for ",
    "labour ", "www.", "http://a.b/", "bit.ly/x", "xn--", "1.2.3.4/", "s t u p i d ", "st*pid ", "5tup1d ",
    "f**k", "l33t", "stuuupid ", "аbс", "ⓐ", "ﬁ", "𝖆", "\u200b", "\u200d", "\u202e", "👨\u200d👩\u200d👧", "🏴",
    "kill ", "i will ", "find you ", "nobody likes ", "go back ", "they are all ", "i hate ", "not ", "don't ",
    "he called me ", "\"", "“", "”", "'", "(", ")", "...", "… ", "- ", ": ", "\n", "\r\n", "\t", "\0", "\ud800",
    "e\u0301", "İ", "ß", "free ", "follow me ", "click ", "win ", "Aisha ", "#Go", "@jo", "07700 900123",
    "14 High Street ", "LS1 4AB",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
MEGABYTE = 1_000_000

for settings in KINDS.values():  # what is loaded when it is first needed is no part of the time of any one text
    screen_text("Thank you all for a lovely day. Is it on again?", ROLL, settings)


@given(TEXTS, st.sampled_from(sorted(KINDS)))
def test_any_text_is_screened_and_its_findings_can_be_written_down(text: str, kind: str) -> None:
    screening = screen(text, roll=ROLL, settings=KINDS[kind])
    for finding in screening.findings:
        assert finding.span is not None
        assert 0 <= finding.span[0] < finding.span[1] <= len(text)
        assert 0 < finding.confidence <= 1
        assert finding.why.endswith(".")
        assert finding.detector
    assert json.loads(json.dumps(screening.situation())) == screening.situation()


@given(TEXTS)
def test_what_is_found_does_not_depend_on_what_was_screened_before(text: str) -> None:
    once = screen_text(text, ROLL)
    screen_text("You stupid cow, ring 07700 900123", ROLL, KINDS["comment"])
    assert screen_text(text, ROLL) == once


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("unit", PIECES)
def test_time_grows_no_faster_than_the_text(unit: str, kind: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        begun = time.process_time()
        screen_text(text, ROLL, KINDS[kind])
        return time.process_time() - begun

    short, long = (min(seconds(length) for _ in range(3)) for length in (2_000, 16_000))
    assert long < 8 * 4 * short + 0.05  # four times as slow as linear would still pass; squared would not


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        ("post", "a"),
        ("comment", "?! "),
        ("post", '"you are '),
        ("comment", "s t u p i d "),
        ("comment", "".join(PIECES)),
    ],
)
def test_a_megabyte_is_no_trouble(unit: str, kind: str) -> None:
    text = (unit * (MEGABYTE // len(unit) + 1))[:MEGABYTE]
    begun = time.process_time()
    screen_text(text, ROLL, KINDS[kind])
    assert time.process_time() - begun < 30  # mostly about one second; a regular expression that explodes takes hours
