"""Long names with one slip of the pen: a letter left out, added, changed, or two that have changed places.

A slip in a short name is too often another word, so only names of seven letters and more are looked for by
themselves; beside the right forename a shorter surname will do. The first letter must be right ("Heather" is not the
weather), and an s at the end makes another name ("Roberts"), no slip.

One slip leaves at least one half of a name untouched, so each name is kept under its two halves.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..wordlists import words
from .words import DEEDS, ORDINARY

SHORTEST = 7
SHORTEST_BESIDE_FORENAME = 4
_LONGEST = 40
_KEPT = 20_000

WORD = re.compile(rf"(?<![\w'@#./-])[^\W\d_]{{{SHORTEST - 1},{_LONGEST}}}(?![\w@-])")
_SOUND = re.compile(r"[aeiouy]|(.)(?=\1)")

# Words and places that are one slip away from a name that is common in Britain.
NO_NAMES = words(
    """
    antonio barrows bickering bracket brighton broadly candies carolina carolling caroling cement chanel channel
    charity cheater clarity cornwall dorset drowning element fielding flaming flower follows france french
    gardener gardeners gelding georgian gilding handler hardened harming harrier herding hording hunting
    justice kendal kitchen leopard marine marina marshal martian martini meaning parking persons philippines
    planner rolling reading seating sinner spender spinner starling sterling steward stirling stamford stratford
    summons waiters waters wedding weather whether christmas christian christians parents patients patience
    brides buckle burgers charges fleeing flexing francais français handing hardest hawking heater holiday
    leonardo leotard melanin person premise previous printer promised shallow skinned stealing theres whiney
    winners wingers
    children charters chapters chatter chatting chances changes charlies carries carers
    """
)

_OTHER_WORDS = NO_NAMES | ORDINARY | DEEDS


class Misspellings:
    """The long names of a roll, by what is left of them after one slip."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(name for name in names if SHORTEST <= len(name) <= _LONGEST and name.isalpha())
        halves: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for name in self._names:
            middle = len(name) // 2
            halves[len(name), name[:middle]].append(name)
            halves[-len(name), name[middle:]].append(name)
        self._halves = dict(halves)
        self._known: dict[str, tuple[str, ...]] = {}

    def meant_by(self, word: str) -> tuple[str, ...]:
        """The names of which a word in lower case may be a misspelling, in order; none if it is itself a name."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[word] = () if word in _OTHER_WORDS else tuple(sorted(set(self._near(word))))
        return found

    def _near(self, word: str) -> Iterator[str]:
        if len(word) < SHORTEST - 1:
            return
        for length in range(len(word) - 1, len(word) + 2):
            middle = length // 2
            starts = self._halves.get((length, word[:middle]), ())
            ends = self._halves.get((-length, word[-(length - middle) :]), ())
            yield from (name for name in (*starts, *ends) if is_slip(word, name))
        middle = len(word) // 2
        turned = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
        if turned in self._names and is_slip(word, turned):  # two letters changed places across the middle
            yield turned


def is_slip(word: str, name: str) -> bool:
    """Whether a word differs from a name by one slip."""
    if word == name or not word or word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    if word in (f"{name}s", name.removesuffix("s")):
        return False
    at = next((i for i, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), len(name))
    if len(word) > len(name):
        return word[at + 1 :] == name[at:]
    if len(word) < len(name):
        return word[at:] == name[at + 1 :]
    turned = word[at : at + 2] == name[at : at + 2][::-1] and word[at + 2 :] == name[at + 2 :]
    return turned or word[at + 1 :] == name[at + 1 :]


def sounds_like(word: str, name: str) -> bool:
    """Whether two names are spellings of one ("Mohammed", "Mohamed") and not two ("Christine", "Christina")."""
    return word[-1:] == name[-1:] and _SOUND.sub("", word) == _SOUND.sub("", name)
