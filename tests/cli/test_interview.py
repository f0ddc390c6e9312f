"""The interview in a terminal, typed at."""

import pytest

from gatepost.cli.interview import interview
from gatepost.policy import load_pack


@pytest.fixture
def typing(capsys):
    """Answer an interview with what is typed, in order: the situation that came of it, and what was shown."""

    def run(pack, *typed):
        lines = iter(typed)

        def ask(prompt):
            try:
                return next(lines)
            except StopIteration:
                raise EOFError from None

        situation = interview(load_pack(pack), ask)
        assert next(lines, None) is None, "more was typed than was asked"
        return situation, " ".join(capsys.readouterr().out.split())

    return run


def test_from_the_first_question_to_the_answer(typing):
    situation, shown = typing("cambrian", "3", "1", "8", "1", "5", "0", "d", "d")
    assert situation == {
        "action": "accept_friend_request",
        "actor": "teacher",
        "account": "personal",
        "counterpart": "pupil",
    }
    assert "What is to be done, or what has happened? 1 Posting and sharing" in shown
    assert "Friends and followers 1 Accepting a friend request" in shown
    assert "Who sent the request?" in shown
    assert "0 Something else" in shown


def test_something_else_lists_the_rest(typing):
    situation, shown = typing("cambrian", "3", "1", "8", "1", "0", "4", "q")
    assert situation["counterpart"] not in ("pupil", "parent_carer")
    assert shown.count("Who sent the request?") == 2


def test_a_heading_can_be_gone_back_from(typing):
    situation, _ = typing("cambrian", "1", "0", "3", "1", "q")
    assert situation == {"action": "accept_friend_request"}


def test_why_is_answered_with_the_clause_and_asked_again(typing):
    situation, shown = typing("cambrian", "3", "1", "8", "?", "why", "1", "q")
    clause = load_pack("cambrian").clauses["CLT-043"]
    assert shown.count(f"CLT-043: “{clause.says}”") == 2
    assert situation["account"] == "personal"


def test_what_cannot_be_understood_is_asked_again(typing):
    situation, shown = typing("cambrian", "99", "friend", "3", "1", "q")
    assert shown.count("Please type one number from 1 to 7") == 2
    assert situation == {"action": "accept_friend_request"}


def test_several_answers(typing):
    situation, shown = typing("catcott", "1", "1", "8", "1", "1 x", "8, 9")
    assert "Please type all that are so" in shown
    assert situation["content"][:2] == ["abusive", "offensive"]
    assert "not_political" in situation["content"]
    assert "not_abusive" not in situation["content"]


def test_many_answers_stand_under_headings_and_are_numbered_through(typing):
    _, shown = typing("catcott", "1", "1", "8", "1", "q")
    assert "Names, faces and details 1 Names somebody 2 Shows somebody" in shown
    assert "Hurtful or out of place 8 Is abusive 9 Is offensive" in shown
    assert shown.endswith("0 None of these")


def test_none_of_these(typing):
    situation, _ = typing("catcott", "1", "1", "8", "1", "0", "q")
    assert "not_abusive" in situation["content"]
    assert all(word.startswith("not_") for word in situation["content"])


def test_yes_or_no(typing):
    situation, shown = typing("catcott", "5", "2", "8", "1", "maybe", "n", "q")
    assert "Is the teacher authorised for the account? (y/n)" in shown
    assert "Please type y or n" in shown
    assert situation["circumstance"] == ["not_authorised_for_account"]


def test_enough_at_once(typing):
    assert typing("catcott", "q")[0] == {}


def test_the_end_of_the_input_is_enough(typing):
    assert typing("catcott", "1")[0] == {}
