"""`gatepost check`: what is found in a draft, what the policy says of it, and what to do."""

import io
from functools import partial

import pytest
from PIL import Image

from gatepost.cli.found_page import context

ROLL = """first_name,last_name,kind,year_group,do_not_publish
Imogen,Fairweather,pupil,4,no
Rufus,Underhill,pupil,4,yes
Beatrix,Holloway,staff,,no
"""
POST = "Sports day: Imogen Fairweather won the sprint! Ring the office on 07700 900123 for photos.\n"


@pytest.fixture
def school(tmp_path):
    (tmp_path / "roll.csv").write_text(ROLL, "utf-8")
    (tmp_path / "post.txt").write_text(POST, "utf-8")
    (tmp_path / "calm.txt").write_text("School closes at noon on Friday.", "utf-8")
    picture = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(picture, "PNG")
    (tmp_path / "field.png").write_bytes(picture.getvalue())
    return tmp_path


@pytest.fixture
def checked(gatepost, school):
    """Check the post of sports day with the school's roll, on Facebook, as its headteacher; and whatever more is said."""
    args = (school / "post.txt", "--channel", "facebook", "--as", "headteacher", "--roll", school / "roll.csv")
    return partial(gatepost, "check", "catcott", *args)


def test_what_is_found_is_shown_with_its_words_and_its_reason(checked):
    ended = checked()
    assert ended.code == 1
    assert ended.words.startswith(
        "⧗ NEEDED FIRST Not yet: the person shown or named, or their parent or carer, must have agreed."
    )
    assert "Names a child: Sports day: “Imogen Fairweather” won the sprint!" in ended.words
    assert "Gives a phone number: … the sprint! Ring the office on “07700 900123” for photos." in ended.words
    assert "This is because of “Imogen Fairweather”" in ended.words


def test_what_is_put_in_place_is_said_and_counts(checked):
    ended = checked("--set", "consent=given")
    assert ended.code == 0
    assert "SO FAR PERMITTED" in ended.out


def test_what_has_to_come_out_is_named(checked):
    ended = checked("--set", "consent=refused")
    assert ended.code == 1
    assert ended.out.startswith("✗ FORBIDDEN")
    assert "What to do ✗ Take out “Imogen Fairweather”" in ended.words


def test_somebody_who_must_not_be_published(gatepost, school):
    ended = gatepost(
        "check", "little-missenden", "-", "--roll", school / "roll.csv", "--json", stdin="Well done Rufus Underhill!"
    )
    assert ended.data["situation"]["circumstance"] == ["on_no_publish_list"]
    assert ended.data["findings"][0]["do_not_publish"] is True


def test_only_those_who_must_not_be_published_have_to_come_out_where_it_turns_on_that(gatepost, school):
    text = "Well done Imogen Fairweather and Rufus Underhill!"
    args = (
        "check",
        "little-missenden",
        "-",
        "--channel",
        "facebook",
        "--as",
        "headteacher",
        "--roll",
        school / "roll.csv",
    )
    ended = gatepost(*args, "--set", "content=shows_child", stdin=text)
    assert "Take out “Rufus Underhill”. LM-095" in ended.words


def test_a_name_or_the_picture_may_come_out_where_it_turns_on_both_together(gatepost, school):
    args = ("check", "cavendish", "-", "--channel", "facebook", "--as", "headteacher", "--roll", school / "roll.csv")
    ended = gatepost(
        *args, "--set", "content=shows_child", "--set", "consent=given", stdin="Well done Imogen Fairweather!"
    )
    assert "Take out either “Imogen Fairweather” or the picture. CAV-25" in ended.words


def test_what_a_person_says_of_it_has_to_come_out_too(gatepost, school):
    ended = gatepost("check", "catcott", school / "calm.txt", "--as", "headteacher", "--set", "content=abusive")
    assert "✗ Take out what is abusive. CAT-38" in ended.words


def test_what_no_change_of_the_draft_would_help_is_said(gatepost, school):
    ended = gatepost("check", "cavendish", school / "calm.txt", "--channel", "facebook", "--as", "teacher")
    assert "✗ This does not turn on anything that was found in the draft" in ended.words


