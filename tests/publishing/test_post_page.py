"""The page of one post: where it stands, who agreed to it, where it is, and what is to be done next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gatepost.channels.models import Account
from gatepost.platforms.errors import Refused
from gatepost.publishing.models import Post
from gatepost.publishing.services.approving import approve, refuse
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import take_down
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from tests.cast import Cast
from tests.cast import person as someone

from .making import MORNING, Network, a_draft, an_account, answers, only, raising, submitted, with_picture_of

SignedIn = Callable[[Person], Client]


@pytest.fixture
def page(cast: Cast) -> Account:
    return an_account(cast.riverside)


def shown(client: Client, post: Post) -> str:
    return client.get(f"/schools/riverside/posts/{post.pk}/").content.decode()


def test_it_says_for_whom_it_waits_and_then_who_agreed(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = submitted(cast, "tess", page)
    waiting = shown(signed_in(cast.tess), post)
    assert "Waits for somebody who may send from the account" in waiting
    assert "Ada Example" in waiting
    approve(post=post, by=cast.member("ada"), version=post.version)
    agreed = shown(signed_in(cast.tess), post)
    assert "Released by Ada Example" in agreed
    assert "Waits for" not in agreed


def test_it_says_why_it_was_turned_down_and_by_which_clause(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = submitted(cast, "tess", page)
    refuse(post=post, by=cast.member("ada"), version=post.version, reason="Too early.", clause="LM-088")
    seen = shown(signed_in(cast.tess), post)
    assert "Turned down" in seen
    assert "Too early. (LM-088)" in seen


def test_who_is_in_a_post_and_whether_they_may_be_is_for_those_who_write_or_approve_posts(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    answers(cast.pia, "given")
    post = a_draft(cast, "tess", page, stated=["appropriately_dressed"])
    with_picture_of(cast, "tess", post, cast.pia)
    submit(post=post, by=cast.member("tess"))
    for person in (cast.tess, cast.sam, cast.gwen):
        assert "Who is in it" in shown(signed_in(person), post)
    governor = someone(cast.riverside, "Gil", "governor", Role.GOVERNOR)
    volunteer = someone(cast.riverside, "Vi", "volunteer", Role.VOLUNTEER)
    for person in (governor, volunteer):
        seen = shown(signed_in(person), post)
        assert "Who is in it" not in seen
        assert "Pia" not in seen
        assert "LM-" in seen  # what the policy says of the post stays


def test_what_is_to_be_done_is_offered_to_those_who_see_to_it(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = submitted(cast, "ada", page, at=MORNING)
    deliver_due(MORNING)
    by_hand = f"deliveries/{only(post).pk}/"
    assert by_hand in shown(signed_in(cast.ada), post)
    assert by_hand not in shown(signed_in(cast.tess), post)


def test_what_waits_to_be_posted_by_hand_does_not_say_that_it_goes_out_by_itself(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    at_once = submitted(cast, "ada", page, at=MORNING)
    at_its_time = submitted(cast, "ada", page, at=MORNING, send_at=MORNING + timedelta(hours=1))
    for post in (at_once, at_its_time):
        assert "Goes out" in shown(signed_in(cast.ada), post)
    deliver_due(MORNING + timedelta(hours=1))
    for post in (at_once, at_its_time):
        seen = shown(signed_in(cast.ada), post)
        assert seen.count("Waits to be posted by hand") == 2
        assert "Goes out" not in seen


@pytest.mark.parametrize(
    ("name", "channel", "said"),
    [
        ("Our school on Facebook", "facebook", "Our school on Facebook"),
        ("Riverside News", "facebook", "Riverside News, Facebook"),
        ("Our class blog", "blog", "Our class blog"),
        ("Xmas fair", "x", "Xmas fair, X"),
    ],
)
def test_the_network_is_said_once(cast: Cast, signed_in: SignedIn, name: str, channel: str, said: str) -> None:
    account = an_account(cast.riverside, name=name, channel=channel)
    seen = shown(signed_in(cast.ada), a_draft(cast, "ada", account, title="Beans"))
    assert f'<p class="soft">{said}</p>' in seen


def test_what_went_wrong_is_said_with_the_network_s_own_answer(
    cast: Cast, signed_in: SignedIn, blog: Account, network: Network
) -> None:
    network.before["upload"] = raising(Refused("The picture is too large.", raw="413 Payload Too Large"))
    post = submitted(cast, "ada", blog, at=MORNING)
    deliver_due(MORNING)
    seen = shown(signed_in(cast.ada), post)
    assert "The picture is too large." in seen
    assert "413 Payload Too Large" in seen
    assert "Try again" in seen


def test_what_is_out_tells_where_and_what_the_policy_said_and_then_who_took_it_down(
    cast: Cast, signed_in: SignedIn, blog: Account
) -> None:
    post = submitted(cast, "ada", blog)
    deliver_due(post.deliveries.get().due_at)
    post.refresh_from_db()
    out = shown(signed_in(cast.ada), post)
    assert "On Riverside blog." in out
    assert "What the policy said when it went out" in out
    assert "Take it down" in out
    take_down(post=post, by=cast.member("ada"), because="complaint", reason="A parent asked.")
    down = shown(signed_in(cast.ada), post)
    assert "Taken down by Ada Example" in down
    assert "Somebody complained. A parent asked." in down


def test_a_post_on_many_accounts_costs_little_more_than_one(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    client = signed_in(cast.ada)
    others = [an_account(cast.riverside, name=f"Page {number}") for number in range(4)]
    few, many = (submitted(cast, "ada", *on, at=MORNING) for on in ([page], [page, *others]))
    deliver_due(MORNING)
    shown(client, few)
    assert asked(client, many) <= asked(client, few) + 4


def asked(client: Client, post: Post) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        shown(client, post)
    return len(queries)
