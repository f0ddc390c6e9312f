"""Why something could not be done with a post, in a sentence for whoever wanted to do it."""

from __future__ import annotations

from collections.abc import Sequence

from gatepost.channels.errors import Incomplete, NotDone, NotForYou, PolicyStops

from .models import Post

__all__ = ["InTheWay", "Incomplete", "NotDone", "NotForYou", "Overtaken", "OwnPost", "PolicyStops", "TooLate"]


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


class InTheWay(NotDone):
    """Somebody shown or named may not be, or nobody knows. Why is not said."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        who = ", ".join(names)
        super().__init__(f"There is no permission to show or name {who} there. Blur or leave them out, or ask for it.")
