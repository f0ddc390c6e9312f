"""E-mail addresses, also those written to hide from machines ("jo [at] example dot com").

Written for schools: `*.sch.uk` is a whole public suffix, which general detectors throw away.
"""

import re
from collections.abc import Iterator

from .findings import Finding
from .folding import Folded
from .wordlists import words

_LOCAL = r"[^\W_](?:[\w.+'%-]{0,62}[\w+])?"
_TOP = r"(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{1,59})"
_DOT = r"(?:\.|[ ]?(?:\[dot\]|\(dot\)|\{dot\})[ ]?|[ ]dot[ ]|[ ]\.[ ](?=(?:com?|org|net|uk|sch|gov|ac)\b))"
_DOMAIN = rf"[^\W_](?:[\w-]{{0,61}}[^\W_])?(?:{_DOT}[^\W_](?:[\w-]{{0,61}}[^\W_])?){{0,6}}"

_PLAIN = re.compile(rf"@{_DOMAIN}")
_HIDDEN = re.compile(
    rf"(?P<at>[ ]?(?:\[at\]|\(at\)|\{{at\}}|<at>)[ ]?|[ ]@[ ]?|@[ ]|[ ]at[ ])(?P<domain>{_DOMAIN})", re.IGNORECASE
)
_BEFORE = re.compile(rf"{_LOCAL}\Z")
_LONGEST_LOCAL = 64
_SPELT_DOT = re.compile(r"[ \[({]dot[ \])}]", re.IGNORECASE)
_SPELT_BEFORE = re.compile(r"(?:\w{1,20}(?: dot |\[dot\]|\(dot\))){1,2}\Z", re.IGNORECASE)
_PROVIDERS = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|btinternet|aol|live|proton)\.", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?:e-?mail|mail|write to|contact)\b[^\w]{0,3}(?:\w{1,10}[ :]{1,2}){0,3}\Z", re.IGNORECASE)
_COMMON_TOP = re.compile(r"\.(?:com|uk|org|net|example|test|eu|ie|wales|cymru|scot)\Z", re.IGNORECASE)
_NEAR = 40
_AT_SOME_DOMAIN = re.compile(r" at [^\W_][\w-]{0,62}(?:\.| ?[ \[({]dot| \. )")
_ENDS_WELL = re.compile(rf"(?:\.[ ]?|[\[({{ ]dot[\])}} ][ ]?){_TOP}\Z", re.IGNORECASE)

# "look at bbc dot co dot uk" sends nobody an e-mail.
_NOT_A_MAILBOX = words(
    """
    a all and are be been here is it look looking more online see site that the them there this us visit was we
    website you
    """
)


def detect(folded: Folded) -> list[Finding]:
    """The e-mail addresses in a text, spaces and spelt-out signs included in the span."""
    if not _may_hold_one(folded):
        return []
    return [
        Finding(
            label="email_address",
            span=folded.span(start, end),
            why=f"“{_shown(folded, start, end)}” is an e-mail address.",
            confidence=confidence,
            detector="emails",
        )
        for start, end, confidence in _addresses(folded.flat)
    ]


def _may_hold_one(folded: Folded) -> bool:
    """The cheap first look, which most texts do not pass."""
    key = folded.key
    if "@" in key or "at]" in key or "at)" in key or "at}" in key or "at>" in key:
        return True
    return _AT_SOME_DOMAIN.search(key) is not None


def _addresses(flat: str) -> Iterator[tuple[int, int, float]]:
    done = 0
    for start, end, confidence in sorted([*_plain(flat), *_hidden(flat)]):
        if start >= done:
            done = end
            yield start, end, confidence


def _plain(flat: str) -> Iterator[tuple[int, int, float]]:
    for found in _PLAIN.finditer(flat):
        local, end = _local_part(flat, found.start()), _end_of_domain(flat, found.start() + 1, found.end())
        if local and end:
            yield local[0], end, 0.97


def _hidden(flat: str) -> Iterator[tuple[int, int, float]]:
    for found in _HIDDEN.finditer(flat):
        local = _local_part(flat, found.start())
        end = _end_of_domain(flat, found.start("domain"), found.end())
        if not local or not end or local[1].lower() in _NOT_A_MAILBOX:
            continue
        domain = flat[found.start("domain") : end]
        if found["at"].strip().lower() == "at" and not _meant_for_mail(flat, local, domain):
            continue
        yield _with_spelt_dots(flat, local[0]), end, 0.85


def _meant_for_mail(flat: str, local: tuple[int, str], domain: str) -> bool:
    """Whether a plain "at" is the sign of an address: "jo at example dot com", "e-mail jo.b at example.com"."""
    if _SPELT_DOT.search(domain) or _PROVIDERS.match(domain):
        return True
    asked = bool(_ASKED.search(flat[max(0, local[0] - _NEAR) : local[0]]))
    return bool(_COMMON_TOP.search(domain)) and (asked or bool(re.search(r"[^\W\d_]{2}[._]\w", local[1])))


def _with_spelt_dots(flat: str, start: int) -> int:
    """Where a mailbox name begins that goes on to the left: "kit dot moss [at] ..."."""
    found = _SPELT_BEFORE.search(flat[max(0, start - _NEAR) : start])
    return start - len(found.group()) if found else start


def _local_part(flat: str, at: int) -> tuple[int, str] | None:
    """The mailbox name that ends at `at`: where it starts, and what it is."""
    left = max(0, at - _LONGEST_LOCAL)
    found = _BEFORE.search(flat[left:at])
    return (left + found.start(), found.group()) if found else None


def _end_of_domain(flat: str, start: int, end: int) -> int | None:
    """Where the domain ends, or None if it has no dot and top level."""
    return end if _ENDS_WELL.search(flat[start:end]) else None


def _shown(folded: Folded, start: int, end: int) -> str:
    first, last = folded.span(start, end)
    return folded.original[first:last]
