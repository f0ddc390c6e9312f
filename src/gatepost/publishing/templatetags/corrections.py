"""Showing what a correction changes, wherever it is shown as it goes out."""

from __future__ import annotations

from typing import Any

from django import template

from ..changes import changes_of
from ..models import Post

register = template.Library()


@register.inclusion_tag("publishing/_correction.html", takes_context=True)
def correction(context: template.Context, post: Post) -> dict[str, Any]:
    """That a post is a correction, of what, why, and what it changes; nothing for any other: `{% correction post %}`."""
    return {"post": post, "school": context["school"], "changes": changes_of(post) if post.corrects_id else []}
