"""Posts are given and ended, by those who may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from gatepost.schools.members import GATEPOST, member_of
from gatepost.schools.models import PostHeld
from gatepost.schools.roles import Permission, Role
from gatepost.schools.services.leaving import leave
from gatepost.schools.services.posts import end_post, give_post
from tests.cast import STARTED, Cast

FROM = date(2026, 9, 1)


def held(cast: Cast, name: str) -> list[tuple[str, date | None]]:
    return [(post.role, post.until_day) for post in getattr(cast, name).posts.all()]


def test_a_new_headteacher_ends_the_post_of_the_one_before_the_day_before(cast: Cast) -> None:
    give_post(person=cast.tess, role=Role.HEADTEACHER, by=cast.member("ada"), from_day=FROM)
    assert held(cast, "ada") == [(Role.HEADTEACHER, date(2026, 8, 31))]
    assert cast.tess.roles_on(FROM) == {Role.TEACHER, Role.HEADTEACHER}


def test_several_people_may_be_teachers(cast: Cast) -> None:
    give_post(person=cast.sam, role=Role.TEACHER, by=cast.member("ada"), from_day=FROM)
    assert held(cast, "tess") == [(Role.TEACHER, None)]


def test_a_headteacher_of_another_school_stays(cast: Cast) -> None:
    give_post(person=cast.tess, role=Role.HEADTEACHER, by=cast.member("ada"), from_day=FROM)
    assert held(cast, "cy") == [(Role.HEADTEACHER, None)]


def test_nobody_holds_the_same_post_twice_at_once(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="already holds"):
        give_post(person=cast.tess, role=Role.TEACHER, by=cast.member("ada"), from_day=FROM)


def test_a_post_can_be_held_again_later(cast: Cast) -> None:
    end_post(post=cast.tess.posts.get(), by=cast.member("ada"), last_day=FROM)
    give_post(person=cast.tess, role=Role.TEACHER, by=cast.member("ada"), from_day=FROM + timedelta(days=1))
    assert len(held(cast, "tess")) == 2


def test_a_post_does_not_end_before_it_began_nor_twice(cast: Cast) -> None:
    post = cast.tess.posts.get()
    with pytest.raises(ValidationError, match="began"):
        end_post(post=post, by=cast.member("ada"), last_day=STARTED - timedelta(days=1))
    end_post(post=post, by=cast.member("ada"), last_day=FROM)
    with pytest.raises(ValidationError, match="no longer holds"):
        end_post(post=PostHeld.objects.get(pk=post.pk), by=cast.member("ada"), last_day=FROM)


@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.SAFEGUARDING_LEAD, Role.SITE_ADMINISTRATOR, Role.TRUST_LEAD])
def test_an_office_manager_gives_no_post_that_may_do_more_than_they(cast: Cast, role: Role) -> None:
    for person in (cast.ben, cast.tess):
        with pytest.raises(PermissionDenied):
            give_post(person=person, role=role, by=cast.member("ben"), from_day=FROM)


def test_an_office_manager_who_decides_gives_nobody_the_word_of_a_senior_leader(cast: Cast) -> None:
    for person in (cast.ben, cast.tess):
        with pytest.raises(PermissionDenied):
            give_post(person=person, role=Role.SENIOR_LEADER, by=cast.member("ben"), from_day=FROM)


def test_there_are_not_two_headteachers_on_one_day(cast: Cast) -> None:
    give_post(person=cast.tess, role=Role.HEADTEACHER, by=cast.member("ada"), from_day=FROM)
    for first, last in ((FROM, None), (FROM - timedelta(days=30), None), (FROM - timedelta(days=30), FROM)):
        with pytest.raises(ValidationError, match="Tess Example has the post of headteacher from 01 September 2026"):
            give_post(person=cast.sam, role=Role.HEADTEACHER, by=GATEPOST, from_day=first, until_day=last)
    acting_until = FROM - timedelta(days=1)
    give_post(
        person=cast.sam, role=Role.HEADTEACHER, by=GATEPOST, from_day=FROM - timedelta(days=30), until_day=acting_until
    )


def test_an_office_manager_gives_the_posts_that_may_do_less(cast: Cast) -> None:
    give_post(person=cast.sam, role=Role.TEACHER, by=cast.member("ben"), from_day=FROM)


def test_an_office_manager_does_not_end_the_headteachers_post(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        end_post(post=cast.ada.posts.get(), by=cast.member("ben"), last_day=FROM)


def test_whoever_administers_gives_others_any_post_but_themselves_no_more_than_they_have(cast: Cast) -> None:
    give_post(person=cast.gwen, role=Role.DATA_PROTECTION_OFFICER, by=cast.member("ada"), from_day=FROM)
    with pytest.raises(PermissionDenied):
        give_post(person=cast.ada, role=Role.DATA_PROTECTION_OFFICER, by=cast.member("ada"), from_day=FROM)


def test_anybody_who_manages_people_may_give_up_their_own_post(cast: Cast) -> None:
    end_post(post=cast.ada.posts.get(), by=cast.member("ada"), last_day=FROM)


def test_a_pupil_holds_no_post(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="pupil"):
        give_post(person=cast.pia, role=Role.TEACHER, by=cast.member("ada"), from_day=FROM)


def test_no_post_outlasts_its_holder(cast: Cast) -> None:
    leave(person=cast.tess, by=cast.member("ada"), last_day=FROM)
    with pytest.raises(ValidationError, match="last day"):
        give_post(person=cast.tess, role=Role.LINE_MANAGER, by=cast.member("ada"), from_day=FROM)


def test_a_post_lets_its_holder_do_what_the_role_says_while_it_lasts(cast: Cast) -> None:
    today = timezone.localdate()
    give_post(person=cast.gwen, role=Role.OFFICE_MANAGER, by=GATEPOST, from_day=today, until_day=today)
    assert member_of(cast.gwen, today).may(Permission.MANAGE_PEOPLE)
    assert not member_of(cast.gwen, today + timedelta(days=1)).may(Permission.MANAGE_PEOPLE)
