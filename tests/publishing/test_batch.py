"""Approving a week's plan together: each post for itself, as it was seen, and what cannot be is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.publishing.models import Approval, Post
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.planning import move
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.writing import Worded, Written, edit
from gatepost.records import files
from gatepost.schools.models import Person
from tests.cast import Cast

from .making import a_draft, an_account, answers, submitted, with_picture_of

SignedIn = Callable[[Person], Client]
PLAN, POSTS = "/schools/riverside/posts/approve/", "/schools/riverside/posts/"
S = Post.State


def next_week(days: int = 0) -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=7 + days)


@pytest.fixture
def plan(cast: Cast, blog: Account) -> list[Post]:
    """Three posts of Tess's for next week, which wait for Ada."""
    return [submitted(cast, "tess", blog, text=f"Post {day}", send_at=next_week(day)) for day in range(3)]


def ticked(*posts: Post, **given: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    return {"post": [post.pk for post in posts], **{f"version-{post.pk}": post.version for post in posts}, **given}


def states(plan: list[Post]) -> list[str]:
    return [Post.objects.get(pk=post.pk).state for post in plan]


def test_everything_that_waits_is_shown_as_it_goes_out_and_nothing_is_ticked(
    cast: Cast, signed_in: SignedIn, plan: list[Post]
) -> None:
    page = signed_in(cast.ada).get(PLAN).content.decode()
    for post in plan:
        assert f"Post {plan.index(post)}" in page
        assert f'name="post" value="{post.pk}"' in page
    assert "checked" not in page
    assert page.count("Needed first") == len(plan)
    assert "Riverside blog" in page


def test_what_is_ticked_is_approved_and_the_rest_still_waits(cast: Cast, signed_in: SignedIn, plan: list[Post]) -> None:
    done = signed_in(cast.ada).post(PLAN, ticked(plan[0], plan[2]), follow=True)
    assert states(plan) == [S.SCHEDULED, S.SUBMITTED, S.SCHEDULED]
    assert "You approved 2 posts." in done.content.decode()
    assert {each.person for each in Approval.objects.all()} == {cast.ada}


def test_what_was_edited_or_moved_in_between_is_named_and_the_rest_is_approved(
    cast: Cast, signed_in: SignedIn, plan: list[Post], blog: Account
) -> None:
    seen = ticked(*plan)
    written = Written("Other words", "", "reminder", wordings=[Worded(blog)])
    edit(post=plan[0], by=cast.member("tess"), version=plan[0].version, written=written)
    move(post=plan[1], by=cast.member("tess"), version=plan[1].version, send_at=next_week(9))
    done = signed_in(cast.ada).post(PLAN, seen, follow=True).content.decode()
    assert states(plan) == [S.DRAFT, S.SUBMITTED, S.SCHEDULED]
    assert "“Other words” is not approved. This is no longer possible" in done
    assert "“Post 1” is not approved. This is no longer possible" in done
    assert "You approved 1 post." in done


def test_a_post_without_its_version_is_not_approved(cast: Cast, signed_in: SignedIn, plan: list[Post]) -> None:
    signed_in(cast.ada).post(PLAN, {"post": [plan[0].pk]})
    assert states(plan) == [S.SUBMITTED] * 3


def test_whom_the_policy_does_not_name_approves_nothing_whatever_is_sent(
    cast: Cast, signed_in: SignedIn, plan: list[Post]
) -> None:
    said = signed_in(cast.gwen).post(PLAN, ticked(*plan), follow=True).content.decode()
    assert said.count("This is not yours to approve.") == len(plan)
    assert signed_in(cast.tess).post(PLAN, ticked(*plan)).status_code == 403
    assert signed_in(cast.cy).post("/schools/hilltop/posts/approve/", ticked(*plan)).status_code == 302
    assert states(plan) == [S.SUBMITTED] * 3


def test_nobody_approves_their_own_among_others(cast: Cast, signed_in: SignedIn, plan: list[Post]) -> None:
    Post.objects.filter(pk=plan[0].pk).update(author=cast.ada)
    client = signed_in(cast.ada)
    assert f'value="{plan[0].pk}"' not in client.get(PLAN).content.decode()
    said = client.post(PLAN, ticked(*plan), follow=True).content.decode()
    assert "You wrote this post yourself" in said
    assert states(plan) == [S.SUBMITTED, S.SCHEDULED, S.SCHEDULED]


def test_one_with_a_damaged_picture_does_not_keep_the_rest_from_being_approved(
    cast: Cast, signed_in: SignedIn, plan: list[Post], blog: Account
) -> None:
    answers(cast.pia, "given")
    post = a_draft(cast, "tess", blog, text="With a picture", stated=["appropriately_dressed"])
    picture = with_picture_of(cast, "tess", post, cast.pia)
    submit(post=post, by=cast.member("tess"))
    files.path_of(cast.riverside, picture.digest).write_bytes(b"spoilt")
    said = signed_in(cast.ada).post(PLAN, ticked(post, *plan), follow=True).content.decode()
    assert "“With a picture” is not approved." in said
    assert states([post, *plan]) == [S.SUBMITTED, S.SCHEDULED, S.SCHEDULED, S.SCHEDULED]


@pytest.mark.parametrize("sent", [{}, {"post": ["x", "-1", "9" * 30, "0"]}])
def test_nothing_that_can_be_approved_is_said(
    cast: Cast, signed_in: SignedIn, plan: list[Post], sent: dict[str, Any]
) -> None:
    assert "Nothing was ticked." in signed_in(cast.ada).post(PLAN, sent, follow=True).content.decode()
    assert states(plan) == [S.SUBMITTED] * 3


def test_once_nothing_waits_the_page_says_so(cast: Cast, signed_in: SignedIn, plan: list[Post]) -> None:
    client = signed_in(cast.ada)
    assert PLAN in client.get(POSTS).content.decode()
    for post in plan:
        approve(post=post, by=cast.member("ada"), version=post.version)
    assert "Nothing waits for you" in client.get(PLAN).content.decode()


def test_the_verdict_says_the_same_of_two_accounts_once(cast: Cast, signed_in: SignedIn, blog: Account) -> None:
    submitted(cast, "tess", blog, an_account(cast.riverside))
    page = signed_in(cast.ada).get(PLAN).content.decode()
    assert len(re.findall("Needed first", page)) == 1


def test_twenty_posts_ask_no_more_of_the_database_than_five(cast: Cast, signed_in: SignedIn, blog: Account) -> None:
    client, page = signed_in(cast.ada), an_account(cast.riverside)

    def asked() -> int:
        with CaptureQueriesContext(connection) as asking:
            client.get(PLAN)
        return len(asking)

    def more(number: int) -> None:
        for _ in range(number):
            submitted(cast, "tess", blog, page, send_at=next_week())

    more(5)
    once = asked()
    more(15)
    assert asked() == once
