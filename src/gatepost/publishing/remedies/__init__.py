"""What stands in the way of a post, and what puts it right with one press.

Nothing is offered that does not help: before words are to be left out, the policy is asked what it would say without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from gatepost.schools.members import Member

from ..judging.judgement import Judgement
from ..models import Post
from .accounts import some_accounts
from .case import Case, Remedy, Trouble
from .circumstances import unsaid
from .people import names_with_pictures, not_permitted
from .pictures import too_large, unnamed_faces
from .words import words_against_it

__all__ = ["Remedy", "Trouble", "pressed", "troubles"]


def troubles(post: Post, judged: Sequence[Judgement], member: Member, address: Callable[[str], str]) -> list[Trouble]:
    """Everything in the way of a post, the gravest first. `address` makes the full address of a parent's link of its token."""
    case = Case(post, judged, member, address)
    kinds = (
        not_permitted,
        names_with_pictures,
        words_against_it,
        unsaid,
        unnamed_faces,
        too_large,
        some_accounts,
    )
    return [trouble for kind in kinds for trouble in kind(case)]


def pressed(found: Iterable[Trouble], key: str) -> Remedy | None:
    """The remedy that a button stands for, if it is still offered."""
    return next((each for trouble in found for each in trouble.remedies if each.does and each.key == key), None)
