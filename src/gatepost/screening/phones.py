"""Telephone numbers, British and foreign.

A run of digits is only a candidate: its length, its grouping and the words before it say whether it is a number to
ring, and `phonenumbers` (libphonenumber's own data) whether such a number exists. Two kinds are settled here: numbers
that Ofcom keeps free for drama, which the library calls invalid although people write them, and helplines, which belong
to everybody and are no contact details of anyone.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from .dialling import HELPLINES, NOUGHTS, confidence, dialled
from .findings import Finding

_SEPARATORS = " \t.-/()\u00a0\u2009\u2010\u2011\u2012\u2013\u2014\u2015"
_BETWEEN = re.escape(_SEPARATORS)
_CANDIDATE = re.compile(rf"[+(]{{0,2}}[\doO](?:[{_BETWEEN}]{{0,3}}[\doO]){{5,59}}")
# The cheap first look, which most texts do not pass: six digits (also Arabic, Persian, wide) with no word between them.
_DIGIT = "[0-9٠-٩۰-۹０-９]"
_SIX_DIGITS = re.compile(rf"{_DIGIT}(?:[{_BETWEEN}oO]*+{_DIGIT}){{5}}")
_LEADING = _SEPARATORS + "+" + NOUGHTS
_GROUP = re.compile(r"[+(]{0,2}(?P<figures>[\doO]+)\)?")
_FIGURES = re.compile(r"[\doO]+")
_DATE = re.compile(r"(?:[0-3]?\d([/.-])[01]?\d\1(?:20)?\d\d|20\d\d-[01]\d-[0-3]\d)(?!\d)")
_FEWEST, _MOST = 6, 16
# "Ring 960382": how sure it is, and how many digits such a number has at most.
_LOCAL, _MOST_LOCAL = 0.6, 11
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
_OF_A_WORD = re.compile(r"(?:^|[^a-zA-Z])[a-zA-Z]\Z|[\d_#]\Z|[£$€]\s?\Z")
_OF_A_FIGURE = re.compile(r"\d[:.,/-]\Z")
_OF_A_TIME = re.compile(r"[a-z]?[:=]\d")
# Characters before a number in which an invitation may stand, and the name of another kind of number.
_FAR, _NEAR = 48, 24


def detect(text: str, region: str = "GB") -> list[Finding]:
    """The telephone numbers in a text. Spans leave out brackets and words around the number."""
    if not _SIX_DIGITS.search(text):
        return []
    return [
        Finding(
            label="phone_number",
            span=(start, end),
            why=f"“{text[start:end]}” is a telephone number.",
            confidence=sure,
            detector="phones",
        )
        for run in _runs(text)
        for start, end, sure in _in_run(text, *run, region)
    ]


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of digits and separators stand that are long enough to hold a number."""
    at = 0
    while digits := _SIX_DIGITS.search(text, at):
        leading = text[at : digits.start()].rstrip(_LEADING)
        run = _CANDIDATE.search(text, at + len(leading))
        if run is None:
            return
        yield run.span()
        at = run.end()


def _in_run(text: str, start: int, end: int, region: str) -> Iterator[tuple[int, int, float]]:
    """The numbers in one run of digits and separators: mostly one, or several side by side, or a date before one."""
    groups = list(_GROUP.finditer(text, start, end))
    at = 0
    while at < len(groups):
        date = _DATE.match(text, groups[at].start(), end)
        if date:
            at += sum(1 for group in groups[at:] if group.end() <= date.end())
            continue
        for last in _ends(groups, at):
            found = _number(text, groups[at].start(), groups[last].end(), region, within=groups[at].start() > start)
            if found:
                yield found
                at = last
                break
        at += 1


def _ends(groups: list[re.Match[str]], at: int) -> Iterable[int]:
    """The groups with which a number that begins at group `at` may end, the furthest first."""
    single = at
    while single < len(groups) and len(groups[single].group()) == 1:
        single += 1
    if single - at > _MOST_GROUPS:  # digits one by one
        return (single - 1,) if single - at < _MOST else ()
    widths = accumulate(len(group["figures"]) for group in groups[at : at + _MOST_GROUPS])
    fitting = [index for index, width in enumerate(widths, start=at) if _FEWEST <= width <= _MOST + 1]
    return reversed(fitting)  # one figure too many is the nought of "+44 (0)"


def _number(text: str, start: int, end: int, region: str, *, within: bool) -> tuple[int, int, float] | None:
    """The number between two places, if there is one; `within`: other digits stand before it in the same run."""
    start, end = _trimmed(text, start, end)
    written = text[start:end]
    digits = dialled(written)
    if not _FEWEST <= len(digits) <= _MOST or digits.lstrip("+") in HELPLINES or not _is_grouped_well(written):
        return None
    if _is_part_of_something(text[max(0, start - 2) : start], text[end : end + 3], within=within):
        return None
    sure = confidence(digits, region) if digits.startswith(("+", "0")) else 0.0
    if sure == 0 and _INVITED.search(text, max(0, start - _FAR), start):
        sure = confidence(digits, region)
        sure = _LOCAL if sure == 0 and len(digits) <= _MOST_LOCAL else sure
    return (start, end, sure) if sure and not _OTHER_NUMBER.search(text, max(0, start - _NEAR), start) else None


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
    lengths = [len(group) for group in _FIGURES.findall(written)]
    if sum(lengths) - sum(map(written.count, NOUGHTS)) < _FEWEST or written.startswith("0."):
        return False
    if len(lengths) > 4 and not written.startswith(("+", "00")) and set(lengths) == {2}:
        return False  # a row of times
    return not (len(lengths) > 1 and lengths[-1] == 1 and max(lengths) > 1)  # "07700-90215-3": a barcode


def _is_part_of_something(before: str, after: str, *, within: bool) -> bool:
    """Whether the characters next to the digits make them a pupil number, a price, a time or a longer number."""
    if _OF_A_WORD.search(before) or after.startswith(("_", "%")) or _OF_A_TIME.match(after):
        return True
    return not within and bool(_OF_A_FIGURE.search(before))
