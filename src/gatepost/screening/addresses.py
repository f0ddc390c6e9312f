"""Postal addresses: a house number and a street, a postcode, or both together."""

import re
from collections import deque
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

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
_STREET = re.compile(
    r"(?<![\w£$.:/-])(?P<flat>(?:flat|unit|apartment|apt)[ ]\d{1,4}[a-z]?,?[ ])?"
    r"(?P<number>\d{1,4}[a-z]?)(?P<gap>,?[ ])(?P<name>(?:[^\W\d_][\w'.]{0,20}[ -]){1,4})"
    rf"(?P<kind>{'|'.join(sorted(_CERTAIN | _DOUBTFUL))})\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:at|to|@|address|live|lives|living|from|knock|of|on|round|is|visit|near|number|no|home)[ ,:]{1,3}\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:year|yr|class|room|page|bus|route|ks|key stage|team|round|lane|group|form|age|aged|week)[ ]\Z", re.IGNORECASE
)
_BETWEEN = re.compile(r"[ ,.\n]{1,4}(?:[^\W\d_][\w'-]{1,20}[ ,.\n]{1,4}){0,4}")
_NO_NUMBER = re.compile(
    rf"(?:(?<=\s)|\A)(?:[A-Z][\w'.]{{1,20}}[ -]){{1,3}}(?:{'|'.join(kind.title() for kind in sorted(_CERTAIN | _DOUBTFUL))})"
    r"[ ,.\n]{1,3}(?:[A-Z][\w'-]{1,20}[ ,.\n]{1,3}){0,2}\Z"
)
_FURTHEST = 80
_DIGIT = re.compile(r"\d")
_HOUSE = re.compile(r"\d[^\W\d_]?,? [^\W\d_]")  # what every street with a number holds
_KINDS = AhoCorasick(sorted(_CERTAIN | _DOUBTFUL))
_NOT_A_STREET = words(
    """
    a am an and are at by down for from in is of on past pm the through to up was were with
    """
)
_WINDOW = 24


def detect(folded: Folded) -> list[Finding]:
    """Addresses of people and places; a street and its postcode are one finding."""
    if not _DIGIT.search(folded.flat):
        return []
    codes = postcodes(folded)
    if not codes and not _may_hold_a_street(folded):
        return []
    return [
        Finding(
            label="contact_details", span=folded.span(start, end), why=why, confidence=confidence, detector="addresses"
        )
        for start, end, why, confidence in _found(folded, deque(codes))
    ]


def _found(folded: Folded, codes: deque[tuple[int, int]]) -> Iterator[tuple[int, int, str, float]]:
    flat = folded.flat
    for street in _STREET.finditer(flat):
        while codes and codes[0][0] < street.end():
            yield _by_postcode(folded, *codes.popleft())
        if codes and _BETWEEN.fullmatch(flat, street.end(), codes[0][0]):
            end = codes.popleft()[1]
            yield street.start(), end, _why(folded, street.start(), end, "a postal address"), 0.95
        elif _stands_alone(flat, street):
            yield *street.span(), _why(folded, *street.span(), "a street address"), 0.75
    for code in codes:
        yield _by_postcode(folded, *code)


def _may_hold_a_street(folded: Folded) -> bool:
    """The cheap first look, which most texts do not pass."""
    if not _HOUSE.search(folded.flat):
        return False
    key = folded.key
    return any(
        key[start - 1] in " -" and not key[end : end + 1].isalnum()
        for _, start, end in _KINDS.find_matches_as_indexes(key, overlapping=True)
        if start
    )


def _by_postcode(folded: Folded, start: int, end: int) -> tuple[int, int, str, float]:
    """A postcode with the street before it, if there is one without a number ("Church Lane, LS1 4AB")."""
    left = max(0, start - _FURTHEST)
    street = _NO_NUMBER.search(folded.flat[left:start])
    if street is None:
        return start, end, _why(folded, start, end, "a postcode"), 0.8
    return left + street.start(), end, _why(folded, left + street.start(), end, "a postal address"), 0.9


def _stands_alone(flat: str, street: re.Match[str]) -> bool:
    """Whether number and street are an address without a postcode to prove it."""
    before = flat[max(0, street.start() - _WINDOW) : street.start()]
    parts = re.split(r"[ -]", street["name"].strip(" -").lower())
    if _COUNTED.search(before) or any(part in _NOT_A_STREET for part in parts):
        return False
    named = all(word[:1].isupper() for word in [*re.split(r"[ -]", street["name"].strip(" -")), street["kind"]])
    certain = street["kind"].lower() in _CERTAIN
    led = bool(_AT.search(before)) or bool(street["flat"])
    if "," in street["gap"] and not (led and named):
        return False
    return (certain and named) or (led and (certain or named))


def _why(folded: Folded, start: int, end: int, what: str) -> str:
    first, last = folded.span(start, end)
    return f"“{' '.join(folded.original[first:last].split())}” is {what}."
