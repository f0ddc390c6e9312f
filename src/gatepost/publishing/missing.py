"""What the author of a post still has to add before it can be handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gatepost.channels.models import Account

from .content import read_whole
from .corrections import standing
from .models import Post, Wording


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to add: a sentence, and the field of the form where it is added."""

    says: str
    field: str


def missing(post: Post) -> Iterator[Missing]:
    """What is missing, in the order of the form."""
    read_whole(post)
    wordings = list(post.wordings.all())
    pictures = list(post.pictures.all())
    if not pictures and not any(each.text for each in wordings) and not post.text:
        yield Missing("Write something, or add a picture.", "text")
    for number, picture in enumerate(pictures, start=1):
        if not picture.alt:
            which = "the picture" if len(pictures) == 1 else f"picture {number}"
            yield Missing(f"Describe {which} for those who cannot see it.", f"alt-{picture.pk}")
    if not wordings:
        yield Missing("Choose at least one account.", "accounts")
    if closed := [each.account.name for each in wordings if each.account.state != Account.State.OPEN]:
        yield Missing(f"Nothing is sent to an account that is closed or compromised: {', '.join(closed)}.", "accounts")
    if elsewhere := _elsewhere(post, wordings):
        yield Missing(f"A correction goes only where the post is out, and not to {', '.join(elsewhere)}.", "accounts")
    if not post.category:
        yield Missing("Choose what the post is about.", "category")


def _elsewhere(post: Post, wordings: Iterable[Wording]) -> list[str]:
    """The accounts of a correction on which there is nothing to correct."""
    out = set(standing(post).values_list("account", flat=True)) if post.corrects_id else None
    return [] if out is None else [each.account.name for each in wordings if each.account_id not in out]
