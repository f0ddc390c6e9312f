"""Adverts of businesses: goods and services offered for money by somebody other than the school.

An advert of a business that serves the school itself (its uniform supplier, its photographer) is `school_related_advert`,
and only where the words say so. The school's own clubs, tickets, sales and vacancies are no adverts in its posts.
"""

from functools import cache

from .cues import Cue, Cues, claim
from .findings import Finding
from .folding import Folded

_POINTS = {"price": 1.0, "offer": 1.0, "order": 1.0, "sells": 1.0, "trades": 1.0}
_ENOUGH = 2.0


@cache
def _cues() -> Cues:
    return Cues.read("adverts")


def detect(folded: Folded, kind: str = "post") -> list[Finding]:
    """The advert of a business in a text. `kind`: in a "post" the school speaks, in a "comment" a visitor."""
    cues = _cues().find(folded.key)
    groups = {cue.group for cue in cues}
    if not groups & {"offer", "order", "sells", "trades"} or len(groups) < 2:
        return []
    strength = sum(_POINTS.get(group, 0) for group in groups)
    if "school's business" in groups and groups & {"price", "offer", "order"}:
        return [_finding(folded, cues, "school's business", "school_related_advert", 0.6)]
    if "no trade" in groups:
        strength -= 1.5
    if "school" in groups:
        strength -= _school_weight(cues, groups, kind)
    if strength < _ENOUGH or (strength == _ENOUGH and not _trades(folded, cues, groups, kind)):
        return []
    best = next(group for group in ("offer", "trades", "sells", "order") if group in groups)
    return [_finding(folded, cues, best, "commercial_advert", min(0.9, 0.4 + strength / 8))]


def _school_weight(cues: list[Cue], groups: set[str], kind: str) -> float:
    """How much the words of school life speak against an advert: in a post much, in a comment little."""
    own = len({(cue.start, cue.end) for cue in cues if cue.group == "school"})
    if kind == "comment":
        return 0.5 if own > 1 else 0.0
    return 2.0 if own > 1 else 1.5 if "offer" not in groups else 0.5


def _trades(folded: Folded, cues: list[Cue], groups: set[str], kind: str) -> bool:
    """Whether two signs are enough: something sold with a price or a way to order, or an offer with a price."""
    priced = any(cue.group == "price" and folded.key[cue.start] == "£" for cue in cues)
    if "trades" in groups:
        return bool(groups & {"price", "sells", "order"})
    if "offer" in groups:
        return priced or bool(groups & {"sells", "order"})
    if "sells" not in groups:
        return False
    return "order" in groups or (kind == "comment" and priced and "?" not in folded.key)


def _finding(folded: Folded, cues: list[Cue], group: str, label: str, confidence: float) -> Finding:
    cue = max((cue for cue in cues if cue.group == group), key=lambda cue: cue.end - cue.start)
    whose = "a business that serves the school" if label == "school_related_advert" else "a business"
    why = f"{{words}} reads like an advert of {whose}."
    return claim(folded, cue, label=label, why=why, confidence=confidence, detector="adverts")
