"""`gatepost import`: looked at first, then done whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.installations import Installation

PUPILS = "from gatepost.schools.models import Person; print(Person.objects.filter(kind='pupil').count())"
GOOD = "id,kind,first_name,last_name\n1,pupil,Pia,Example\n2,pupil,Pim,Example\n"
BAD = GOOD + "3,dragon,Smaug,Example\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def test_without_apply_it_only_says_what_would_change(founded: Installation, people: Path) -> None:
    people.write_text(GOOD)
    assert founded.do("import", "riverside", people).startswith("2 to add, 0 to change")
    assert founded.python(PUPILS) == "0\n"


def test_with_apply_it_is_done_and_twice_changes_nothing(founded: Installation, people: Path) -> None:
    people.write_text(GOOD)
    assert founded.do("import", "riverside", people, "--apply").endswith("Imported.\n")
    assert founded.python(PUPILS) == "2\n"
    assert "0 to add, 0 to change, 0 to leave, 2 as they are." in founded.do("import", "riverside", people, "--apply")
    assert "is whole" in founded.do("verify", "riverside")


def test_one_bad_row_is_named_and_nothing_is_imported(founded: Installation, people: Path) -> None:
    people.write_text(BAD)
    ended = founded.run("import", "riverside", people, "--apply")
    assert ended.code == 1
    assert "people.csv, line 4, kind: 'dragon'" in ended.out
    assert founded.python(PUPILS) == "0\n"


def test_a_school_or_file_that_is_not_there_is_said_in_a_line(founded: Installation, people: Path) -> None:
    people.write_text(GOOD)
    assert founded.run("import", "hilltop", people).err == (
        "gatepost: there is no school 'hilltop'. There are: riverside.\n"
    )
    gone = founded.run("import", "riverside", people.with_name("gone.csv"))
    assert gone.code == 2
    assert gone.err.count("\n") == 1
