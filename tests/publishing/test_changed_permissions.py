"""A permission is taken back, or somebody is barred: every post with that person is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.publishing.models import Delivery, Post, TakeDown
from gatepost.publishing.queries import to_do
from gatepost.publishing.services.by_hand import posted
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import take_down
from gatepost.publishing.standing import standing
from gatepost.publishing.tasks import deliver_due, tick
from gatepost.records.models import Entry
from gatepost.rulings.lines import lines
from gatepost.rulings.models import Duty
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person
from gatepost.schools.services.image_permissions import record_answer
from gatepost.schools.services.people import change, come_back
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import STARTED, Cast, assemble

from .making import (
    MORNING,
    Network,
    a_draft,
    an_account,
    answers,
    connected,
    now,
    only,
    submitted,
    verbs_of,
    with_picture_of,
)

S, PS = Delivery.State, Post.State


def showing_pia(cast: Cast, *on: Account, **facts: Any) -> Post:
    post = a_draft(cast, "ada", *on, at=MORNING, stated=["appropriately_dressed"], **facts)
    with_picture_of(cast, "ada", post, cast.pia)
    submit(post=post, by=cast.member("ada"), at=MORNING)
    post.refresh_from_db()
    return post


def test_what_waits_is_held(cast: Cast, blog: Account, network: Network) -> None:
    answers(cast.pia, "given")
    post, other = showing_pia(cast, blog), submitted(cast, "ada", blog, at=MORNING)
    answers(cast.pia, "withdrawn")
    assert [Post.objects.get(pk=each.pk).state for each in (post, other)] == [PS.HELD, PS.SCHEDULED]
    deliver_due(MORNING)
    assert len(network.sent) == 1


def test_what_is_out_is_to_be_taken_down_at_once_and_doing_it_does_the_duty(
    cast: Cast, blog: Account, network: Network
) -> None:
    answers(cast.pia, "given")
    post = showing_pia(cast, blog)
    deliver_due(MORNING)
    answers(cast.pia, "withdrawn")
    (duty,) = Duty.objects.filter(do=["delete"])
    assert (duty.clause, duty.owner_role, duty.due_at is not None) == ("LM-058", "administrator", True)
    assert take_down(post=post, by=cast.member("ben"), because="permission") == []
    assert network.posts == {}
    duty.refresh_from_db()
    assert duty.state == Duty.State.DONE


def test_the_duty_is_owed_also_where_the_policy_has_no_clause_for_it(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    cast = assemble("bradfield")
    blog = connected(an_account(cast.riverside, channel="blog"), Network(), monkeypatch)
    answers(cast.pia, "given")
    showing_pia(cast, blog)
    deliver_due(MORNING)
    answers(cast.pia, "withdrawn")
    (duty,) = Duty.objects.filter(do=["delete"])
    assert lines([duty], cast.member("ben"))[0].clause == "No clause: it is owed to the person"


def test_a_bar_does_the_same_as_a_no(cast: Cast, blog: Account) -> None:
    answers(cast.pia, "given")
    waiting, out = showing_pia(cast, blog, send_at=MORNING.replace(year=2027)), showing_pia(cast, blog)
    deliver_due(MORNING)
    place_bar(person=cast.pia, by=cast.member("sam"), reason="For her safety.")
    assert Post.objects.get(pk=waiting.pk).state == PS.HELD
    (duty,) = Duty.objects.filter(do=["delete"])
    assert duty.subject == f"publishing.post:{out.pk}"
    verbs = Entry.objects.filter(subject__startswith="publishing.post:").values_list("verb", flat=True)
    assert not [verb for verb in verbs if "bar" in verb]


def test_a_no_for_one_network_leaves_the_others(
    cast: Cast, blog: Account, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    website = connected(an_account(cast.riverside, name="Website", channel="website"), network, monkeypatch)
    answers(cast.pia, "given")
    post = showing_pia(cast, blog, website)
    deliver_due(MORNING)
    answers(cast.pia, "refused", channel="website")
    assert Duty.objects.filter(do=["delete"]).count() == 1
    assert {each.account: each.state for each in post.deliveries.all()} == {blog: S.SENT, website: S.SENT}


def test_whoever_is_named_in_the_text_is_found_too(cast: Cast, blog: Account) -> None:
    answers(cast.pia, "given", use="name")
    post = submitted(cast, "ada", blog, at=MORNING, text="Well done, Pia Example, for the best beans!")
    assert [each.person for each in post.portrayed.all()] == [cast.pia]
    answers(cast.pia, "withdrawn", use="name")
    assert Post.objects.get(pk=post.pk).state == PS.HELD


def test_a_yes_changes_nothing(cast: Cast, blog: Account) -> None:
    answers(cast.pia, "given")
    post = showing_pia(cast, blog)
    answers(cast.pia, "given", channel="facebook")
    assert Post.objects.get(pk=post.pk).state == PS.SCHEDULED


def test_of_a_post_that_is_out_in_part_only_what_is_denied_is_stopped_and_the_post_says_so(
    cast: Cast, blog: Account, network: Network
) -> None:
    page, board = an_account(cast.riverside), an_account(cast.riverside, name="Board", channel="x")
    answers(cast.pia, "given")
    post = showing_pia(cast, blog, page, board)
    deliver_due(MORNING)  # out on the blog; the others wait for somebody
    answers(cast.pia, "refused", channel="facebook")
    states = {each.account: each.state for each in post.deliveries.all()}
    assert states == {blog: S.SENT, page: S.STOPPED, board: S.BY_HAND}
    assert not Duty.objects.filter(do=["delete"]).exists()
    assert standing(post.deliveries.all()) == (
        "It is out on Riverside blog. "
        "It is not on Riverside News: somebody shown or named in it may not be published there."
    )
    last = Entry.objects.filter(subject=f"publishing.post:{post.pk}").last()
    assert last is not None
    assert (last.verb, last.actor, last.facts["account"]) == ("post_stopped", "gatepost", page.pk)


def test_where_it_is_denied_everywhere_what_is_out_comes_down_and_the_rest_is_stopped(
    cast: Cast, blog: Account, network: Network
) -> None:
    page = an_account(cast.riverside)
    answers(cast.pia, "given")
    post = showing_pia(cast, blog, page)
    deliver_due(MORNING)
    answers(cast.pia, "withdrawn")
    assert {each.account: each.state for each in post.deliveries.all()} == {blog: S.SENT, page: S.STOPPED}
    assert Duty.objects.filter(do=["delete"]).count() == 1


def test_a_post_that_is_out_everywhere_or_nowhere_has_no_more_to_say(cast: Cast, blog: Account) -> None:
    post = submitted(cast, "ada", blog, at=MORNING)
    assert standing(post.deliveries.all()) == ""
    deliver_due(MORNING)
    assert standing(post.deliveries.all()) == ""


# ---------------------------------------------------------------------- whoever came later


def test_whoever_came_onto_the_roll_after_it_was_handed_in_is_found_by_the_words(cast: Cast, blog: Account) -> None:
    text = "Well done, Quilla Newcomer, for the best beans!"
    waiting = submitted(cast, "ada", blog, at=MORNING, text=text, send_at=MORNING.replace(year=2027))
    out = submitted(cast, "ada", blog, at=MORNING, text=text)
    other = submitted(cast, "ada", blog, at=MORNING, send_at=MORNING.replace(year=2027))
    deliver_due(MORNING)
    quilla = Person.objects.create(school=cast.riverside, kind="pupil", first_name="Quilla", last_name="Newcomer")
    place_bar(person=quilla, by=cast.member("sam"), reason="For her safety.")
    assert [Post.objects.get(pk=each.pk).state for each in (waiting, other)] == [PS.HELD, PS.SCHEDULED]
    assert [duty.subject for duty in Duty.objects.filter(do=["delete"])] == [f"publishing.post:{out.pk}"]


def is_called_quilla(cast: Cast) -> None:
    change(person=cast.pia, by=GATEPOST, first_name="Quilla", last_name="Newcomer")


def is_here_again(cast: Cast) -> None:
    come_back(person=cast.pia, by=GATEPOST, on=timezone.localdate())


@pytest.mark.parametrize(
    ("left_on", "words", "becomes"),
    [
        (None, "Well done, Quilla Newcomer!", is_called_quilla),
        (STARTED, "Well done, Pia Example!", is_here_again),
    ],
)
def test_whoever_is_renamed_or_comes_back_after_a_no_is_found_by_the_words(
    cast: Cast, blog: Account, left_on: date | None, words: str, becomes: Callable[[Cast], None]
) -> None:
    answers(cast.pia, "refused", use="name")
    Person.objects.filter(pk=cast.pia.pk).update(left_on=left_on)
    cast.pia.refresh_from_db()
    out = submitted(cast, "ada", blog, at=MORNING, text=words)
    deliver_due(MORNING)
    assert Post.objects.get(pk=out.pk).state == PS.PUBLISHED
    becomes(cast)
    assert [duty.subject for duty in Duty.objects.filter(do=["delete"])] == [f"publishing.post:{out.pk}"]


# ---------------------------------------------------------------------- on a day of its own

A_DAY = timedelta(days=1)


def says(person: Person, answer: str, from_day: date = STARTED, until_day: date | None = None) -> None:
    record_answer(person=person, by=GATEPOST, use="image", answer=answer, from_day=from_day, until_day=until_day)


def waiting_and_out(cast: Cast, blog: Account) -> tuple[Post, Post]:
    """Two posts that show Pia."""
    waiting, out = showing_pia(cast, blog, send_at=now() + 7 * A_DAY), showing_pia(cast, blog)
    deliver_due(MORNING)
    tick(now())
    return waiting, out


def test_a_no_from_a_later_day_on_does_what_a_no_does_on_that_day_and_once(cast: Cast, blog: Account) -> None:
    says(cast.pia, "given")
    waiting, out = waiting_and_out(cast, blog)
    says(cast.pia, "withdrawn", from_day=timezone.localdate(now() + A_DAY))
    tick(now())
    assert Post.objects.get(pk=waiting.pk).state == PS.SCHEDULED
    tick(now() + A_DAY)
    tick(now() + A_DAY)
    assert Post.objects.get(pk=waiting.pk).state == PS.HELD
    assert [duty.subject for duty in Duty.objects.filter(do=["delete"])] == [f"publishing.post:{out.pk}"]
    assert verbs_of(waiting).count("post_held") == 1


def test_days_on_which_no_worker_ran_are_made_up_for(cast: Cast, blog: Account) -> None:
    says(cast.pia, "given")
    waiting, _ = waiting_and_out(cast, blog)
    says(cast.pia, "withdrawn", from_day=timezone.localdate(now() + A_DAY))
    assert Post.objects.get(pk=waiting.pk).state == PS.SCHEDULED
    tick(now() + 5 * A_DAY)
    assert Post.objects.get(pk=waiting.pk).state == PS.HELD


def test_once_a_yes_has_ended_what_waits_is_held_and_what_went_out_while_it_held_stays(
    cast: Cast, blog: Account
) -> None:
    says(cast.pia, "given", until_day=timezone.localdate(now() + A_DAY))
    waiting, out = waiting_and_out(cast, blog)
    tick(now() + A_DAY)
    assert Post.objects.get(pk=waiting.pk).state == PS.SCHEDULED
    tick(now() + 2 * A_DAY)
    assert [Post.objects.get(pk=each.pk).state for each in (waiting, out)] == [PS.HELD, PS.PUBLISHED]
    assert not Duty.objects.filter(do=["delete"]).exists()


# ---------------------------------------------------------------------- without a policy


def test_without_a_policy_what_waits_is_held_and_gatepost_itself_takes_down_what_is_out(
    cast: Cast, blog: Account, network: Network
) -> None:
    answers(cast.pia, "given")
    waiting, out = waiting_and_out(cast, blog)
    assert len(network.posts) == 1
    cast.riverside.adoptions.update(until_day=STARTED)
    place_bar(person=cast.pia, by=cast.member("sam"), reason="For her safety.")
    assert [Post.objects.get(pk=each.pk).state for each in (waiting, out)] == [PS.HELD, PS.TAKEN_DOWN]
    deliver_due()
    assert network.posts == {}
    assert TakeDown.objects.get(post=out).get_because_display() == "Somebody shown or named in it may not be published"


def test_without_a_policy_what_was_posted_by_hand_stands_on_today_to_be_removed(
    cast: Cast, blog: Account, signed_in: Callable[[Person], Client]
) -> None:
    page = an_account(cast.riverside)
    answers(cast.pia, "given")
    post = showing_pia(cast, page)
    deliver_due(MORNING)
    posted(delivery=only(post), by=cast.member("ada"), link="https://facebook.com/1", at=MORNING)
    cast.riverside.adoptions.update(until_day=STARTED)
    answers(cast.pia, "withdrawn")
    assert to_do(cast.member("sam")).to_remove == [only(post)]
