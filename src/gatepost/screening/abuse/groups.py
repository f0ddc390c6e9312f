"""Hatred of a group: of women, of people by colour, faith or origin, of gay, trans or disabled people.

Each rule is a row of classes of words (see `grammar.yaml`), as `passages.rule` explains. The words for a group are
never abuse by themselves: only what is said of the people is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..wordlists import words as listed
from .context import denied, excused
from .passages import Claim, Passage, rule
from .wording import telling_part, wording

_BAD = listed(
    """
    hate disgust vile belittling kill expel swear not goodfor allowed misdo brute outcast ill spoilt cured lowly enough
    arrive sworn even servile lesser prey shun oust
    """
)
_BORNE = listed("treated treat treating herded portrayed called")
_GRANTED = listed("allowed given hired employed educated heard")
_THREATENING = ("threatens", "calls for harm")  # what a rule says that is a threat as well
_REACH = 2
_ONE_PERSON = frozenset({"that", "this", "the", "what"})


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    says: str
    confidence: float = 0.75
    even_denied: bool = False


@cache
def _rules() -> tuple[_Rule, ...]:
    """What is said of a group, the worst first."""
    return tuple(
        _Rule(rule(text), says, confidence, denied_too)
        for text, says, confidence, denied_too in (
            ("GROUP ~4 should ~3 kill", "says that they should be hurt", 0.85, False),
            ("will ~4 kill ~4 GROUP", "threatens or wishes them harm", 0.85, False),
            ("me ~3 kill ~4 GROUP", "threatens them with harm", 0.8, False),
            ("should ~3 kill ~3 GROUP", "says that they should be hurt", 0.8, False),
            ("^ filler* kill ~3 GROUP", "calls for harm to them", 0.75, False),
            ("will ~4 GROUP ~4 kill", "wishes them harm", 0.75, False),
            ("will ~4 GROUP ~4 expel", "wants them gone", 0.65, False),
            ("GROUP ~4 should ~3 expel", "says that they should be driven out", 0.75, False),
            ("should ~3 expel ~3 GROUP", "says that they should be driven out", 0.7, False),
            ("^ filler* expel ~3 GROUP", "says that they should be driven out", 0.7, False),
            ("will ~4 expel ~4 GROUP", "wants them driven out", 0.7, False),
            ("should|will ~2 oust filler* they* GROUP away", "says that they should be driven out", 0.7, False),
            ("^ filler* oust filler* they* GROUP away", "says that they should be driven out", 0.7, False),
            ("GROUP ~2 outcast", "says that they should be shut out", 0.7, True),
            ("GROUP ~1 can filler* sweeping filler* kill|expel", "wishes them harm", 0.75, False),
            ("GROUP can sworn", "swears at them", 0.7, False),
            ("^ should not GROUP filler* kill|expel", "wishes them harm", 0.7, True),
            ("hate filler* they* swear? GROUP", "speaks of hatred for them", 0.75, False),
            ("hate !say ~2 GROUP", "speaks of hatred for them", 0.7, False),
            ("GROUP ~3 disgust", "speaks of disgust at them", 0.75, False),
            ("GROUP filler* be filler* vile|belittling", "speaks of them with contempt", 0.75, False),
            ("GROUP ~4 be filler* brute", "likens them to animals or things", 0.7, False),
            ("sweeping filler* GROUP misdo", "speaks of them with contempt", 0.65, False),
            ("GROUP be? sweeping misdo", "speaks of them with contempt", 0.65, False),
            ("find filler* GROUP filler* vile|belittling", "speaks of them with contempt", 0.7, False),
            ("belittling be filler* GROUP", "speaks of them with contempt", 0.65, False),
            ("since filler* GROUP ~4 ill", "blames them for what is wrong", 0.65, False),
            ("since filler* GROUP arrive *6 ill|spoilt", "blames them for what is wrong", 0.65, True),
            ("good ~5 before filler* GROUP arrive", "wants them gone", 0.65, False),
            ("GROUP be filler* servile", "says that they are worth less", 0.65, False),
            ("GROUP ~3 lesser", "says that they are worth less", 0.7, False),
            ("GROUP ~2 prey", "blames them for what is wrong", 0.7, False),
            ("shun ~5 GROUP", "speaks of hatred for them", 0.65, True),
            ("sweeping good GROUP ~3 kill", "wishes them harm", 0.8, False),
            ("GROUP filler* can not ~1 worthy", "says that they are worth less", 0.65, True),
            ("GROUP can cured", "speaks of them as ill", 0.65, False),
            ("will filler* GROUP filler* gone", "wants them gone", 0.65, False),
            ("enough filler* GROUP here", "wants no more of them", 0.65, False),
            ("GROUP ~2 should filler* lowly", "says that they are worth less", 0.65, False),
            ("^ be filler* GROUP even filler* right", "says that they are worth less", 0.65, True),
            ("^ do filler* GROUP even should ~1 right", "says that they are worth less", 0.65, True),
            ("not ~3 esteem filler* GROUP", "speaks of hatred for them", 0.65, True),
            ("not meant filler* GROUP", "says that they are worth less", 0.65, True),
            ("not say filler* GROUP filler* worthy", "says that they are worth less", 0.6, True),
            ("not filler* GROUP can ~3 worthy", "says that they are worth less", 0.65, True),
            ("GROUP ~2 not filler* unborn", "wants them gone", 0.65, True),
            ("GROUP ~2 be ~1 vile", "speaks of them with contempt", 0.7, False),
            ("^ be not GROUP ~2 vile", "speaks of them with contempt", 0.65, True),
            ("be filler* GROUP ~3 vile", "speaks of them with contempt", 0.65, False),
            ("vile filler* GROUP", "speaks of them with contempt", 0.7, False),
            ("vile be filler* GROUP", "speaks of them with contempt", 0.7, False),
            ("adjective|colour vile", "speaks of them with contempt", 0.7, False),
            ("swear they? GROUP !good", "swears at them", 0.65, False),
            ("be|vile ~2 GROUP filler* be? filler* allowed", "says that they should not be allowed what others are", 0.65, False),
            ("be GROUP ~1 goodfor", "says that they are worth less", 0.6, False),
            ("GROUP ~1 not should ~2 right|good|allowed", "says that they are worth less", 0.7, True),
            ("GROUP ~2 should not ~2 allowed", "says that they are worth less", 0.7, True),
            ("GROUP ~2 will not ~2 right|good", "says that they are worth less", 0.65, True),
            ("GROUP ~2 be|should|filler not ~3 right", "says that they are worth less", 0.75, True),
            ("not filler* GROUP ~2 should|be ~3 right", "says that they are worth less", 0.7, True),
            ("should not ~3 right ~3 GROUP", "says that they are worth less", 0.6, True),
        )
    )  # fmt: skip


@cache
def _of_the_former() -> tuple[_Rule, ...]:
    """What is said of "they" after a group has been named."""
    return tuple(
        _Rule(rule(text), says)
        for text, says in (
            ("they filler* be filler* vile|belittling", "speaks of them with contempt"),
            ("they ~1 should ~3 kill|expel", "says that they should be hurt or driven out"),
            ("they can filler* sweeping filler* kill|expel", "wishes them harm"),
            ("they filler* prey", "blames them for what is wrong"),
            ("they ~1 outcast", "says that they should be shut out"),
            ("they can sworn", "swears at them"),
            ("will filler* they filler* gone", "wants them gone"),
            ("hate filler* they", "speaks of hatred for them"),
            ("they ~2 disgust", "speaks of disgust at them"),
            ("will ~4 kill|expel ~3 they", "wishes them harm"),
            ("will ~4 they ~2 kill|expel", "wishes them harm"),
            ("me ~2 kill ~2 they", "threatens them with harm"),
            ("should ~2 kill|expel ~2 they", "says that they should be hurt or driven out"),
            ("^ filler* kill|expel filler* they", "calls for harm to them"),
            ("vile ~3 they", "speaks of them with contempt"),
        )
    )


@cache
def _of_you() -> tuple[re.Pattern[str], ...]:
    return (
        rule("you ~3 vile filler* IDENTITY"),
        rule("IDENTITY ~4 you ~3 disgust"),
        rule("IDENTITY , ~3 you ~3 vile|disgust|kill"),
    )


@cache
def _groups() -> re.Pattern[str]:
    return rule("GROUP")


@cache
def _identities() -> re.Pattern[str]:
    return rule("IDENTITY")


@cache
def _bad() -> re.Pattern[str]:
    return rule("|".join(sorted(_BAD)))


@cache
def needed() -> frozenset[str]:
    """The words without one of which nothing bad is said of a group."""
    return frozenset(telling_part(word) for word, names in wording().classes.items() if names & _BAD)


def detect(passage: Passage) -> Iterator[Claim]:
    """What is said of groups; nothing where it is quoted, reported, denied or condemned."""
    groups = list(_groups().finditer(passage.shape))
    if not (groups or _identities().search(passage.shape)) or not _bad().search(passage.shape):
        return
    for each in _rules():
        for found in each.pattern.finditer(passage.shape):
            yield from _claimed(passage, each, found.start(), found.end(), _kind(passage, found.start(), found.end()))
    for pattern in _of_you():
        for found in pattern.finditer(passage.shape):
            each = _Rule(pattern, "insults somebody as one of them", even_denied=True)
            yield from _claimed(passage, each, found.start(), found.end(), _kind(passage, found.start(), found.end()))
    if groups:
        first = groups[0]
        for each in _of_the_former():
            for found in each.pattern.finditer(passage.shape, first.end()):
                yield from _claimed(passage, each, found.start(), found.end(), _kind(passage, *first.span()))


def _claimed(passage: Passage, each: _Rule, start: int, end: int, kind: str) -> Iterator[Claim]:
    if excused(passage, start, end) or (not each.even_denied and denied(passage, start, _REACH)):
        return
    if _told_of_them(frozenset(passage.meant[start:end])):
        return
    if end - start > 1 and not each.even_denied and _someone_elses(passage, start):
        return
    why = f"“{passage.written(start, end)}” {each.says}."
    yield Claim(kind, start, end, why, each.confidence, "groups")
    if each.says.startswith(_THREATENING):
        yield Claim("threatening", start, end, why, each.confidence, "groups")


def _told_of_them(words: frozenset[str]) -> bool:
    """What is done to them, or once was: "they are treated like animals", "they were not allowed to sit"."""
    return not _BORNE.isdisjoint(words) or ("were" in words and not _GRANTED.isdisjoint(words))


def _someone_elses(passage: Passage, start: int) -> bool:
    """Whether the hatred is another's: "people who hate ...", "why do you hate ...", "hating ... is wrong"."""
    first, _ = passage.sentence(start)
    before = passage.meant[first:start]
    return bool({"who", "if", "whoever", "you", "he", "she", "to"} & set(before[-2:])) and not {
        "i",
        "we",
        "how",
        "want",
        "going",
    } & set(before)


def _kind(passage: Passage, start: int, end: int) -> str:
    """The kind of abuse, by the first word for a group."""
    kinds = wording().kinds
    for index in range(start, end):
        word = passage.meant[index]
        if word == "woman" and _ONE_PERSON & set(passage.meant[max(0, index - 4) : index]):
            return "abusive"
        if word in kinds:
            return kinds[word]
    return "abusive"
