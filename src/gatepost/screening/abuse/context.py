"""What the words around say of an insult: is it quoted, reported, denied, condemned, or said of oneself?"""

import re
from functools import cache

from .passages import Passage
from .wording import wording

_FAR = 14
_FEWEST_AROUND = 2
_OWN_OPINION = frozenset({"i", "we", "me", "everyone", "everybody", "personally", "honestly", "us"})
_SPEAKING = frozenset(
    {"tell", "post", "write", "shout", "call", "say", "use", "used", "like saying", "words", "word", "comment"}
)
_OPINION = frozenset(
    {"think", "thinking", "thought", "believe", "say", "saying", "claim", "suggest", "call", "assume", "said"}
)


def excused(passage: Passage, start: int, end: int) -> str:
    """Why the words from `start` to `end` are not the writer's own insult, or nothing."""
    if quoted(passage, start, end):
        return "quoted"
    if condemned(passage, start, end):
        return "condemned"
    if reported(passage, start):
        return "reported"
    return ""


def quoted(passage: Passage, start: int, end: int) -> bool:
    """Whether the words stand between quotation marks, with words of the writer's own around."""
    stretch = passage.quotation(start)
    if not stretch or end > stretch[1]:
        return False
    return passage.spoken_words - (stretch[1] - stretch[0] - 1) >= _FEWEST_AROUND


def reported(passage: Passage, start: int) -> bool:
    """Whether somebody else's words are told: "he called me a ...", "people who say that ..."."""
    first, _ = passage.sentence(start)
    before = passage.meant[max(first, start - _FAR) : start]
    says = _class("say")
    for index in range(len(before) - 1, -1, -1):
        word = before[index]
        if word not in says:
            continue
        subject = before[max(0, index - 3) : index]
        if word in _OPINION and _OWN_OPINION & set(subject) and not {"who", "not", "never"} & set(subject):
            continue
        if not subject and word in _SPEAKING and word not in ("like saying", "words", "word"):
            continue  # an order: "tell them to ..."
        return True
    return len(before) > 1 and _of_somebody(before)


def _of_somebody(before: list[str]) -> bool:
    """Whether the words before speak of others: "those who ...", not "who let ..." or "does anybody else ..."."""
    for index in range(max(0, len(before) - 4), len(before)):
        previous = before[index - 1] if index else ""
        if before[index] == "who" and previous:
            return True
        if before[index] in ("anyone", "anybody") and previous not in ("do", "does", "did"):
            return True
    return False


def condemned(passage: Passage, start: int, end: int) -> bool:
    """Whether the sentence says that such words are wrong."""
    first, last = passage.sentence(start)
    wrongs = _class("wrong")
    around = [*passage.meant[first:start], *passage.meant[end:last]]
    return any(word in wrongs for word in around)


def denied(passage: Passage, start: int, reach: int = 3) -> bool:
    """Whether a negation stands shortly before: "nobody is", "do not", "is not"."""
    before = passage.meant[max(passage.sentence(start)[0], start - reach) : start]
    nots = _class("not")
    return any(word in nots for word in before)


def of_oneself(passage: Passage, start: int, end: int) -> bool:
    """Whether the writer speaks of themselves: "I'm such an idiot", "what an idiot I am", "silly me"."""
    first, last = passage.sentence(start)
    before = " ".join(passage.meant[max(first, start - 6) : start])
    after = " ".join(passage.meant[end : min(last, end + 4)])
    if re.search(
        r"(?:^|\b)(?:i am|i was|i feel|i felt|i look|i looked|i must be|me|myself|i can be|i have been|i am being|my own)(?: [a-z]+){0,4}$",
        before,
    ):
        return "you" not in before.split()
    return bool(re.match(r"(?:i |me$|me |that i |of me|for me)", after + " ")) and "you" not in before.split()


def in_innocent_phrase(passage: Passage, start: int, end: int) -> bool:
    """Whether the word insults nobody where it stands: "spotted dick", a fag that is smoked."""
    if not passage.present.isdisjoint(wording().company.get(passage.meant[start], ())):
        return "you" not in passage.meant[max(0, start - 3) : start]
    words: list[str] = []
    places: list[int] = []
    for index in range(max(0, start - 4), min(len(passage.meant), end + 4)):
        for part in passage.meant[index].split():
            words.append(part)
            places.append(index)
    innocent = wording().innocent
    for at, word in enumerate(words):
        for phrase in innocent.get(word, ()):
            covered = places[at : at + len(phrase)]
            if tuple(words[at : at + len(phrase)]) == phrase and covered[0] <= start and end - 1 <= covered[-1]:
                return True
    return False


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(word for word, names in wording().classes.items() if name in names)
