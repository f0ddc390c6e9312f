"""`gatepost screen`: one text on the page or as data, and many texts as lines of JSON."""

import io
import json
from importlib.resources import files

import pytest
from PIL import Image

from gatepost.cli.progress import progress

ROLL = """first_name,last_name,kind,year_group,do_not_publish
Imogen,Fairweather,pupil,4,no
Rufus,Underhill,pupil,4,yes
Beatrix,Holloway,staff,,no
"""
TEXTS = [
    {"id": "a", "kind": "post", "text": "Well done Imogen Fairweather! 🎉 Ring 07700 900123."},
    {"id": "b", "kind": "comment", "text": "Lovely to see the sun."},
    {"id": 3, "text": "Zoë says: mail jo@example.com"},
]


@pytest.fixture
def school(tmp_path):
    (tmp_path / "roll.csv").write_text(ROLL, "utf-8")
    (tmp_path / "post.txt").write_text("Thank you, Mrs Holloway.\nRing 07700 900123.", "utf-8")
    (tmp_path / "texts.jsonl").write_text("".join(f"{json.dumps(text)}\n" for text in TEXTS), "utf-8")
    return tmp_path


@pytest.fixture
def sample_photo():
    return files("gatepost") / "samples" / "photo.jpg"


def lines_of(ended):
    return [json.loads(line) for line in ended.out.splitlines()]


def test_a_text_on_the_page(gatepost, school):
    ended = gatepost("screen", "Well done Rufus Underhill!", "--roll", school / "roll.csv")
    assert ended.code == 0
    assert ended.words.startswith("Found in the text • Names a child: Well done “Rufus Underhill”! “Rufus Underhill”")
    assert "must not be published" in ended.words


def test_a_file_and_standard_input_are_screened_alike(gatepost, school):
    ended = gatepost("screen", school / "post.txt", "--roll", school / "roll.csv")
    assert "Names a member of staff: Thank you, Mrs “Holloway”" in ended.words
    assert (
        ended.out == gatepost("screen", "-", "--roll", school / "roll.csv", stdin=(school / "post.txt").read_text()).out
    )


def test_nothing_found_is_not_nothing_there(gatepost):
    assert "which does not mean that nothing is there" in gatepost("screen", "The sun shines.").words


def test_a_text_as_data(gatepost):
    ended = gatepost("screen", "Ring 07700 900123 now", "--json")
    assert ended.data["labels"] == ["phone_number"]
    assert ended.data["spans"] == [[5, 17, "phone_number"]]
    assert ended.data["findings"][0]["words"] == "07700 900123"
    assert ended.data["situation"] == {"content": ["phone_number"]}


def test_many_texts_are_answered_in_their_order(gatepost, school):
    ended = gatepost("screen", school / "texts.jsonl", "--roll", school / "roll.csv")
    found = lines_of(ended)
    assert [line["id"] for line in found] == ["a", "b", 3]
    assert found[0]["labels"] == ["names_child", "phone_number"]
    assert found[0]["spans"] == [[10, 28, "names_child"], [37, 49, "phone_number"]]
    assert found[0]["situation"]["content"] == ["identifies_pupil", "names_child", "phone_number"]
    assert found[1]["labels"] == []
    assert found[2]["spans"] == [[15, 29, "email_address"]]


def test_lines_of_json_are_known_by_what_they_are(gatepost, school):
    ended = gatepost("screen", "-", stdin="\n".join(json.dumps(text) for text in TEXTS))
    assert [line["id"] for line in lines_of(ended)] == ["a", "b", 3]


def test_several_processes_say_the_same(shell, school):
    args = ("screen", school / "texts.jsonl", "--roll", school / "roll.csv")
    one, two = shell(*args), shell(*args, "--processes", "2")
    assert two.code == 0
    assert two.out == one.out


def test_what_is_wrong_with_a_line_is_said_from_another_process_too(shell, school):
    (school / "bad.jsonl").write_text('{"text": "x"}\n\n{"text": ["y"]}\n', "utf-8")
    ended = shell("screen", school / "bad.jsonl", "--processes", "2")
    assert ended.code == 2
    assert ended.err.startswith("gatepost: bad.jsonl, line 3: an object with a text is wanted")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "line 2: this is not a line of JSON."),
        ("[1]", "line 2: an object with a text is wanted"),
        ('{"text": 1}', "line 2: an object with a text is wanted"),
        ('{"text": "x", "kind": "tweet"}', "line 2: the kind is post or comment, not 'tweet'."),
        ("[" * 100_000, "line 2: this is not a line of JSON."),
    ],
)
def test_line_that_is_not_what_it_should_be(gatepost, line, says):
    ended = gatepost("screen", "-", stdin=f'{{"text": "x"}}\n{line}\n')
    assert ended.code == 2
    assert says in ended.err
    assert len(lines_of(ended)) == 1


