"""What waits for whom: found without judging each post anew, and yet the same as if each were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gatepost.channels.models import Account, Authorisation
from gatepost.publishing.judging.judgement import judge
from gatepost.publishing.models import Approval, Post
from gatepost.publishing.queries import for_approval
from gatepost.publishing.services.approving import approve
from gatepost.schools.members import Member
from gatepost.schools.models import Person, PostHeld
from gatepost.schools.roles import Permission
from tests.cast import STARTED, Cast, assemble

from .making import a_draft, an_account, submitted
from .test_five_policies import POLICIES

SignedIn = Callable[[Person], Client]
EVERYBODY = ("ada", "ben", "gwen", "sam", "tess", "pat", "cy")
S = Post.State

pytestmark = pytest.mark.django_db


def judged_for(member: Member) -> list[Post]:
    """The slow way: every post that waits, judged in full."""
    waiting = member.school.posts.filter(state=S.SUBMITTED).exclude(author=member.person).order_by("submitted_at", "pk")
    if not member.may(Permission.APPROVE_POSTS):
        return []
    return [post for post in waiting if any(each.given_by(member) for each in judge(post))]


def waits_as_judged(cast: Cast) -> None:
    for name in EVERYBODY:
        member = cast.member(name)
        assert for_approval(member) == judged_for(member), name


def test_what_the_headteacher_sees_is_not_empty(cast: Cast, blog: Account) -> None:
    post = submitted(cast, "tess", blog)
    assert for_approval(cast.member("ada")) == [post] == judged_for(cast.member("ada"))


@pytest.mark.parametrize("pack", POLICIES)
def test_under_each_policy_the_same_posts_wait_for_the_same_people_as_if_each_were_judged(pack: str) -> None:
    cast = assemble(pack)
    page, blog = an_account(cast.riverside), an_account(cast.riverside, name="Blog", channel="blog")
    for author in ("ada", "ben", "tess"):
        submitted(cast, author, page)
        submitted(cast, author, page, blog, category="achievement")
    waits_as_judged(cast)
    Authorisation.objects.create(account=page, person=cast.tess, may="post", from_day=STARTED)
    waits_as_judged(cast)
    Authorisation.objects.filter(person=cast.tess).delete()
    PostHeld.objects.create(person=cast.tess, role="senior_leader", from_day=STARTED)
    waits_as_judged(cast)


@pytest.mark.parametrize("pack", POLICIES)
def test_what_was_approved_waits_no_longer_and_waits_again_once_that_has_run_out(pack: str) -> None:
    cast = assemble(pack)
    page = an_account(cast.riverside)
    post = submitted(cast, "tess", page)
    assert for_approval(cast.member("ada")) == [post]
    approve(post=post, by=cast.member("ada"), version=post.version)
    Post.objects.filter(pk=post.pk).update(state=S.SUBMITTED)  # as if somebody else's approval were still wanted
    assert for_approval(cast.member("ada")) == [] == judged_for(cast.member("ada"))
    Approval.objects.filter(post=post).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert for_approval(cast.member("ada")) == [post] == judged_for(cast.member("ada"))


def test_whoever_has_a_post_since_today_is_asked_today(cast: Cast, blog: Account) -> None:
    post = submitted(cast, "tess", blog)
    assert for_approval(cast.member("ben")) == []
    PostHeld.objects.create(person=cast.ben, role="headteacher", from_day=timezone.localdate())
    assert for_approval(cast.member("ben")) == [post] == judged_for(cast.member("ben"))


@pytest.mark.parametrize("address", ["posts/", ""])
def test_the_page_asks_as_often_for_six_waiting_posts_as_for_one(
    cast: Cast, blog: Account, signed_in: SignedIn, address: str
) -> None:
    browser = signed_in(cast.ada)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/schools/riverside/{address}")
        return len(queries)

    def one_more() -> None:
        submitted(cast, "tess", blog)
        submitted(cast, "ada", blog, send_at=timezone.now() + timedelta(days=3))
        a_draft(cast, "ada", blog)

    one_more()
    asked()
    once = asked()
    for _ in range(5):
        one_more()
    assert asked() == once


def test_the_page_of_posts_shows_each_post_once_in_its_place(cast: Cast, blog: Account, signed_in: SignedIn) -> None:
    submitted(cast, "tess", blog, title="For Ada")
    a_draft(cast, "ada", blog, title="A draft of hers")
    page = signed_in(cast.ada).get("/schools/riverside/posts/").content.decode()
    sections = [part.split("</section>")[0] for part in page.split("<h2 ")[1:]]
    shown = {part.split(">", 1)[1].split("<")[0]: part for part in sections}
    assert "For Ada" in shown["Waiting for you"]
    assert "For Ada" in shown["On the way"]
    assert "A draft of hers" in shown["Yours"]
    assert "A draft of hers" not in shown["On the way"]
    assert "Riverside blog · Tess Example" in shown["Waiting for you"]
