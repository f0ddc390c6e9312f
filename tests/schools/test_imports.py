"""People come from a file: a plan first, then all of it or nothing, and the same file twice changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gatepost.records.models import Entry
from gatepost.schools.imports import FileNotRead, NotApplied, Plan, import_file, import_tables, plan, read_bytes
from gatepost.schools.imports.exporting import export_csv
from gatepost.schools.imports.rows import Reading
from gatepost.schools.models import Family, ImagePermission, Person
from gatepost.schools.roles import Role
from tests.cast import Cast

FILE = """id,kind,first_name,last_name,known_as,email,class_name,joined_on,posts,parents_of,image_permission
S1,staff,Zoë,New,,zoe@riverside.example,,2026-09-01,teacher;line manager,,
P1,pupil,Max,Small,,,Oak,01/09/2026,,,given
P2,pupil,Lou,Small,,,Elm,01/09/2026,,,refused
C1,parent,Kim,Small,,kim@home.example,,,,P1;P2,
"""


def planned(cast: Cast, text: str | bytes, by: str = "ben") -> Plan:
    content = text if isinstance(text, bytes) else text.encode()
    return import_tables(school=cast.riverside, tables=read_bytes("people.csv", content), by=cast.member(by), do=False)


def imported(cast: Cast, text: str | bytes, by: str = "ben") -> Plan:
    content = text if isinstance(text, bytes) else text.encode()
    return import_tables(school=cast.riverside, tables=read_bytes("people.csv", content), by=cast.member(by), do=True)


def someone(cast: Cast, id: str) -> Person:
    return Person.objects.get(school=cast.riverside, external_id=id)


def bad(cast: Cast, text: str | bytes, by: str = "ben") -> list[tuple[int, str, str]]:
    return [(wrong.line, wrong.column, wrong.reason) for wrong in planned(cast, text, by).bad]


def test_a_plan_changes_nothing(cast: Cast) -> None:
    before = Person.objects.count()
    made = planned(cast, FILE)
    assert (len(made.add), len(made.posts), len(made.families), made.said) == (4, 2, 1, 2)
    assert Person.objects.count() == before


def test_a_file_is_imported_whole(cast: Cast) -> None:
    imported(cast, FILE)
    zoe, max = someone(cast, "S1"), someone(cast, "P1")
    assert (zoe.name, zoe.joined_on) == ("Zoë New", date(2026, 9, 1))
    assert zoe.roles_on(timezone.localdate().replace(year=2100)) == {Role.TEACHER, Role.LINE_MANAGER}
    assert [family.parent.external_id for family in max.families_as_pupil.all()] == ["C1"]
    assert [said.answer for said in max.image_permissions.all()] == ["given"]


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    imported(cast, FILE)
    again = imported(cast, FILE)
    assert again.does_nothing
    assert again.unchanged == 4
    assert Person.objects.filter(external_id__isnull=False).count() == 4
    assert ImagePermission.objects.count() == 2


def test_a_file_without_answers_that_changes_nothing_leaves_no_entry(cast: Cast) -> None:
    file = "id,kind,first_name,last_name\nS1,staff,Zoë,New\n"
    imported(cast, file)
    entries = Entry.objects.count()
    imported(cast, file)
    assert Entry.objects.count() == entries


def test_the_entries_of_an_import_do_not_tell_whether_an_answer_was_new(cast: Cast) -> None:
    """Else whoever hands in the answer that they suspect would learn what stands behind a refusal, and so of a bar."""
    imported(cast, FILE)
    before = Entry.objects.count()
    imported(cast, FILE)
    for_nothing = Entry.objects.count() - before
    imported(cast, FILE.replace("refused", "given"))
    assert Entry.objects.count() - before == 2 * for_nothing


def test_an_import_ends_no_post_and_moves_no_first_day_that_is_not_ones_own_to_end(cast: Cast) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(external_id="A1")
    row = "id,kind,first_name,last_name,{0}\nA1,staff,Ada,Example,2090-01-01\n"
    for column in ("left_on", "joined_on"):
        reason = "is not yours to change: they hold a post that is not yours to end"
        assert bad(cast, row.format(column)) == [(2, column, reason)]
        assert bad(cast, row.format(column), by="ada") == []


def test_a_file_with_two_headteachers_is_not_imported(cast: Cast) -> None:
    file = "id,kind,first_name,last_name,posts\nS1,staff,Zoë,New,headteacher\nS2,staff,Kit,New,headteacher\n"
    with pytest.raises(NotApplied, match="only one person at a time"):
        imported(cast, file, by="ada")
    assert not Person.objects.filter(last_name="New").exists()


def test_one_entry_says_how_much_came_and_names_nobody(cast: Cast) -> None:
    imported(cast, FILE)
    facts = Entry.objects.get(verb="people_imported").facts
    assert (facts["added"], facts["posts"], facts["families"]) == (4, 2, 1)
    assert "Small" not in str(facts)


def test_a_change_shows_what_was_and_what_would_be(cast: Cast) -> None:
    imported(cast, FILE)
    made = planned(cast, FILE.replace("Max,Small,,,Oak", "Max,Small,,,Ash"))
    assert [change.facts for change in made.change] == [{"class_name": ("Oak", "Ash")}]
    assert made.unchanged == 3


def test_what_the_file_has_no_column_for_stays(cast: Cast) -> None:
    imported(cast, FILE)
    imported(cast, "id,kind,first_name,last_name\nP1,pupil,Maxim,Small\n")
    assert (someone(cast, "P1").first_name, someone(cast, "P1").class_name) == ("Maxim", "Oak")
    assert Family.objects.filter(pupil=someone(cast, "P1")).exists()


def test_whoever_is_not_in_the_file_is_counted_and_stays(cast: Cast) -> None:
    imported(cast, FILE)
    made = imported(cast, "id,kind,first_name,last_name\nP1,pupil,Max,Small\n")
    assert made.not_in_file == 3 + 7  # the file's others, and the cast
    assert someone(cast, "P2").left_on is None


def test_a_last_day_in_the_file_is_a_leaving_with_all_that_follows(cast: Cast) -> None:
    imported(cast, FILE)
    day = timezone.localdate().isoformat()
    imported(cast, f"id,kind,first_name,last_name,left_on\nS1,staff,Zoë,New,{day}\n")
    assert someone(cast, "S1").posts.filter(until_day__isnull=True).count() == 0
    assert Entry.objects.filter(verb="left").count() == 1


def test_a_parents_children_are_those_of_the_file(cast: Cast) -> None:
    imported(cast, FILE)
    imported(cast, "id,kind,first_name,last_name,parents_of\nC1,parent,Kim,Small,P2\n")
    assert [family.pupil.external_id for family in Family.objects.filter(parent=someone(cast, "C1"))] == ["P2"]


def test_an_import_never_ends_a_post(cast: Cast) -> None:
    imported(cast, FILE)
    imported(cast, "id,kind,first_name,last_name,posts\nS1,staff,Zoë,New,\n")
    assert someone(cast, "S1").posts.count() == 2


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("X1,pupil,,Small,,,,,,,", "first_name", "is missing"),
        (",pupil,Max,Small,,,,,,,", "id", "is missing"),
        ("X1,pupl,Max,Small,,,,,,,", "kind", "Did you mean 'pupil'?"),
        ("X1,pupil,Max,Small,,not-an-address,,,,,", "email", "is not an e-mail address"),
        ("X1,pupil,Max,Small,,,,31/02/2026,,,", "joined_on", "is not a day"),
        ("X1,staff,Max,Small,,,,,teecher,,", "posts", "Did you mean 'teacher'?"),
        ("X1,staff,Max,Small,,,,,headteacher,,", "posts", "not yours to give"),
        ("X1,pupil,Max,Small,,,,,teacher,,", "posts", "is not for pupils"),
        ("X1,parent,Max,Small,,,,,,P9,", "parents_of", "not the id of a pupil"),
        ("X1,parent,Max,Small,,,,,,S1,", "parents_of", "not the id of a pupil"),
        ("X1,pupil,Max,Small,,,,,,,perhaps", "image_permission", "is not one of given, refused, withdrawn"),
        ("P1,pupil,Max,Small,,,,,,,", "id", "stands already on line 3"),
        ("X1,pupil,Max,Small,,,,,,,,,surplus", "", "has 13 cells"),
        (f"X1,pupil,{'M' * 101},Small,,,,,,,", "first_name", "longer than 100"),
    ],
)
def test_a_bad_row_is_shown_with_its_line_its_column_and_the_reason(
    cast: Cast, row: str, column: str, reason: str
) -> None:
    (found,) = bad(cast, f"{FILE}{row}\n")
    assert found[:2] == (6, column)
    assert reason in found[2]


def test_while_one_row_is_bad_nothing_is_imported(cast: Cast) -> None:
    before = Person.objects.count()
    with pytest.raises(NotApplied, match="1 rows cannot be used"):
        imported(cast, f"{FILE}X1,pupl,Max,Small,,,,,,,\n")
    assert Person.objects.count() == before


def test_a_pupil_does_not_become_staff(cast: Cast) -> None:
    imported(cast, FILE)
    ((_, column, reason),) = bad(cast, "id,kind,first_name,last_name\nP1,staff,Max,Small\n")
    assert column == "kind"
    assert "somebody new" in reason


def test_a_quoted_cell_over_several_lines_does_not_confuse_the_count(cast: Cast) -> None:
    text = 'id,kind,first_name,last_name\nX1,pupil,"Max\nMaximilian",Small\nX2,pupl,Lou,Small\n'
    assert bad(cast, text)[0][0] == 4


def test_a_column_misspelt_is_not_passed_over(cast: Cast) -> None:
    ((line, column, reason),) = bad(cast, "id,kind,first_name,last_name,imge_permission\nX1,pupil,Max,Small,given\n")
    assert (line, column) == (1, "imge_permission")
    assert "image_permission" in reason


def test_columns_that_are_not_ours_are_passed_over_and_named(cast: Cast) -> None:
    made = planned(cast, "id,kind,first_name,last_name,Dinner money\nX1,pupil,Max,Small,2.50\n")
    assert made.notes == ["Columns passed over: Dinner money."]


def test_a_missing_column_is_told_once(cast: Cast) -> None:
    assert bad(cast, "id,kind,first_name\nX1,pupil,Max\n") == [(1, "last_name", "is a column that the file must have")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_accents_arrive_whole_whatever_the_encoding(cast: Cast, encoding: str) -> None:
    made = imported(cast, FILE.encode(encoding))
    assert someone(cast, "S1").first_name == "Zoë"
    assert any("Windows-1252" in note for note in made.notes) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (FILE.encode("utf-16"), "not plain text"),
        (b"id,kind\n\x81\x8d,x\n", "neither UTF-8 nor Windows-1252"),
        (b"id;kind;first_name;last_name\n", "no commas"),
        (b'id,kind\n"unfinished', "quotation marks"),
        (b"PK\x03\x04 broken", "not a whole ZIP file"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(cast: Cast, content: bytes, reason: str) -> None:
    with pytest.raises(FileNotRead, match=reason):
        planned(cast, content)


def test_another_schools_people_are_out_of_reach(cast: Cast) -> None:
    cast.cy.external_id = "S1"
    cast.cy.save()
    imported(cast, FILE)
    cast.cy.refresh_from_db()
    assert cast.cy.first_name == "Cy"


@pytest.mark.parametrize("name", ["tess", "sam", "gwen", "cy"])
def test_only_whoever_manages_people_imports(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        plan(cast.riverside, Reading(), cast.member(name))


def test_what_was_confirmed_is_what_is_done(cast: Cast) -> None:
    seen = planned(cast, FILE).digest
    imported(cast, "id,kind,first_name,last_name\nP1,pupil,Somebody,Else\n")
    tables = read_bytes("people.csv", FILE.encode())
    with pytest.raises(NotApplied, match="changed since you looked"):
        import_tables(school=cast.riverside, tables=tables, by=cast.member("ben"), confirmed=seen, do=True)


def test_what_is_exported_comes_back_and_changes_nothing(cast: Cast) -> None:
    imported(cast, FILE)
    cast.pia.first_name = "=1+1"
    cast.pia.last_name = "'@Apostrophe"
    cast.pia.save()
    out = export_csv(school=cast.riverside, by=cast.member("ada"))
    assert ",=1+1," not in out
    again = imported(cast, out, "ada")
    assert (again.bad, again.does_nothing, again.unchanged) == ([], True, 11)


def test_answers_go_out_only_to_those_who_hold_bars(cast: Cast) -> None:
    imported(cast, FILE)
    assert "image_permission" in export_csv(school=cast.riverside, by=cast.member("ada"))
    assert "permission" not in export_csv(school=cast.riverside, by=cast.member("ben"))


def test_the_command_imports_a_file_from_its_path(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(FILE, "utf-8")
    assert len(import_file(school=cast.riverside, path=path, by=cast.member("ben"), apply=False).add) == 4
    import_file(school=cast.riverside, path=path, by=cast.member("ben"), apply=True)
    assert someone(cast, "P1")
    with pytest.raises(FileNotRead, match="cannot be read"):
        import_file(school=cast.riverside, path=tmp_path / "nowhere.csv", by=cast.member("ben"), apply=False)
