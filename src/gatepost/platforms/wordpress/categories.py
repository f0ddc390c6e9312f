"""The categories of a post, which WordPress knows by number."""

from __future__ import annotations

from html import unescape
from itertools import count

from gatepost.platforms.errors import Refused

from .client import Client

_PAGE = 100


def numbers_of(client: Client, names: tuple[str, ...]) -> list[int]:
    """The numbers of categories, in order; one that is not there is made. Raises Refused if that may not be done."""
    there = _numbers(client) if names else {}
    return sorted({there.get(name.casefold()) or _made(client, name) for name in names})


def _numbers(client: Client) -> dict[str, int]:
    """Every category by its name. They are not searched for: a search does not find a name with an “&” in it."""
    numbers: dict[str, int] = {}
    for page in count(1):
        rows = client.get("categories", per_page=_PAGE, page=page)
        numbers |= {unescape(row["name"]).casefold(): int(row["id"]) for row in rows}
        if len(rows) < _PAGE:
            break
    return numbers


def _made(client: Client, name: str) -> int:
    try:
        return int(client.post("categories", {"name": name}, repeatable=True)["id"])
    except Refused as error:
        says = f"WordPress has no category “{name}”, and this user may not add one. Add it there, or choose another."
        raise Refused(says, raw=error.raw) from error
