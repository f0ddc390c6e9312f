"""Where web addresses stand in a text: with or without https, and bare domains of the common kinds."""

import re
from dataclasses import dataclass

_TOPS = (
    "com|org|net|edu|gov|uk|ie|eu|fr|de|es|it|pl|us|ca|au|nz|in|io|co|me|tv|ly|gl|gg|ee|app|dev|info|biz|xyz|link|page|site|"
    "online|shop|store|club|social|network|school|academy|church|cymru|wales|scot|london|blog|news|live|games|test|example"
)
_ADDRESS = re.compile(
    r"(?<![\w@.-])(?:(?P<scheme>https?)://(?P<full>[^\s/?#<>\"'“”]{1,255})"
    rf"|(?P<host>(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,5}}(?:{_TOPS}))(?![\w@-]|\.\w))"
    r"(?P<rest>[/?#][^\s<>\"“”]{0,2000})?",
    re.IGNORECASE,
)
_DOT = re.compile(r"\.[^\W\d_]")
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
    if not _DOT.search(text) and "://" not in text:
        return []
    return [_address(found) for found in _ADDRESS.finditer(text)]


def _address(found: re.Match[str]) -> WebAddress:
    host = (found["full"] or found["host"]).rpartition("@")[2].partition(":")[0]
    whole = found.group().rstrip(_TRAILING)
    path = (found["rest"] or "").rstrip(_TRAILING)
    host = host.lower().rstrip(_TRAILING).removeprefix("www.")
    return WebAddress(found.start(), found.start() + len(whole), host, path)
