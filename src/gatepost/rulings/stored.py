"""Decisions as they were taken, read back from where they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gatepost.policy import Advice, Decision, Need, Question
from gatepost.policy import Duty as PolicyDuty
from gatepost.schools.policies import pack_of_edition

from .cards import Card, card
from .models import Ruling


def card_of(ruling: Ruling) -> Card:
    """The card of a ruling, by the pack of then: whatever the policy says today, this is what it said."""
    return card(pack_of_edition(ruling.edition), ruling.situation, decision_of(ruling))


def decision_of(ruling: Ruling) -> Decision:
    """The decision that `Decision.as_dict` was taken from."""
    kept = ruling.decision
    return Decision(
        verdict=kept["verdict"],
        because=tuple(kept["because"]),
        needs=kept["needs"],
        unmet=tuple(
            Need(need["facet"], tuple(need["values"]), need["any_of"], need["clause"]) for need in kept["unmet"]
        ),
        duties=tuple(_duty(duty) for duty in kept["duties"]),
        advice=tuple(
            Advice(advice["clause"], _duty(advice["duty"]) if advice["duty"] else None) for advice in kept["advice"]
        ),
        possible=tuple(kept["possible"]),
        worst=kept["worst"],
        questions=tuple(Question(q["facet"], tuple(q["answers"]), tuple(q["clauses"])) for q in kept["questions"]),
    )


def _duty(kept: Mapping[str, Any]) -> PolicyDuty:
    return PolicyDuty(
        do=_several(kept["do"]),
        by=kept["by"],
        to=_several(kept["to"]),
        within=kept["within"],
        clause=kept["clause"],
        also=tuple(kept["also"]),
        once_done=kept["once_done"],
    )


def _several(kept: Any) -> Any:
    """A list stands for a tuple: any one of them is enough."""
    return tuple(kept) if isinstance(kept, list) else kept
