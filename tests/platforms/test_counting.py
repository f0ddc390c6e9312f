"""Lengths as the networks count them."""

from __future__ import annotations

import pytest

from gatepost.platforms.counting import graphemes, graphemes_and_short_links, utf8_bytes, utf16, weighted
from gatepost.platforms.graphemes import clusters

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Hello", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("\r\n", 1),
        ("\n\n", 2),
        (FAMILY, 1),
        ("👍🏽", 1),
        ("🏃🏽‍♀️", 1),
        ("❤️", 1),
        ("1️⃣", 1),
        ("🇬🇧", 1),
        ("🇬🇧🇫🇷", 2),
        ("🇬🇧🇫", 2),
        ("\u0600🇬🇧🇫🇷", 2),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 1),
        ("a\u200d👧", 2),
        ("각", 1),
        ("\u1100\u1161\u11a8", 1),
        ("각각", 2),
        ("กำ", 1),
        ("कि", 1),
        ("\u0301", 1),
        ("a\u200bb", 3),
    ],
)
def test_a_character_is_what_a_reader_takes_for_one(text: str, length: int) -> None:
    assert graphemes(text) == length


def test_no_character_is_lost_between_the_clusters() -> None:
    text = f"Sports day {FAMILY}🇬🇧 é\u0301 각 1️⃣\r\n"
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Sports day", 10),
        ("Hi http://test.co", 26),
        ("See https://school.example/a/very/long/way/to/the/page?with=more&and=more.", 4 + 23 + 1),
        ("school.org.uk", 23),
        ("https://a.example https://b.example", 23 + 1 + 23),
        ("運動会", 6),
        (FAMILY, 2),
        ("👍🏽", 2),
        ("🇬🇧", 2),
        ("1️⃣", 2),
        ("☺", 2),
        ("e\u0301", 1),
        ("“quoted” – and…", 16),
        ("Dŵr a thân", 10),
    ],
)
def test_x_weighs_a_text(text: str, length: int) -> None:
    assert weighted(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [("https://school.example/a/very/long/way/to/a/page", 23), ("See school.org.uk 👍🏽", 4 + 23 + 2), ("a", 1)],
)
def test_mastodon_counts_every_link_alike(text: str, length: int) -> None:
    assert graphemes_and_short_links(text) == length


def test_a_browser_and_a_byte_count_more_of_an_emoji() -> None:
    assert (utf16(FAMILY), utf8_bytes(FAMILY), graphemes(FAMILY)) == (11, 25, 1)


def test_a_long_text_of_emoji_is_counted_in_no_time() -> None:
    assert graphemes(FAMILY * 5_000) == 5_000
    assert graphemes("a" + "\u0301" * 20_000) == 1
