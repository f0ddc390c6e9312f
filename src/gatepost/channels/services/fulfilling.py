"""Doing something with an account does the duty that asked for it."""

from __future__ import annotations

from gatepost.records.services import subject_of
from gatepost.rulings.ledger import do_duty, set_aside
from gatepost.rulings.steps import DO, may_take
from gatepost.schools.members import GATEPOST, Actor

from ..models import Account
from ..queries import duties_due
from ..situations import after_compromise


def fulfil(account: Account, do: str, *, by: Actor, note: str) -> None:
    """Close the duties that ask for this of this account. What somebody did who does not owe it, Gatepost enters."""
    for duty in duties_due(account.school).get(subject_of(account), ()):
        if do in duty.do:
            do_duty(duty=duty, by=by if may_take(DO, duty, by) else GATEPOST, note=note)


def lapse(account: Account, *, reason: str) -> None:
    """Set aside what is still due about an account; but what a compromise asks for is owed though the account is gone."""
    for duty in duties_due(account.school).get(subject_of(account), ()):
        if not after_compromise(duty):
            set_aside(duty=duty, by=GATEPOST, reason=reason)
