"""Who says that something is posted or removed, has it tried again, and settles what nobody knows: it goes into the record as a fact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from gatepost.channels.models import Account, Authorisation
from gatepost.platforms.errors import TryAgain
from gatepost.publishing.hands import may_see_to, mine_first
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.by_hand import posted, settle, try_again
from gatepost.publishing.services.taking_down import removed_by_hand
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.members import member_of
from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from tests.cast import STARTED, Cast, person

from .making import MORNING, Network, an_account, only, raising, submitted

SignedIn = Callable[[Person], Client]
LINK = "https://facebook.com/riverside/1"


@pytest.fixture
def page(cast: Cast) -> Account:
    return an_account(cast.riverside)


@pytest.fixture
def post(cast: Cast, page: Account) -> Post:
    """Tess's post, which Ada approved, and which waits to be posted by hand."""
    made = submitted(cast, "tess", page, at=MORNING)
    approve(post=made, by=cast.member("ada"), version=made.version, at=MORNING)
    deliver_due(MORNING)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("name", "sees_to_it"),
    [
        ("tess", True),  # wrote it
        ("ada", True),  # approves posts
        ("ben", True),  # keeps the register
        ("sam", True),  # takes posts down
        ("gwen", True),  # approves posts, for the governors
        ("pat", False),
        ("cy", False),  # of another school
    ],
)
def test_those_see_to_a_post_who_answer_for_it_or_for_the_account(
    cast: Cast, post: Post, name: str, sees_to_it: bool
) -> None:
    if name == "cy":
        with pytest.raises(PermissionDenied):
            posted(delivery=only(post), by=cast.member("cy"), link=LINK)
    else:
        assert may_see_to(only(post), cast.member(name)) is sees_to_it


def test_another_teacher_says_nothing_about_it_unless_they_may_send_from_the_account(cast: Cast, post: Post) -> None:
    tom = person(cast.riverside, "Tom", "staff", Role.TEACHER)
    for say in (
        lambda: posted(delivery=only(post), by=member_of(tom), link=LINK),
        lambda: removed_by_hand(delivery=only(post), by=member_of(tom)),
        lambda: try_again(delivery=only(post), by=member_of(tom)),
        lambda: settle(delivery=only(post), by=member_of(tom), is_out=True),
    ):
        with pytest.raises(PermissionDenied):
            say()
    assert only(post).state == Delivery.State.BY_HAND
    Authorisation.objects.create(account=only(post).account, person=tom, may="post", from_day=STARTED)
    posted(delivery=only(post), by=member_of(tom), link=LINK, at=MORNING)
    assert only(post).sent_by == tom


def test_an_authorisation_that_has_ended_lets_nobody_speak(cast: Cast, post: Post) -> None:
    tom = person(cast.riverside, "Tom", "staff", Role.TEACHER)
    ended = {"from_day": STARTED, "until_day": date(2024, 7, 1)}
    Authorisation.objects.create(account=only(post).account, person=tom, may="post", **ended)
    assert not may_see_to(only(post), member_of(tom))


def test_ones_own_come_first_and_what_is_not_ones_to_do_is_not_listed(cast: Cast, post: Post, page: Account) -> None:
    adas = submitted(cast, "ada", page, at=MORNING)
    deliver_due(MORNING)
    both = [only(post), only(adas)]
    assert mine_first(both, cast.member("tess")) == [only(post)]
    assert mine_first(both, cast.member("ada")) == [only(adas), only(post)]
    assert mine_first(both, cast.member("gwen")) == both


def test_the_page_to_post_by_hand_opens_for_them_and_for_nobody_else(
    cast: Cast, post: Post, signed_in: SignedIn
) -> None:
    address = f"/schools/riverside/posts/{post.pk}/deliveries/{only(post).pk}/"
    tom = person(cast.riverside, "Tom", "staff", Role.TEACHER)
    assert [signed_in(who).get(address).status_code for who in (cast.tess, cast.gwen, tom, cast.cy)] == [
        200,
        200,
        403,
        404,
    ]


def test_the_home_page_says_what_is_to_be_posted_by_hand_and_what_did_not_go_out(
    cast: Cast, post: Post, signed_in: SignedIn, blog: Account, network: Network
) -> None:
    network.before["upload"] = raising(TryAgain("The blog cannot be reached."))
    late = submitted(cast, "ada", blog, at=MORNING, title="Beans on the blog")
    deliver_due(MORNING)
    for who in (cast.ada, cast.ben):
        home = signed_in(who).get("/schools/riverside/").content.decode()
        assert f"/posts/{post.pk}/deliveries/{only(post).pk}/" in home
        assert "Beans on the blog" in home
        assert "The blog cannot be reached." in home
    assert "Beans on the blog" not in signed_in(cast.tess).get("/schools/riverside/").content.decode()
    assert only(late).state == Delivery.State.DUE
