"""Rolls of any size, the same ones every time: names as they are common in Britain, and made-up surnames so that few are shared."""

from __future__ import annotations

import random

from gatepost.screening import Person, Roll
from gatepost.screening.wordlists import words

FIRST = sorted(
    words(
        """
        Aaliyah Abigail Adam Aisha Alex Alfie Amelia Amina Anya Archie Arjun Arthur Ava Ayaan Bella Ben Bethan Caleb
        Callum Charlie Chidi Chloe Daisy Daniel Darcey Dylan Ella Elliot Emily Ethan Eva Evie Farah Fatima Felix
        Finley Florence Freya George Grace Hamza Hannah Harry Hassan Heidi Henry Hope Ibrahim Imogen Isaac Isla Ivy
        Jack Jacob James Jasmine Joseph Joy Kofi Layla Leo Liam Lily Lola Lucas Lucy Luke Maisie Mark Maryam Mason
        Matilda Max Megan Mia Mohammed Muhammad Nadia Niamh Noah Olive Oliver Oscar Owen Poppy Priya Rafael Reuben
        Rhys Riley Rohan Rosa Rose Ruby Ryan Samuel Sara Scarlett Sienna Simran Sofia Sophie Summer Tariq Thea Theo
        Thomas Tia Toby Tomasz Will Yasmin Yusuf Zachary Zara Zoe
        """
    )
)
BEGINNINGS = sorted(
    words(
        """
        Ash Barn Beck Birch Black Bram Brook Cald Carl Chad Clay Cole Cran Dal Den East Elm Fair Farn Glen Green Hal
        Hart Hazel Hen Hol Kel King Lang Lin Long Mar Mid Nor Oak Pem Pen Rad Red Rich Row Sand Sel Shel Stan Stock
        Thorn Wal West Wick Win Wood
        """
    )
)
ENDINGS = sorted(
    words(
        """
        bourne bridge bury by cliffe combe cott croft dale den field ford gate ham hurst land ley low mere more
        ridge shaw ton wall well wick worth
        """
    )
)


def roll_of(size: int) -> Roll:
    """A roll of so many people, one in twelve of them staff and one in twenty not to be published."""
    random_numbers = random.Random(size)
    return Roll(_person(random_numbers, index) for index in range(size))


def _person(random_numbers: random.Random, index: int) -> Person:
    return Person(
        random_numbers.choice(FIRST),
        random_numbers.choice(BEGINNINGS) + random_numbers.choice(ENDINGS),
        "staff" if index % 12 == 0 else "pupil",
        year_group="" if index % 12 == 0 else str(index % 6 + 1),
        do_not_publish=index % 20 == 7,
    )
