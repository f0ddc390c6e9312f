"""Networks to which a person posts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatepost.platforms import ByHand, Draft, Handover, Platform, Refused, Sent, content_hash, new_key

from .contract import PlatformContract, draft_of
from .pictures import picture

SHOT = "a" * 64


def handed(platform: ByHand, draft: Draft) -> Handover:
    return platform.send(platform.check(platform.upload(draft, content_hash(draft))))


class TestByHand(PlatformContract):
    @pytest.fixture
    def platform(self) -> Platform:
        return ByHand("class_dojo")


def test_a_person_is_given_the_words_the_pictures_and_what_to_do() -> None:
    draft = draft_of()
    handover = handed(ByHand("class_dojo"), draft)
    assert (handover.title, handover.text, handover.key) == (draft.title, draft.text, draft.key)
    assert handover.steps == (
        "Open Class Dojo and sign in to the school's account.",
        "Copy the text and paste it. Change nothing: this is what was approved.",
        "If Class Dojo asks for a category, choose: Sport & play, News.",
        "Save the pictures and add them in this order, each with its description.",
        "Post it. Then come back with the link, or with a screenshot if there is no link.",
    )


def test_a_picture_is_saved_under_a_name_that_tells_nothing_of_who_is_in_it() -> None:
    draft = replace(draft_of(), pictures=(replace(picture(kind="PNG"), name="Aisha Khan.png"),))
    [saved] = handed(ByHand("tapestry"), draft).pictures
    assert saved.file_name == f"{draft.key}-1.png"
    assert (saved.data, saved.alt) == (draft.pictures[0].data, "A green field")


def test_a_post_without_pictures_asks_for_none() -> None:
    steps = handed(ByHand("whatsapp"), Draft(new_key(), "School is closed today.")).steps
    assert steps[0] == "Open WhatsApp and sign in to the school's account."
    assert len(steps) == 3


def test_what_the_network_would_not_take_is_said_before_anybody_starts() -> None:
    draft = Draft(new_key(), "a" * 300)
    with pytest.raises(Refused, match="takes at most 280"):
        handed(ByHand("x"), draft)


@pytest.mark.parametrize(
    ("channel", "link"),
    [
        ("facebook", "https://www.facebook.com/school/posts/123"),
        ("facebook", "https://m.facebook.com/story?id=1"),
        ("x", "https://x.com/school/status/1"),
        ("google_classroom", "https://classroom.google.com/c/abc"),
        ("other", "https://anything.example/post/1"),
        ("whatsapp", "https://chat.example/1"),
    ],
)
def test_a_link_to_the_post_confirms_it(channel: str, link: str) -> None:
    assert ByHand(channel).confirm("some-post-123456", link=link) == Sent("some-post-123456", "", link)


@pytest.mark.parametrize(
    "link",
    [
        "https://facebook.com.evil.example/post",
        "https://notfacebook.com/post",
        "javascript:alert(1)",
        "facebook.com/post",
        "https://facebook.com/a b",
        "https://[::1",
        "https://facebook",
    ],
)
def test_a_link_that_leads_elsewhere_confirms_nothing(link: str) -> None:
    with pytest.raises(Refused):
        ByHand("facebook").confirm("some-post-123456", link=link)


def test_a_screenshot_confirms_a_post_that_has_no_link() -> None:
    sent = ByHand("class_dojo").confirm("some-post-123456", screenshot=SHOT)
    assert (sent.id, sent.address) == ("", "")


@pytest.mark.parametrize("screenshot", ["", "yes", SHOT.upper(), SHOT + "a"])
def test_a_bare_word_confirms_nothing(screenshot: str) -> None:
    with pytest.raises(Refused, match="Give the link to the post, or a screenshot"):
        ByHand("class_dojo").confirm("some-post-123456", screenshot=screenshot)


def test_a_change_and_a_removal_are_asked_of_a_person_with_the_address() -> None:
    platform, draft = ByHand("facebook"), draft_of()
    sent = platform.confirm(draft.key, link="https://facebook.com/1")
    assert platform.update(sent, draft, content_hash(draft)).address == "https://facebook.com/1"
    removal = platform.take_down(sent)
    assert removal.address == "https://facebook.com/1"
    assert removal.steps[0] == "Open the post on Facebook and delete it, with its pictures."
