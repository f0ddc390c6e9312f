"""One slip and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.screening.names.misspelt import NO_NAMES, Misspellings, is_slip, sounds_like

LONG = Misspellings(["kimberley", "theodore", "sebastian", "oyelaran"])
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("word", "name"),
    [("kimberly", "kimberley"), ("kimberlley", "kimberley"), ("kimberlay", "kimberley"), ("kimbelrey", "kimberley")],
)
def test_slip_is_known(word: str, name: str) -> None:
    assert is_slip(word, name)
    assert LONG.meant_by(word) == (name,)


@pytest.mark.parametrize("word", ["kimberley", "kimberleys", "gimberley", "kimbly", "kimbreeley", "theodores", "", "k"])
def test_what_is_no_slip(word: str) -> None:
    assert LONG.meant_by(word) == ()


@given(st.sampled_from(["kimberley", "theodore", "sebastian", "oyelaran"]), st.data())
def test_every_single_slip_after_the_first_letter_is_found(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    slips = {
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    }
    for word in slips - {name, f"{name}s"}:
        assert LONG.meant_by(word) == (name,)


@given(st.one_of(st.text(LETTERS, max_size=12), st.text("theodr", min_size=6, max_size=9)))
def test_halves_find_what_comparing_with_every_name_finds(word: str) -> None:
    names = ("kimberley", "oyelaran", "sebastian", "theodore")
    assert LONG.meant_by(word) == tuple(name for name in names if is_slip(word, name))


def test_word_close_to_a_name_is_a_word() -> None:
    assert Misspellings(["pearson", "fleming", "leonard", "kitchin"]).meant_by("person") == ()
    assert {"leopard", "kitchen", "flaming"} <= NO_NAMES


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("mohammed", "mohamed", True), ("philip", "phillip", True), ("christine", "christina", False)],
)
def test_spellings_of_one_name(one: str, other: str, alike: bool) -> None:
    assert sounds_like(one, other) is alike
