"""What goes wrong in the world: workers killed at any moment, a database that others write to, networks that hang up. Nothing is lost,
nothing is sent twice, nothing unapproved goes out, and the record tells it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platforms.fake_wordpress import fake_wordpress

from .workers import Point, Site, Watched, events, kill, seeded, wait_for, worked

LEASE_OVER = (31, 32, 38)
"""Minutes: the first worker is taken to be gone, what may be out is looked up, what is not there is sent."""

BEGINNING = Point("before", "POST", "posts", "draft")
BEGUN = Point("after", "POST", "posts", "draft")
PICTURE_SENT = Point("after", "POST", "media")
WRITTEN = Point("after", "POST", "posts/", "draft")
READ_BACK = Point("before", "GET", "posts/")
SHOWING = Point("before", "POST", "posts/", "publish")
SHOWN = Point("after", "POST", "posts/", "publish")

REMOVING = Point("after", "DELETE", "media/")

TAKE_DOWN = """
from gatepost.publishing.models import Post
from gatepost.publishing.services.taking_down import take_down
from tests.publishing.workers import the_cast
take_down(post=Post.objects.get(), by=the_cast().member("ben"), because="mistake")
"""
WITHDRAW = """
from gatepost.schools.services.image_permissions import record_answer
from tests.publishing.workers import the_cast
cast = the_cast()
record_answer(person=cast.pia, by=cast.member("ben"), use="image", answer="withdrawn")
"""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return seeded(tmp_path_factory.mktemp("sites") / "seeded")


@pytest.fixture
def wordpress() -> Iterator[Watched]:
    watched = Watched()
    with fake_wordpress(watched):
        yield watched


@pytest.fixture
def site(template: Path, tmp_path: Path, wordpress: Watched) -> Iterator[Site]:
    with worked(template, tmp_path / "site", wordpress) as made:
        yield made


def killed_at(site: Site, point: Point) -> None:
    """A worker is killed while its request is just there."""
    site.posts()
    site.wordpress.stop_at(point)
    worker = site.worker()
    assert site.wordpress.reached.wait(60)
    kill(worker)
    site.wordpress.go_on.set()


# ---------------------------------------------------------------------- killed


@pytest.mark.parametrize("point", [BEGINNING, BEGUN, PICTURE_SENT, WRITTEN, READ_BACK], ids=str)
def test_killed_before_anything_is_seen_it_is_sent_once_by_another(site: Site, point: Point) -> None:
    killed_at(site, point)
    assert (site.deliveries, site.wordpress.shown) == (["sending"], [])
    site.deliver(1).wait(60)
    assert site.wordpress.shown == []  # it may still be in somebody's hands
    site.deliver(*LEASE_OVER).wait(60)
    assert (site.deliveries, len(site.wordpress.shown)) == (["sent"], 1)
    assert (len(site.wordpress.posts), len(site.wordpress.media)) == (1, 1)  # nothing lies about
    assert site.verbs == ["post_taken_over_from_worker", "ruled", "post_sent"]


def test_killed_as_it_is_shown_it_is_looked_up_and_then_sent(site: Site) -> None:
    killed_at(site, SHOWING)
    wait_for(lambda: len(site.wordpress.shown) == 1)  # the request was on its way
    site.deliver(*LEASE_OVER).wait(60)
    assert (site.deliveries, len(site.wordpress.shown)) == (["sent"], 1)


def test_killed_before_the_answer_comes_it_is_found_and_not_sent_again(site: Site) -> None:
    killed_at(site, SHOWN)
    site.deliver(*LEASE_OVER).wait(60)
    assert (site.deliveries, len(site.wordpress.shown)) == (["sent"], 1)
    assert site.verbs == ["post_taken_over_from_worker", "ruled", "post_sent"]
    site.verify()


def test_killed_while_it_is_written_down_it_is_found_and_not_sent_again(site: Site) -> None:
    site.posts()
    site.wordpress.stop_at(SHOWN)
    worker = site.worker()
    assert site.wordpress.reached.wait(60)
    with site.locked():
        site.wordpress.go_on.set()
        time.sleep(1)  # it waits for the database, with the answer in its hand
        kill(worker)
    assert site.deliveries == ["sending"]
    site.deliver(*LEASE_OVER).wait(60)
    assert (site.deliveries, len(site.wordpress.shown)) == (["sent"], 1)


def test_what_is_withdrawn_after_a_worker_was_killed_is_never_shown_and_nothing_of_it_stays_there(site: Site) -> None:
    killed_at(site, READ_BACK)
    site.installation.python(WITHDRAW)
    site.deliver(*LEASE_OVER).wait(60)
    assert (site.deliveries, site.wordpress.shown) == (["stopped"], [])
    assert (site.wordpress.posts, site.wordpress.media, site.wordpress.files) == ({}, {}, {})
    assert site.asked("SELECT state FROM publishing_post") == [("held",)]
    assert site.verbs == ["post_taken_over_from_worker", "post_stopped", "post_upload_removed"]


def test_killed_in_the_middle_of_taking_down_it_is_hidden_at_once_and_another_removes_the_rest(site: Site) -> None:
    site.posts()
    site.deliver(0).wait(60)
    assert len(site.wordpress.shown) == 1
    site.wordpress.goes_wrong("POST", "posts/", status=503)
    site.installation.python(TAKE_DOWN)
    assert site.deliveries == ["to_remove"]
    site.wordpress.stop_at(REMOVING)
    worker = site.deliver(31)
    assert site.wordpress.reached.wait(60)
    kill(worker)
    site.wordpress.go_on.set()
    assert [row["status"] for row in site.wordpress.posts.values()] == ["draft"]  # nobody sees it any more
    site.deliver(62).wait(60)
    assert (site.deliveries, site.wordpress.posts, site.wordpress.media) == (["taken_down"], {}, {})
    assert site.verbs[-3:] == ["post_taken_down", "post_not_removed", "post_removed"]


# ---------------------------------------------------------------------- several at once


def test_several_workers_send_each_post_once(site: Site) -> None:
    site.posts(6)
    site.wordpress.answers_after = 0.02
    for _ in range(3):
        site.worker()
    site.sees(*["sent"] * 6)
    assert len(site.wordpress.shown) == len(set(site.wordpress.shown)) == 6
    assert site.verbs.count("post_sent") == 6


def test_a_worker_told_to_stop_finishes_what_it_sends_and_begins_nothing_more(site: Site) -> None:
    site.posts(2)
    site.wordpress.stop_at(SHOWING)
    worker = site.worker()
    assert site.wordpress.reached.wait(60)
    worker.terminate()
    time.sleep(0.5)
    assert worker.poll() is None
    site.wordpress.go_on.set()
    assert worker.wait(60) == 0
    assert (site.deliveries, len(site.wordpress.shown)) == (["sent", "due"], 1)


# ---------------------------------------------------------------------- the database


def test_a_database_that_is_locked_for_seconds_is_waited_for(site: Site) -> None:
    site.posts()
    site.wordpress.stop_at(SHOWN)
    worker = site.deliver(0)
    assert site.wordpress.reached.wait(60)
    with site.locked():
        site.wordpress.go_on.set()
        time.sleep(3)
    assert worker.wait(60) == 0
    assert (site.deliveries, len(site.wordpress.shown)) == (["sent"], 1)


def test_a_database_that_stays_locked_leaves_what_is_out_to_be_looked_up(site: Site) -> None:
    site.posts()
    site.wordpress.stop_at(SHOWN)
    worker = site.deliver(0, patience=1.5)
    assert site.wordpress.reached.wait(60)
    with site.locked():
        site.wordpress.go_on.set()
        time.sleep(2.2)  # too long to write that it is out, and not too long to write that nobody knows
    assert "sending broke off" in events(worker)
    assert (site.deliveries, len(site.wordpress.shown)) == (["unconfirmed"], 1)
    site.deliver(6).wait(60)
    assert (site.deliveries, len(site.wordpress.shown)) == (["sent"], 1)
    assert site.verbs == ["post_unconfirmed", "ruled", "post_sent"]


def test_a_database_that_stays_locked_before_anything_is_shown_puts_it_off(site: Site) -> None:
    site.posts()
    site.wordpress.stop_at(READ_BACK)
    worker = site.deliver(0, patience=1.5)
    assert site.wordpress.reached.wait(60)
    with site.locked():
        site.wordpress.go_on.set()
        time.sleep(2.2)
    worker.wait(60)
    assert (site.deliveries, site.wordpress.shown) == (["due"], [])
    ((error,),) = site.asked("SELECT error FROM publishing_delivery")
    assert error == "Gatepost's database did not answer. Nothing was sent, and it is tried again."
    site.deliver(5).wait(60)
    assert (site.deliveries, len(site.wordpress.shown)) == (["sent"], 1)
