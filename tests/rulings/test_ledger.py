"""Doing duties, handing them over, setting them aside."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied

from gatepost.calendars import end_of
from gatepost.records.files import read
from gatepost.records.models import Entry
from gatepost.records.services import subject_of
from gatepost.rulings import ledger
from gatepost.rulings.errors import AlreadySettled, NobodyOfThisSchool, ReasonNeeded
from gatepost.rulings.ledger import File
from gatepost.rulings.models import Duty
from gatepost.rulings.steps import steps_for
from gatepost.schools.roles import Role
from tests.cast import Cast
from tests.rulings.making import MONDAY, SATURDAY, answer_owed, of_post


def verbs(duty: Duty) -> list[str]:
    return list(Entry.objects.filter(subject=subject_of(duty)).order_by("number").values_list("verb", flat=True))


def test_a_duty_is_due_in_school_days(cast: Cast) -> None:
    assert answer_owed(cast, at=MONDAY).due_at == MONDAY.replace(day=8)
    assert answer_owed(cast, at=SATURDAY).due_at == end_of(MONDAY.date())


def test_the_schools_own_closures_put_a_deadline_off(cast: Cast) -> None:
    cast.riverside.closures.create(name="training day", first_day=MONDAY.date(), last_day=MONDAY.date())
    assert answer_owed(cast, at=SATURDAY).due_at == end_of(MONDAY.date().replace(day=8))


def test_its_owner_does_a_duty_and_says_what_shows_it(cast: Cast) -> None:
    duty = answer_owed(cast, by="tess")
    shown = File("answer.txt", "text/plain", BytesIO(b"We answered."))
    ledger.do_duty(duty=duty, by=cast.member("tess"), note="Answered by telephone.", evidence=[shown], at=MONDAY)
    duty.refresh_from_db()
    assert (duty.state, duty.closed_by, duty.closed_at) == ("done", cast.tess, MONDAY)
    kept = cast.riverside.evidence.get(subject=subject_of(duty))
    assert read(cast.riverside, kept.digest) == b"We answered."
    assert verbs(duty) == ["raised", "added_evidence", "did_duty"]
    entry = Entry.objects.get(verb="did_duty")
    assert entry.personal_text.text == "Answered by telephone."
    assert "telephone" not in str(entry.facts)


def test_nobody_else_does_it_for_them_without_leave(cast: Cast) -> None:
    duty = answer_owed(cast, by="tess")
    for name in ("ben", "sam", "gwen", "pat", "pia", "cy"):
        with pytest.raises(PermissionDenied):
            ledger.do_duty(duty=duty, by=cast.member(name))
    assert verbs(duty) == ["raised"]


def test_whoever_manages_duties_can_do_any(cast: Cast) -> None:
    duty = answer_owed(cast, by="tess")
    ledger.do_duty(duty=duty, by=cast.member("ada"))
    assert Duty.objects.get(pk=duty.pk).closed_by == cast.ada


def test_of_two_who_close_a_duty_at_once_one_wins_and_the_other_learns_who(cast: Cast) -> None:
    mine, yours = answer_owed(cast, by="tess"), Duty.objects.get(do=["respond"])
    ledger.do_duty(duty=mine, by=cast.member("tess"), at=MONDAY)
    with pytest.raises(AlreadySettled, match=r"^Tess Example marked this as done on Monday 7 September, 09:14\.$"):
        ledger.set_aside(duty=yours, by=cast.member("ada"), reason="No longer there.")
    assert verbs(mine) == ["raised", "did_duty"]


def test_setting_aside_needs_a_reason_that_stands_in_the_record(cast: Cast) -> None:
    duty = answer_owed(cast)
    with pytest.raises(ReasonNeeded):
        ledger.set_aside(duty=duty, by=cast.member("ada"), reason="  ")
    ledger.set_aside(duty=duty, by=cast.member("ada"), reason="The comment was taken down by its author.")
    assert Duty.objects.get(pk=duty.pk).state == "set_aside"
    assert Entry.objects.get(verb="set_aside").personal_text.text == "The comment was taken down by its author."


def test_an_owner_does_not_set_their_own_duty_aside_nor_hand_it_over(cast: Cast) -> None:
    duty, tess = answer_owed(cast, by="tess"), cast.member("tess")
    with pytest.raises(PermissionDenied):
        ledger.set_aside(duty=duty, by=tess, reason="I would rather not.")
    with pytest.raises(PermissionDenied):
        ledger.hand_over(duty=duty, by=tess, to=cast.ben)


def test_the_head_hands_a_duty_to_a_person_and_then_to_a_post(cast: Cast) -> None:
    duty = answer_owed(cast, by="tess")
    ledger.hand_over(duty=duty, by=cast.member("ada"), to=cast.ben)
    duty.refresh_from_db()
    assert (duty.owner, duty.owner_role, duty.state) == (cast.ben, "", "due")
    ledger.hand_over(duty=duty, by=cast.member("ada"), to=Role.SAFEGUARDING_LEAD)
    duty.refresh_from_db()
    assert (duty.owner, duty.owner_role) == (None, "safeguarding_lead")
    assert verbs(duty) == ["raised", "handed_over", "handed_over"]


@pytest.mark.parametrize("name", ["pia", "pat", "cy"])
def test_a_duty_is_not_handed_to_pupils_parents_or_another_school(cast: Cast, name: str) -> None:
    with pytest.raises(NobodyOfThisSchool):
        ledger.hand_over(duty=answer_owed(cast), by=cast.member("ada"), to=getattr(cast, name))


def test_a_duty_is_not_handed_to_everybody_who_teaches(cast: Cast) -> None:
    with pytest.raises(NobodyOfThisSchool):
        ledger.hand_over(duty=answer_owed(cast), by=cast.member("ada"), to=Role.TEACHER)


def test_of_two_who_hand_a_duty_over_at_once_one_wins(cast: Cast) -> None:
    first, second = answer_owed(cast, by="tess"), Duty.objects.get(do=["respond"])
    ledger.hand_over(duty=first, by=cast.member("ada"), to=cast.ben)
    with pytest.raises(AlreadySettled, match="handed this duty over"):
        ledger.hand_over(duty=second, by=cast.member("ada"), to=cast.sam)


def test_a_closed_duty_takes_no_further_step(cast: Cast) -> None:
    duty = answer_owed(cast)
    ledger.do_duty(duty=duty, by=cast.member("ben"))
    assert steps_for(duty, cast.member("ada")) == []


def test_the_buttons_are_the_steps_that_are_accepted(cast: Cast) -> None:
    duty = of_post(cast, Role.ADMINISTRATOR)
    names = {name: [step.name for step in steps_for(duty, cast.member(name))] for name in ("ada", "ben", "tess")}
    assert names == {"ada": ["do", "evidence", "hand-over", "set-aside"], "ben": ["do", "evidence"], "tess": []}


def test_files_are_kept_before_a_duty_is_done(cast: Cast) -> None:
    duty = answer_owed(cast, by="tess")
    ledger.add_files(duty=duty, by=cast.member("tess"), files=[File("a.png", "image/png", BytesIO(b"png"))])
    assert Duty.objects.get(pk=duty.pk).state == "due"
    assert verbs(duty) == ["raised", "added_evidence"]
    with pytest.raises(PermissionDenied):
        ledger.add_files(duty=duty, by=cast.member("ben"), files=[])
