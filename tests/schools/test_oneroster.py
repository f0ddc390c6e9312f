"""OneRoster sets, 1.1 and 1.2, in and out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gatepost.schools.imports import FileNotRead, Plan, import_file, import_tables, read_bytes
from gatepost.schools.imports.exporting import export_oneroster
from gatepost.schools.models import Family, Person
from gatepost.schools.roles import Role
from tests.cast import Cast

ORGS = """sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
O1,,,Riverside,school,123456,T1
O2,,,Elsewhere,school,654321,T1
T1,,,A trust,district,,
"""
USERS_11 = """\
sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,\
givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
U1,,,true,"O1,O2",teacher,zoe,,Zoë,New,,,zoe@riverside.example,,,,,
U2,,,true,O1,student,max,,Max,Small,,,,,,"U4",03,
U3,,,true,O1,administrator,bo,,Bo,Office,,,,,,,,
U4,,,true,O1,guardian,kim,,Kim,Small,,,,,,,,
U5,,,true,O2,student,far,,Far,Away,,,,,,,,
"""
USERS_12 = """sourcedId,status,dateLastModified,enabledUser,username,userIds,\
givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,\
resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns
U1,,,true,zoe,,Zoë,New,,,zoe@riverside.example,,,,,,,,,,,O1,
U2,,,true,max,,Maximilian,Small,,,,,,,03,,,,Max,,,O1,
U4,,,true,kim,,Kim,Small,,,,,,"U2",,,,,,,,O1,
U5,,,true,far,,Far,Away,,,,,,,,,,,,,,O2,
"""
ROLES = """sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
R1,,,U1,primary,teacher,,,O1,
R0,,,U1,secondary,aide,,,O1,
R2,,,U2,primary,student,,,O1,
R4,,,U4,primary,parent,,,O1,
R5,,,U5,primary,student,,,O2,
"""


def packed(**files: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"set/{name}.csv", text)
    return content.getvalue()


def imported(cast: Cast, content: bytes, do: bool = True, by: str = "ben") -> Plan:
    return import_tables(school=cast.riverside, tables=read_bytes("set.zip", content), by=cast.member(by), do=do)


def someone(cast: Cast, id: str) -> Person:
    return Person.objects.get(school=cast.riverside, external_id=id)


SETS = [packed(orgs=ORGS, users=USERS_11), packed(orgs=ORGS, users=USERS_12, roles=ROLES)]


@pytest.mark.parametrize("content", SETS, ids=["1.1", "1.2"])
def test_a_set_brings_this_schools_people_and_no_others(cast: Cast, content: bytes) -> None:
    made = imported(cast, content)
    kinds = {id: someone(cast, id).kind for id in ("U1", "U2", "U4")}
    assert kinds == {"U1": "staff", "U2": "pupil", "U4": "parent"}
    assert someone(cast, "U2").year_group == "03"
    assert not Person.objects.filter(external_id="U5").exists()
    assert "Passed over, being of other schools: 1." in made.notes


@pytest.mark.parametrize("content", SETS, ids=["1.1", "1.2"])
def test_a_parent_is_known_whichever_side_names_the_other(cast: Cast, content: bytes) -> None:
    imported(cast, content)
    assert Family.objects.filter(parent=someone(cast, "U4"), pupil=someone(cast, "U2")).exists()


@pytest.mark.parametrize("content", SETS, ids=["1.1", "1.2"])
def test_a_set_twice_changes_nothing(cast: Cast, content: bytes) -> None:
    imported(cast, content)
    assert imported(cast, content).does_nothing


def test_the_preferred_name_is_what_somebody_is_known_as(cast: Cast) -> None:
    imported(cast, SETS[1])
    assert someone(cast, "U2").name == "Max Small"


def test_a_set_opens_no_door_but_a_teachers(cast: Cast) -> None:
    imported(cast, SETS[0])
    assert [post.role for post in someone(cast, "U1").posts.all()] == [Role.TEACHER]
    assert not someone(cast, "U3").posts.exists()


def test_whoever_is_to_be_deleted_leaves_once(cast: Cast) -> None:
    imported(cast, SETS[0])
    gone = packed(orgs=ORGS, users=USERS_11.replace("U2,,", "U2,tobedeleted,"))
    assert len(imported(cast, gone).leave) == 1
    assert someone(cast, "U2").left_on is not None
    assert imported(cast, gone).does_nothing


def test_the_school_is_found_by_its_urn(cast: Cast) -> None:
    cast.riverside.urn = "654321"
    cast.riverside.save()
    imported(cast, SETS[0])
    assert {person.external_id for person in Person.objects.exclude(external_id=None)} == {"U1", "U5"}


def test_a_set_that_does_not_say_which_school_is_refused(cast: Cast) -> None:
    with pytest.raises(FileNotRead, match="holds 2 schools"):
        imported(cast, packed(orgs=ORGS.replace("Riverside", "Somewhere"), users=USERS_11))


def test_a_set_without_its_schools_is_refused(cast: Cast) -> None:
    with pytest.raises(FileNotRead, match=r"orgs\.csv is missing"):
        imported(cast, packed(users=USERS_11))


def test_an_unknown_role_is_a_bad_row(cast: Cast) -> None:
    made = imported(cast, packed(orgs=ORGS, users=USERS_11.replace("guardian", "wizard")), do=False)
    assert [(bad.line, bad.column, bad.file) for bad in made.bad] == [(5, "role", "users.csv")]


def test_a_zip_file_that_unpacks_to_too_much_is_refused(cast: Cast) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.csv", b"x" * 100_000_001)
    with pytest.raises(FileNotRead, match="100 MB"):
        read_bytes("set.zip", content.getvalue())


def test_a_folder_is_a_set_too(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "orgs.csv").write_text(ORGS, "utf-8")
    (tmp_path / "users.csv").write_text(USERS_11, "utf-8")
    import_file(school=cast.riverside, path=tmp_path, by=cast.member("ben"), apply=True)
    assert someone(cast, "U1")


def test_what_is_exported_comes_back_and_changes_nothing(cast: Cast) -> None:
    imported(cast, SETS[0])
    out = export_oneroster(school=cast.riverside, by=cast.member("ben"))
    again = imported(cast, out)
    assert (again.bad, again.does_nothing) == ([], True)


def test_an_export_says_what_it_is(cast: Cast) -> None:
    out = export_oneroster(school=cast.riverside, by=cast.member("ben"))
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        manifest = archive.read("manifest.csv").decode()
        users = archive.read("users.csv").decode()
    assert "oneroster.version,1.1" in manifest
    assert "file.users,bulk" in manifest
    assert "Pia" in users
    assert "Gwen" not in users
