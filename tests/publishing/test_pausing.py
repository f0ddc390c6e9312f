"""A crisis: everything stops, in a school or in the whole trust, and nothing bursts out afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gatepost.channels.models import Account
from gatepost.publishing.errors import NotDone
from gatepost.publishing.models import Post
from gatepost.publishing.services.pausing import is_paused, pause_all, resume
from gatepost.publishing.tasks import deliver_due
from gatepost.records.models import Entry
from gatepost.schools.members import Member, member_of
from gatepost.schools.models import School, Trust
from gatepost.schools.roles import Role
from tests.cast import Cast, person

from .making import MORNING, Network, submitted

PS = Post.State
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def lead(cast: Cast) -> Member:
    """Lin, who leads the trust of Riverside and Hilltop."""
    trust = Trust.objects.create(name="Valley Trust", slug="valley")
    School.objects.update(trust=trust)
    cast.riverside.refresh_from_db()
    return member_of(person(cast.riverside, "Lin", "staff", Role.TRUST_LEAD))


def test_while_it_is_paused_nothing_goes_out(cast: Cast, blog: Account, network: Network) -> None:
    submitted(cast, "ada", blog, at=MORNING)
    pause_all(by=cast.member("ada"), reason="An accident.", at=MORNING)
    deliver_due(MORNING + AN_HOUR)
    assert network.sent == []


def test_what_came_due_meanwhile_is_held_and_what_is_to_come_goes_on(
    cast: Cast, blog: Account, network: Network
) -> None:
    passed = submitted(cast, "ada", blog, at=MORNING)
    to_come = submitted(cast, "ada", blog, at=MORNING, send_at=MORNING + 3 * AN_HOUR)
    pause_all(by=cast.member("ada"), at=MORNING)
    resume(by=cast.member("ben"), at=MORNING + AN_HOUR)
    for hours in (1, 3):
        deliver_due(MORNING + hours * AN_HOUR)
    assert [Post.objects.get(pk=each.pk).state for each in (passed, to_come)] == [PS.HELD, PS.PUBLISHED]


def test_twice_is_said(cast: Cast) -> None:
    pause_all(by=cast.member("ada"))
    with pytest.raises(NotDone, match="stopped already"):
        pause_all(by=cast.member("ben"))
    resume(by=cast.member("ben"))
    with pytest.raises(NotDone, match="Nothing was stopped"):
        resume(by=cast.member("ada"))


def test_teachers_and_other_schools_do_not_pause(cast: Cast) -> None:
    for name in ("tess", "pat"):
        with pytest.raises(PermissionDenied):
            pause_all(by=cast.member(name))
    pause_all(by=cast.member("cy"))
    assert (is_paused(cast.riverside), is_paused(cast.hilltop)) == (False, True)


def test_a_trust_stops_all_its_schools_and_alone_lets_them_go_on(cast: Cast, lead: Member) -> None:
    pause_all(by=lead, reason="A death.", whole_trust=True)
    assert is_paused(cast.riverside)
    assert is_paused(cast.hilltop)
    for name in ("ada", "cy"):
        with pytest.raises(NotDone):
            resume(by=cast.member(name))
    with pytest.raises(PermissionDenied):
        resume(by=cast.member("ada"), whole_trust=True)
    resume(by=lead, whole_trust=True)
    assert not is_paused(cast.riverside)
    assert not is_paused(cast.hilltop)


def test_a_trust_that_is_stopped_already_is_said_and_one_more_school_is_stopped_too(cast: Cast, lead: Member) -> None:
    pause_all(by=lead, whole_trust=True)
    with pytest.raises(NotDone, match="stopped already"):
        pause_all(by=lead, whole_trust=True)
    joined = School.objects.create(name="Brook", slug="brook", trust=cast.riverside.trust)
    pause_all(by=lead, whole_trust=True)
    assert is_paused(joined)


def test_the_record_of_each_school_says_who_stopped_it(cast: Cast, lead: Member) -> None:
    pause_all(by=lead, whole_trust=True)
    here, there = (Entry.objects.get(school=school, verb="posts_paused") for school in (cast.riverside, cast.hilltop))
    assert here.actor == f"person:{lead.person.pk}"
    assert (there.actor, there.personal_text.text) == ("gatepost", "Lin Example")


def test_a_school_that_stopped_itself_stays_so_when_the_trust_goes_on(cast: Cast, lead: Member) -> None:
    pause_all(by=cast.member("ada"))
    pause_all(by=lead, whole_trust=True)
    resume(by=lead, whole_trust=True)
    assert (is_paused(cast.riverside), is_paused(cast.hilltop)) == (True, False)
