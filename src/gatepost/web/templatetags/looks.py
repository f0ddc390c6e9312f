"""How a state looks. Every state of anything has one of seven tones, and each tone its own shape and colour."""

from __future__ import annotations

from django import template

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


@register.filter
def word(kind: str) -> str:
    """The word that stands beside the shape."""
    return WORDS.get(str(kind), str(kind).replace("_", " ").capitalize())
