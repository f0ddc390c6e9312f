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
_SPELT_AT = r"(?:\[at\]|\(at\)|\{at\}|<at>)[ ]?"
_BRACKETED_AT = re.compile(r"[\[({<]at[\])}>]")
_HIDDEN = re.compile(rf"(?P<at>{_SPELT_AT}|[ ]{_SPELT_AT}|[ ]@[ ]?|@[ ]|[ ]at[ ])(?P<domain>{_DOMAIN})")
_BEFORE = re.compile(rf"{_LOCAL}\Z")
_LONGEST_LOCAL = 64
_SPELT_DOT = re.compile(r"[ \[({]dot[ \])}]")
_SPELT_BEFORE = re.compile(r"(?:\w{1,20}(?: dot |\[dot\]|\(dot\))){1,2}\Z")
_PROVIDERS = re.compile(r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|btinternet|aol|live|proton)\.")
_ASKED = re.compile(r"\b(?:e-?mail|mail|write to|contact)\b[^\w]{0,3}(?:\w{1,10}[ :]{1,2}){0,3}\Z")
_COMMON_TOP = re.compile(r"\.(?:com|uk|org|net|example|test|eu|ie|wales|cymru|scot)\Z")
_NEAR = 40
_AT_SOME_DOMAIN = re.compile(r" at [^\W_][\w-]{0,62}(?:\.[^\W\d_]| ?[ \[({]dot| \. )")  # and not at 3.15
_ENDS_WELL = re.compile(rf"(?:\.[ ]?|[\[({{ ]dot[\])}} ][ ]?){_TOP}\Z")

# "look at bbc dot co dot uk" sends nobody an e-mail.
_NOT_A_MAILBOX = words(
    """
    a all and are be been here is it look looking more online see site that the them there this us visit was we
    website you
    """
)


def detect(folded: Folded) -> list[Finding]:
    """The e-mail addresses in a text, spaces and spelt-out signs included in the span."""
    key = folded.key
    found = list(_plain(key)) if "@" in key else []
    if _may_hide_one(key):
        found += _hidden(key)
    if not found:
        return []
    return [
        Finding(
            label="email_address",
            span=folded.span(start, end),
            why=f"“{_shown(folded, start, end)}” is an e-mail address.",
            confidence=confidence,
            detector="emails",
        )
        for start, end, confidence in _apart(found)
    ]


def _may_hide_one(key: str) -> bool:
    """The cheap first look, which most texts do not pass."""
    if "@" in key and (" @" in key or "@ " in key):
        return True
    if ("]" in key or ")" in key or "}" in key or ">" in key) and _BRACKETED_AT.search(key):
        return True
    return _AT_SOME_DOMAIN.search(key) is not None


def _apart(found: list[tuple[int, int, float]]) -> Iterator[tuple[int, int, float]]:
    """Those that begin inside none before them."""
    done = 0
    for start, end, confidence in sorted(found):
        if start >= done:
            done = end
            yield start, end, confidence


def _plain(key: str) -> Iterator[tuple[int, int, float]]:
    for found in _PLAIN.finditer(key):
        local, end = _local_part(key, found.start()), _end_of_domain(key, found.start() + 1, found.end())
        if local and end:
            yield local[0], end, 0.97


def _hidden(key: str) -> Iterator[tuple[int, int, float]]:
    for found in _HIDDEN.finditer(key):
        local = _local_part(key, found.start())
        end = _end_of_domain(key, found.start("domain"), found.end())
        if not local or not end or local[1] in _NOT_A_MAILBOX:
            continue
        domain = key[found.start("domain") : end]
        if found["at"].strip() == "at" and not _meant_for_mail(key, local, domain):
            continue
        yield _with_spelt_dots(key, local[0]), end, 0.85


def _meant_for_mail(key: str, local: tuple[int, str], domain: str) -> bool:
    """Whether a plain "at" is the sign of an address: "jo at example dot com", "e-mail jo.b at example.com"."""
    if _SPELT_DOT.search(domain) or _PROVIDERS.match(domain):
        return True
    asked = bool(_ASKED.search(key[max(0, local[0] - _NEAR) : local[0]]))
    return bool(_COMMON_TOP.search(domain)) and (asked or bool(re.search(r"[^\W\d_]{2}[._]\w", local[1])))


def _with_spelt_dots(key: str, start: int) -> int:
    """Where a mailbox name begins that goes on to the left: "kit dot moss [at] ..."."""
    found = _SPELT_BEFORE.search(key[max(0, start - _NEAR) : start])
    return start - len(found.group()) if found else start


def _local_part(key: str, at: int) -> tuple[int, str] | None:
    """The mailbox name that ends at `at`: where it starts, and what it is."""
    left = max(0, at - _LONGEST_LOCAL)
    found = _BEFORE.search(key[left:at])
    return (left + found.start(), found.group()) if found else None


def _end_of_domain(key: str, start: int, end: int) -> int | None:
    """Where the domain ends, or None if it has no dot and top level."""
    return end if _ENDS_WELL.search(key[start:end]) else None


def _shown(folded: Folded, start: int, end: int) -> str:
    first, last = folded.span(start, end)
    return folded.original[first:last]
