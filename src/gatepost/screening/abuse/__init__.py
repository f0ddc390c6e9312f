"""Abuse in its kinds: insults and slurs, contempt, hatred of groups, prejudice, threats, bullying, lewdness.

Each detector says what it has seen and why; the small model (`model.py`) only adds a weak finding where none of them
saw anything. Words for a group, a faith or a celebration are never abuse by themselves.
"""

from collections.abc import Iterable
from functools import cache

from ..findings import Finding
from ..folding import Folded
from . import bullying, contempt, groups, insults, lewd, model, prejudice, threats
from .passages import Claim, Passage
from .telling import SPACED, meant, telling
from .wording import telling_part, wording

# These are abusive as well; a threat or a lewd remark need not be.
_ABUSIVE_TOO = frozenset({"racist", "sexist", "homophobic", "bullying"})
_IDIOMATIC = (threats, bullying, contempt, lewd, prejudice)
_LONGEST_SHOWN = 120
_HEARD = "The wording sounds like texts that people marked as hateful; no rule says why, so judge for yourself."


def detect(folded: Folded) -> list[Finding]:
    """What is abusive in a text, with its kind: abusive, racist, sexist, homophobic, bullying, threatening, lewd.

    Strong swearing at nobody, and slurs that are quoted or told, are `offensive`.
    """
    present = telling(folded.key)
    if not _prompts(present):
        return _heard(folded)
    words = wording().speller.words(folded)
    passage = Passage(folded, words, wording())
    found = _findings(passage, _claims(passage, frozenset([word.meant for word in words])))
    return found or (_heard(folded) if present.isdisjoint(_judged()) else [])


def _prompts(present: frozenset[str]) -> bool:
    """Whether a rule could find anything where these telling words stand."""
    if not present:
        return False
    if SPACED in present:
        return True
    prompts = _prompting()
    if any(others <= present for word in present & prompts.keys() for others in prompts[word]):
        return True
    return not present.isdisjoint(_group_words()) and not present.isdisjoint(groups.needed())


@cache
def _prompting() -> dict[str, list[frozenset[str]]]:
    """The words that prompt a rule, each with the sets of words of which one must stand in the text as well.

    They are the lexicon's words, its phrases by their longest word, and the cues of the idioms by theirs.
    """
    cues = {frozenset(entry.split()) for entry in wording().entries}
    for detector in _IDIOMATIC:
        cues |= detector.idioms().cues
    found: dict[str, set[frozenset[str]]] = {}
    for cue in cues:
        word = max(cue, key=lambda word: (len(word), word))
        found.setdefault(word, set()).add(cue - {word})
    return {word: [frozenset()] if frozenset() in others else list(others) for word, others in found.items()}


@cache
def _group_words() -> frozenset[str]:
    return frozenset(map(telling_part, wording().kinds))


@cache
def _judged() -> frozenset[str]:
    """The words on which the rules have the last word: where they excused one, the model is not asked."""
    return frozenset(word for word, entry in wording().entries.items() if entry.how == "always")


def _claims(passage: Passage, present: frozenset[str]) -> Iterable[Claim]:
    yield from insults.detect(passage)
    yield from groups.detect(passage)
    for detector in _IDIOMATIC:
        yield from detector.detect(passage, present)


def _heard(folded: Folded) -> list[Finding]:
    """What the model says of a text in which no rule found anything."""
    confidence = model.sounds_abusive(meant(folded.key))
    if not confidence:
        return []
    span = folded.span(0, len(folded.key.rstrip()))
    return [Finding(label="abusive", span=span, why=_HEARD, confidence=confidence, detector="abuse model")]


def _findings(passage: Passage, claims: Iterable[Claim]) -> list[Finding]:
    """One finding for each kind and place, the surest first where several rules saw the same."""
    taken: dict[str, bytearray] = {}
    found: list[Finding] = []
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.start, -c.end, c.kind)):
        for label in (claim.kind, "abusive") if claim.kind in _ABUSIVE_TOO else (claim.kind,):
            places = taken.setdefault(label, bytearray(len(passage.words)))
            if not any(places[claim.start : claim.end]):
                places[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
                found.append(_finding(passage, claim, label))
    return found


def _finding(passage: Passage, claim: Claim, label: str) -> Finding:
    return Finding(
        label=label,
        span=passage.span(claim.start, claim.end),
        why=_short(claim.why),
        confidence=claim.confidence,
        detector=claim.detector,
    )


def _short(why: str) -> str:
    if len(why) <= _LONGEST_SHOWN * 2:
        return why
    opened, _, closed = why.rpartition("”")
    return f"{opened[:_LONGEST_SHOWN]} …”{closed}"
