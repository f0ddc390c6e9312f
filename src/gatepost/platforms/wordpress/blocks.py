"""A draft as the blocks of WordPress's editor. Words stay words: nothing in them becomes markup, a shortcode or an embed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from gatepost.platforms.drafts import Draft
from gatepost.platforms.outcomes import Placed
from gatepost.screening.webaddresses import web_addresses


def blocks(draft: Draft, pictures: Iterable[Placed]) -> str:
    """The paragraphs, then the pictures."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", draft.text.replace("\r\n", "\n")) if part.strip()]
    return "\n\n".join([*map(_paragraph, paragraphs), *map(_picture, pictures)])


def _paragraph(text: str) -> str:
    return f"<!-- wp:paragraph -->\n<p>{_linked(text)}</p>\n<!-- /wp:paragraph -->"


def _picture(placed: Placed) -> str:
    image = f'<img src="{escape(placed.address)}" alt="{plain(placed.picture.alt)}" class="wp-image-{placed.id}" />'
    figure = f'<figure class="wp-block-image size-full">{image}</figure>'
    return f'<!-- wp:image {{"id":{placed.id},"sizeSlug":"full"}} -->\n{figure}\n<!-- /wp:image -->'


def _linked(text: str) -> str:
    """The text with its full web addresses as links. A bare address would be replaced by what stands there."""
    made, at = [], 0
    for found in web_addresses(text):
        address = text[found.start : found.end]
        if address.lower().startswith(("http://", "https://")):
            link = f'<a href="{plain(address)}">{plain(address)}</a>'
            made += [plain(text[at : found.start]), link]
            at = found.end
    return "".join([*made, plain(text[at:])]).replace("\n", "<br>")


def plain(text: str) -> str:
    """Written as WordPress itself writes it, so that nothing is changed on the way in."""
    return escape(text).replace("[", "&#091;").replace("]", "&#093;")
