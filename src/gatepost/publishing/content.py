"""Exactly what a post says, shows, where and when: what an approval binds to."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.db.models import QuerySet

from .models import Portrayed, Post


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
