"""Why something could not be done with a post, in a sentence for whoever wanted to do it."""

from __future__ import annotations

from collections.abc import Sequence

from gatepost.channels.errors import Incomplete, NotDone, NotForYou, PolicyStops
from gatepost.platforms.outcomes import Health

from .models import Post

__all__ = [
    "DoesNotWork",
    "HeldBack",
    "InTheWay",
    "Incomplete",
    "NoSuchTime",
    "NotDone",
    "NotForYou",
    "Overtaken",
    "OwnPost",
    "PolicyStops",
    "TooLate",
]


class Overtaken(NotDone):
    """Somebody else was faster, or Gatepost was."""

    def __init__(self, post: Post, why: str = "") -> None:
        self.post = post
        state = post.get_state_display().lower()
        super().__init__(
            why or f"This is no longer possible: the post was changed in the meantime. It is now “{state}”."
        )


class OwnPost(NotDone):
    """Nobody approves their own."""

    def __init__(self) -> None:
        super().__init__("You wrote this post yourself, so somebody else has to approve it.")


class TooLate(NotDone):
    """Its time has passed."""

    def __init__(self) -> None:
        super().__init__("The time at which it was to go out has passed. It was not sent; give it a new time.")


class DoesNotWork(NotDone):
    """The site that is to be connected does not let Gatepost do what it needs. `raw` is its own answer."""

    def __init__(self, health: Health) -> None:
        self.raw = health.raw
        super().__init__(" ".join(health.problems))


class HeldBack(NotDone):
    """Somebody holds it back, and lets it go."""

    def __init__(self, post: Post) -> None:
        who = post.held_by.name if post.held_by else "Somebody"
        why = f": “{post.reason}”" if post.reason else ""
        super().__init__(f"{who} holds this post back{why}. Ask them to let it go first.")


class NoSuchTime(NotDone):
    """The clocks go forward, and leave it out."""

    def __init__(self, clock: str, day: str) -> None:
        super().__init__(f"The clocks go forward that night: {clock} on {day} does not exist. Choose 02:00 or later.")


class InTheWay(NotDone):
    """Somebody shown or named may not be, or nobody knows. Why is not said."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        who = ", ".join(names)
        super().__init__(f"There is no permission to show or name {who} there. Blur or leave them out, or ask for it.")
