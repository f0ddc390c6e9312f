"""What every platform must do. A platform's tests take the class that fits and say in a fixture what `platform` is."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from gatepost.platforms import (
    AlreadySent,
    CannotDo,
    Capability,
    Draft,
    NotApproved,
    Platform,
    Refused,
    Sent,
    Uploaded,
    content_hash,
    new_key,
)

from .pictures import picture

TEXT = "Year 4 ran & ran <b>fast</b> [gallery] 🏃🏽‍♀️.\nMore: https://school.example/sports?a=1&b=2.\n\nIt's “over”."
ALT = 'The children\'s race [1] & a "run"'


def draft_of(title: str = "Sports day & fun 🎉") -> Draft:
    shown = (picture("red", ALT), picture("green", "A green field", kind="PNG"))
    return Draft(new_key("Sports day"), TEXT, title, shown, ("Sport & play", "News"))


def publish(platform: Platform, draft: Draft) -> Sent:
    sent = platform.send(platform.check(platform.upload(draft, content_hash(draft))))
    assert isinstance(sent, Sent)
    return sent


def seen(address: str) -> httpx.Response:
    """What somebody sees there who is not signed in."""
    return httpx.get(address, follow_redirects=True)


class PlatformContract:
    """What holds of every network, also of those where a person does the work."""

    def test_only_what_was_approved_is_taken(self, platform: Platform) -> None:
        draft = draft_of()
        with pytest.raises(NotApproved):
            platform.upload(replace(draft, text="Something else"), content_hash(draft))

    def test_a_change_after_uploading_is_found_by_the_check(self, platform: Platform) -> None:
        draft = draft_of()
        uploaded = platform.upload(draft, content_hash(draft))
        with pytest.raises(NotApproved):
            platform.check(replace(uploaded, draft=replace(draft, title="Another title")))

    def test_a_change_after_the_check_is_not_sent(self, platform: Platform) -> None:
        draft = draft_of()
        ready = platform.check(platform.upload(draft, content_hash(draft)))
        changed = replace(ready.uploaded, draft=replace(draft, pictures=()))
        with pytest.raises(NotApproved):
            platform.send(replace(ready, uploaded=changed))

    def test_what_is_no_picture_is_refused_by_its_name(self, platform: Platform) -> None:
        broken = replace(draft_of(), pictures=(replace(picture(), data=b"%PDF-1.7", name="notes.pdf"),))
        with pytest.raises(Refused, match=r"notes\.pdf"):
            platform.check(platform.upload(broken, content_hash(broken)))

    def test_what_cannot_be_looked_up_is_said_and_not_guessed(self, platform: Platform) -> None:
        if Capability.LOOK_UP in platform.capabilities:
            assert platform.look_up(new_key()) is None
        else:
            with pytest.raises(CannotDo):
                platform.look_up(new_key())


class NetworkContract(PlatformContract):
    """What holds of every network that Gatepost itself posts to. `platform` is connected and may do everything."""

    def test_the_connection_works(self, platform: Platform) -> None:
        health = platform.health()
        assert (str(health.connection), health.problems) == ("works", ())

    def test_nobody_sees_what_is_only_uploaded(self, platform: Platform) -> None:
        draft = draft_of()
        platform.check(platform.upload(draft, content_hash(draft)))
        assert platform.look_up(draft.key) is None

    def test_a_post_goes_out_as_it_was_approved(self, platform: Platform) -> None:
        sent = publish(platform, draft_of())
        page = seen(sent.address)
        assert page.status_code == 200
        for words in ("Year 4 ran &amp; ran &lt;b&gt;fast&lt;/b&gt;", "&#091;gallery&#093;", "🏃🏽‍♀️"):
            assert words in page.text
        assert '<a href="https://school.example/sports?a=1&amp;b=2">' in page.text

    def test_every_picture_goes_out_with_its_description_and_without_its_name(self, platform: Platform) -> None:
        draft = draft_of()
        uploaded = platform.upload(draft, content_hash(draft))
        page = seen(publish(platform, draft).address).text
        assert 'alt="The children&#x27;s race &#091;1&#093; &amp; a &quot;run&quot;"' in page
        assert 'alt="A green field"' in page
        for placed in uploaded.pictures:
            assert placed.address in page
            assert seen(placed.address).content == placed.picture.data
            assert "green" not in placed.address
            assert "red" not in placed.address

    def test_uploading_again_uses_what_is_there(self, platform: Platform) -> None:
        draft = draft_of()
        assert platform.upload(draft, content_hash(draft)) == platform.upload(draft, content_hash(draft))

    def test_a_post_that_is_out_is_found_by_its_key(self, platform: Platform) -> None:
        sent = publish(platform, draft_of())
        assert platform.look_up(sent.key) == sent

    def test_a_post_that_is_out_is_not_uploaded_again(self, platform: Platform) -> None:
        draft = draft_of()
        sent = publish(platform, draft)
        with pytest.raises(AlreadySent) as error:
            platform.upload(draft, content_hash(draft))
        assert error.value.sent == sent

    def test_sending_twice_makes_one_post(self, platform: Platform) -> None:
        draft = draft_of()
        ready = platform.check(platform.upload(draft, content_hash(draft)))
        assert platform.send(ready) == platform.send(ready)

    def test_what_is_given_up_is_removed_with_its_pictures(self, platform: Platform) -> None:
        draft = draft_of()
        uploaded = platform.upload(draft, content_hash(draft))
        platform.discard(uploaded)
        platform.discard(uploaded)
        assert [seen(placed.address).status_code for placed in uploaded.pictures] == [404, 404]

    def test_what_is_out_cannot_be_given_up(self, platform: Platform) -> None:
        draft = draft_of()
        uploaded: Uploaded = platform.upload(draft, content_hash(draft))
        sent = publish(platform, draft)
        with pytest.raises(AlreadySent):
            platform.discard(uploaded)
        assert seen(sent.address).status_code == 200

    def test_a_post_is_changed_where_it_stands_and_a_picture_taken_out_is_gone(self, platform: Platform) -> None:
        draft = draft_of()
        uploaded = platform.upload(draft, content_hash(draft))
        sent = publish(platform, draft)
        changed = replace(
            draft, text="The field was green.", pictures=(picture("blue", "A blue sky"), draft.pictures[1])
        )
        assert platform.update(sent, changed, content_hash(changed)) == sent
        page = seen(sent.address).text
        assert "The field was green." in page
        assert "Year 4 ran" not in page
        assert 'alt="A blue sky"' in page
        assert [seen(placed.address).status_code for placed in uploaded.pictures] == [404, 200]

    def test_a_change_that_was_not_approved_is_not_made(self, platform: Platform) -> None:
        draft = draft_of()
        sent = publish(platform, draft)
        with pytest.raises(NotApproved):
            platform.update(sent, replace(draft, text="Something else"), content_hash(draft))

    def test_a_post_that_is_taken_down_is_gone_with_its_pictures(self, platform: Platform) -> None:
        draft = draft_of()
        uploaded = platform.upload(draft, content_hash(draft))
        sent = publish(platform, draft)
        taken = platform.take_down(sent)
        assert set(taken.removed) == {sent.address, *(placed.address for placed in uploaded.pictures)}
        assert taken.remains == ()
        assert platform.look_up(draft.key) is None
        assert [seen(address).status_code for address in taken.removed] == [404, 404, 404]

    def test_taking_down_what_is_gone_is_no_fault(self, platform: Platform) -> None:
        sent = publish(platform, draft_of())
        platform.take_down(sent)
        assert platform.take_down(sent).remains == ()

    def test_after_taking_down_the_same_draft_can_go_out_again(self, platform: Platform) -> None:
        draft = draft_of()
        platform.take_down(publish(platform, draft))
        assert seen(publish(platform, draft).address).status_code == 200
