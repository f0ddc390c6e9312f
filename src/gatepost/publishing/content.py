"""Exactly what a post says, shows, where and when: what an approval binds to."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from .models import Portrayed, Post, Wording

_WORDINGS = Prefetch("wordings", Wording.objects.select_related("account"))
_PORTRAYED = Prefetch("portrayed", Portrayed.objects.select_related("person"))


def read_whole(post: Post) -> None:
    """Have a post's words, pictures and people at hand, unless they are: by a query for each. They stand until the post is read again."""
    prefetch_related_objects([post], _WORDINGS, "pictures", _PORTRAYED)


def read_wordings(post: Post) -> None:
    """Have a post's words at hand, unless they are."""
    prefetch_related_objects([post], _WORDINGS)


def digest_of(post: Post) -> str:
    """The digest of everything that is agreed to. Whatever changes in it, the agreement is void."""
    told = {
        **_matter(post),
        "category": post.category,
        "send_at": post.send_at.astimezone(UTC).isoformat() if post.send_at else None,
        "stated": sorted(post.stated),
        "looked_over": post.looked_over,
        "portrayed": sorted([each.person_id, each.how, each.picture_id or 0] for each in _told(post)),
    }
    return _digest(told)


def matter_of(post: Post) -> str:
    """The digest of what readers will see, wherever and whenever: what somebody looks over."""
    return _digest(_matter(post))


def sought_in(post: Post) -> str:
    """Everything that readers see in letters or hear read out, wherever it went, without regard to capitals."""
    own = [words for each in post.wordings.all() for words in (each.own_text, each.first_comment)]
    described = [picture.alt for picture in post.pictures.all()]
    return "\n".join(words for words in (post.title, post.text, *own, *described) if words).casefold()


def _told(post: Post) -> QuerySet[Portrayed]:
    """Whom somebody has named; what the screening finds follows from the words."""
    return post.portrayed.exclude(how=Portrayed.How.FOUND)


def _matter(post: Post) -> dict[str, Any]:
    return {
        "title": post.title,
        "accounts": sorted([each.account_id, each.text, each.link, each.first_comment] for each in post.wordings.all()),
        "pictures": [[each.digest, each.alt] for each in post.pictures.all()],
    }


def _digest(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
