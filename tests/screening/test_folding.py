import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.screening.folding import _plain, fold


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("plain", "plain"),
        ("Zoë Núñez", "Zoe Nunez"),
        ("Zoe\u0308", "Zoe"),
        ("O’Connor – Anne‑Lise", "O'Connor - Anne-Lise"),
        ("Łukasz Sørensen", "Lukasz Sorensen"),
        ("so\u00adft\u200b", "soft"),
        ("０７７", "077"),
        ("\ud800x", "\ufffdx"),
        ("a\u00a0b", "a b"),
        ("😀", "😀"),
    ],
)
def test_plain_form(text: str, flat: str) -> None:
    assert fold(text).flat == flat


@pytest.mark.parametrize(
    ("text", "plain", "written"),
    [
        ("Ah Zoë!", "Zoe", "Zoë"),
        ("Ah Zoe\u0308!", "Zoe", "Zoe\u0308"),
        ("œuf Zoë", "Zoe", "Zoë"),
        ("A\u200bb", "Ab", "A\u200bb"),
    ],
)
def test_place_in_the_original(text: str, plain: str, written: str) -> None:
    folded = fold(text)
    at = folded.flat.index(plain)
    start, end = folded.span(at, at + len(plain))
    assert text[start:end] == written


@given(st.text())
def test_lower_case_has_the_same_length(text: str) -> None:
    folded = fold(text)
    assert len(folded.key) == len(folded.flat)


@given(st.text(), st.data())
def test_every_span_lies_inside_the_original(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.flat)))
    end = data.draw(st.integers(start, len(folded.flat)))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)


@given(st.text())
def test_each_character_comes_from_where_it_is_said_to(text: str) -> None:
    folded = fold(text)
    for at, character in enumerate(folded.flat):
        start, end = folded.span(at, at + 1)
        assert character in fold(text[start:end]).flat


def test_emoji_that_are_passed_over_are_plain_indeed() -> None:
    assert all(_plain(chr(code)) == chr(code) for code in (ord("£"), *range(0x1F300, 0x1FB00)))
