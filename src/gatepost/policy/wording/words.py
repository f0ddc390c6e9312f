"""The phrases of `words.yaml`: every value of every facet, said for the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ..vocabulary import NOT
from .grammar import Statement, fill, with_article

Phrases = Mapping[str, Any]


@cache
def words() -> Phrases:
    """All phrases, by facet and value."""
    text = resources.files("gatepost.policy").joinpath("words.yaml").read_text("utf-8")
    loaded: Phrases = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


def phrase(facet: str, value: str, form: str = "is") -> str:
    """One phrase of a value; its name with the underscores taken out where the words have none (as for a vocabulary of your own)."""
    entry = words().get(facet, {}).get(value)
    if isinstance(entry, str):
        return entry if form == "is" else ""
    if isinstance(entry, Mapping):
        found = entry.get(form)
        return str(found) if found is not None else ""
    return value.replace("_", " ")


def groups(facet: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The values of a facet as they stand together where a person chooses: under which heading, which values."""
    return iter(words()["groups"].get(facet, {}).items())


def facet_words(facet: str) -> str:
    """A facet as something that an answer depends on: "the account"."""
    return phrase("facet", facet)


def value_words(facet: str, value: str) -> str:
    """A value in words, as it stands in a list: "a former pupil under 18", "not trained"."""
    name, positive = _read(facet, value)
    if facet == "action":
        return phrase(facet, name, "doing") or name.replace("_", " ")
    if facet == "content":
        statement = content_statement(name, "it")
        return statement.predicate if positive else statement.denial
    if facet == "circumstance" and not positive:
        return phrase(facet, name, "not") or f"not {phrase(facet, name)}"
    return phrase(facet, name) if positive else f"not {phrase(facet, name)}"


def action_pattern(action: str) -> str:
    """The sentence of an action, with its gaps."""
    return (
        phrase("action", action, "says")
        if action in words()["action"]
        else f"{{actor}} does this: {phrase('action', action)}"
    )


def content_statement(name: str, it: str) -> Statement:
    """What a value of `content` says of the post, the comment, the message."""
    text = phrase("content", name)
    return Statement.parse(f"{it} | {text}" if "|" in text else f"{it} | is | {text}", {})


def statement(facet: str, name: str, slots: Mapping[str, str]) -> Statement:
    """What a value of `circumstance`, `relationship`, `consent`, `audience` or `approval` states."""
    if facet == "approval":
        return Statement(phrase(facet, name), "has", "approved")
    says = phrase(facet, name, "says")
    if "|" not in says:
        return Statement("this", "is", phrase(facet, name))
    return Statement.parse(says, slots)


def is_denied(facet: str, value: str) -> bool:
    """Whether a word is a `not_X`."""
    return not _read(facet, value)[1]


def bare(facet: str, value: str) -> str:
    """The value that a word speaks of, without its `not_`."""
    return _read(facet, value)[0]


def _read(facet: str, value: str) -> tuple[str, bool]:
    """A word as its value and whether it is said to be so. Values such as `not_given` are values in their own right."""
    known = words().get(facet, {})
    if value.startswith(NOT) and value not in known:
        return value.removeprefix(NOT), False
    return value, True


def account_words(account: str | None, channel: str | None) -> str:
    """The account, with its network where it is known: "a personal Facebook account"."""
    if channel is None:
        return phrase("account", account) if account else ""
    kind = phrase("account", account, "kind") if account else ""
    if account and not kind:
        return f"{phrase('account', account)} ({phrase('channel', channel)})"
    noun = fill(phrase("channel", channel, "account"), {"kind": kind}) or f"account on {phrase('channel', channel)}"
    return with_article(noun)
