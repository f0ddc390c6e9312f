from __future__ import annotations

from typing import Any

import pytest

from gatepost.records import wording
from gatepost.records.models import PersonalText
from gatepost.records.queries import timeline
from gatepost.records.services import erase, write
from gatepost.schools.members import GATEPOST
from gatepost.schools.roles import Permission
from tests.cast import Cast

from .conftest import Oakfield


@pytest.fixture(autouse=True)
def _words_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "SENTENCES", dict(wording.SENTENCES))
    wording.register("closed", "closed it as {state}, for {months} months; {unheard}")
    wording.register("barred", "placed a bar", Permission.HOLD_SAFEGUARDING_BARS)


def did(oakfield: Oakfield, verb: str, by: str = "tess", **told: Any) -> None:
    write(school=oakfield.school, by=oakfield.member(by), verb=verb, subject=oakfield.tess, **told)


def test_a_timeline_tells_from_first_to_last_who_did_what(oakfield: Oakfield) -> None:
    did(oakfield, "closed", facts={"state": "set_aside", "months": 2})
    write(school=oakfield.school, by=GATEPOST, verb="moved_it", subject=oakfield.tess)
    assert [(line.number, line.who, line.sentence) for line in timeline(oakfield.school, oakfield.tess)] == [
        (1, "Tess Example", "closed it as set aside, for 2 months; not known"),
        (2, "Gatepost", "moved it"),
    ]


def test_a_timeline_holds_nothing_about_anything_else(oakfield: Oakfield) -> None:
    write(school=oakfield.school, by=GATEPOST, verb="did", subject=oakfield.ada)
    assert timeline(oakfield.school, oakfield.tess) == []


def test_names_are_those_of_today(oakfield: Oakfield) -> None:
    did(oakfield, "closed")
    oakfield.tess.last_name = "Married"
    oakfield.tess.save()
    assert timeline(oakfield.school, oakfield.tess)[0].who == "Tess Married"


def test_words_are_for_readers_of_the_record(oakfield: Oakfield) -> None:
    did(oakfield, "closed", text="Pia was there")
    texts = {name: timeline(oakfield.school, oakfield.tess, oakfield.member(name))[0].text for name in ("ada", "tess")}
    assert texts == {"ada": "Pia was there", "tess": ""}
    assert timeline(oakfield.school, oakfield.tess)[0].text == ""


def test_the_entry_itself_is_linked_for_readers_of_the_record(oakfield: Oakfield) -> None:
    did(oakfield, "closed")
    links = [timeline(oakfield.school, oakfield.tess, oakfield.member(name))[0].href for name in ("ada", "tess")]
    assert links == ["/schools/oakfield/record/entries/1/", ""]


def test_erased_words_are_gone_and_it_says_so(oakfield: Oakfield) -> None:
    did(oakfield, "closed", text="Pia was there")
    erase(entry=oakfield.school.entries.get(), by=GATEPOST, because=PersonalText.Reason.MISTAKE)
    first, second = timeline(oakfield.school, oakfield.tess, oakfield.member("ada"))
    assert (first.text, first.erased_at) == ("", second.at)
    assert second.sentence == "erased the words of entry 1, because: mistake"


def test_nobody_learns_of_what_is_kept_from_them(oakfield: Oakfield) -> None:
    did(oakfield, "barred", by="ada")
    seen = {
        name: len(timeline(oakfield.school, oakfield.tess, oakfield.member(name))) for name in ("ada", "dan", "tess")
    }
    assert seen == {"ada": 1, "dan": 0, "tess": 0}
    assert timeline(oakfield.school, oakfield.tess) == []


def test_braces_in_facts_are_only_braces(oakfield: Oakfield) -> None:
    did(oakfield, "closed", facts={"state": "{verb.__class__}", "months": 1})
    assert "{verb.  class  }" in timeline(oakfield.school, oakfield.tess)[0].sentence


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("schools.person:5", "person 5"),
        ("records.personaltext:1", "personal text 1"),
        ("all", "all"),
        ("no.such:1", "no.such:1"),
    ],
)
def test_what_an_entry_is_about_is_said_plainly(subject: str, words: str) -> None:
    assert wording.subject_words(subject) == words


def test_an_entry_about_somebody_names_them(oakfield: Oakfield) -> None:
    did(oakfield, "closed")
    assert timeline(oakfield.school, oakfield.tess)[0].about == "Tess Example"


def test_somebody_of_another_school_is_never_named(oakfield: Oakfield, cast: Cast) -> None:
    subject = f"schools.person:{cast.cy.pk}"
    write(school=oakfield.school, by=cast.member("cy"), verb="did", subject=subject)
    (line,) = timeline(oakfield.school, subject)
    assert (line.who, line.about) == ("Somebody no longer on the register", f"person {cast.cy.pk}")


def test_a_timeline_takes_as_many_queries_for_five_entries_as_for_one(
    oakfield: Oakfield, django_assert_num_queries: Any
) -> None:
    ada = oakfield.member("ada")
    for _ in range(5):
        did(oakfield, "closed", text="Pia was there")
        with django_assert_num_queries(2):
            timeline(oakfield.school, oakfield.tess, ada)
