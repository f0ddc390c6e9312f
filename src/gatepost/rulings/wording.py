"""What the record says of rulings and reminders, in plain words after the name of who acted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gatepost.policy import load_vocabulary
from gatepost.policy.wording import value_words
from gatepost.policy.wording.situations import is_event

VERDICTS = {
    "forbidden": "it rules that out",
    "needs": "something is needed first",
    "discouraged": "it advises against that",
    "permitted": "it permits that",
    "silent": "it does not speak to that",
}
REMINDERS = {
    "soon": "that the duty is due soon",
    "overdue": "that the duty is overdue",
    "escalated": "that the overdue duty was passed on",
}

SAID_TO_FEW = {"concern_noticed"}
"""Lists are read over shoulders: of a worry about a child they say no more than that something was entered."""


def ruled_words(facts: Mapping[str, Any]) -> str:
    """Of an event, that it happened; of an act, what the policy answered."""
    situation = facts.get("situation") or {}
    action = str(situation.get("action", "something"))
    what = value_words("action", action)
    if is_event(load_vocabulary(), situation):
        return "entered something that had happened" if action in SAID_TO_FEW else f"entered what had happened: {what}"
    return f"asked the policy about {what}: {VERDICTS.get(str(facts.get('verdict')), 'no answer is known')}"


def raised_words(facts: Mapping[str, Any]) -> str:
    """From which clause a duty follows; one that is owed to a person whatever the policy says follows from none."""
    clause = facts.get("clause")
    return f"raised the duty, which follows from {clause}" if clause else "raised the duty"


def reminded_words(facts: Mapping[str, Any]) -> str:
    """What somebody was reminded of."""
    return f"sent a reminder {REMINDERS.get(str(facts.get('kind')), 'of the duty')}"
