"""Twenty thousand people: the index is built soon, and looking hardly takes longer than with few."""

import random
import time

from gatepost.screening import Person, Roll
from gatepost.screening.folding import fold
from gatepost.screening.names import detect
from gatepost.screening.names.index import NameIndex

from .cast import PEOPLE
from .marked import with_marks

SYLLABLES = [
    "bar",
    "den",
    "el",
    "fin",
    "gol",
    "har",
    "is",
    "jor",
    "kem",
    "lo",
    "mur",
    "nash",
    "pel",
    "quin",
    "ros",
    "tor",
]
TEXT = "Well done Aisha and Kofi Mensah! The coach leaves at nine, and Charlote's poem was read in assembly. " * 3


def large_roll() -> Roll:
    chance = random.Random(1)

    def name() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 4)))).capitalize()

    strangers = [Person(name(), name(), "pupil", year_group=str(chance.randint(1, 6))) for _ in range(20_000)]
    return Roll([*PEOPLE, *strangers])


def seconds_for_a_thousand(roll: Roll) -> float:
    folded = fold(TEXT)
    detect(folded, roll)
    begun = time.process_time()
    for _ in range(200):
        detect(folded, roll)
    return (time.process_time() - begun) * 5


def test_large_roll_is_ready_soon_and_searched_fast() -> None:
    roll = large_roll()
    begun = time.process_time()
    NameIndex(roll)
    assert time.process_time() - begun < 3  # a third of it on an idle machine
    assert seconds_for_a_thousand(roll) < 3


def test_large_roll_finds_the_same_names() -> None:
    expected = (
        "Well done «Aisha» and «Kofi Mensah»! The coach leaves at nine, and «Charlote»'s poem was read in assembly. "
    )
    assert with_marks(TEXT, detect(fold(TEXT), large_roll())) == expected * 3
