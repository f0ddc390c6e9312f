"""How posts move from state to state: one table, which draws the buttons and settles what is accepted."""

from __future__ import annotations

from dataclasses import dataclass

from gatepost.schools.members import Actor, Member
from gatepost.schools.roles import Permission

from .models import Post


@dataclass(frozen=True, slots=True)
class Move:
    """From which states a move starts, where it leads, and what it asks for. `own` is true for what only the author does, false for what
    anybody but the author does. Whoever has the permission `or_with` may as well; with `or_author`, the author may without either."""

    name: str
    words: str
    sources: frozenset[str]
    target: str
    permission: Permission
    own: bool | None = None
    or_with: Permission | None = None
    or_author: bool = False

    def open_to(self, post: Post, by: Actor) -> bool:
        """Whether somebody may make it, wherever the post stands."""
        mine = isinstance(by, Member) and post.author_id == by.person.pk
        if self.own is not None and isinstance(by, Member) and self.own is not mine:
            return False
        if self.target != Post.State.WITHDRAWN and is_held_from(post, by):
            return False
        allowed = by.may(self.permission) or (self.or_with is not None and by.may(self.or_with))
        return allowed or (self.or_author and mine)


def is_held_from(post: Post, by: Actor) -> bool:
    """Whether somebody else holds a post back, whom this one cannot overrule. Gatepost's own holds end with what was in the way."""
    if post.state != Post.State.HELD or post.held_by_id is None or by.may(Permission.TAKE_DOWN_POSTS):
        return False
    return not (isinstance(by, Member) and post.held_by_id == by.person.pk)


S, P = Post.State, Permission
UNSENT = frozenset({S.DRAFT, S.SUBMITTED, S.SCHEDULED, S.HELD, S.REFUSED, S.EXPIRED})

TAKE_UP = Move("taken_up", "Take it up", frozenset({S.IDEA}), S.DRAFT, P.COMPOSE_POSTS)
TAKE_OVER = Move("taken_over", "Take it over", UNSENT, S.DRAFT, P.APPROVE_POSTS, own=False)
EDIT = Move("edited", "Change", UNSENT, S.DRAFT, P.COMPOSE_POSTS, own=True)
SUBMIT = Move("submitted", "Submit", frozenset({S.DRAFT}), S.SUBMITTED, P.COMPOSE_POSTS, own=True)
APPROVE = Move("approved", "Approve", frozenset({S.SUBMITTED}), S.SCHEDULED, P.APPROVE_POSTS, own=False)
REFUSE = Move("refused", "Refuse", frozenset({S.SUBMITTED}), S.REFUSED, P.APPROVE_POSTS, own=False)
WITHDRAW = Move("withdrawn", "Withdraw", UNSENT | {S.IDEA}, S.WITHDRAWN, P.APPROVE_POSTS, or_author=True)
# Whoever may approve a post may move it, which stops it until it is approved anew: so they may hold it back too, and let go what they held.
HOLD = Move(
    "held",
    "Hold back",
    frozenset({S.SUBMITTED, S.SCHEDULED}),
    S.HELD,
    P.TAKE_DOWN_POSTS,
    or_with=P.APPROVE_POSTS,
    or_author=True,
)
LET_GO = Move(
    "let_go",
    "Let it go",
    frozenset({S.HELD}),
    S.SUBMITTED,
    P.TAKE_DOWN_POSTS,
    or_with=P.APPROVE_POSTS,
    or_author=True,
)
PLAN = Move("planned", "Move", frozenset({S.DRAFT}), S.DRAFT, P.COMPOSE_POSTS, own=True)
MOVE = Move(
    "moved",
    "Move",
    frozenset({S.SUBMITTED, S.SCHEDULED, S.HELD, S.EXPIRED}),
    S.SUBMITTED,
    P.APPROVE_POSTS,
    or_author=True,
)
TAKE_DOWN = Move(
    "taken_down",
    "Take it down",
    frozenset({S.SCHEDULED, S.PUBLISHED}),
    S.TAKEN_DOWN,
    P.TAKE_DOWN_POSTS,
    or_author=True,
)
CORRECT = Move("corrected", "Correct it", frozenset({S.PUBLISHED}), S.PUBLISHED, P.COMPOSE_POSTS)
MOVES = (TAKE_UP, TAKE_OVER, EDIT, SUBMIT, APPROVE, REFUSE, WITHDRAW, HOLD, LET_GO, PLAN, MOVE, TAKE_DOWN, CORRECT)


def offered(post: Post, by: Actor) -> set[str]:
    """The names of the moves that somebody may make from where a post stands. What the policy makes of them is another matter."""
    return {move.name for move in MOVES if post.state in move.sources and move.open_to(post, by)}


def movable(post: Post, by: Actor) -> bool:
    """Whether somebody may have a post go out at another time."""
    return any(post.state in move.sources and move.open_to(post, by) for move in (PLAN, MOVE))
