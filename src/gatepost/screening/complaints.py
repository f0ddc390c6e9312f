"""Complaints in comments: somebody is unhappy with the school, its people or what it does.

Regret about one's own bad luck ("gutted we missed it") is none, nor is a joke, nor abuse without a grievance.
"""

import re
from functools import cache

from .cues import Cue, Cues, claim, outside
from .findings import Finding
from .folding import Folded

_POINTS = {"unhappy": 1.5, "complains": 1.5, "again": 0.75, "why": 0.75, "about": 0.5, "scorn": 0.5, "bad": 0.75}
# Words that are said in fun or of other things as well.
_WEAK = frozenset(
    {
        "starving", "portions", "apology", "ofsted", "ruined", "rude", "demand", "shocking", "useless", "hopeless",
        "ridiculous", "pathetic", "disgusting", "annoying", "ignored", "dreadful", "not on", "not right", "demanding",
        "ignoring", "downhill", "in tears", "no answer", "no sense", "raging", "filthy", "been waiting", "do better",
        "fuming", "out of hand", "don't bother", "don't care", "dont care", "frustrating", "health and safety",
        "raised it", "atrocious",
    }
)  # fmt: skip
_DOUBLE_MARK = re.compile(r"\?\?|\?!|!\?")
_LAUGHS = re.compile("[😂🤣😅😆😜🤪]|\\bhaha|\\blol\\b")
_ENOUGH = 1.5


@cache
def _cues() -> Cues:
    return Cues.read("complaints")


def detect(folded: Folded) -> list[Finding]:
    """The complaint in a comment, at the words that say most."""
    key = folded.key
    cues = _cues().find(key)
    groups = {cue.group for cue in cues}
    if not groups & {"unhappy", "complains", "why", "again", "bad"}:
        return []
    spoken_well = [cue for cue in cues if cue.group in ("content", "missed")]
    telling = outside((cue for cue in cues if cue.group in _POINTS), ((cue.start, cue.end) for cue in spoken_well))
    strength = _strength(key, telling)
    if not {cue.group for cue in telling} & {"unhappy", "complains", "why"}:
        strength -= 0.25 if "bad" in groups else 0.5  # things that happen again and again are not always bad
    strength -= 1.5 * ("missed" in groups) + 0.75 * min(2, sum(cue.group == "content" for cue in spoken_well))
    if _LAUGHS.search(folded.flat):
        strength -= 0.75
    if strength < _ENOUGH:
        return []
    cue = max(telling, key=lambda cue: (_POINTS[cue.group], cue.end - cue.start))
    why = "{words}: somebody is unhappy about something at school."
    confidence = min(0.9, 0.3 + strength / 6)
    return [claim(folded, cue, label="complaint", why=why, confidence=confidence, detector="complaints")]


def _strength(key: str, telling: list[Cue]) -> float:
    groups = {cue.group for cue in telling}
    strength = sum(_POINTS[group] for group in groups)
    strong = [c for c in telling if c.group in ("unhappy", "complains") and key[c.start : c.end] not in _WEAK]
    weak = [c for c in telling if c.group in ("unhappy", "complains") and key[c.start : c.end] in _WEAK]
    if weak and not strong:
        strength -= 0.9
    strength += 0.5 * min(2, len({cue.end for cue in telling if cue.group == "again"}) - 1) * ("again" in groups)
    strength += 0.25 * min(3, sum(cue.group == "bad" for cue in telling) - 1) * ("bad" in groups)
    strength += 0.5 * (len(strong) > 1) + 0.25 * (len(weak) > 1)
    return strength + 0.5 * bool(_DOUBLE_MARK.search(key)) * ("why" in groups)
