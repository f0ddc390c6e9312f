"""Names of people on the school's roll.

The automaton finds every form of every name; `readings` puts the parts together; `evidence` tells names from everyday
words and from other people; here doubtful ones are settled by the names beside them, and each becomes a finding.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from ..findings import Finding
from ..folding import Folded
from ..roll import Person, Roll
from ..webaddresses import web_addresses
from .evidence import Belief, could_be_listed
from .hashtags import TAG, in_hashtags
from .index import Hit, NameIndex, index_of
from .passage import Passage
from .readings import Reading, readings

__all__ = ["detect"]

_ADDRESS_LIKE = re.compile(r"[^\s@]{0,80}@[^\s@]{0,80}")
_JOINED = re.compile(r"(?:'s)?(?:, ?(?:and |& )?| and | & | n | \+ |/| a )")
_SHARING = re.compile(r" (?:and|&|n|\+) ")
_MOST_NAMED = 3


def detect(folded: Folded, roll: Roll) -> list[Finding]:
    """The names of people on the roll. Titles, possessive endings and the # of a hashtag are left out of the span."""
    index = index_of(roll)
    flat, key = folded.flat, folded.key
    hits = index.hits(key)
    if not hits and "#" not in key:
        return []
    text = Passage(flat, key, index.forenames)
    found = list(readings(text, index, _outside_addresses(flat, hits)))
    if "#" in key:
        found += in_hashtags(flat, key, index)
    return [_finding(folded, index, reading) for reading in _settled(text, index, found)]


def _outside_addresses(flat: str, hits: dict[int, list[Hit]]) -> dict[int, list[Hit]]:
    """Without the hits inside e-mail and web addresses, account names and hashtags."""
    taken = [(a.start, a.end) for a in web_addresses(flat)]
    if "@" in flat:
        taken += [found.span() for found in _ADDRESS_LIKE.finditer(flat)]
    if "#" in flat:
        taken += [found.span() for found in TAG.finditer(flat)]
    if not taken:
        return hits
    inside = bytearray(len(flat) + 1)
    for start, end in taken:
        inside[start:end] = b"\1" * (end - start)
    return {start: here for start, here in hits.items() if not inside[start]}


def _settled(text: Passage, index: NameIndex, found: list[Reading]) -> list[Reading]:
    """The readings that are believed, with the weak ones that believed ones speak for."""
    found.sort(key=lambda reading: reading.start)
    believed = [reading.belief >= Belief.LIKELY for reading in found]
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for at in order:
            believed[at] = believed[at] or (believed[at + step] and _listed_with(text, found[at], found[at + step]))
    known = frozenset[int]().union(*(r.people for r, sure in zip(found, believed, strict=True) if sure))
    kept = [r for r, sure in zip(found, believed, strict=True) if sure or (r.form == "surname" and r.people & known)]
    return [_of_one_family(text, index, r, kept[at + 1 :][:1]) for at, r in enumerate(kept)]


def _of_one_family(text: Passage, index: NameIndex, reading: Reading, following: list[Reading]) -> Reading:
    """In "Aisha and Yusuf Khan" the surname is also Aisha's, if it can be."""
    if reading.form != "forename" or not following or following[0].form != "full name":
        return reading
    if not _SHARING.fullmatch(text.key, reading.end, following[0].start):
        return reading
    families = {index.people[n].last_name for n in following[0].people}
    shared = frozenset(n for n in reading.people if index.people[n].last_name in families)
    return replace(reading, people=shared) if shared else reading


def _listed_with(text: Passage, reading: Reading, neighbour: Reading) -> bool:
    """Whether a doubtful name is joined to a believed one of its kind: "Priya, Will and Rose", "Mensah and Okoro"."""
    if reading.hit is None or (reading.form == "surname" and neighbour.form != "surname"):
        return False
    first, second = sorted((reading, neighbour), key=lambda r: r.start)
    joined = _JOINED.fullmatch(text.key, first.end, second.start)
    return bool(joined) and could_be_listed(text, reading.hit)


def _finding(folded: Folded, index: NameIndex, reading: Reading) -> Finding:
    people = tuple(index.people[n] for n in sorted(reading.people))
    start, end = folded.span(reading.start, reading.end)
    pupils = any(person.kind == "pupil" for person in people)
    told = reading.form == "full name" or (reading.year is not None and reading.form != "surname")
    return Finding(
        label="names_child" if pupils else "names_staff",
        span=(start, end),
        why=_why(folded.original[start:end], people, misspelt=reading.misspelt),
        confidence=_confidence(reading),
        detector="names",
        people=people,
        do_not_publish=any(person.do_not_publish for person in people),
        identifies=told and pupils,
    )


def _confidence(reading: Reading) -> float:
    if reading.misspelt:
        return 0.8 if reading.form == "full name" else 0.65
    if reading.form == "full name":
        return 0.98
    if reading.form in ("title and name", "forename and initial", "initial and surname"):
        return 0.93
    if reading.form == "surname":
        return 0.6
    return {Belief.WEAK: 0.6, Belief.LIKELY: 0.75, Belief.SURE: 0.85}[reading.belief]


def _why(written: str, people: Iterable[Person], *, misspelt: bool) -> str:
    people = list(people)
    names = [str(person) for person in people[:_MOST_NAMED]]
    more = len(people) - len(names)
    if len(people) == 1:
        known = "looks like a misspelling of" if misspelt else "is on the school's roll:"
        said = f"“{written}” {known} {names[0]}"
    else:
        listed = ", ".join(names) + f" or {more} more" if more else ", ".join(names[:-1]) + f" or {names[-1]}"
        said = f"“{written}” {'may be misspelt and could' if misspelt else 'could'} be {listed}"
    barred = [f"{p.first_name} {p.last_name}".strip() for p in people if p.do_not_publish]
    return f"{said}; {_listed(barred)} must not be published." if barred else f"{said}."


def _listed(names: list[str]) -> str:
    shown = names[:_MOST_NAMED]
    if len(names) > _MOST_NAMED:
        shown = [*shown, f"{len(names) - _MOST_NAMED} more"]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
