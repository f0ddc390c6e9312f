"""What an entry may say for ever: plain data that reads back the same from every database, and no words about people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

LONGEST = 200
_A_VALUE = re.compile(r"[^\s@\x00-\x1f\x7f\ud800-\udfff]*")


class WrongFacts(ValueError):
    """A service told the record something that it cannot keep. A mistake in Gatepost, never in what somebody typed."""


def checked(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as they are kept: whole numbers, yes and no, nothing, values without a space in them, and lists and mappings of these.

    A space or an @ gives away words or an address, which could not be erased any more.

    Raises:
        WrongFacts: anything else is among them.
    """
    return {_value(name, "the name of a fact"): _plain(fact, name) for name, fact in facts.items()}


def _plain(fact: Any, place: str) -> Any:
    if fact is None or isinstance(fact, bool | int):
        return fact
    if isinstance(fact, str):
        return _value(fact, place)
    if isinstance(fact, Mapping):
        return {_value(name, place): _plain(value, f"{place}.{name}") for name, value in fact.items()}
    if isinstance(fact, list | tuple):
        return [_plain(value, place) for value in fact]
    raise WrongFacts(
        f"{place} is of type {type(fact).__name__}. A fact is a whole number, yes or no, a value, or a list or mapping of these."
    )


def _value(text: Any, place: str) -> str:
    if not isinstance(text, str):
        raise WrongFacts(f"{place}: {text!r} is not text.")
    if len(text) > LONGEST or not _A_VALUE.fullmatch(text):
        raise WrongFacts(
            f"{place} holds words or an address. Give the record words as text=, where they can be erased."
        )
    return str(text)
