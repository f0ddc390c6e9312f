"""The one door through which a state changes."""

from __future__ import annotations

from typing import Any

from gatepost.policy import Decision, Pack
from gatepost.rulings.cards import card
from gatepost.rulings.models import Ruling
from gatepost.schools.members import Actor

from ..errors import Overtaken, PolicyStops
from ..models import Account, Application
from ..moves import Move
from ..situations import STOPS


def make(move: Move, row: Application | Account, *, by: Actor, **facts: Any) -> None:
    """Make a move, if the row still stands where the move starts.

    Raises:
        PermissionDenied: not theirs to make.
        Overtaken: somebody else moved it first.
    """
    by.require(move.permission, row.school)
    standing = type(row)._default_manager.filter(pk=row.pk, state__in=move.sources)
    moved = standing.update(state=move.target, **facts)
    row.refresh_from_db()
    if not moved:
        raise Overtaken(row)


def stop_if_not_allowed(pack: Pack, ruling: Ruling, decision: Decision) -> None:
    """Refuse what the policy forbids, or wants something for first.

    Raises:
        PolicyStops: it does.
    """
    if decision.verdict in STOPS:
        raise PolicyStops(card(pack, ruling.situation, decision))
