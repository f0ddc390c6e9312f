"""Insults without a bad word, mockery of children, threats in a manner of speaking: and everyday words like them."""

import pytest

from .seen import kinds

SEEN = [
    ("That ref has the brains of a turnip", "abusive"),
    ("Not the brightest candle in the box is he", "abusive"),
    ("the office couldn't boil an egg", "abusive"),
    ("shut your trap Sharon", "abusive"),
    ("what a sorry excuse for a teacher", "abusive"),
    ("he's a face like a dropped pie", "abusive"),
    ("the coach is a puffed up little clown", "abusive"),
    ("what a stupid little man of a ref", "abusive"),
    ("no way I'd leave mine with that clown", "abusive"),
    ("you bunch of two faced old cows", "abusive"),
    ("your lad looks so scruffy", "bullying"),
    ("who let her in 😂", "bullying"),
    ("fattest kid in the class by a mile", "bullying"),
    ("even his own nan must cringe", "bullying"),
    ("dont sit next to Bo, he stinks", "bullying"),
    ("you won't be walking tomorrow", "threatening"),
    ("she deserves to be slapped", "threatening"),
    ("chuck a brick through the head's window", "threatening"),
    ("I hope somebody runs him over", "threatening"),
    ("I'd never let my lad change next to a queer", "homophobic"),
    ("Look at the names of half of them", "racist"),
    ("leave football to the men", "sexist"),
    ("mums should be at home cooking", "sexist"),
]

LEFT_ALONE = [
    "The brain of a whale weighs as much as a child.",
    "Please take a life jacket, or get a life jacket from the rack.",
    "I can't sing and can't dance, so I did the lights.",
    "I couldn't organise a raffle without you.",
    "Mix them together and see what happens!",
    "She wobbled it all week and will lose her tooth by Friday.",
    "He was a brilliant clown in the circus play.",
    "Who invited the sun? Perfect day.",
    "Nits are about in Year 2, please check hair tonight.",
    "Leave it to the lads from the fire station to get the cat down.",
    "Grandad smoked a fag on the back step.",
    "Our neighbour's bitch had six puppies.",
    "A dyke keeps the sea out, the Dutch visitor told Year 4.",
    "Slugs and snails are disgusting and she loves them.",
    "The boys in tights were hilarious.",
    "Two mums and a grandad ran the tombola.",
]


@pytest.mark.parametrize(("text", "kind"), SEEN)
def test_contempt_in_a_manner_of_speaking_is_seen(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_everyday_words_like_it_are_left_alone(text: str) -> None:
    assert kinds(text) == set()
