"""How long a text is, as the networks count."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from gatepost.screening.webaddresses import web_addresses

from .graphemes import clusters, data, is_emoji


def graphemes(text: str) -> int:
    """Characters as a reader sees them: a family of four is one."""
    return sum(1 for _ in clusters(text))


def graphemes_and_short_links(text: str) -> int:
    """As Mastodon counts: every link is as long as any other."""
    short = int(data()["short_link"])
    plain, links = _without_links(text)
    return graphemes(plain) + short * links


def weighted(text: str) -> int:
    """As X counts: a link is 23, an emoji 2, letters of most scripts of Europe 1, others 2."""
    x = data()["x"]
    plain, links = _without_links(unicodedata.normalize("NFC", text))
    total: int = links * x["link"]
    for cluster in clusters(plain):
        total += x["emoji"] if is_emoji(cluster) else sum(map(_weight, cluster))
    return -(-total // int(x["scale"]))


def utf16(text: str) -> int:
    """Units of UTF-16, as a browser's `length`: most emoji are 2 or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


COUNTS: Mapping[str, Callable[[str], int]] = {
    "graphemes": graphemes,
    "graphemes_and_short_links": graphemes_and_short_links,
    "weighted": weighted,
    "utf16": utf16,
    "bytes": utf8_bytes,
}
"""The ways of counting, by the names that `limits.yaml` uses."""


def _without_links(text: str) -> tuple[str, int]:
    """The text without its web addresses, and how many there were."""
    kept, at, found = [], 0, web_addresses(text)
    for address in found:
        kept.append(text[at : address.start])
        at = address.end
    return "".join([*kept, text[at:]]), len(found)


@cache
def _weight(char: str) -> int:
    x, code = data()["x"], ord(char)
    return next((int(row["weight"]) for row in x["weights"] if row["from"] <= code <= row["to"]), int(x["default"]))
