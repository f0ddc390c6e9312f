"""Whatever is done to a record behind its back is found, and found in its place."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gatepost.records.models import Entry, PersonalText
from gatepost.records.reports import Kind, Problem
from gatepost.records.services import AlreadyErased, erase, write
from gatepost.records.verifying import verify
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import School

from .tampering import drop_guards, run

SERIAL = count()
NAMES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
FACTS = st.dictionaries(NAMES, st.integers() | st.booleans() | NAMES | st.lists(NAMES, max_size=3), max_size=3)
WRITES = st.lists(
    st.tuples(NAMES, FACTS, st.sampled_from(["", "Pia was there", "£5 – “yes”"]), st.booleans()), min_size=1, max_size=8
)
COLUMNS = {
    "at": "2001-01-01 00:00:00",
    "actor": "person:0",
    "verb": "OTHER",
    "subject": "OTHER",
    "facts": '{"OTHER": 1}',
    "text_digest": "e" * 64,
    "previous": "e" * 64,
    "digest": "e" * 64,
}


def a_record(writes: Any) -> School:
    """A school with a record of these entries; after some of them the words of the first are erased."""
    serial = next(SERIAL)
    school = School.objects.create(name=f"School {serial}", slug=f"school-{serial}")
    for verb, facts, text, erases in writes:
        write(school=school, by=GATEPOST, verb=verb, subject="all", facts=facts, text=text)
        if erases:
            _erase_the_first_words(school)
    return school


def _erase_the_first_words(school: School) -> None:
    first = PersonalText.objects.filter(entry__school=school, erased_at=None).order_by("entry__number").first()
    if first is not None:
        erase(entry=first.entry, by=GATEPOST, because=PersonalText.Reason.MISTAKE)


def problems(school: School) -> list[Problem]:
    return [problem for problem in verify(school).problems if problem.kind is not Kind.GUARDS]


def place(data: st.DataObject, school: School) -> Entry:
    return data.draw(st.sampled_from(list(Entry.objects.filter(school=school))))


pytestmark = pytest.mark.django_db
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@many
@given(writes=WRITES)
def test_a_record_left_alone_is_whole(writes: Any) -> None:
    assert verify(a_record(writes)).whole


@many
@given(writes=WRITES, column=st.sampled_from(sorted(COLUMNS)), data=st.data())
def test_any_changed_value_is_found_in_its_entry(writes: Any, column: str, data: st.DataObject) -> None:
    drop_guards()
    school = a_record(writes)
    entry = place(data, school)
    run(f"UPDATE records_entry SET {column} = %s WHERE id = %s", COLUMNS[column], entry.pk)
    assert (Kind.CHANGED, entry.number) in {(problem.kind, problem.number) for problem in problems(school)}


@many
@given(writes=WRITES, data=st.data())
def test_any_deleted_entry_is_missed(writes: Any, data: st.DataObject) -> None:
    drop_guards()
    school = a_record(writes)
    entry = place(data, school)
    run("DELETE FROM records_personaltext WHERE entry_id = %s", entry.pk)
    run("DELETE FROM records_entry WHERE id = %s", entry.pk)
    assert (Kind.MISSING, entry.number) in {(problem.kind, problem.number) for problem in problems(school)}


@many
@given(writes=WRITES, data=st.data())
def test_any_two_entries_that_change_places_are_found(writes: Any, data: st.DataObject) -> None:
    drop_guards()
    school = a_record([*writes, ("last", {}, "", False)])
    one, other = data.draw(st.lists(st.sampled_from(list(school.entries.all())), min_size=2, max_size=2, unique=True))
    for number, entry in ((10_000, one), (one.number, other), (other.number, one)):
        run("UPDATE records_entry SET number = %s WHERE id = %s", number, entry.pk)
    found = {(problem.kind, problem.number) for problem in problems(school)}
    assert {(Kind.MOVED, one.number), (Kind.MOVED, other.number)} <= found


@many
@given(writes=WRITES, data=st.data())
def test_an_entry_put_into_another_school_is_missed_in_one_and_strange_in_the_other(
    writes: Any, data: st.DataObject
) -> None:
    drop_guards()
    school, other = a_record(writes), a_record([])
    entry = place(data, school)
    run("UPDATE records_entry SET school_id = %s WHERE id = %s", other.pk, entry.pk)
    assert (Kind.MISSING, entry.number) in {(problem.kind, problem.number) for problem in problems(school)}
    assert {Kind.CHANGED, Kind.UNKNOWN} <= {problem.kind for problem in problems(other)}


@many
@given(writes=WRITES, text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), data=st.data())
def test_any_changed_words_are_found(writes: Any, text: str, data: st.DataObject) -> None:
    drop_guards()
    school = a_record([("spoke", {}, "Tess was here", False), *[(*one[:3], False) for one in writes]])
    words = data.draw(st.sampled_from(list(PersonalText.objects.filter(entry__school=school))))
    if text and text != words.text:
        run("UPDATE records_personaltext SET text = %s WHERE id = %s", text, words.pk)
        assert [(problem.kind, problem.number) for problem in problems(school)] == [(Kind.WORDS, words.entry.number)]


def test_words_are_erased_only_while_they_are_there() -> None:
    school = a_record([("spoke", {}, "Tess was here", True)])
    with pytest.raises(AlreadyErased):
        erase(entry=school.entries.get(number=1), by=GATEPOST, because=PersonalText.Reason.MISTAKE)
