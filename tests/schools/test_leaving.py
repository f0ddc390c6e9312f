"""People join, change, leave and come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from gatepost.records.models import Entry
from gatepost.schools.members import Actor
from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from gatepost.schools.services import leaving, people
from gatepost.schools.services.posts import give_post
from tests.cast import STARTED, Cast

LAST = date(2026, 12, 18)


def test_whoever_leaves_ends_their_posts_on_their_last_day(cast: Cast) -> None:
    leaving.leave(person=cast.tess, by=cast.member("ben"), last_day=LAST)
    assert cast.tess.left_on == LAST
    assert [post.until_day for post in cast.tess.posts.all()] == [LAST]
    assert cast.tess.roles_on(LAST) == {Role.TEACHER}


@pytest.mark.parametrize("name", ["ada", "sam", "gwen"])
def test_an_office_manager_shows_nobody_the_door_whose_post_is_not_theirs_to_end(cast: Cast, name: str) -> None:
    head_or_lead = getattr(cast, name)
    with pytest.raises(PermissionDenied):
        leaving.leave(person=head_or_lead, by=cast.member("ben"), last_day=LAST)
    with pytest.raises(PermissionDenied):
        people.change(person=head_or_lead, by=cast.member("ben"), joined_on=LAST)


def test_a_headteacher_enters_that_they_leave_themselves(cast: Cast) -> None:
    leaving.leave(person=cast.ada, by=cast.member("ada"), last_day=LAST)
    assert cast.ada.left_on == LAST


def test_a_pupil_becomes_nobody_else(cast: Cast) -> None:
    for person, kind in ((cast.pia, "parent"), (cast.pat, "pupil")):
        with pytest.raises(ValidationError, match="A pupil stays one"):
            people.change(person=person, by=cast.member("ben"), kind=kind)


def test_a_post_that_had_not_begun_is_dropped(cast: Cast) -> None:
    give_post(person=cast.tess, role=Role.LINE_MANAGER, by=cast.member("ada"), from_day=LAST + timedelta(days=30))
    leaving.leave(person=cast.tess, by=cast.member("ada"), last_day=LAST)
    assert [post.role for post in cast.tess.posts.all()] == [Role.TEACHER]


def test_nobody_leaves_twice(cast: Cast) -> None:
    leaving.leave(person=cast.tess, by=cast.member("ada"), last_day=LAST)
    with pytest.raises(leaving.AlreadyLeft, match="18 December 2026"):
        leaving.leave(person=cast.member("tess").person, by=cast.member("ben"), last_day=LAST)


def test_nobody_leaves_before_they_joined(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="joined"):
        leaving.leave(person=cast.tess, by=cast.member("ada"), last_day=STARTED - timedelta(days=1))


def test_what_must_follow_a_leaving_follows_in_the_same_transaction(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(person: Person, by: Actor, on: date) -> None:
        assert (person, on) == (cast.tess, LAST)
        raise RuntimeError

    monkeypatch.setattr(leaving, "LEAVING", [fails])
    with pytest.raises(RuntimeError):
        leaving.leave(person=cast.tess, by=cast.member("ada"), last_day=LAST)
    cast.tess.refresh_from_db()
    assert cast.tess.left_on is None
    assert not Entry.objects.filter(verb="left").exists()


def test_whoever_comes_back_is_here_but_holds_no_post(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    leaving.leave(person=cast.tess, by=cast.member("ada"), last_day=yesterday)
    people.come_back(person=cast.tess, by=cast.member("ada"), on=timezone.localdate())
    assert cast.tess in Person.objects.current()
    assert cast.tess.roles_on(timezone.localdate()) == {Role.ASSOCIATE_STAFF}


def test_only_somebody_who_left_comes_back(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="has not left"):
        people.come_back(person=cast.tess, by=cast.member("ada"), on=LAST)


def test_somebody_new_is_entered_with_a_record_that_names_nobody_in_its_facts(cast: Cast) -> None:
    made = people.join(
        school=cast.riverside, by=cast.member("ben"), kind="pupil", first_name="Zia", last_name="New", external_id="P7"
    )
    entry = Entry.objects.get(subject=f"schools.person:{made.pk}")
    assert entry.facts == {"kind": "pupil"}
    assert entry.personal_text.text == "Zia New"


def test_the_schools_own_number_is_given_once(cast: Cast) -> None:
    facts = {"kind": "pupil", "first_name": "Zia", "last_name": "New", "external_id": "P7"}
    people.join(school=cast.riverside, by=cast.member("ben"), **facts)
    with pytest.raises(ValidationError, match="that number already"):
        people.join(school=cast.riverside, by=cast.member("ben"), **facts)
    people.join(school=cast.hilltop, by=cast.member("cy"), **facts)


def test_a_change_says_what_changed_and_nothing_if_nothing_did(cast: Cast) -> None:
    by = cast.member("ben")
    assert people.change(person=cast.pia, by=by, class_name="Oak", first_name="Pia") == ("class_name",)
    assert people.change(person=cast.pia, by=by, class_name="Oak") == ()
    assert Entry.objects.filter(verb="person_changed").count() == 1


def test_a_fact_that_nobody_has_is_refused(cast: Cast) -> None:
    with pytest.raises(people.NothingLikeIt, match="shoe_size"):
        people.change(person=cast.pia, by=cast.member("ben"), shoe_size=4)


def test_a_pupils_parents_are_replaced_as_a_whole(cast: Cast) -> None:
    by = cast.member("ben")
    assert not people.set_parents(pupil=cast.pia, parents=[cast.pat], by=by)
    assert people.set_parents(pupil=cast.pia, parents=[cast.tess], by=by)
    assert [family.parent for family in cast.pia.families_as_pupil.all()] == [cast.tess]


def test_parents_are_adults_of_the_same_school(cast: Cast) -> None:
    for pupil, parent in ((cast.pia, cast.cy), (cast.pia, cast.pia), (cast.tess, cast.pat)):
        with pytest.raises(ValidationError):
            people.set_parents(pupil=pupil, parents=[parent], by=cast.member("ada"))


@pytest.mark.parametrize("name", ["tess", "gwen", "cy", "pat"])
def test_whoever_does_not_manage_people_changes_nobody(cast: Cast, name: str) -> None:
    by = cast.member(name)
    with pytest.raises(PermissionDenied):
        people.change(person=cast.pia, by=by, class_name="Oak")
    with pytest.raises(PermissionDenied):
        leaving.leave(person=cast.tess, by=by, last_day=LAST)
    with pytest.raises(PermissionDenied):
        people.join(school=cast.riverside, by=by, kind="pupil", first_name="Zia", last_name="New")
