"""Where web addresses stand in a text: with or without https, and bare domains of the common kinds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOPS = (
    "com|org|net|edu|gov|uk|ie|eu|fr|de|es|it|pl|us|ca|au|nz|in|io|co|me|tv|ly|gl|gg|ee|app|dev|info|biz|xyz|link|page|site|"
    "online|top|click|win|vip|icu|cc|shop|store|club|social|network|school|academy|church|cymru|wales|scot|london|blog|news|live|games|test|example|to(?=/)"
)
_ADDRESS = re.compile(
    r"(?<![\w@.-])(?:(?P<scheme>https?)://(?P<full>[^\s/?#<>\"'“”]{1,255})"
    rf"|(?P<host>(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,5}}(?:{_TOPS}))(?![\w@-]|\.\w))"
    r"(?P<rest>[/?#][^\s<>\"“”]{0,2000})?",
    re.IGNORECASE,
)
# "What a quiz.Win a prize": a sentence that follows without a space is no address.
_NEXT_SENTENCE = re.compile(r"[a-z]\.(?!Com|Org|Net|Uk)[A-Z][a-z]+")
_SIGN = re.compile(r"\.[^\W\d_]|://")
_TRAILING = ".,;:!?)]}'’…*_"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """`host` in lower case without "www."; `path` as written, without the final punctuation of the sentence."""

    start: int
    end: int
    host: str
    path: str


def web_addresses(text: str) -> list[WebAddress]:
    """Every web address in a text. Linear in its length."""
    return (
        [_address(found) for found in _candidates(text) if not _is_next_sentence(found)] if _SIGN.search(text) else []
    )


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """What looks like an address, in the stretches between blanks that hold a sign of one."""
    at = 0
    while sign := _SIGN.search(text, at):
        start = text.rfind(" ", at, sign.start()) + 1 or at
        blank = text.find(" ", sign.end())
        at = len(text) if blank < 0 else blank
        yield from _ADDRESS.finditer(text, start, at)


def _is_next_sentence(found: re.Match[str]) -> bool:
    host = found["host"]
    return bool(host) and not found["rest"] and _NEXT_SENTENCE.fullmatch(host[host.rindex(".") - 1 :]) is not None


def _address(found: re.Match[str]) -> WebAddress:
    host = (found["full"] or found["host"]).rpartition("@")[2].partition(":")[0]
    whole = found.group().rstrip(_TRAILING)
    path = (found["rest"] or "").rstrip(_TRAILING)
    host = host.lower().rstrip(_TRAILING).removeprefix("www.")
    return WebAddress(found.start(), found.start() + len(whole), host, path)
