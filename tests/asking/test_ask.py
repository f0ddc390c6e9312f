"""Ask: a question is a link, the answer is the policy's, and nobody keeps who asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from gatepost.asking import services
from gatepost.asking.models import QuestionCount
from gatepost.rulings.models import Duty, Ruling
from gatepost.schools.models import Person
from tests.cast import Cast, assemble

SignedIn = Callable[[Person], Client]
ASK = "/schools/riverside/ask/"
FRIEND = {"actor": "teacher", "action": "accept_friend_request", "counterpart": "pupil", "account": "personal"}


def test_the_sentence_begins_with_who_asks(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.tess).get(ASK).content.decode()
    assert '<option value="teacher" selected>' in page
    assert "accepting a friend request" in page


def test_an_answer_stands_at_its_own_address(cast: Cast, signed_in: SignedIn) -> None:
    first = signed_in(cast.tess).get(ASK, FRIEND)
    again = signed_in(cast.ada).get(ASK, FRIEND)
    assert first.context["card"] == again.context["card"]
    assert first.context["card"].verdict == "forbidden"


def test_an_action_brings_the_gaps_it_has_a_place_for(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.tess).get(ASK, {"actor": "teacher", "action": "message"})
    assert [gap.facet for gap in page.context["gaps"]] == ["actor", "action", "counterpart", "account"]


@pytest.mark.parametrize("pack", ["catcott", "bradfield", "little-missenden", "cambrian", "cavendish"])
def test_three_questions_get_three_answers_under_each_policy(pack: str, db: None, client: Client) -> None:
    cast = assemble(pack)
    assert cast.tess.user
    client.force_login(cast.tess.user)
    questions = (
        FRIEND,
        {"actor": "teacher", "action": "create_account", "account": "official"},
        {"action": "comment_received", "actor": "administrator", "account": "official", "content": "query"},
    )
    answers = [client.get(ASK, question).context["card"].answer for question in questions]
    assert len(set(answers)) == 3


def test_the_next_question_is_answered_by_a_button(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.tess)
    asked = {"actor": "teacher", "action": "accept_friend_request"}
    question = browser.get(ASK, asked).context["question"]
    answered = browser.get(ASK, {**asked, "answered": question.facet, "choice": question.answers[0].value})
    assert answered.status_code == 302
    assert f"{question.facet}={question.answers[0].value}" in answered["Location"]


def test_what_somebody_does_not_know_is_not_asked_again(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.tess)
    asked = {"actor": "teacher", "action": "accept_friend_request"}
    first = browser.get(ASK, asked).context["question"]
    page = browser.get(ASK, {**asked, "answered": first.facet, "unknown": "1"}, follow=True)
    assert page.context["question"] is None or page.context["question"].facet != first.facet


def test_of_several_what_was_offered_and_not_chosen_is_known_not_to_be_so(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.tess)
    situation = {"actor": "teacher", "action": "publish", "account": "official"}
    page = browser.get(ASK, situation)
    for _ in range(12):
        question = page.context["question"]
        if question is None or question.several:
            break
        query = {**page.wsgi_request.GET.dict(), "answered": question.facet, "choice": question.answers[0].value}
        page = browser.get(ASK, query, follow=True)
    assert question is not None
    assert question.several
    answered = browser.get(ASK, {**page.wsgi_request.GET.dict(), "answered": question.facet})
    assert f"{question.facet}=not_{question.answers[0].value}" in answered["Location"]


@pytest.mark.parametrize(
    "query",
    [
        {"action": "fly"},
        {"actor": "<script>alert(1)</script>"},
        {"content": ["abusive", "not_abusive"], "action": "publish"},
        {"action": "\x00"},
    ],
)
def test_a_link_that_holds_no_question_says_so(query: dict[str, str], cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.tess).get(ASK, query)
    assert page.status_code == 400
    assert "This link does not hold a question" in page.content.decode()
    assert "<script>alert" not in page.content.decode()


def test_asking_is_counted_by_kind_and_nothing_leads_to_who_asked(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.tess).get(ASK, {**FRIEND, "ask": "1"})
    signed_in(cast.ben).get(ASK, {**FRIEND, "ask": "1"})
    (row,) = QuestionCount.objects.all()
    assert (row.action, row.verdict, row.count) == ("accept_friend_request", "forbidden", 2)
    assert {field.name for field in QuestionCount._meta.fields} == {"id", "school", "day", "action", "verdict", "count"}


def test_opening_a_kept_link_counts_nothing(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.tess).get(ASK, FRIEND)
    assert not QuestionCount.objects.exists()


def test_live_answers_come_without_the_page_around_them(cast: Cast, signed_in: SignedIn) -> None:
    fragment = signed_in(cast.tess).get(
        ASK, FRIEND, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{ASK}"}
    )
    assert "<html" not in fragment.content.decode()
    assert QuestionCount.objects.get().count == 1


def test_what_has_happened_puts_duties_on_the_list(cast: Cast, signed_in: SignedIn) -> None:
    happened = {"actor": "teacher", "action": "abuse_received", "counterpart": "parent_carer", "content": "abusive"}
    browser = signed_in(cast.tess)
    assert "Has this happened?" in browser.get(f"{ASK}enter/", happened).content.decode()
    assert not Ruling.objects.exists()
    browser.post(f"{ASK}enter/", happened)
    ruling = Ruling.objects.get()
    assert ruling.done
    assert Duty.objects.filter(ruling=ruling).exists()


def test_pressed_twice_it_is_entered_once_and_later_again(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened = {"actor": "teacher", "action": "abuse_received", "counterpart": "parent_carer", "content": "abusive"}
    browser = signed_in(cast.tess)
    first, again = (browser.post(f"{ASK}enter/", happened)["Location"] for _ in range(2))
    assert first == again
    assert Ruling.objects.count() == 1
    monkeypatch.setattr(services, "ONE_PRESS", timedelta())
    assert browser.post(f"{ASK}enter/", happened)["Location"] != first


def test_a_parent_reads_the_answer_and_puts_nothing_on_anybodys_list(cast: Cast, signed_in: SignedIn) -> None:
    happened = {"action": "abuse_received", "counterpart": "parent_carer", "content": "abusive"}
    browser = signed_in(cast.pat)
    assert not browser.get(ASK, happened).context["can_enter"]
    assert browser.post(f"{ASK}enter/", happened).status_code == 403
    assert not Ruling.objects.exists()


def test_a_parent_may_ask_and_a_stranger_may_not(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.pat).get(ASK).status_code == 200
    assert signed_in(cast.cy).get(ASK).status_code == 404


def test_what_is_asked_most_is_for_those_who_read_the_record(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.tess).get(f"{ASK}counts/").status_code == 403
    assert signed_in(cast.gwen).get(f"{ASK}counts/").status_code == 200


def test_without_a_policy_in_force_the_page_says_so(cast: Cast, signed_in: SignedIn) -> None:
    cast.riverside.adoptions.all().delete()
    page = signed_in(cast.tess).get(ASK)
    assert page.status_code == 404
    assert "No policy is in force" in page.content.decode()
