"""Requests for money or goods: appeals, collections, sponsorship, crowdfunding.

Thanks for what was given are no request, nor is a price.
"""

import re
from functools import cache

from .cues import Cue, Cues, claim, outside
from .findings import Finding
from .folding import Folded
from .webaddresses import web_addresses

_POINTS = {"asks": 2.0, "short": 1.0, "gives": 0.5, "hands over": 0.5, "goods": 1.5, "money": 0.5}
_ENOUGH = 2.0


@cache
def _cues() -> Cues:
    return Cues.read("donations")


def detect(folded: Folded) -> list[Finding]:
    """The request for money or goods in a text, at the words that ask most plainly."""
    cues = _cues().find(folded.key)
    groups = {cue.group for cue in cues}
    page = _page(folded, cues) if "site" in groups else None
    if page:
        return [_finding(folded, page, "{words} leads to a page that collects money.", 0.85)]
    if not groups & {"asks", "hands over", "short"}:
        return []
    strength = sum(_POINTS.get(group, 0) for group in groups)
    if groups == {"hands over", "money"} or strength < _ENOUGH:
        return []
    thanked, refused = "thanks" in groups, "refuses" in groups
    thanks = [(cue.start, cue.end) for cue in cues if cue.group in ("thanks", "refuses")]
    asks = outside((cue for cue in cues if cue.group == "asks"), thanks)
    asked = [cue for cue in asks if not _thanked_for(cue, folded.key)]
    plainly = asked or [cue for cue in cues if cue.group in ("short", "hands over")]
    if refused or not plainly or (thanked and not _asks_again(folded.key, asked)):
        return []
    cue = max(plainly, key=lambda cue: cue.end - cue.start)
    return [_finding(folded, cue, "{words} asks for money or goods.", 0.8 if asked else 0.6)]


def _page(folded: Folded, cues: list[Cue]) -> Cue | None:
    """The address of a page on a site that collects money."""
    sites = {folded.key[cue.start : cue.end] for cue in cues if cue.group == "site"}
    for address in web_addresses(folded.flat):
        if any(address.host == site or address.host.endswith("." + site) for site in sites):
            return Cue(address.start, address.end, "site")
    return None


def _thanked_for(cue: Cue, key: str) -> bool:
    """Whether a request is none: "thank you so much for your donations to ..."."""
    return "thank" in re.split(r"[.!?\n]", key[max(0, cue.start - 50) : cue.start])[-1]


def _asks_again(key: str, asked: list[Cue]) -> bool:
    """Whether a text that gives thanks also asks: in so many words, by "please"."""
    return any(key.startswith(("please", "donate ", "can you", "help us"), cue.start) for cue in asked)


def _finding(folded: Folded, cue: Cue, why: str, confidence: float) -> Finding:
    return claim(folded, cue, label="donation_request", why=why, confidence=confidence, detector="donations")