def test_nothing_found_is_not_nothing_there(gatepost, school):
    ended = gatepost("check", "catcott", school / "calm.txt", "--picture", school / "field.png")
    assert "Nothing was found, which does not mean that nothing is there." in ended.words
    assert "Found in field.png • No face was found, which does not mean that none is there" in ended.words


def test_a_person_is_right_where_they_differ_from_what_was_found(gatepost, school):
    args = ("check", "catcott", school / "post.txt", "--roll", school / "roll.csv", "--json")
    assert "names_child" in gatepost(*args).data["situation"]["content"]
    denied = gatepost(*args, "--set", "content=not_names_person").data["situation"]["content"]
    assert "names_child" not in denied
    assert "phone_number" in denied


def test_the_account_is_what_the_policy_says_of_the_channel_unless_said(gatepost, school):
    def account(*more):
        return gatepost("check", "catcott", school / "calm.txt", "--json", *more).data["situation"]["account"]

    assert account("--channel", "class_dojo") == "official"
    assert account() == "official"
    assert account("--account", "personal") == "personal"
    assert account("--set", "account=professional") == "professional"


def test_json(gatepost, school):
    ended = gatepost(
        "check", "catcott", school / "post.txt", "--as", "headteacher", "--roll", school / "roll.csv", "--json"
    )
    assert ended.code == 1
    found = {finding["label"]: finding for finding in ended.data["findings"]}
    start, end = found["names_child"]["span"]
    assert POST[start:end] == found["names_child"]["words"] == "Imogen Fairweather"
    assert ended.data["verdict"] == "needs"
    assert {step["kind"] for step in ended.data["to_do"]} == {"put_in_place", "find_out"}


def test_a_calm_post_may_go_out_as_far_as_is_known(gatepost, school):
    ended = gatepost(
        "check",
        "catcott",
        school / "calm.txt",
        "--channel",
        "class_dojo",
        "--as",
        "headteacher",
        "--set",
        "category=change_alert",
    )
    assert ended.code == 0
    assert ended.words.startswith("○ SO FAR PERMITTED Yes, so far.")
    assert "--set complete=content" in ended.words


def test_what_is_set_stands_in_for_a_default_and_may_repeat_an_option(gatepost, school):
    args = ("check", "catcott", school / "calm.txt", "--as", "teacher", "--json")
    situation = gatepost(*args, "--set", "action=reply", "--set", "actor=teacher").data["situation"]
    assert (situation["action"], situation["actor"]) == ("reply", "teacher")
    assert gatepost(*args).data["situation"]["action"] == "publish"


def test_a_roll_that_cannot_say_who_is_barred_is_said_to_be_one(gatepost, school):
    (school / "short.csv").write_text("first_name,last_name,kind\nRufus,Underhill,pupil\n", "utf-8")
    args = ("check", "catcott", school / "calm.txt")
    said = "The roll has no column do_not_publish."
    assert said in gatepost(*args, "--roll", school / "short.csv").words
    assert said in gatepost(*args, "--roll", school / "short.csv", "--json").data["notes"]
    assert said not in gatepost(*args, "--roll", school / "roll.csv").words
    assert said not in gatepost(*args).words


def test_a_post_whose_words_bar_nobody_is_said_to_be_clear_of_the_list_unless_somebody_is_shown(gatepost, school):
    def circumstance(*more):
        args = ("--roll", school / "roll.csv", "--json", *more)
        ended = gatepost("check", "little-missenden", "-", *args, stdin="Well done Imogen Fairweather!")
        return ended.data["situation"].get("circumstance")

    assert circumstance() == ["not_on_no_publish_list"]
    assert circumstance("--picture", school / "field.png") is None
    assert circumstance("--set", "content=shows_child") is None
    assert circumstance("--set", "content=shows_person") is None
    assert circumstance("--set", "circumstance=on_no_publish_list") == ["on_no_publish_list"]
    assert circumstance("--set", "circumstance=trained") == ["trained", "not_on_no_publish_list"]


