"""Postal addresses: a house number and a street, a postcode, or both together."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from .findings import Finding
from .folding import Folded
from .postcodes import postcodes
from .wordlists import words

_CERTAIN = words(
    """
    ave avenue boulevard close cottages cres crescent croft drive gardens gdns grove lane ln mews parade rd road
    st street terrace
    """
)
_DOUBTFUL = words(
    """
    approach bank broadway chase cl court ct dr end flats fold garth gate green heights hill house meadow
    meadows mount park pl place quay rise row side sq square vale view villas walk way wharf yard
    """
)
_KINDS = "|".join(  # by their first letters, which is looked at soonest
    f"{first}(?:{'|'.join(kind[1:] for kind in kinds)})"
    for first, kinds in groupby(sorted(_CERTAIN | _DOUBTFUL), key=lambda kind: kind[0])
)
_FIGURE = re.compile(r"[0-9]")
# In lower case. It begins with a figure, so that it passes quickly over whatever is none.
_STREET = re.compile(
    r"(?P<number>[0-9](?<![\w£$.:/-].)\d{0,3}[a-z]?)(?P<gap>,?[ ])(?P<name>(?:[^\W\d_][\w'.]{0,20}+[ -]){1,4})"
    rf"(?P<kind>{_KINDS})\b"
)
_FLAT = re.compile(r"(?<![\w£$.:/-])(?:flat|unit|apartment|apt)[ ]\d{1,4}[a-z]?,?[ ]\Z")
_AT = re.compile(
    r"\b(?:at|to|@|address|live|lives|living|from|knock|of|on|round|is|visit|near|number|no|home)[ ,:]{1,3}\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:year|yr|class|room|page|bus|route|ks|key stage|team|round|lane|group|form|age|aged|week)[ ]\Z", re.IGNORECASE
)
_BETWEEN = re.compile(r"[ ,.\n]{1,4}(?:[^\W\d_][\w'-]{1,20}[ ,.\n]{1,4}){0,4}")
_TITLED = "|".join(kind.title() for kind in sorted(_CERTAIN | _DOUBTFUL))
_NO_NUMBER = re.compile(
    rf"(?:(?<=\s)|\A)(?:[A-Z][\w'.]{{1,20}}[ -]){{1,3}}(?:{_TITLED})"
    r"[ ,.\n]{1,3}(?:[A-Z][\w'-]{1,20}[ ,.\n]{1,3}){0,2}\Z"
)
_FURTHEST = 80
_NOT_A_STREET = words(
    """
    a am an and are at by down for from in is of on past pm the through to up was were with
    """
)
_WINDOW = 24


class _Street(NamedTuple):
    """A house number and a street, as they stand in the plain text; `flat`: whether it begins with "Flat 2"."""

    start: int
    end: int
    gap: str
    name: str
    kind: str
    flat: bool


def detect(folded: Folded) -> list[Finding]:
    """Addresses of people and places; a street and its postcode are one finding."""
    if not _FIGURE.search(folded.key):
        return []
    codes = postcodes(folded)
    streets = [_street(folded, found) for found in _STREET.finditer(folded.key)]
    if not codes and not streets:
        return []
    return [
        Finding(
            label="contact_details", span=folded.span(start, end), why=why, confidence=confidence, detector="addresses"
        )
        for start, end, why, confidence in _found(folded, streets, deque(codes))
    ]


def _street(folded: Folded, found: re.Match[str]) -> _Street:
    flat = _FLAT.search(folded.key, max(0, found.start() - _WINDOW), found.start())
    name, kind = (folded.flat[slice(*found.span(part))] for part in ("name", "kind"))
    return _Street(flat.start() if flat else found.start(), found.end(), found["gap"], name, kind, flat is not None)


def _found(
    folded: Folded, streets: Iterable[_Street], codes: deque[tuple[int, int]]
) -> Iterator[tuple[int, int, str, float]]:
    for street in streets:
        while codes and codes[0][0] < street.end:
            yield _by_postcode(folded, *codes.popleft())
        if codes and _BETWEEN.fullmatch(folded.flat, street.end, codes[0][0]):
            end = codes.popleft()[1]
            yield street.start, end, _why(folded, street.start, end, "a postal address"), 0.95
        elif _stands_alone(folded.flat, street):
            yield street.start, street.end, _why(folded, street.start, street.end, "a street address"), 0.75
    for code in codes:
        yield _by_postcode(folded, *code)


def _by_postcode(folded: Folded, start: int, end: int) -> tuple[int, int, str, float]:
    """A postcode with the street before it, if there is one without a number ("Church Lane, LS1 4AB")."""
    left = max(0, start - _FURTHEST)
    street = _NO_NUMBER.search(folded.flat[left:start])
    if street is None:
        return start, end, _why(folded, start, end, "a postcode"), 0.8
    return left + street.start(), end, _why(folded, left + street.start(), end, "a postal address"), 0.9


def _stands_alone(flat: str, street: _Street) -> bool:
    """Whether number and street are an address without a postcode to prove it."""
    before = flat[max(0, street.start - _WINDOW) : street.start]
    parts = re.split(r"[ -]", street.name.strip(" -"))
    if _COUNTED.search(before) or any(part.lower() in _NOT_A_STREET for part in parts):
        return False
    named = all(word[:1].isupper() for word in [*parts, street.kind])
    certain = street.kind.lower() in _CERTAIN
    led = bool(_AT.search(before)) or street.flat
    if "," in street.gap and not (led and named):
        return False
    return (certain and named) or (led and (certain or named))


def _why(folded: Folded, start: int, end: int, what: str) -> str:
    first, last = folded.span(start, end)
    return f"“{' '.join(folded.original[first:last].split())}” is {what}."