def test_half_a_character_ends_in_no_traceback(gatepost):
    ended = gatepost("screen", "-", stdin='{"text": "Ring 07700 900123 \\ud83d"}\n')
    assert lines_of(ended)[0]["labels"] == ["phone_number"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("missing.txt",), "missing.txt: there is no such file."),
        (("A text", "--kind", "tweet"), "tweet"),
        (("A text", "--processes", "0"), "processes"),
        (("A text", "--roll", "none.csv"), "none.csv: the file cannot be read"),
        (("A text", "--picture", "none.jpg"), "none.jpg"),
    ],
)
def test_wrong_use_is_said_in_a_line(shell, args, says):
    ended = shell("screen", *args)
    assert ended.code == 2
    assert says in ended.err
    assert len(ended.err.splitlines()) == 1


def test_file_that_is_no_text(gatepost, school):
    (school / "photo.bin").write_bytes(b"\xff\xd8\xff")
    ended = gatepost("screen", school / "photo.bin")
    assert ended.code == 2
    assert "this is not text" in ended.err


def test_a_picture_beside_a_text_or_alone(gatepost, school):
    picture = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(picture, "PNG")
    (school / "field.png").write_bytes(picture.getvalue())
    assert "Found in field.png" in gatepost("screen", "--picture", school / "field.png").out
    both = gatepost("screen", "Ring 07700 900123", "--picture", school / "field.png").out
    assert "Gives a phone number" in both
    assert "Found in field.png" in both


def test_what_a_picture_leaves_to_a_person_is_asked(gatepost, sample_photo):
    page = gatepost("screen", "--picture", sample_photo).words
    assert "? Is anybody in the picture a child?" in page
    notes = gatepost("screen", "--picture", sample_photo, "--json").data["notes"]
    assert "photo.jpg: Is anybody in the picture a child?" in notes


def test_a_roll_that_cannot_say_who_is_barred_is_said_to_be_one(gatepost, school):
    (school / "short.csv").write_text("first_name,last_name,kind\nRufus,Underhill,pupil\n", "utf-8")
    args = ("screen", "Well done Rufus Underhill!", "--roll")
    said = "The roll has no column do_not_publish."
    assert said in gatepost(*args, school / "short.csv").words
    assert said in gatepost(*args, school / "short.csv", "--json").data["notes"]
    assert said not in gatepost(*args, school / "roll.csv").words


def test_own_accounts_are_trusted(gatepost, school):
    text = "Follow us @fairweather_school"
    assert gatepost("screen", text, "--json").data["labels"]
    assert gatepost("screen", text, "--json", "--trusted", "@fairweather_school").data["labels"] == []
    (school / "trusted.txt").write_text("# ours\n@fairweather_school # on X\n\nfairweather.example\n", "utf-8")
    assert gatepost("screen", text, "--json", "--trusted", school / "trusted.txt").data["labels"] == []


def test_what_the_school_has_learnt_has_the_last_word(gatepost, school):
    (school / "phrases.yaml").write_text(
        "allow:\n- {phrase: the great idiot, reason: a clown in the panto}\ndeny:\n- {phrase: nit gang, reason: mockery}\n"
    )
    args = ("screen", "You are the great idiot of the nit gang", "--phrases", school / "phrases.yaml")
    ended = gatepost(*args)
    assert "“the great idiot” is allowed at this school: a clown in the panto" in ended.words
    found = gatepost(*args, "--json").data
    assert [finding["words"] for finding in found["findings"]] == ["nit gang"]
    assert "a clown in the panto" in found["notes"][0]


def test_phrases_that_cannot_be_used(gatepost, school):
    (school / "phrases.yaml").write_text("allow:\n- phrase: x\n")
    ended = gatepost("screen", "A text", "--phrases", school / "phrases.yaml")
    assert ended.code == 2
    assert "phrases.yaml, line 2" in ended.err


def test_no_bar_where_nobody_looks_on(capsys):
    with progress("Screening", 10_000_000) as done:
        done(5_000_000)
    assert capsys.readouterr().err == ""


def test_a_bar_where_somebody_does(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress("Screening", 10_000_000) as done:
        done(5_000_000)
        print("an answer")
    shown = capsys.readouterr()
    assert "Screening" in shown.err
    assert shown.out == "an answer\n"