def test_whom_the_school_trusts_and_what_it_has_learnt_count(gatepost, school):
    (school / "phrases.yaml").write_text("allow:\n- {phrase: daft idiots, reason: our quiz team}\n", "utf-8")
    text = "The daft idiots won! Photos: fairweather-photos.test, follow @fairweather_school"

    def found(*more):
        return gatepost("check", "catcott", "-", "--json", *more, stdin=text).data

    assert {finding["label"] for finding in found()["findings"]} >= {
        "untrusted_source",
        "personal_account_link",
        "abusive",
    }
    trusted = ("--trusted", "fairweather-photos.test", "--trusted", "@fairweather_school")
    clear = found(*trusted, "--phrases", school / "phrases.yaml")
    assert clear["findings"] == []
    assert clear["notes"] == ["“daft idiots” is allowed at this school: our quiz team"]


def test_only_a_picture(gatepost, school):
    assert "Found in the text" not in gatepost("check", "catcott", "--picture", school / "field.png").out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nope.txt"], "nope.txt: the file cannot be read (no such file or directory)."),
        (["field.png"], "field.png: this is not text."),
        (["calm.txt", "--phrases", "nope.yaml"], "nope.yaml: the file cannot be read"),
        (["calm.txt", "--picture", "calm.txt"], "calm.txt: this is not a picture that can be opened"),
        (["calm.txt", "--roll", "nope.csv"], "nope.csv: the file cannot be read"),
        (["calm.txt", "--roll", "broken.csv"], "broken.csv, row 3, column do_not_publish: 'maybe' is not yes or no"),
        (
            ["calm.txt", "--roll", "misspelt.csv"],
            "misspelt.csv, row 1: the column do_not_publsh is not known. Did you mean",
        ),
        (["calm.txt", "--roll", "."], ".: the file cannot be read"),
        (["calm.txt", "--picture", "."], ".: the file cannot be read"),
        ([], "standard input: there is no text in it; name a file with the text of the post, or a picture"),
        (["-"], "standard input: there is no text in it;"),
        (["blank.txt"], "blank.txt: there is no text in it;"),
        (["calm.txt", "--channel", ""], "unknown value '' for 'channel'."),
        (["calm.txt", "--set", "channel=,"], "'channel=,' is not of the form facet=value"),
        (
            ["calm.txt", "--as", "teacher", "--set", "actor=headteacher"],
            "'actor' is given twice: teacher and, with --set, headteacher.",
        ),
        (["calm.txt", "--channel", "facebok"], "unknown value 'facebok' for 'channel'. Did you mean 'facebook'?"),
        (["calm.txt", "--as", "techer"], "unknown value 'techer' for 'actor'. Did you mean 'teacher'?"),
        (["calm.txt", "--set", "consnt=given"], "unknown facet 'consnt'. Did you mean 'consent'?"),
        (["calm.txt", "--action", "publsh"], "unknown value 'publsh' for 'action'. Did you mean 'publish'?"),
    ],
)
def test_wrong_use(gatepost, school, monkeypatch, args, said):
    monkeypatch.chdir(school)
    (school / "broken.csv").write_text(ROLL.replace("4,yes", "4,maybe"), "utf-8")
    (school / "misspelt.csv").write_text(ROLL.replace("publish", "publsh"), "utf-8")
    (school / "blank.txt").write_text(" \n", "utf-8")
    ended = gatepost("check", "catcott", *args)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"gatepost: {said}")
    assert ended.err.count("\n") == 1


def test_a_strangers_text_cannot_move_the_cursor():
    assert context("a\x1b[2J\u202eb\nc", 0, 1) == ("", "a", "[2Jb c")


def test_whoever_the_roll_bars_is_to_be_taken_out_whatever_the_policy_allows(gatepost, school):
    (school / "barred.csv").write_text(
        "first_name,last_name,kind,do_not_publish\nImogen,Fairweather,pupil,yes\n", "utf-8"
    )
    ended = gatepost(
        *("check", "cavendish", "-", "--channel", "x", "--as", "headteacher", "--set", "category=achievement"),
        *("--roll", school / "barred.csv"),
        stdin="Well done Imogen Fairweather!",
    )
    assert "PERMITTED" in ended.words
    assert (
        "Take out “Imogen Fairweather”: the school's roll says not to publish, whatever the policy allows."
        in ended.words
    )
    assert ended.code == 1
