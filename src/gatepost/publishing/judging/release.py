"""A post whose author may not send from the account: the verdict says who has to send it."""

from __future__ import annotations

from dataclasses import replace

from gatepost.rulings.cards import NAMES, Card, CardNeed
from gatepost.schools.models import Person

from .senders import Senders

WAITING = "needs"
MOST = 3  # names in a sentence


def waiting_for_release(card: Card, author: Person, senders: Senders) -> Card:
    """The card of a post that one of these has to send, with whom in plain words. What the policy needs beside that stays."""
    who = _any_of([person.name for person in senders.releasers])
    words = (
        f"{who} has to send it, as {author.name} may not send from {senders.account.name}. "
        "So it is judged as if they posted it."
    )
    needs = (*card.needs, CardNeed(words, ()))
    if card.verdict == WAITING:
        return replace(card, needs=needs)
    return replace(card, mark=WAITING, name=NAMES[WAITING], answer=f"Not yet: {who} has to send it.", needs=needs)


def _any_of(names: list[str]) -> str:
    """“Ada or Ben”; of many, that one of them has to."""
    if not names:
        return "Somebody who may send from the account, and nobody can at the moment,"
    if len(names) > MOST:
        return f"{', '.join(names[:MOST])} or another who may send from the account"
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
