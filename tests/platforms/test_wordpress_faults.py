"""What can go wrong between Gatepost and a WordPress, and what Gatepost says and does then."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from gatepost.platforms import (
    Connection,
    Draft,
    NotApproved,
    NotConnected,
    Ready,
    Refused,
    TryAgain,
    Unconfirmed,
    WordPress,
    content_hash,
)
from gatepost.platforms.errors import KEPT_AT_MOST, SAID_AT_MOST
from gatepost.platforms.wordpress import client

from .contract import draft_of, publish, seen
from .fake_wordpress import PASSWORD, USER, FakeWordPress, fake_wordpress

ACCEPTED_BUT_NOT_SAID = [
    {"status": 500, "accepted": True},
    {"status": 502, "accepted": True},
    {"status": 200, "body": "<b>Warning</b>: headers already sent", "accepted": True},
    {"silent": True, "accepted": True},
]
LOST = [{"status": 500}, {"status": 504}, {"silent": True}]


@pytest.fixture
def site() -> Iterator[FakeWordPress]:
    with fake_wordpress() as running:
        yield running


@pytest.fixture
def blog(site: FakeWordPress) -> WordPress:
    return WordPress(site.url, USER, PASSWORD, private=True, timeout=httpx.Timeout(0.5))


def made_ready(blog: WordPress, draft: Draft) -> Ready:
    return blog.check(blog.upload(draft, content_hash(draft)))


def out(site: FakeWordPress) -> int:
    return sum(post["status"] == "publish" for post in site.posts.values())


@pytest.mark.parametrize("fault", ACCEPTED_BUT_NOT_SAID, ids=str)
def test_a_post_that_went_out_without_an_answer_is_unconfirmed_and_then_found(
    site: FakeWordPress, blog: WordPress, fault: dict[str, object]
) -> None:
    draft = draft_of()
    ready = made_ready(blog, draft)
    site.goes_wrong("POST", "posts/", **fault)
    with pytest.raises(Unconfirmed, match="may be out or not"):
        blog.send(ready)
    found = blog.look_up(draft.key)
    assert found is not None
    assert seen(found.address).status_code == 200
    assert out(site) == 1


@pytest.mark.parametrize("fault", LOST, ids=str)
def test_a_post_that_was_lost_is_unconfirmed_and_not_found_and_can_be_sent(
    site: FakeWordPress, blog: WordPress, fault: dict[str, object]
) -> None:
    draft = draft_of()
    ready = made_ready(blog, draft)
    site.goes_wrong("POST", "posts/", **fault)
    with pytest.raises(Unconfirmed):
        blog.send(ready)
    assert blog.look_up(draft.key) is None
    blog.send(ready)
    assert out(site) == 1


@pytest.mark.parametrize("step", ["posts", "media", "posts/"])
@pytest.mark.parametrize("fault", [*ACCEPTED_BUT_NOT_SAID, *LOST], ids=str)
def test_an_upload_that_broke_off_is_taken_up_again_and_leaves_nothing_twice(
    site: FakeWordPress, blog: WordPress, step: str, fault: dict[str, object]
) -> None:
    draft = draft_of()
    site.goes_wrong("POST", step, **fault)
    with pytest.raises(TryAgain):
        blog.upload(draft, content_hash(draft))
    blog.send(made_ready(blog, draft))
    assert (len(site.posts), len(site.media), out(site)) == (1, 2, 1)


def test_a_site_that_is_not_there_was_certainly_told_nothing(site: FakeWordPress) -> None:
    nowhere = WordPress("http://127.0.0.1:9", USER, PASSWORD, private=True)
    draft = draft_of()
    with pytest.raises(TryAgain, match="cannot be reached"):
        nowhere.upload(draft, content_hash(draft))
    assert nowhere.health().connection is Connection.UNREACHABLE


def test_a_site_that_asks_us_to_slow_down_is_asked_again_when_it_says(site: FakeWordPress, blog: WordPress) -> None:
    ready = made_ready(blog, draft_of())
    site.goes_wrong("POST", "posts/", status=429, headers={"Retry-After": "90"})
    with pytest.raises(TryAgain) as error:
        blog.send(ready)
    assert error.value.after == timedelta(seconds=90)
    assert out(site) == 0


def test_a_time_to_ask_again_may_be_a_date(site: FakeWordPress, blog: WordPress) -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(minutes=5), usegmt=True)
    site.goes_wrong("GET", "posts", status=429, headers={"Retry-After": at})
    with pytest.raises(TryAgain) as error:
        blog.look_up("some-post-123456")
    assert timedelta(minutes=4) < error.value.after <= timedelta(minutes=5)


@pytest.mark.parametrize("said", ["", "soon", "-5", "99999999999", "٣"])
def test_a_time_to_ask_again_that_makes_no_sense_is_not_believed(
    site: FakeWordPress, blog: WordPress, said: str
) -> None:
    site.goes_wrong("GET", "posts", status=429, headers={"Retry-After": said.encode().decode("latin-1")})
    with pytest.raises(TryAgain) as error:
        blog.look_up("some-post-123456")
    assert timedelta(seconds=1) <= error.value.after <= timedelta(hours=1)


def test_a_password_that_was_withdrawn_is_said_at_once(site: FakeWordPress) -> None:
    stranger = WordPress(site.url, USER, "not this one", private=True)
    with pytest.raises(NotConnected, match="does not know this application password any more"):
        stranger.look_up("some-post-123456")
    health = stranger.health()
    assert health.connection is Connection.NOT_CONNECTED
    assert "incorrect_password" in health.raw


def test_a_password_may_be_pasted_with_its_spaces(site: FakeWordPress) -> None:
    assert " " in PASSWORD
    assert WordPress(site.url, USER, PASSWORD, private=True).health().connection is Connection.WORKS


def test_a_picture_that_the_server_does_not_take_is_refused_and_leaves_nothing_behind(
    site: FakeWordPress, blog: WordPress
) -> None:
    draft = draft_of()
    site.goes_wrong("POST", "media", status=413, body="<h1>Request Entity Too Large</h1>")
    with pytest.raises(Refused, match="larger than the site's server takes") as error:
        blog.upload(draft, content_hash(draft))
    assert "Request Entity Too Large" in error.value.raw
    assert (site.posts, site.media, site.files) == ({}, {}, {})


def test_a_user_who_may_not_publish_is_refused_and_health_says_so_before(site: FakeWordPress, blog: WordPress) -> None:
    site.capabilities -= {"publish_posts"}
    health = blog.health()
    assert health.connection is Connection.LIMITED
    assert health.problems == ("This user may not publish posts. Give the user the role Editor.",)
    ready = made_ready(blog, draft_of())
    with pytest.raises(Refused, match="may not publish"):
        blog.send(ready)


def test_a_category_that_is_not_there_and_may_not_be_made_is_named(site: FakeWordPress, blog: WordPress) -> None:
    site.capabilities -= {"manage_categories"}
    draft = draft_of()
    with pytest.raises(Refused, match="no category “Sport & play”"):
        blog.upload(draft, content_hash(draft))


def test_words_that_a_plugin_changed_are_not_what_was_approved(site: FakeWordPress, blog: WordPress) -> None:
    draft = draft_of()
    uploaded = blog.upload(draft, content_hash(draft))
    site.posts[int(uploaded.id)]["content"]["raw"] += "<p>Buy now</p>"
    with pytest.raises(NotApproved, match="content"):
        blog.check(uploaded)


def test_a_picture_that_lost_its_description_is_not_what_was_approved(site: FakeWordPress, blog: WordPress) -> None:
    draft = draft_of()
    uploaded = blog.upload(draft, content_hash(draft))
    site.media[int(uploaded.pictures[0].id)]["alt_text"] = ""
    with pytest.raises(NotApproved, match=r"red\.jpeg"):
        blog.check(uploaded)


def test_a_picture_that_somebody_deleted_is_missed_by_the_check(site: FakeWordPress, blog: WordPress) -> None:
    draft = draft_of()
    uploaded = blog.upload(draft, content_hash(draft))
    del site.media[int(uploaded.pictures[1].id)]
    with pytest.raises(NotApproved, match=r"green\.png"):
        blog.check(uploaded)


def test_a_draft_that_somebody_deleted_begins_again(site: FakeWordPress, blog: WordPress) -> None:
    draft = draft_of()
    ready = made_ready(blog, draft)
    site.posts.clear()
    with pytest.raises(TryAgain, match="uploaded anew"):
        blog.send(ready)
    publish(blog, draft)
    assert out(site) == 1


def test_a_picture_that_cannot_be_deleted_is_said_with_its_address(site: FakeWordPress, blog: WordPress) -> None:
    sent = publish(blog, draft_of())
    site.goes_wrong("DELETE", "media/", status=500)
    taken = blog.take_down(sent)
    [left] = site.media.values()
    assert taken.remains == (f"{left['source_url']} could not be deleted: {site.url} answered with a fault (500).",)
    assert not taken.everything
    assert left["source_url"] not in taken.removed


def test_taking_down_again_finds_the_picture_that_was_left(site: FakeWordPress, blog: WordPress) -> None:
    sent = publish(blog, draft_of())
    site.goes_wrong("DELETE", "media/", status=500)
    blog.take_down(sent)
    assert blog.take_down(sent).everything
    assert site.media == {}


def test_what_a_cache_still_shows_is_not_called_gone(site: FakeWordPress, blog: WordPress) -> None:
    sent = publish(blog, draft_of())
    site.files[f"/{sent.key}/"] = b"an old copy"
    taken = blog.take_down(sent)
    assert any(sent.address in said and "Clear the cache" in said for said in taken.remains)
    assert sent.address not in taken.removed


def test_while_a_post_is_taken_down_it_is_hidden_first(site: FakeWordPress, blog: WordPress) -> None:
    sent = publish(blog, draft_of())
    site.goes_wrong("GET", "media", status=500)
    with pytest.raises(TryAgain):
        blog.take_down(sent)
    assert seen(sent.address).status_code == 404


def test_a_post_that_somebody_hid_is_not_called_corrected(site: FakeWordPress, blog: WordPress) -> None:
    draft = draft_of()
    sent = publish(blog, draft)
    site.posts[int(sent.id)]["status"] = "draft"
    with pytest.raises(Refused, match="not public"):
        blog.update(sent, draft, content_hash(draft))


@pytest.mark.parametrize("fault", ACCEPTED_BUT_NOT_SAID, ids=str)
def test_a_change_without_an_answer_is_unconfirmed_and_made_again_it_is_as_if_made_once(
    site: FakeWordPress, blog: WordPress, fault: dict[str, object]
) -> None:
    before = draft_of()
    sent, other = publish(blog, before), changed(before)
    site.goes_wrong("POST", f"posts/{sent.id}", **fault)
    with pytest.raises(Unconfirmed, match="changed or not"):
        blog.update(sent, other, content_hash(other))
    assert other.text in seen(sent.address).text
    assert blog.update(sent, other, content_hash(other)) == sent
    assert (out(site), len(site.media)) == (1, 1)


def test_a_change_that_leaves_a_picture_behind_is_not_called_done_nor_undone(
    site: FakeWordPress, blog: WordPress
) -> None:
    before = draft_of()
    sent, other = publish(blog, before), changed(before)
    site.goes_wrong("DELETE", "media/", status=403)
    with pytest.raises(Unconfirmed, match="The post is changed, but what was taken out"):
        blog.update(sent, other, content_hash(other))


def test_a_change_that_never_reached_the_site_was_certainly_not_made(site: FakeWordPress, blog: WordPress) -> None:
    before = draft_of()
    sent, other = publish(blog, before), changed(before)
    site.goes_wrong("POST", "media", status=500)
    with pytest.raises(TryAgain):
        blog.update(sent, other, content_hash(other))
    assert other.text not in seen(sent.address).text


def test_pictures_of_a_change_that_was_not_made_are_removed_and_those_that_are_shown_stay(
    site: FakeWordPress, blog: WordPress
) -> None:
    before = draft_of()
    sent, other = publish(blog, before), changed(before)
    shown = set(site.media)
    site.goes_wrong("POST", f"posts/{sent.id}", status=403)
    with pytest.raises(Refused):
        blog.update(sent, other, content_hash(other))
    assert set(site.media) > shown
    blog.sweep(sent)
    assert set(site.media) == shown


def test_of_a_post_that_is_gone_no_picture_of_a_change_stays(site: FakeWordPress, blog: WordPress) -> None:
    sent = publish(blog, draft_of())
    del site.posts[int(sent.id)]
    blog.sweep(sent)
    assert (site.media, site.files) == ({}, {})


def changed(before: Draft) -> Draft:
    """A draft with other words and another picture."""
    return replace(before, text="Moved to Friday.", pictures=(replace(before.pictures[0], alt="Other words"),))


@pytest.mark.parametrize("body", ["[]", "[1, 2]", '"yes"', "7", "null", '{"name": null, "capabilities": []}'])
def test_whatever_a_site_answers_its_health_is_a_sentence(site: FakeWordPress, blog: WordPress, body: str) -> None:
    site.goes_wrong("GET", "users/me", status=200, body=body)
    health = blog.health()
    assert health.connection is Connection.LIMITED
    assert health.problems


def test_a_site_that_answers_without_end_is_not_read_to_the_end(
    site: FakeWordPress, blog: WordPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "MOST", 1000)
    site.goes_wrong("GET", "users/me", status=200, body=f'["{"x" * 100_000}"]')
    health = blog.health()
    assert health.connection is Connection.UNREACHABLE
    assert len(health.raw) < 1100
    assert "far too much" in health.problems[0]


@pytest.mark.parametrize("begun", [b"H", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n["])
def test_a_site_that_answers_byte_by_byte_is_not_waited_for(
    site: FakeWordPress, blog: WordPress, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(client, "A_MINUTE", 0)
    site.goes_wrong("GET", "posts", drips=begun)
    started = time.monotonic()
    with pytest.raises(TryAgain):
        blog.look_up("some-post-123456")
    assert time.monotonic() - started < 2


def test_what_is_sent_to_a_site_that_answers_byte_by_byte_may_be_out(
    site: FakeWordPress, blog: WordPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = made_ready(blog, draft_of())
    monkeypatch.setattr(client, "A_MINUTE", 0)
    site.goes_wrong("POST", "posts/", drips=b"HTTP/1.1 200 OK\r\n\r\n{", accepted=True)
    with pytest.raises(Unconfirmed):
        blog.send(ready)
    assert blog.look_up(ready.uploaded.draft.key)


def test_a_refusal_as_long_as_a_book_is_kept_short(site: FakeWordPress, blog: WordPress) -> None:
    said = json.dumps({"code": "rest_forbidden", "message": "No. " * 100_000})
    site.goes_wrong("GET", "posts", status=403, body=said)
    with pytest.raises(Refused) as error:
        blog.look_up("some-post-123456")
    assert len(error.value.says) <= SAID_AT_MOST
    assert len(error.value.raw) <= KEPT_AT_MOST


def test_an_address_that_is_none_is_not_made_a_link(site: FakeWordPress, blog: WordPress) -> None:
    site.url = "javascript:alert(1)//"
    assert publish(blog, draft_of()).address == ""


def test_a_post_changed_by_hand_to_another_slug_is_still_taken_down(site: FakeWordPress, blog: WordPress) -> None:
    sent = publish(blog, draft_of())
    site.posts[int(sent.id)]["slug"] = "another-slug"
    assert blog.take_down(sent).everything
    assert (out(site), site.media) == (0, {})


@pytest.mark.parametrize(
    "address",
    [
        "http://blog.school.example",
        "ftp://blog.school.example",
        "blog.school.example",
        "https://",
        "https://user:secret@blog.school.example",
        "https://blog.school.example?p=1",
        "https://[::1",
        "http://127.0.0.1.school.example",
        "http://localhost.school.example",
        "",
    ],
)
def test_a_password_is_sent_to_no_address_where_it_could_be_read(address: str) -> None:
    with pytest.raises(NotConnected):
        WordPress(address, USER, PASSWORD, private=True)


@pytest.mark.parametrize(
    "address", ["https://blog.school.example/", "https://school.example/blog", "http://[::1]:8080"]
)
def test_an_address_by_https_or_of_this_machine_will_do(address: str) -> None:
    assert WordPress(address, USER, PASSWORD, private=True).limits.name == "WordPress"


def test_a_site_that_has_moved_is_not_followed_with_the_password(site: FakeWordPress, blog: WordPress) -> None:
    site.goes_wrong("GET", "users/me", status=301, headers={"Location": "https://elsewhere.example/?rest_route=x"})
    health = blog.health()
    assert health.connection is Connection.NOT_CONNECTED
    assert health.problems == (f"{site.url} sends us on to https://elsewhere.example/. Enter that address instead.",)


def test_no_answer_that_is_kept_holds_the_password(site: FakeWordPress, blog: WordPress) -> None:
    site.goes_wrong("GET", "users/me", status=403, body="x" * 10_000)
    health = blog.health()
    assert len(health.raw) < 2100
    assert PASSWORD.replace(" ", "") not in health.raw + repr(health) + repr(blog)
