"""Poor language in posts: misspellings, slips of grammar, American spelling, text-speak, shouting.

Short lists instead of a dictionary: what is not on them is never called wrong, be it Welsh, a name or a new word.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from .cues import Cue, Cues, claim, outermost, outside
from .findings import Finding
from .folding import Folded
from .shipped import shipped, shipped_text

_POINTS = {"spelling": 1.0, "american": 1.0, "careless": 0.34}
_ENOUGH = 1.0
_QUOTED = re.compile(r"[\"“‘][^\"”’\n]{1,200}[\"”’]|(?<!\w)'[^'\n]{1,120}'(?!\w)")
# Forms that are a slip in one place and right in another: what they begin with, and what stands before them where they are right.
_RIGHT_AFTER = tuple(
    (forms, re.compile(before + r"\Z"))
    for forms, before in (
        # "Are there coats in the hall?", "What have we done?", "We sat there having our lunch."
        (
            ("there ", "we ", "they ", "you ", "he ", "she ", "i "),
            r"\b(?:is|are|was|were|be|been|has|have|had|will|get|got|from|out|over|up|down|in|go|went|going|you|what|have|haven't|hasn't"
            r"|sat|sit|sitting|stood|standing|stay|stayed)\s+",
        ),
        # "One of them is yours", "Meeting you was a joy": after any word but one with which a clause begins
        (
            ("them is", "them are", "you was"),
            r"\b(?!(?:and|but|because|cos|that|what|when|while|where|if|as|so|or|how|why|think|thought|hope|know|knew|said|sure|glad|since)\s)"
            r"[\w'’]+\s+",
        ),
        # "Thank you for your coming and going."
        (("your ",), r"\b(?:for|of|about|by|with|from)\s+"),
        # "Did it use to be a farm?"
        (("use to ",), r"\b(?:did|didn't|didnt)\b[^.!?]*"),
    )
)
_LOOKED_BACK = 40
_COURSE = re.compile(r"\s+course\b")
_SHOUTED = re.compile(r"(?<![\w'])[A-Z][A-Z'’]+(?:[^\w\n]{1,4}(?:[A-Z][A-Z'’]*|\d+)(?![\w]))*+")
_CAPITALS = re.compile(r"[A-Z]{2,20}[^\w]{1,4}[A-Z]{2,20}[^\w]{1,4}[A-Z]{2,20}[^\w]")
_MOST_SHOUTED_WORDS = 9
_MOST_SLIPS = 40


@cache
def _corrections() -> dict[str, dict[str, str]]:
    return {name: _read(name) for name in ("spelling", "american")}


def _read(name: str) -> dict[str, str]:
    """What is usual, by what is written instead, from a list of lines "usual: other, other"."""
    pairs: dict[str, str] = {}
    for line in shipped_text("wordings", f"{name}.yaml").splitlines():
        usual, colon, others = line.partition(": ")
        if colon and not line.startswith("#"):
            pairs.update((other.strip().lower(), usual) for other in others.strip("'").split(","))
    return pairs


@cache
def _cues() -> Cues:
    lists = {group: "\n".join(pairs) for group, pairs in _corrections().items()}
    return Cues({**lists, **shipped("wordings", "careless.yaml")})


def detect(folded: Folded, allowed: Collection[str] = ()) -> list[Finding]:
    """Slips in a post, each where it stands. `allowed`: words that are right at this school, in lower case."""
    found = [_shouting(folded, *run) for run in _shouted(folded.flat)]
    cues = _cues().find(folded.key)
    slips = [cue for cue in outermost(cues) if _counts(folded, cue, allowed)] if cues else []
    strength = sum(_POINTS[group] for group, _ in {(cue.group, folded.key[cue.start : cue.end]) for cue in slips})
    if strength >= _ENOUGH:
        slips = outside(slips, _quoted(folded.flat))
        strength = sum(_POINTS[group] for group, _ in {(cue.group, folded.key[cue.start : cue.end]) for cue in slips})
    if strength >= _ENOUGH:
        found += [_finding(folded, cue) for cue in slips[:_MOST_SLIPS]]
    return found


def _counts(folded: Folded, cue: Cue, allowed: Collection[str]) -> bool:
    """Whether a form is a slip here: not a school's own word, a name in capitals, or right after the word before it."""
    written = folded.key[cue.start : cue.end]
    if written in allowed or _inside_an_address(folded.key, cue):
        return False
    if cue.group == "american" and folded.flat[cue.start].isupper():
        return False
    if written.endswith(" of") and _COURSE.match(folded.key, cue.end):  # "We would of course love to see you."
        return False
    back = max(0, cue.start - _LOOKED_BACK)
    return not any(
        written.startswith(forms) and before.search(folded.key, back, cue.start) for forms, before in _RIGHT_AFTER
    )


def _inside_an_address(key: str, cue: Cue) -> bool:
    before, after = key[max(0, cue.start - 1) : cue.start], key[cue.end : cue.end + 2]
    return before in ("@", "/", "#", ".", "-") or (after[:1] in (".", "@", "/", "-") and after[1:2].isalnum())


def _quoted(flat: str) -> list[tuple[int, int]]:
    return [found.span() for found in _QUOTED.finditer(flat)]


def _shouted(flat: str) -> Iterator[tuple[int, int]]:
    """Long runs of words all in capitals: a heading is shorter."""
    if _CAPITALS.search(flat):
        for found in _SHOUTED.finditer(flat):
            if len(re.findall(r"[A-Z]{2,}", found.group())) > _MOST_SHOUTED_WORDS:
                yield found.span()


def _shouting(folded: Folded, start: int, end: int) -> Finding:
    why = "{words} … is all in capitals, which reads as shouting."
    return claim(folded, Cue(start, end, ""), label="poor_language", why=why, confidence=0.6, detector="language")


def _finding(folded: Folded, cue: Cue) -> Finding:
    usual = _corrections().get(cue.group, {}).get(_listed(folded.key[cue.start : cue.end]))
    if cue.group == "american":
        why, confidence = f"{{words}} is the American spelling; here it is “{usual}”.", 0.5
    elif usual:
        why, confidence = f"{{words}}: “{usual}” is probably meant.", 0.8
    else:
        why, confidence = "{words} is careless writing.", 0.4
    return claim(folded, cue, label="poor_language", why=why, confidence=confidence, detector="language")


def _listed(written: str) -> str:
    """The form as it stands in the list, where a hash stands for any number."""
    return re.sub(r"^ |\d[\d.,]*", lambda found: "# " if found.group() == " " else "#", written)
