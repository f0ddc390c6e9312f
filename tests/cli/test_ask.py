"""`gatepost ask`: the answer in words and as data, and what is said of a question wrongly put."""

import pytest

from gatepost.policy import load_pack

FRIEND = ("actor=teacher", "action=accept_friend_request", "account=personal", "counterpart=pupil")


def test_a_no_is_said_first_with_its_clause_quoted(gatepost):
    ended = gatepost("ask", "cambrian", *FRIEND, "relationship=none")
    assert ended.code == 0
    assert ended.out.startswith("✗ FORBIDDEN  No. The policy rules this out.\n")
    assert "A teacher accepts a friend request from a pupil on a personal account" in ended.words
    clause = load_pack("cambrian").clauses["CLT-043"]
    assert f"CLT-043 {clause.heading}: “{clause.says}”" in ended.words


def test_a_no_still_ends_with_0(gatepost):
    assert gatepost("ask", "cambrian", *FRIEND, "relationship=none", "--json").code == 0


def test_what_is_needed_is_listed(gatepost):
    ended = gatepost(
        "ask", "cavendish", "actor=headteacher", "action=publish", "account=official", "content=shows_child"
    )
    assert ended.out.startswith("⧗ NEEDED FIRST  Not yet: ")
    assert "Needed first □ The person shown or named, or their parent or carer, must have agreed." in ended.words


def test_duties_say_who_what_to_whom_and_by_when(gatepost):
    ended = gatepost(
        "ask",
        "cambrian",
        "actor=teacher",
        "action=contact_received",
        "account=personal",
        "counterpart=pupil",
        "relationship=none",
    )
    assert "What follows → A teacher: report it to the designated safeguarding lead immediately. CLT-049" in ended.words


def test_duties_that_may_yet_follow_are_announced(gatepost):
    ended = gatepost("ask", "cambrian", "actor=teacher", "action=abuse_received", "account=personal")
    assert "What follows → A teacher: keep a record as evidence. CLT-061, CLT-063 More may follow, depending on" in (
        ended.words
    )
    data = gatepost("ask", "cambrian", "actor=teacher", "action=abuse_received", "account=personal", "--json").data
    assert data["more_may_follow"].startswith("More may follow, depending on ")


def test_an_unsettled_answer_is_not_a_plain_yes_and_asks_one_question(gatepost):
    ended = gatepost("ask", "cambrian", "actor=teacher", "action=accept_friend_request", "counterpart=colleague")
    assert ended.words.startswith("– SO FAR SILENT So far, the policy does not speak to this.")
    assert "It would help to know When is it? time=lesson_time It decides whether" in ended.words


def test_all_questions(gatepost):
    few = gatepost("ask", "catcott", "actor=teacher", "action=publish")
    many = gatepost("ask", "catcott", "actor=teacher", "action=publish", "--all-questions")
    assert "more questions could change the answer (--all-questions)." in few.words
    assert "--all-questions" not in many.out
    assert many.out.count("It decides whether") > 2 > few.out.count("It decides whether") > 0


def test_json_is_the_decision_with_its_words(gatepost):
    situation = {
        "actor": "teacher",
        "action": "publish",
        "content": ["names_child", "shows_child"],
        "complete": ["content"],
    }
    ended = gatepost(
        "ask",
        "catcott",
        "actor=teacher",
        "action=publish",
        "content=names_child,shows_child",
        "complete=content",
        "--json",
    )
    assert ended.data["situation"] == situation
    decision = load_pack("catcott").decide(situation).as_dict()
    for key in ("verdict", "because", "needs", "unmet", "duties", "advice", "possible", "worst", "settled"):
        assert ended.data[key] == decision[key]
    assert set(decision["because"]) <= set(ended.data["clauses"])
    assert ended.data["sentence"].startswith("A teacher publishes a post.")


def test_values_of_a_facet_that_holds_many_add_up(gatepost):
    ended = gatepost("ask", "catcott", "action=publish", "content=names_child", "content=abusive", "--json")
    assert ended.data["situation"]["content"] == ["names_child", "abusive"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cambrin", "actor=teacher"], "There is no pack or file 'cambrin'. Did you mean 'cambrian'?"),
        (["cambrian", "acter=teacher"], "unknown facet 'acter'. Did you mean 'actor'?"),
        (["cambrian", "actor=techer"], "unknown value 'techer' for 'actor'. Did you mean 'teacher'?"),
        (["cambrian", "content=abusiv"], "unknown value 'abusiv' for 'content'. Did you mean 'abusive'?"),
        (["cambrian", "complete=actor"], "'complete' names facets that hold many values, and 'actor' holds one."),
        (["cambrian", "content=abusive,not_abusive"], "'content' says both 'abusive' and 'not_abusive'."),
        (["cambrian", "teacher"], "'teacher' is not of the form facet=value, such as actor=teacher."),
        (["cambrian", "actor="], "'actor=' is not of the form facet=value, such as actor=teacher."),
        (["cambrian", "actor=,"], "'actor=,' is not of the form facet=value, such as actor=teacher."),
        (["cambrian", "actor=teacher,governor"], "'actor' takes one value, not teacher and governor."),
        (["cambrian", "actor=teacher", "actor=governor"], "'actor' is given twice: teacher and governor."),
        (["cambrian"], "say what is done, as facet=value: gatepost ask cambrian actor=teacher"),
        (["cambrian", "--json"], "say what is done, as facet=value"),
    ],
)
def test_what_is_wrongly_put_is_said_in_one_line(gatepost, words, said):
    ended = gatepost("ask", *words)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith(f"gatepost: {said}")
    assert ended.err.count("\n") == 1
