"""What an approval is bound to, and the key by which a post is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatepost.platforms import Draft, Picture, content_hash, new_key

from .contract import draft_of
from .pictures import picture

DRAFT = draft_of()


@pytest.mark.parametrize(
    "changed",
    [
        replace(DRAFT, text=DRAFT.text + " "),
        replace(DRAFT, title="Sports day"),
        replace(DRAFT, categories=("News",)),
        replace(DRAFT, categories=()),
        replace(DRAFT, pictures=DRAFT.pictures[:1]),
        replace(DRAFT, pictures=DRAFT.pictures[::-1]),
        replace(DRAFT, pictures=(replace(DRAFT.pictures[0], alt="Another description"), DRAFT.pictures[1])),
        replace(DRAFT, pictures=(replace(DRAFT.pictures[0], data=b"another file"), DRAFT.pictures[1])),
    ],
)
def test_whatever_anybody_will_see_is_in_the_hash(changed: Draft) -> None:
    assert content_hash(changed) != content_hash(DRAFT)


def test_what_nobody_will_see_is_not_in_the_hash() -> None:
    renamed = tuple(Picture(shown.data, shown.alt, "another name.jpg") for shown in DRAFT.pictures)
    assert content_hash(replace(DRAFT, key=new_key(), pictures=renamed)) == content_hash(DRAFT)


def test_words_cannot_move_between_title_and_text_unseen() -> None:
    key = new_key()
    assert content_hash(Draft(key, "b", "a")) != content_hash(Draft(key, "", "ab"))
    assert content_hash(Draft(key, "", "", (), ("a", "b"))) != content_hash(Draft(key, "", "", (), ("a,b",)))


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("Sports day: it's 5 o'clock!", "sports-day-its-5-oclock-"),
        ("Dŵr a Thân", "dwr-a-than-"),
        ("運動会 🎉", "post-"),
        ("", "post-"),
        ("word " * 40, "word-word-"),
    ],
)
def test_a_key_can_be_read_and_is_a_key(title: str, begins: str) -> None:
    key = new_key(title)
    assert key.startswith(begins)
    assert Draft(key, "Text").key == key


def test_two_keys_of_one_title_differ() -> None:
    assert new_key("Sports day") != new_key("Sports day")


@pytest.mark.parametrize(
    "key", ["", "short", "Sports-Day-123456", "../../etc/passwd", "a b c d e f g h", "x" * 101, "-abcdefgh"]
)
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no key for a post"):
        Draft(key, "Text")


def test_a_picture_is_known_by_its_file() -> None:
    assert picture("red").digest == picture("red", alt="Another").digest != picture("blue").digest
