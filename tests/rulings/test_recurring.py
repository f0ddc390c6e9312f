"""Duties that come round."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gatepost.calendars import LONDON, end_of
from gatepost.policy import load_pack, shipped_packs
from gatepost.policy.pack import Form
from gatepost.records.models import Entry
from gatepost.rulings import ledger
from gatepost.rulings.models import Duty
from gatepost.rulings.recurring import EVERY, day_of, raise_recurring
from gatepost.rulings.tasks import tick
from gatepost.schools.models import Adoption, School
from tests.cast import Cast, assemble


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 0, tzinfo=LONDON)


def adopted(school: School, **dates: date) -> None:
    Adoption.objects.filter(school=school).update(**dates)


def reviews(school: School) -> list[Duty]:
    return list(school.duties.filter(do=["review_policy"]).order_by("pk"))


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2025-12-19", date(2025, 12, 19)),
        ("2025-09", date(2025, 9, 30)),
        ("Spring 2027", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_as_a_policy_prints_it(printed: str | None, day: date | None) -> None:
    assert day_of(printed) == day


def test_a_review_is_entered_four_weeks_before_the_schools_own_date(cast: Cast) -> None:
    due = date(2027, 3, 31)
    adopted(cast.riverside, review_due=due)
    raise_recurring(cast.riverside, at(due - timedelta(days=29)))
    assert reviews(cast.riverside) == []
    raise_recurring(cast.riverside, at(due - timedelta(days=28)))
    review = reviews(cast.riverside)[0]
    assert (review.owner_role, review.due_at) == ("headteacher", end_of(due))
    assert review.recurs_as == f"{review.clause}:review_policy:2027-03-31"


def test_a_review_whose_printed_date_is_past_is_overdue_at_once(cast: Cast) -> None:
    raise_recurring(cast.hilltop, at(date(2026, 9, 7)))  # its policy was due in September 2025
    assert [duty.due_at for duty in reviews(cast.hilltop)] == [end_of(date(2025, 9, 30))]


def test_without_a_date_the_cycle_counts_from_the_approval(cast: Cast) -> None:
    adopted(cast.riverside, approved_on=date(2024, 5, 6))  # "Spring 2027" is no date; every three years
    raise_recurring(cast.riverside, at(date(2027, 4, 20)))
    assert [duty.due_at for duty in reviews(cast.riverside)] == [end_of(date(2027, 5, 6))]


def test_what_was_missed_before_gatepost_came_is_not_held_against_anybody(cast: Cast) -> None:
    now = date(2026, 9, 7)
    raise_recurring(cast.riverside, at(now))
    for duty in cast.riverside.duties.exclude(do=["review_policy"]):
        assert duty.due_at is not None
        assert duty.due_at > at(now)


def test_a_duty_comes_round_again_after_it_was_done(cast: Cast) -> None:
    adopted(cast.riverside, review_due=date(2026, 9, 9))
    raise_recurring(cast.riverside, at(date(2026, 9, 7)))
    ledger.do_duty(duty=reviews(cast.riverside)[0], by=cast.member("ada"), at=at(date(2026, 9, 8)))
    raise_recurring(cast.riverside, at(date(2026, 9, 8)))
    assert len(reviews(cast.riverside)) == 1
    raise_recurring(cast.riverside, at(date(2029, 8, 20)))
    assert reviews(cast.riverside)[1].due_at == end_of(date(2029, 9, 7))  # the 8th is a Saturday


def test_a_new_date_for_the_next_review_goes_before_the_cycle(cast: Cast) -> None:
    adopted(cast.riverside, review_due=date(2026, 9, 9))
    raise_recurring(cast.riverside, at(date(2026, 9, 7)))
    ledger.do_duty(duty=reviews(cast.riverside)[0], by=cast.member("ada"), at=at(date(2026, 9, 8)))
    adopted(cast.riverside, review_due=date(2027, 9, 9))
    raise_recurring(cast.riverside, at(date(2027, 9, 1)))
    assert reviews(cast.riverside)[1].due_at == end_of(date(2027, 9, 9))


def test_one_that_is_still_open_is_not_entered_again(cast: Cast) -> None:
    adopted(cast.riverside, review_due=date(2026, 9, 9))
    for year in (2026, 2027, 2031):
        raise_recurring(cast.riverside, at(date(year, 9, 7)))
    assert len(reviews(cast.riverside)) == 1


def test_of_two_workers_that_find_it_missing_one_enters_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatepost.rulings.recurring._next_due", lambda *_: date(2026, 9, 9))  # neither has seen one
    first = raise_recurring(cast.riverside, at(date(2026, 9, 7)))
    assert first
    assert raise_recurring(cast.riverside, at(date(2026, 9, 7))) == []
    assert list(cast.riverside.duties.order_by("pk")) == first
    assert Entry.objects.filter(verb="raised", school=cast.riverside).count() == len(first)


def test_a_school_without_a_policy_in_force_has_none(cast: Cast) -> None:
    Adoption.objects.filter(school=cast.riverside).update(until_day=date(2021, 1, 1))
    assert raise_recurring(cast.riverside, at(date(2026, 9, 7))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("pack", shipped_packs())
def test_every_standing_rule_of_every_policy_comes_round(pack: str) -> None:
    cast = assemble(pack)
    rules = [rule for rule in load_pack(pack).rules if rule.form is Form.STANDING]
    adopted(cast.riverside, approved_on=date(2026, 9, 1), review_due=date(2027, 9, 1))
    day = date(2026, 9, 1)
    while day < date(2029, 10, 1) and cast.riverside.duties.count() < len(rules):
        raise_recurring(cast.riverside, at(day))
        day += timedelta(days=27)
    assert cast.riverside.duties.count() == len(rules)
    assert all(duty.within in EVERY for duty in cast.riverside.duties.all())


def test_the_clock_does_the_same_twice_as_once(cast: Cast) -> None:
    now = at(date(2026, 9, 7))
    tick(now)
    first = Duty.objects.count(), Entry.objects.count()
    tick(now)
    assert (Duty.objects.count(), Entry.objects.count()) == first
    assert first[0]


def test_a_school_whose_policy_cannot_be_read_does_not_keep_the_others_waiting(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    edition = cast.riverside.adoptions.get().edition  # the first that is asked
    type(edition).objects.filter(pk=edition.pk).update(text="no: pack", digest="1" * 64)
    tick(at(date(2026, 9, 7)))
    assert (cast.riverside.duties.count(), cast.hilltop.duties.exists()) == (0, True)
    assert [each.message for each in caplog.records if each.exc_info] == ["what the clock asked of a school broke off"]
