"""Abuse in its kinds: what is seen, and what only looks like it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.screening.abuse import detect
from gatepost.screening.folding import fold

from .seen import kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stupid fat cow", {"abusive", "sexist"}),
        ("You are a wanker", {"abusive"}),
        ("what a bunch of m0r0ns", {"abusive"}),
        ("that head is a right t w a t", {"abusive"}),
        ("ur so thick", {"abusive"}),
        ("f*** off the lot of you", {"abusive"}),
        ("that teacher is a paedo", {"abusive"}),
        ("Mr Banks is a bellеnd", {"abusive"}),  # a Cyrillic е
        ("you absolute muppets running this place", {"abusive"}),
        ("how stupid are you", {"abusive"}),
        ("what a retard", {"abusive"}),
        ("p*kis everywhere in that class", {"abusive", "racist"}),
        ("go back to your own country", {"abusive", "racist"}),
        ("dirty gypsies, lock up your bikes", {"abusive", "racist"}),
        ("Immigrants are vermin", {"abusive", "racist"}),
        ("all muslims should be deported", {"abusive", "racist"}),
        ("I hate black people", {"abusive", "racist"}),
        ("women belong in the kitchen", {"abusive", "sexist"}),
        ("Women are inferior", {"abusive", "sexist"}),
        ("football is not for girls", {"abusive", "sexist"}),
        ("what a slut", {"abusive", "sexist"}),
        ("his costume was well gay 😂", {"abusive", "homophobic"}),
        ("keep your pride nonsense out of our school", {"abusive", "homophobic"}),
        ("Trans people are freaks", {"abusive", "homophobic"}),
        ("you poofter", {"abusive", "homophobic"}),
        ("kill yourself", {"abusive", "bullying"}),
        ("nobody likes you, stay at home", {"abusive", "bullying"}),
        ("the world would be better without you", {"abusive", "bullying"}),
        ("let's all leave her out of the group", {"abusive", "bullying"}),
        ("I'm going to find you and hurt you", {"threatening"}),
        ("i know where you live", {"threatening"}),
        ("watch your back", {"threatening"}),
        ("he is getting his teeth knocked out", {"threatening"}),
        ("Phwoar, look at the legs on that", {"lewd"}),
        ("too many foreigners in this school", {"abusive", "racist"}),
        ("where is there one white face in that photo", {"abusive", "racist"}),
        ("a man would have sorted this by now", {"abusive", "sexist"}),
        ("she wants to know her place", {"abusive", "sexist"}),
        ("those shoes are gay as hell", {"abusive", "homophobic"}),
        ("nobody wants to sit next to Bea because she smells", {"abusive", "bullying"}),
        ("just leave, nobody would notice", {"abusive", "bullying"}),
        ("kys", {"abusive", "bullying"}),
        ("someone is getting hurt tonight", {"threatening"}),
        ("be a shame if something happened to that car of yours", {"threatening"}),
        ("nice legs sir", {"lewd"}),
        ("bet she would give you a private lesson 😏", {"lewd"}),
    ],
)
def test_abuse_is_seen_with_its_kind(text: str, expected: set[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He called me a wanker in front of my kids.",
        "Some parent said “all immigrants are vermin” at the gate. Shocking.",
        "Please stop calling people idiots.",
        "It is wrong to say that women are inferior.",
        "Not all Muslims are terrorists, learn some history.",
        "Anyone who hates gay people should be ashamed.",
        "I don't hate anybody, least of all immigrants.",
        "No child deserves to be hit.",
        "You can't just say that disabled people are a burden.",
        "We taught them that 'loser' and 'fatty' are hurtful words.",
        "Nobody is stupid in this class.",
    ],
)
def test_quoted_reported_or_denied_abuse_is_none(text: str) -> None:
    assert kinds(text) == set()


def test_a_slur_that_is_told_is_offensive_and_no_more() -> None:
    assert {f.label for f in detect(fold("They called my son a paki on the bus."))} == {"offensive"}


def test_swearing_at_nobody_is_offensive_and_no_abuse() -> None:
    assert {f.label for f in detect(fold("fucking freezing out there today"))} == {"offensive"}


def test_a_finding_shows_the_words_and_the_reason() -> None:
    text = "Well, mr hall is a k n o b 🙄"
    (finding,) = detect(fold(text))
    assert finding.span is not None
    assert text[slice(*finding.span)] == "k n o b"
    assert finding.why == "“k n o b” is aimed at somebody."


PIECES = [
    "you", " are ", "stupid ", "women ", "“", "”", '"', "'", ". ", "\n", "k n o b", "p*ki", "hate ", "kill ", "yourself", "nobody likes ",
    "not ", "he said ", "\u200b", "é", "\ud83d", "😏", "🍆", "f***", "ﷺ", "\0", "send them back", "i know where ", "x", "*", "@",
]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_every_span_lies_inside_the_text(text: str) -> None:
    for finding in detect(fold(text)):
        assert finding.span is not None
        start, end = finding.span
        assert 0 <= start < end <= len(text)
        assert 0 < finding.confidence <= 1
        assert finding.why.endswith(".")


UNITS = [
    "you are so ", "women ", "hate ", "is is is ", "nobody likes ", "kill ", "not ", "i will ", "so so gay ", "send them ", "😏 ",
    "bet ", "“", "' ", "k ",
    "f*", "go back where ", "say ", "who ", "the ", "leave him ", "a", "get back in the ", "idiot ",
    "i hope you ", "wouldn't mind ", "like a ", "all of them ", "eating ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = fold((unit * (length // len(unit) + 1))[:length] + " you women idiot kill yourself nobody where 😏")
        begun = time.process_time()
        detect(text)
        return time.process_time() - begun

    short, long = (min(seconds(length) for _ in range(3)) for length in (2_000, 16_000))
    assert long < 8 * 4 * short + 0.1


@pytest.mark.parametrize(
    "unit", ["you stupid women are so gay, nobody likes you ", "send them back where they came from "]
)
def test_a_long_text_full_of_abuse_is_no_trouble(unit: str) -> None:
    text = fold((unit * 5_000)[:100_000])
    begun = time.process_time()
    assert len(detect(text)) > 1_000
    assert time.process_time() - begun < 10
