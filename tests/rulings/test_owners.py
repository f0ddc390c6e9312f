"""Whose a duty is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from gatepost.policy import load_vocabulary
from gatepost.policy.decision import Duty as PolicyDuty
from gatepost.rulings.ledger import raise_duties
from gatepost.rulings.models import Duty, Ruling
from gatepost.rulings.posts import POSTS, post_of, posts_held
from gatepost.rulings.queries import owed_by, owes
from gatepost.rulings.services import rule
from gatepost.schools.models import PostHeld
from gatepost.schools.roles import Role
from tests.cast import Cast, person
from tests.rulings.making import COMMENT, answer_owed, of_post

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(1)


def leave_post(cast: Cast, name: str, role: Role) -> None:
    PostHeld.objects.filter(person=getattr(cast, name), role=role).update(until_day=YESTERDAY)


def test_whoever_acts_owes_what_the_policy_asks_of_the_actor(cast: Cast) -> None:
    duty = answer_owed(cast, by="tess")
    assert duty.owner == cast.tess
    assert duty in owed_by(cast.member("tess"))
    assert not owes(cast.member("ben"), duty)


def test_a_duty_of_a_post_moves_with_the_post(cast: Cast) -> None:
    duty = of_post(cast, Role.HEADTEACHER)
    assert owes(cast.member("ada"), duty)
    leave_post(cast, "ada", Role.HEADTEACHER)
    newcomer = person(cast.riverside, "Nia", "staff", Role.HEADTEACHER)
    cast.ben = newcomer
    assert owes(cast.member("ben"), duty)
    assert not owes(cast.member("ada"), duty)


def test_a_deputy_answers_for_what_senior_leaders_owe(cast: Cast) -> None:
    deputy = person(cast.riverside, "Dee", "staff", Role.DEPUTY_HEADTEACHER)
    duty = of_post(cast, Role.SENIOR_LEADER)
    assert posts_held(cast.riverside).owners(duty) == (deputy,)


def test_what_a_vacant_post_owes_is_with_the_headteacher_and_says_so(cast: Cast) -> None:
    leave_post(cast, "sam", Role.SAFEGUARDING_LEAD)
    duty = of_post(cast, Role.SAFEGUARDING_LEAD)
    assert owes(cast.member("ada"), duty)
    assert not owes(cast.member("sam"), duty)
    words = posts_held(cast.riverside).owner_words(duty)
    assert words == "Nobody holds the post of designated safeguarding lead: with the headteacher (Ada Example)"


def test_without_a_headteacher_the_chair_of_governors_answers(cast: Cast) -> None:
    leave_post(cast, "ada", Role.HEADTEACHER)
    duty = of_post(cast, Role.HEADTEACHER)
    assert owes(cast.member("gwen"), duty)


def test_without_a_chair_the_governors_answer(cast: Cast) -> None:
    leave_post(cast, "gwen", Role.CHAIR_OF_GOVERNORS)
    governor = person(cast.riverside, "Gus", "governor", Role.GOVERNOR)
    assert posts_held(cast.riverside).owners(of_post(cast, Role.CHAIR_OF_GOVERNORS)) == (governor,)


def test_the_duty_of_somebody_who_has_left_is_with_the_headteacher(cast: Cast) -> None:
    duty = answer_owed(cast, by="tess")
    cast.tess.left_on = YESTERDAY
    cast.tess.save()
    duty.refresh_from_db()
    assert owes(cast.member("ada"), duty)
    words = posts_held(cast.riverside).owner_words(duty)
    assert words == "Tess Example has left: with the headteacher (Ada Example)"


def test_somebody_who_has_left_holds_no_post(cast: Cast) -> None:
    cast.sam.left_on = YESTERDAY
    cast.sam.save()
    assert posts_held(cast.riverside).owners(of_post(cast, Role.SAFEGUARDING_LEAD)) == (cast.ada,)


def test_the_posts_of_another_school_count_for_nothing(cast: Cast) -> None:
    duty = of_post(cast, Role.HEADTEACHER)
    assert not owes(cast.member("cy"), duty)
    assert not owed_by(cast.member("cy")).exists()


@pytest.mark.parametrize(
    ("actor", "post"),
    [
        ("headteacher", Role.HEADTEACHER),
        ("administrator", Role.ADMINISTRATOR),
        ("governor", Role.CHAIR_OF_GOVERNORS),
        ("school", Role.HEADTEACHER),
        ("workforce", Role.HEADTEACHER),
        ("parent_carer", Role.HEADTEACHER),
        (None, Role.HEADTEACHER),
    ],
)
def test_the_post_that_the_policy_means(actor: str | None, post: Role) -> None:
    assert post_of(actor) is post


def test_every_actor_of_the_vocabulary_has_a_post_that_answers() -> None:
    assert {post_of(actor) for actor in load_vocabulary()["actor"].values} <= POSTS


def raised(cast: Cast, by: str, duty_of: str | None, **situation: str) -> Duty:
    """What becomes of a duty that the policy gives to somebody."""
    ruling, _ = rule(school=cast.riverside, situation=situation, by=cast.member(by), done=False)
    duty = PolicyDuty(do="report", by=duty_of, to=None, within="at_once", clause="LM-066")
    return raise_duties(ruling=ruling, duties=[duty], by=cast.member(by))[0]


def test_what_a_headteacher_must_do_for_an_act_of_their_own_is_theirs_and_not_the_posts(cast: Cast) -> None:
    duty = raised(cast, "ada", "headteacher", action="accept_friend_request", actor="headteacher")
    assert (duty.owner, duty.owner_role) == (cast.ada, "")


def test_what_an_event_asks_of_a_post_is_the_posts_whoever_enters_it(cast: Cast) -> None:
    duty = raised(cast, "ada", "headteacher", action="comment_received", actor="headteacher")
    assert (duty.owner, duty.owner_role) == (None, "headteacher")


def test_a_teacher_is_of_the_workforce_and_owes_what_it_owes(cast: Cast) -> None:
    assert raised(cast, "tess", "workforce", action="comment_received").owner == cast.tess


def test_what_a_parent_owes_is_not_given_to_the_teacher_who_enters_it(cast: Cast) -> None:
    duty = raised(cast, "tess", "parent_carer", action="comment_received", actor="parent_carer")
    assert (duty.owner, duty.owner_role) == (None, "headteacher")


def test_a_duty_already_due_for_the_same_thing_is_not_entered_twice(cast: Cast) -> None:
    for _ in range(2):
        rule(school=cast.riverside, situation=COMMENT, subject=cast.riverside, by=cast.member("ben"), done=True)
    assert Duty.objects.filter(subject=f"schools.school:{cast.riverside.pk}", do=["respond"]).count() == 1


def test_two_comments_are_two_duties(cast: Cast) -> None:
    answer_owed(cast)
    answer_owed(cast)
    assert Duty.objects.filter(do=["respond"]).count() == 2
    assert Ruling.objects.count() == 2


def test_clauses_that_oblige_to_the_same_make_one_duty(cast: Cast) -> None:
    duty = answer_owed(cast)
    assert (duty.clause, duty.also) == ("LM-052", ["LM-053"])


def test_a_post_held_from_tomorrow_owes_nothing_today(cast: Cast) -> None:
    PostHeld.objects.filter(person=cast.sam).update(from_day=TODAY + timedelta(1))
    assert posts_held(cast.riverside).people(Role.SAFEGUARDING_LEAD) == ()
