"""The ways a duty can go. One table: services accept what it says, and pages draw its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from gatepost.schools.members import Actor, Member
from gatepost.schools.roles import Permission

from .models import Duty
from .queries import owes

State = Duty.State


@dataclass(frozen=True)
class Step:
    """From which states to which, who may, and whether a reason must be given."""

    name: str
    words: str
    sources: tuple[str, ...]
    target: str
    permission: Permission
    by_owner: bool = False
    needs_reason: bool = False


MANAGE = Permission.MANAGE_DUTIES
DO = Step("do", "Mark as done", (State.DUE,), State.DONE, MANAGE, by_owner=True)
ADD_FILES = Step("evidence", "Add files", (State.DUE,), State.DUE, MANAGE, by_owner=True)
HAND_OVER = Step("hand-over", "Hand over", (State.DUE,), State.DUE, MANAGE)
SET_ASIDE = Step("set-aside", "Set aside", (State.DUE,), State.SET_ASIDE, MANAGE, needs_reason=True)
STEPS = (DO, ADD_FILES, HAND_OVER, SET_ASIDE)


def may_take(step: Step, duty: Duty, by: Actor) -> bool:
    """Whether somebody may take a step with a duty, if its state lets them."""
    return by.may(step.permission) or (step.by_owner and isinstance(by, Member) and owes(by, duty))


def steps_for(duty: Duty, by: Actor) -> list[Step]:
    """The steps that stand open now to somebody."""
    return [step for step in STEPS if duty.state in step.sources and may_take(step, duty, by)]
