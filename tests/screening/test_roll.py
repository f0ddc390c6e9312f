from pathlib import Path

import pytest

from gatepost.screening import Person, Roll, RollError, load_roll
from gatepost.screening.roll import read_roll

HEAD = "first_name,last_name,kind,do_not_publish\n"


def test_roll_is_read(tmp_path: Path) -> None:
    file = tmp_path / "roll.csv"
    file.write_text(
        "first_name,last_name,known_as,kind,year_group,do_not_publish\nAisha,Khan,,Pupil,5,yes\nHelen,Ashworth,,staff,,\n"
    )
    roll = load_roll(file)
    assert roll.people == (
        Person("Aisha", "Khan", "pupil", year_group="5", do_not_publish=True),
        Person("Helen", "Ashworth", "staff"),
    )
    assert len(roll) == 2
    assert repr(roll) == "Roll(2 people)"


def test_only_three_columns_are_needed_in_any_order_and_case() -> None:
    (person,) = read_roll(b"Kind,Last Name,FIRST_NAME,house\npupil,Khan, Aisha ,Oak\n").people
    assert person == Person("Aisha", "Khan", "pupil")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_spreadsheets_write_is_read(encoding: str) -> None:
    data = (HEAD + "Zoë,Núñez,pupil,no\n").replace("\n", "\r\n").encode(encoding)
    assert read_roll(data).people[0].first_name == "Zoë"


def test_blank_rows_are_passed_over() -> None:
    assert len(read_roll((HEAD + "\n,,,\nAisha,Khan,pupil,no\n\n").encode())) == 1


def test_row_in_quotation_marks_may_hold_a_comma() -> None:
    assert read_roll((HEAD + '"Aisha","Khan, née Ali",pupil,no\n').encode()).people[0].last_name == "Khan, née Ali"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "roll.csv: the file is empty; its first row must name the columns first_name, last_name, kind."),
        (
            "name,kind\nA,pupil\n",
            "roll.csv, row 1: the columns first_name, last_name cannot be found; the row has: name, kind.",
        ),
        (
            "first_name,last_name\n",
            "roll.csv, row 1: the column kind cannot be found; the row has: first_name, last_name.",
        ),
        ("kind,first_name,last_name,Kind\n", "roll.csv, row 1: the column kind is there twice."),
        (
            HEAD + "Aisha,Khan,pupil,no\nKofi,Mensah,pupil,maybe\n",
            "roll.csv, row 3, column do_not_publish: 'maybe' is not yes or no",
        ),
        (HEAD + "Aisha,Khan,child,no\n", "roll.csv, row 2, column kind: 'child' is not pupil or staff"),
        (HEAD + "Aisha,Khan\n", "roll.csv, row 2, column kind: '' is not pupil or staff"),
        (HEAD + ",Khan,pupil,no\n", "roll.csv, row 2, column first_name: a name is needed."),
        (HEAD + "1,Khan,pupil,no\n", "roll.csv, row 2, column first_name: a name is needed."),
        (
            HEAD + "Aisha,Khan,Ali,pupil,no\n",
            "roll.csv, row 2: 5 cells, but the first row names 4 columns; is a comma not in quotation marks?",
        ),
        (HEAD + '"Aisha,Khan,pupil,no\n', "roll.csv, row 2: the row cannot be read (unexpected end of data)."),
        (
            HEAD + "A" * 101 + ",Khan,pupil,no\n",
            "roll.csv, row 2, column first_name: longer than 100 characters; is a quotation mark not closed?",
        ),
        (
            "first_name,last_name,kind,do_not_publsh\nAisha,Khan,pupil,yes\n",
            "roll.csv, row 1: the column do_not_publsh is not known. Did you mean do_not_publish?",
        ),
        (
            "first_name,last_name,kind,Year groups\n",
            "roll.csv, row 1: the column year_groups is not known. Did you mean year_group?",
        ),
        ("PK\0\0", "roll.csv: this is not a CSV file that can be read; save it as “CSV UTF-8” and try again."),
    ],
)
def test_broken_roll_says_where_and_what(data: str, message: str) -> None:
    with pytest.raises(RollError) as error:
        read_roll(data.encode())
    assert str(error.value) == message


def test_a_column_like_one_that_is_there_is_passed_over() -> None:
    assert len(read_roll((HEAD.strip() + ",do_not_publish_since\nAisha,Khan,pupil,yes,2024\n").encode())) == 1


def test_roll_knows_which_optional_columns_it_lacks() -> None:
    assert read_roll((HEAD + "Aisha,Khan,pupil,no\n").encode()).lacks == ("known_as", "year_group")
    assert Roll([Person("Aisha", "Khan", "pupil")]).lacks == ()


def test_folder_without_a_name_is_called_as_it_was_typed() -> None:
    with pytest.raises(RollError, match=r"^\.: the file cannot be read"):
        load_roll(".")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(RollError, match=r"^nobody.csv: the file cannot be read \(No such file or directory\)\.$"):
        load_roll(tmp_path / "nobody.csv")


def test_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(RollError, match="cannot be read"):
        load_roll(tmp_path)


def test_names_of_signs_alone_do_no_harm() -> None:
    assert len(Roll([Person("-", "'", "pupil"), Person("A", "", "pupil")])) == 2


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (Person("Aisha", "Khan", "pupil", year_group="5"), "Aisha Khan (Year 5)"),
        (Person("Zoë", "Hart", "pupil", year_group="R"), "Zoë Hart (Reception)"),
        (Person("Zoë", "Hart", "pupil", year_group="Oak"), "Zoë Hart (Oak)"),
        (Person("Zoë", "", "pupil"), "Zoë (pupil)"),
        (Person("Helen", "Ashworth", "staff"), "Helen Ashworth (staff)"),
    ],
)
def test_person_in_words(person: Person, said: str) -> None:
    assert str(person) == said
