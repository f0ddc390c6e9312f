import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.screening.folding import fold
from gatepost.screening.normalising import Speller

SPELLER = Speller(
    known={"you", "are", "idiot", "wombat", "hate", "women", "shit", "fuck", "knob", "i", "a", "all"},
    hidden={"idiot", "wombat", "hate", "women", "shit", "fuck", "knob"},
    misspelt={"wombat", "women"},
    respelt={"youre": "you are", "u": "you"},
    unlike={"wombt"},
    emoji={"🐀": "rats"},
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("you wombat", "you wombat"),
        ("w0mb4t", "wombat"),
        ("wоmbаt", "wombat"),  # Cyrillic о and а
        ("wom\u200bbat", "wombat"),
        ("ｗｏｍｂａｔ", "wombat"),
        ("wooombaaat", "wombat"),
        ("womabt", "wombat"),
        ("wobat", "wombat"),
        ("w o m b a t", "wombat"),
        ("w.o.m.b.a.t", "wombat"),
        ("w*mbat", "wombat"),
        ("kn*b", "knob"),
        ("f***", "fuck"),
        ("$h!t", "shit"),
        ("1d10t", "idiot"),
        ("ihatewomen", "i hate women"),
        ("a k n o b", "a knob"),
        ("youre", "you are"),
        ("🐀", "rats"),
    ],
)
def test_disguises_are_lifted(text: str, meant: str) -> None:
    assert " ".join(word.meant for word in SPELLER.words(fold(text))) == meant


@pytest.mark.parametrize("text", ["y5", "8.45", "wombt", "free*", "24/7", "ks2", "a b", "mr t", "07700"])
def test_what_is_no_disguise_stays(text: str) -> None:
    assert "wombat" not in [word.meant for word in SPELLER.words(fold(text))]
    assert not {"shit", "fuck", "idiot", "knob"} & {word.meant for word in SPELLER.words(fold(text))}


def test_words_know_their_place() -> None:
    folded = fold("Oh é, k n o b! Zoë's w*mbat.")
    places = {word.meant: folded.original[slice(*folded.span(word.start, word.end))] for word in SPELLER.words(folded)}
    assert places["knob"] == "k n o b"
    assert places["wombat"] == "w*mbat"


@given(st.one_of(st.text(), st.text(alphabet="aw*0mb t.!'\"-_@$1é\u200b", max_size=60)))
def test_every_word_lies_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert all(0 <= word.start < word.end <= len(folded.key) for word in SPELLER.words(folded))


@pytest.mark.parametrize(
    "unit", ["a ", "w*", "wombat", "w o ", "1", "*", "é", "a.", "a-", "'", "ab'", "womenwomen", "@"]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        folded = fold((unit * (length // len(unit) + 1))[:length])
        begun = time.process_time()
        SPELLER.words(folded)
        return time.process_time() - begun

    short, long = (min(seconds(length) for _ in range(3)) for length in (8_000, 64_000))
    assert long < 8 * 4 * short + 0.1  # four times as slow as linear would still pass; squared would not
