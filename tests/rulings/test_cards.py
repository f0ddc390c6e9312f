"""The verdict card: an answer in words."""

from __future__ import annotations

import pytest

from gatepost.policy import Pack, load_pack, shipped_packs
from gatepost.rulings.cards import NAMES, card
from gatepost.rulings.services import rule
from gatepost.rulings.stored import card_of, decision_of
from tests.cast import Cast

ABUSE = {"action": "comment_received", "actor": "administrator", "account": "official", "content": ["abusive"]}
FRIEND = {"action": "accept_friend_request", "actor": "teacher"}
SITUATIONS = [ABUSE, FRIEND, {"action": "create_account", "account": "official"}, {"action": "policy_due"}]


@pytest.fixture
def little_missenden() -> Pack:
    return load_pack("little-missenden")


def test_an_event_that_brings_duties_calls_for_action(little_missenden: Pack) -> None:
    shown = card(little_missenden, ABUSE, little_missenden.decide(ABUSE))
    assert (shown.mark, shown.name, shown.verdict) == ("to_do", "To do", "permitted")
    answer = next(duty for duty in shown.duties if duty.do == ("respond",))
    assert answer.words == "answer the author within 24 hours, or on the next working day"
    assert [clause.id for clause in answer.clauses] == ["LM-052", "LM-053"]
    assert all(clause.says and clause.heading for clause in shown.clauses)


def test_an_answer_that_can_still_change_is_not_marked_as_settled(little_missenden: Pack) -> None:
    shown = card(little_missenden, FRIEND, little_missenden.decide(FRIEND))
    assert shown.mark == "so_far_silent"
    assert shown.question is not None
    assert shown.question.words.endswith("?")
    assert shown.question.why[0] == "It decides whether this applies."
    assert shown.questions_left == 3


def test_what_is_needed_first_is_said_once_with_every_clause_that_asks_for_it() -> None:
    pack = load_pack("bradfield")
    situation = {"action": "create_account", "actor": "teacher", "account": "professional"}
    shown = card(pack, situation, pack.decide(situation))
    assert shown.mark == "needs"
    words = [need.words for need in shown.needs]
    assert len(words) == len(set(words))
    assert all(need.clauses for need in shown.needs)


@pytest.mark.parametrize("name", shipped_packs())
def test_every_pack_answers_with_a_card(name: str) -> None:
    pack = load_pack(name)
    for situation in SITUATIONS:
        shown = card(pack, situation, pack.decide(situation))
        assert shown.name == NAMES[shown.mark]
        assert shown.answer
        assert shown.situation


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_ruling_shows_the_same_card_as_when_it_was_made(cast: Cast, situation: dict[str, object]) -> None:
    ruling, decision = rule(school=cast.riverside, situation=situation, by=cast.member("ada"), done=False)
    ruling.refresh_from_db()
    assert decision_of(ruling) == decision
    assert card_of(ruling).answer


def test_a_ruling_keeps_its_card_when_the_school_takes_another_policy(cast: Cast) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from gatepost.schools.policies import adopt

    ruling, _ = rule(school=cast.riverside, situation=ABUSE, by=cast.member("ben"), done=False)
    before = card_of(ruling)
    adopt(school=cast.riverside, pack="bradfield", by=cast.member("ada"), from_day=timezone.localdate() - timedelta(1))
    ruling.refresh_from_db()
    assert card_of(ruling) == before
