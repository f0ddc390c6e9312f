"""Spam: quick money, prizes, followers to be had, phishing, miracle cures, chain messages.

A local business that advertises is no spam but an advert (`adverts.py`).
"""

import re
from functools import cache

from .cues import Cue, Cues, claim
from .findings import Finding
from .folding import Folded

_TELLING = ("quick money", "prize", "followers", "phishing", "miracle", "chain")
_POINTS = {**dict.fromkeys(_TELLING, 1.0), "lure": 0.5}
_LINK = re.compile(
    r"https?://|\bwww\.|[a-z0-9-]\.(?:com|net|org|info|biz|xyz|top|site|online|shop|club|io|me|ly|test|co|click|live|link)\b"
)
_NUMBER = re.compile(r"(?<!\d)\+?\d[\d ()-]{8,18}\d(?!\d)")
_MONEY_FACES = re.compile("[💰💵💷💸🤑💲]")
_SHOUTS = re.compile(r"\b[A-Z]{3,}[!?]{2,}|‼|[!]{3,}|(?:👉|🔥|🎁|💷|🔁|➡|👇){2,}")
_ENOUGH = 2.0


@cache
def _cues() -> Cues:
    return Cues.read("spam")


def detect(folded: Folded) -> list[Finding]:
    """Spam, at the words that give it away most plainly."""
    cues = _cues().find(folded.key)
    telling = [cue for cue in cues if cue.group in _TELLING]
    if not telling:
        return []
    strength = _strength(folded, cues, telling)
    if strength < _ENOUGH:
        return []
    cue = max(telling, key=lambda cue: cue.end - cue.start)
    why = f"{{words}} is how spam speaks ({cue.group})."
    confidence = min(0.95, 0.3 + strength / 6)
    return [claim(folded, cue, label="spam", why=why, confidence=confidence, detector="spam")]


def _strength(folded: Folded, cues: list[Cue], telling: list[Cue]) -> float:
    """Different signs count, the same sign again only a little; signs that lead somewhere count most."""
    key = folded.key
    strength = sum(_POINTS.get(group, 0) for group in {cue.group for cue in cues})
    strength += 0.5 * (len({key[cue.start : cue.end] for cue in telling}) > 1)
    strength += 0.5 * (sum(cue.group == "lure" for cue in cues) > 1)
    strength += any(cue.group == "certain" for cue in cues)
    strength += 0.5 * bool(_LINK.search(key)) + 0.5 * bool(_NUMBER.search(key))
    strength += 0.5 * bool(_MONEY_FACES.search(folded.flat)) + 0.5 * bool(_SHOUTS.search(folded.flat))
    return strength - 2.0 * any(cue.group == "nothing odd" for cue in cues)
