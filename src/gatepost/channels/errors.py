"""Why something could not be done, in a sentence for whoever wanted to do it."""

from __future__ import annotations

from gatepost.rulings.cards import Card

from .models import Account, Application


class NotDone(Exception):
    """It was not done, and nothing was changed."""


class Overtaken(NotDone):
    """Somebody else was faster."""

    def __init__(self, row: Application | Account) -> None:
        decided = row.decided_by if isinstance(row, Application) else None
        who = f" by {decided.name}" if decided else ""
        state = row.get_state_display().lower()
        super().__init__(
            f"This is no longer possible: in the meantime “{row.name}” was changed{who}. It is now “{state}”."
        )


class OwnApplication(NotDone):
    """Nobody decides about what they themselves applied for."""

    def __init__(self) -> None:
        super().__init__("You applied for this account yourself, so somebody else has to decide.")


class NotForYou(NotDone):
    """The policy names somebody else."""


class Incomplete(NotDone):
    """The application does not yet say all that the policy asks for."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(" ".join(["Something is still missing.", *missing]))


class PolicyStops(NotDone):
    """The policy forbids it, or wants something first. `card` shows its answer."""

    def __init__(self, card: Card) -> None:
        self.card = card
        super().__init__(f"The policy stops this. {card.answer}")
