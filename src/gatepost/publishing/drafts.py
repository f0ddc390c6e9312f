"""A post as a network gets it."""

from __future__ import annotations

from gatepost.platforms.drafts import Draft, Picture
from gatepost.policy.wording.words import phrase
from gatepost.records import files

from .models import Wording


def draft_of(wording: Wording, key: str) -> Draft:
    """The words and pictures for one account.

    Raises:
        EvidenceDamaged: a picture is gone, or is not what was approved.
    """
    post = wording.post
    return Draft(
        key=key,
        title=post.title,
        text=text_of(wording),
        pictures=tuple(
            Picture(files.read(post.school, each.digest), each.alt, each.name) for each in post.pictures.all()
        ),
        categories=(phrase("category", post.category),) if post.category else (),
    )


def text_of(wording: Wording) -> str:
    """The words, with the link at their end unless it stands among them."""
    if not wording.link or wording.link in wording.text:
        return wording.text
    return f"{wording.text}\n\n{wording.link}".strip()
