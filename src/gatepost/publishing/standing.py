"""Where a post stands that is out on one account and not on another, in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Delivery

S = Delivery.State
OUT = (S.SENT, S.TO_REMOVE)
ENDED = (S.STOPPED, S.FAILED)


def standing(deliveries: Iterable[Delivery]) -> str:
    """“It is out on the blog. It is not on the page: ...”. Empty unless it is out somewhere and was kept from going elsewhere."""
    latest = {each.account_id: each for each in sorted(deliveries, key=lambda each: each.pk)}.values()
    out = [each.account.name for each in latest if each.state in OUT]
    kept = [f"It is not on {each.account.name}: {_why(each)}" for each in latest if each.state in ENDED]
    return " ".join([f"It is out on {' and on '.join(out)}.", *kept]) if out and kept else ""


def _why(delivery: Delivery) -> str:
    why = delivery.error.strip() or "it was stopped."
    return why[0].lower() + why[1:]
