"""The gallery shows every component in every state; and what a component shows is what it was given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from gatepost.rulings.cards import NAMES, Card
from gatepost.web import samples

pytestmark = pytest.mark.django_db


def component(name: str, **context: Any) -> str:
    return render_to_string(f"components/{name}.html", context)


def test_the_gallery_shows_every_mark_that_a_card_can_have(client: Client) -> None:
    page = client.get("/gallery/").content.decode()
    assert {card["mark"] for card in samples.CARDS} == set(NAMES)
    for card in samples.CARDS:
        assert NAMES[card["mark"]] == card["name"]
        assert card["answer"] in page.replace("&#x27;", "'")


def test_the_sample_cards_have_the_fields_of_real_ones() -> None:
    assert all(set(card) <= set(Card.__slots__) for card in samples.CARDS)


def test_there_is_no_gallery_in_production(client: Client, settings: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mode="production")
    assert client.get("/gallery/").status_code == 404


@pytest.mark.parametrize("card", samples.CARDS, ids=lambda card: card["mark"])
def test_a_card_tells_its_verdict_by_a_word_and_a_shape_and_not_by_colour_alone(card: dict[str, Any]) -> None:
    drawn = component("verdict_card", card=card)
    assert f'<p class="verdict-word">{card["name"]}</p>' in drawn
    assert '<svg class="shape"' in drawn


def test_a_clause_opens_to_its_words_and_leads_to_its_place_in_the_policy() -> None:
    chip = component("clause_chip", clause=samples.CONSENT, policy="/schools/riverside/policy/")
    assert chip.index("<summary>") < chip.index(samples.CONSENT["says"])
    assert 'href="/schools/riverside/policy/#RIV-12"' in chip


def test_what_is_written_in_a_card_is_shown_and_never_run() -> None:
    card = {**samples.CARDS[0], "situation": "<script>alert(1)</script>"}
    assert "<script>" not in component("verdict_card", card=card)


def test_a_duty_says_its_time_its_reason_and_its_owner() -> None:
    row = component("duty_row", duty=samples.DUTIES[0])
    for words in ("Overdue", "09:14, because it came on Saturday", "Administrator of accounts", "RIV-20"):
        assert words in row


def test_a_state_that_nobody_has_named_is_shown_in_its_own_words() -> None:
    assert "Under the weather" in component("status", kind="under_the_weather")
