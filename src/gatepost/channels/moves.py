"""How applications and accounts move from state to state: one table for each, which draws the buttons and settles what is accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from .models import Account, Application


@dataclass(frozen=True, slots=True)
class Move:
    """From which states a move starts, where it leads, and what it asks for. `own` is true for what only the applicant does, false for
    what anybody but the applicant does."""

    name: str
    words: str
    sources: frozenset[str]
    target: str
    permission: Permission
    own: bool | None = None

    @property
    def verb(self) -> str:
        """What the record calls it."""
        return f"application_{self.name}" if self in OF_APPLICATIONS else f"account_{self.name}"


A, B, P = Application.State, Account.State, Permission

SUBMIT = Move("submitted", "Submit", frozenset({A.DRAFT}), A.SUBMITTED, P.APPLY_FOR_ACCOUNT, own=True)
TAKE_BACK = Move("taken_back", "Take back to change", frozenset({A.SUBMITTED}), A.DRAFT, P.APPLY_FOR_ACCOUNT, own=True)
WITHDRAW = Move("withdrawn", "Withdraw", frozenset({A.DRAFT, A.SUBMITTED}), A.WITHDRAWN, P.APPLY_FOR_ACCOUNT, own=True)
GRANT = Move("granted", "Grant", frozenset({A.SUBMITTED}), A.GRANTED, P.DECIDE_APPLICATIONS, own=False)
REFUSE = Move("refused", "Refuse", frozenset({A.SUBMITTED}), A.REFUSED, P.DECIDE_APPLICATIONS, own=False)
OPEN = Move("opened", "Open the account", frozenset({A.GRANTED}), A.OPENED, P.MANAGE_REGISTER)
OF_APPLICATIONS = (SUBMIT, TAKE_BACK, WITHDRAW, GRANT, REFUSE, OPEN)

COMPROMISE = Move("compromised", "Report it as compromised", frozenset({B.OPEN}), B.COMPROMISED, P.REPORT_COMPROMISE)
PUT_RIGHT = Move("put_right", "It has been put right", frozenset({B.COMPROMISED}), B.OPEN, P.MANAGE_REGISTER)
CLOSE = Move("closed", "Close", frozenset({B.OPEN, B.COMPROMISED}), B.CLOSED, P.MANAGE_REGISTER)
OF_ACCOUNTS = (COMPROMISE, PUT_RIGHT, CLOSE)


def offered(moves: Iterable[Move], row: Application | Account, member: Member) -> set[str]:
    """The names of the moves that a member may make from where a row stands. What the policy makes of them is another matter."""
    mine = isinstance(row, Application) and row.applicant_id == member.person.pk
    return {
        move.name
        for move in moves
        if row.state in move.sources and member.may(move.permission) and move.own in (None, mine)
    }
