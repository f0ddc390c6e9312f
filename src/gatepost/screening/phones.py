"""Telephone numbers, British and foreign.

A run of digits is only a candidate: its length, its grouping and the words before it say whether it is a number to
ring, and `phonenumbers` (libphonenumber's own data) whether such a number exists. Two kinds are settled here: numbers
that Ofcom keeps free for drama, which the library calls invalid although people write them, and helplines, which belong
to everybody and are no contact details of anyone.
"""

import re
from collections.abc import Iterable, Iterator

from .dialling import HELPLINES, NOUGHTS, confidence, dialled
from .findings import Finding

_CANDIDATE = re.compile(r"[+(]{0,2}[\doO](?:[ \t.\-/()\u00a0\u2009\u2010-\u2015]{0,3}[\doO]){5,59}")
_GROUP = re.compile(r"[+(]{0,2}[\doO]+\)?")
_DATE = re.compile(r"(?:[0-3]?\d([/.-])[01]?\d\1(?:20)?\d\d|20\d\d-[01]\d-[0-3]\d)(?!\d)")
_FEWEST, _MOST = 6, 16
_DIGIT = re.compile(r"\d")
_ENOUGH_DIGITS = re.compile(rf"(?:\D*+\d){{{_FEWEST}}}")
_MOST_GROUPS = 7
_INVITED = re.compile(
    r"\b(?:ring|call|phone|tel|telephone|text|txt|whats ?app|mobile|mob|number|no|fax)\b[^\w\d]{0,3}"
    r"(?:(?:me|us|him|her|the|office|school|is|on|it|no|number)\b[^\w\d]{0,3}){0,4}\Z",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"\b(?:order|ref|reference|barcode|bar code|isbn|upn|urn|uln|invoice|account|sort code|id|ticket|charity|receipt|"
    r"serial|booking|begins?|starts?|nhs)\b(?:\s(?:number|no|code|with|is))?[^\w\d]{0,4}\Z",
    re.IGNORECASE,
)
_WINDOW = 48


def detect(text: str, region: str = "GB") -> list[Finding]:
    """The telephone numbers in a text. Spans leave out brackets and words around the number."""
    if not _may_hold_one(text):
        return []
    return [
        Finding(
            label="phone_number",
            span=(start, end),
            why=f"“{text[start:end]}” is a telephone number.",
            confidence=sure,
            detector="phones",
        )
        for found in _CANDIDATE.finditer(text)
        for start, end, sure in _in_run(text, found.start(), found.end(), region)
    ]


def _may_hold_one(text: str) -> bool:
    """The cheap first look, which most texts do not pass."""
    if not _DIGIT.search(text):
        return False
    if text.isascii():
        return sum(map(text.count, "0123456789")) >= _FEWEST
    return _ENOUGH_DIGITS.match(text) is not None


def _in_run(text: str, start: int, end: int, region: str) -> Iterator[tuple[int, int, float]]:
    """The numbers in one run of digits and separators: mostly one, or several side by side, or a date before one."""
    groups = [group.span() for group in _GROUP.finditer(text, start, end)]
    at = 0
    while at < len(groups):
        date = _DATE.match(text, groups[at][0], end)
        if date:
            at += sum(1 for group in groups[at:] if group[1] <= date.end())
            continue
        for last in _ends(groups, at):
            found = _number(text, groups[at][0], groups[last][1], region, within=groups[at][0] > start)
            if found:
                yield found
                at = last
                break
        at += 1


def _ends(groups: list[tuple[int, int]], at: int) -> Iterable[int]:
    """The groups with which a number that begins at group `at` may end, the furthest first."""
    single = at
    while single < len(groups) and groups[single][1] - groups[single][0] == 1:
        single += 1
    if single - at > _MOST_GROUPS:  # digits one by one
        return (single - 1,) if single - at < _MOST else ()
    return range(min(at + _MOST_GROUPS, len(groups)) - 1, at - 1, -1)


def _number(text: str, start: int, end: int, region: str, *, within: bool) -> tuple[int, int, float] | None:
    """The number between two places, if there is one; `within`: other digits stand before it in the same run."""
    start, end = _trimmed(text, start, end)
    digits = dialled(text[start:end])
    before = text[max(0, start - _WINDOW) : start]
    invited = bool(_INVITED.search(before))
    if not _FEWEST <= len(digits) <= _MOST or digits.lstrip("+") in HELPLINES or _OTHER_NUMBER.search(before):
        return None
    if not (digits.startswith(("+", "0")) or invited) or not _is_grouped_well(text[start:end]):
        return None
    if _is_part_of_something(before, text[end : end + 3], within=within):
        return None
    sure = confidence(digits, region, invited=invited)
    return (start, end, sure) if sure else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without an opening bracket that is never closed, and without the letter o of a word next to the digits."""
    while end > start and text[end - 1] in NOUGHTS and text[end : end + 1].isalpha():
        end -= 1
    while start < end and text[start] in NOUGHTS and start and text[start - 1].isalpha():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start < end and not (text[start].isalnum() or text[start] == "+" or text[start] == "("):
        start += 1
    while text[start : start + 1] == "(" and ")" not in text[start:end]:
        start += 1
    return start, end


def _is_grouped_well(written: str) -> bool:
    """Whether people would write a telephone number in such groups."""
    lengths = [len(group) for group in re.findall(r"[\doO]+", written)]
    if len(re.findall(r"\d", written)) < _FEWEST or written.startswith("0."):
        return False
    if len(lengths) > 4 and not written.startswith(("+", "00")) and set(lengths) == {2}:
        return False  # a row of times
    return not (len(lengths) > 1 and lengths[-1] == 1 and max(lengths) > 1)  # "07700-90215-3": a barcode


def _is_part_of_something(before: str, after: str, *, within: bool) -> bool:
    """Whether the characters next to the digits make them a pupil number, a price, a time or a longer number."""
    if re.search(r"(?:^|[^a-zA-Z])[a-zA-Z]\Z|[\d_#]\Z|[£$€]\s?\Z", before):
        return True
    if after[:1] in ("_", "%") or re.match(r"[a-z]?[:=]\d", after):
        return True
    return not within and bool(re.search(r"\d[:.,/-]\Z", before))
