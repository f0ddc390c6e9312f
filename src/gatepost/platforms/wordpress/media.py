"""The pictures of a post in WordPress's media library.

Each has a slug made of the post's key and of what it is, so that a picture that has arrived is found and not sent
twice. The file is called after the slug as well: what the school called it is never told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from gatepost.platforms.drafts import Draft, Picture
from gatepost.platforms.errors import PlatformError
from gatepost.platforms.outcomes import Placed
from gatepost.platforms.pictures import kind_of

from .blocks import plain
from .client import Client
from .refusals import Gone

Row = dict[str, Any]
_PAGE = 100


class Media:
    """The media library, as far as it holds pictures of our posts."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def place(self, post: str, draft: Draft) -> tuple[Placed, ...]:
        """Every picture of a draft, uploaded to a post unless it is there."""
        there = {row["slug"]: row for row in self.of(draft.key)}
        placed = []
        for picture in draft.pictures:
            slug = slug_of(draft, picture)
            row = there.get(slug) or self._upload(post, draft, picture, slug)
            there[slug] = row
            placed.append(Placed(str(row["id"]), str(row["source_url"]), picture))
        return tuple(placed)

    def of(self, key: str) -> list[Row]:
        """Everything that was uploaded for the post with this key, also if the post itself is gone."""
        found = self._client.get("media", search=key, per_page=_PAGE, context="edit")
        return [row for row in found if str(row["slug"]).startswith(f"{key}-")]

    def remove(self, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
        """Remove pictures for good: each one's address, and why it could not be removed (empty if it could)."""
        for row in rows:
            try:
                self._client.delete(f"media/{row['id']}")
            except Gone:
                yield str(row["source_url"]), ""
            except PlatformError as error:
                yield str(row["source_url"]), error.says
            else:
                yield str(row["source_url"]), ""

    def _upload(self, post: str, draft: Draft, picture: Picture, slug: str) -> Row:
        kind = kind_of(picture)
        row: Row = self._client.post(
            "media",
            repeatable=True,  # what arrived is found by its slug next time
            form={
                "title": plain(draft.title) or "Picture",
                "alt_text": picture.alt,
                "slug": slug,
                "description": draft.key,  # what `of` searches for
                "post": post,  # it is as hidden as the post is
            },
            file=(f"{slug}.{kind.suffix}", picture.data, kind.media_type),
        )
        return row


def slug_of(draft: Draft, picture: Picture) -> str:
    """Another file or another description is another picture."""
    told_apart = hashlib.sha256(f"{picture.digest} {picture.alt}".encode()).hexdigest()
    return f"{draft.key}-{told_apart[:12]}"
