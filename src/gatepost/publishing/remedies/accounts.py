"""Accounts without which a post could go out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..services.putting_right import leave_account_out
from .case import Case, Remedy, Trouble


def some_accounts(case: Case) -> Iterator[Trouble]:
    """Where a post may go to one account and not to another."""
    stopped = [each.account for each in case.judged if each.stopped]
    if len(stopped) == len(case.judged):
        return
    for account in stopped:
        leave = partial(leave_account_out, post=case.post, account=account, by=case.member)
        done = f"It does not go to {account.name}."
        remedy = Remedy(f"Leave {account.name} out", f"leave-account-{account.pk}", leave, done)
        yield Trouble(f"It can go out without {account.name}.", (remedy,))
