"""Party politics: parties, candidates, votes asked for, governments praised or blamed, campaigns.

A school council's election, a hall that is a polling station and a lesson about Parliament are no politics.
"""

import re
from datetime import date
from functools import cache

from .cues import Cue, Cues, claim
from .elections import pre_election_period
from .findings import Finding
from .folding import Folded

_POINTS = {
    "party": 2.0,
    "politician": 1.5,
    "vote": 1.0,
    "government": 1.0,
    "struggle": 1.0,
    "cause": 2.0,
    "office": 0.5,
    "heat": 0.5,
    "name": 0.25,
}
_PLAIN_PARTY = re.compile(
    r"(?<!in )(?<!of )(?<!hard )\bLabour\b(?! (?:of|ward|pains?)\b)|\bReform\b(?= (?:UK|party|candidate|"
    r"councillor))|\bGreen Party\b|\b(?:the|The) Greens\b"
)
_ENOUGH = 2.0


@cache
def _cues() -> Cues:
    return Cues.read("politics")


def detect(folded: Folded, day: date | None = None) -> list[Finding]:
    """Party politics in a text, at the words that say so most plainly.

    `day` is when the text is to appear: in the weeks before a poll the reason says so and the finding weighs more.
    """
    cues = _cues().find(folded.key)
    telling = [cue for cue in cues if cue.group in _POINTS]
    if not telling:
        return []
    telling += [Cue(*found.span(), "party") for found in _PLAIN_PARTY.finditer(folded.flat)]
    groups = {cue.group for cue in cues} | {cue.group for cue in telling}
    strength = sum(_POINTS.get(group, 0) for group in groups)
    partisan = groups & {"party", "cause"}
    if not partisan and ("logistics" in groups or "school" in groups):
        return []
    if "lesson" in groups and strength < (3.0 if partisan else 4.0):
        return []
    if strength < _ENOUGH:
        return []
    cue = max(telling, key=lambda cue: (_POINTS[cue.group], cue.end - cue.start))
    return [_finding(folded, cue, strength, day)]


def _finding(folded: Folded, cue: Cue, strength: float, day: date | None) -> Finding:
    period = pre_election_period(day) if day else None
    why, confidence = "{words} speaks for or against a party, a candidate or a campaign.", min(0.9, 0.4 + strength / 8)
    if period:
        before = f"before “{period.name}” (poll on {period.polling_day.day} {period.polling_day:%B %Y})"
        why, confidence = f"{why[:-1]}, in the period {before}.", min(0.95, confidence + 0.1)
    return claim(folded, cue, label="political", why=why, confidence=confidence, detector="politics")
