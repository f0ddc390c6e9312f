from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gatepost.records.facts import WrongFacts
from gatepost.records.models import Entry, Head, PersonalText
from gatepost.records.services import AlreadyErased, erase, write
from gatepost.records.verifying import verify
from gatepost.schools.members import GATEPOST, member_of
from gatepost.schools.models import Person, School
from gatepost.schools.roles import Role
from tests.cast import person

from .conftest import Oakfield

ASKED = PersonalText.Reason.ASKED


def test_entries_are_numbered_and_each_follows_the_one_before(oakfield: Oakfield) -> None:
    first = write(school=oakfield.school, by=oakfield.member("ada"), verb="did", subject=oakfield.tess)
    second = write(school=oakfield.school, by=GATEPOST, verb="did", subject=oakfield.tess)
    assert (first.number, second.number) == (1, 2)
    assert second.previous == first.digest
    assert (first.actor, second.actor) == (f"person:{oakfield.ada.pk}", "gatepost")
    assert first.subject == f"schools.person:{oakfield.tess.pk}"


def test_each_school_has_a_record_of_its_own(oakfield: Oakfield) -> None:
    hilltop = School.objects.create(name="Hilltop", slug="hilltop")
    write(school=oakfield.school, by=GATEPOST, verb="did", subject="all")
    assert write(school=hilltop, by=GATEPOST, verb="did", subject="all").number == 1


def test_words_about_people_stand_beside_the_chain_and_not_in_it(oakfield: Oakfield) -> None:
    entry = write(school=oakfield.school, by=GATEPOST, verb="did", subject="all", text="Pia was there")
    assert entry.personal_text.text == "Pia was there"
    assert "Pia" not in str(Entry.objects.filter(pk=entry.pk).values())


def test_the_same_words_twice_do_not_show_that_they_are_the_same(oakfield: Oakfield) -> None:
    once, again = (write(school=oakfield.school, by=GATEPOST, verb="did", subject="all", text="Yes") for _ in range(2))
    assert once.text_digest != again.text_digest


@pytest.mark.parametrize(
    "facts",
    [
        {"share": 0.5},
        {"day": datetime(2026, 9, 1, tzinfo=UTC)},
        {"note": "Pia was there"},
        {"to": "pat@riverside.example"},
        {"Pia was": 1},
        {1: "one"},
        {"deep": [{"inside": ["two words"]}]},
        {"who": "\0"},
        {"who": "\ud800"},
        {"who": b"raw"},
        {"long": "x" * 201},
        {"them": {"a", "b"}},
    ],
)
def test_facts_that_could_not_be_erased_or_read_back_are_refused(oakfield: Oakfield, facts: dict[Any, Any]) -> None:
    with pytest.raises(WrongFacts), transaction.atomic():
        write(school=oakfield.school, by=GATEPOST, verb="did", subject="all", facts=facts)
    assert not Entry.objects.exists()


def test_facts_read_back_as_they_were_written(oakfield: Oakfield) -> None:
    facts = {"b": [1, None, True, {"z": "set_aside", "a": -5}], "a": 2**60, "role": Role.TEACHER, "both": ("x", "y")}
    write(school=oakfield.school, by=GATEPOST, verb="did", subject="all", facts=facts)
    assert Entry.objects.get().facts == {**facts, "role": "teacher", "both": ["x", "y"]}
    assert verify(oakfield.school).whole


def test_an_act_whose_record_fails_is_not_done_even_if_somebody_catches_the_error(oakfield: Oakfield) -> None:
    def act() -> None:
        with transaction.atomic():
            School.objects.filter(pk=oakfield.school.pk).update(name="Other")
            try:
                write(school=oakfield.school, by=GATEPOST, verb="did", subject="all", facts={"share": 0.5})
            except WrongFacts:
                return

    act()
    assert School.objects.get(pk=oakfield.school.pk).name == "Oakfield"


def test_an_entry_costs_a_few_queries_however_long_the_record_is(
    oakfield: Oakfield, django_assert_num_queries: Any, written: Any
) -> None:
    written(20)
    with django_assert_num_queries(3):
        write(school=oakfield.school, by=GATEPOST, verb="did", subject="all")


def test_words_are_erased_and_the_record_stays_whole(oakfield: Oakfield, written: Any) -> None:
    entry = written(3)[1]
    erase(entry=entry, by=oakfield.member("dan"), because=ASKED)
    entry.refresh_from_db()
    assert (entry.personal_text.text, entry.personal_text.salt) == ("", "")
    assert verify(oakfield.school).whole


def test_erasing_is_itself_recorded_by_whom_and_why(oakfield: Oakfield, written: Any) -> None:
    said = erase(entry=written(1)[0], by=oakfield.member("dan"), because=ASKED)
    assert (said.number, said.actor, said.facts) == (2, f"person:{oakfield.dan.pk}", {"entry": 1, "because": "asked"})


def test_words_are_erased_once(oakfield: Oakfield, written: Any) -> None:
    (entry,) = written(1)
    erase(entry=entry, by=oakfield.member("dan"), because=ASKED)
    with pytest.raises(AlreadyErased), transaction.atomic():
        erase(entry=entry, by=oakfield.member("dan"), because=ASKED)
    assert Head.objects.get(school=oakfield.school).number == 2


def test_a_data_protection_officer_of_another_school_does_not_erase(oakfield: Oakfield, written: Any) -> None:
    hilltop = School.objects.create(name="Hilltop", slug="hilltop")
    dora = person(hilltop, "Dora", Person.Kind.STAFF, Role.DATA_PROTECTION_OFFICER)
    with pytest.raises(PermissionDenied):
        erase(entry=written(1)[0], by=member_of(dora), because=ASKED)


@pytest.mark.parametrize("name", ["tess", "ada", "gwen"])
def test_only_the_data_protection_officer_erases(oakfield: Oakfield, written: Any, name: str) -> None:
    (entry,) = written(1)
    with pytest.raises(PermissionDenied), transaction.atomic():
        erase(entry=entry, by=oakfield.member(name), because=ASKED)
    entry.refresh_from_db()
    assert entry.personal_text.text
