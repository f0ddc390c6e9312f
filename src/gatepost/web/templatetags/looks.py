"""How a state looks. Every state of anything has one of seven tones, and each tone its own shape and colour."""

from __future__ import annotations

from functools import cache, lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from gatepost.asking.sentence import Gap

register = template.Library()

TONES = {
    "stop": ("forbidden", "refused", "withdrawn", "barred", "overdue", "escalated", "compromised", "error"),
    "wait": ("needs", "due", "submitted", "waiting", "draft", "info", "debug"),
    "warn": ("discouraged", "attention", "warning", "due_today"),
    "act": ("to_do",),
    "open": ("so_far_permitted",),
    "good": ("permitted", "done", "given", "granted", "opened", "open", "success"),
    "none": ("silent", "so_far_silent", "unknown", "closed", "set_aside", "off"),
}
_TONE = {kind: tone for tone, kinds in TONES.items() for kind in (tone, *kinds)}

WORDS = {
    "needs": "Needed first",
    "refused": "Permission refused",
    "barred": "Must not be shown",
    "given": "Permission given",
    "unknown": "Not known",
    "due": "Due",
    "overdue": "Overdue",
    "done": "Done",
    "set_aside": "Set aside",
}


@register.filter
def tone(kind: str) -> str:
    """The tone of a verdict, a light, a duty's state or a message's level: `{{ duty.state|tone }}`."""
    return _TONE.get(str(kind), "none")


@register.simple_tag
@cache
def shape(tone: str) -> SafeString:
    """The sign of a tone, drawn once in a process: lists show hundreds. `{% shape duty.state|tone %}`."""
    return render_to_string("components/shape.html", {"tone": tone})


@register.simple_tag
@cache
def styles() -> SafeString:
    """The links to all style sheets, which are the same on every page."""
    return render_to_string("styles.html")


@register.simple_tag
@lru_cache(maxsize=256)
def options(gap: Gap) -> SafeString:
    """What may stand in a gap of the sentence: a hundred words and more, and the same for everybody who begins."""
    return render_to_string("components/gap_options.html", {"gap": gap})


@register.filter
def short(text: object, most: int) -> str:
    """The beginning of a text, marked as cut off where it is longer. Django's own looks at each letter, which lists cannot afford."""
    whole = str(text)
    return whole if len(whole) <= most else f"{whole[: most - 1].rstrip()}…"


@register.filter
def word(kind: str) -> str:
    """The word that stands beside the shape."""
    return WORDS.get(str(kind), str(kind).replace("_", " ").capitalize())
