"""Reading the head of a pack: the facts of the document that are not clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TypedDict

from yaml.nodes import MappingNode, Node

from ..pack import Channel, Item, Review
from ..vocabulary import Vocabulary
from .nodes import Reader, present

FACT_KEYS = (
    "applies_to",
    "also_addresses",
    "scope",
    "review",
    "channels",
    "other_networks",
    "roles",
    "definitions",
    "related_policies",
    "legislation",
    "return_slip",
    "application",
    "investigation",
)
CYCLES = ("annually", "every_2_years", "every_3_years", "regularly")
MONTH_OR_TERM = re.compile(r"\d{4}-(0[1-9]|1[0-2])|(Spring|Summer|Autumn) \d{4}")
REVIEW_DATES = ("due", "last_reviewed", "approved_on", "issued")


class Facts(TypedDict):
    applies_to: tuple[str, ...]
    also_addresses: tuple[str, ...]
    scope: str
    review: Review
    channels: dict[str, Channel]
    other_networks: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    definitions: dict[str, str]
    related_policies: tuple[str, ...]
    legislation: tuple[str, ...]
    return_slip: tuple[Item, ...]
    application: tuple[Item, ...]
    investigation: tuple[Item, ...]


class FactReader:
    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self.reader = reader
        self.vocabulary = vocabulary
        self.cited: list[tuple[Node, str]] = []  # clauses that facts cite, checked once all clauses are known

    def facts(self, keys: dict[str, Node]) -> Facts:
        reader, actors = self.reader, self.vocabulary["actor"].values
        return Facts(
            applies_to=reader.words(keys.get("applies_to"), "actor", actors, "in 'applies_to'"),
            also_addresses=reader.words(keys.get("also_addresses"), "actor", actors, "in 'also_addresses'"),
            scope=reader.text(keys.get("scope"), "'scope'"),
            review=self._review(keys.get("review")),
            channels=self._channels(keys.get("channels")),
            other_networks=reader.texts(keys.get("other_networks"), "'other_networks'"),
            roles=self._roles(keys.get("roles")),
            definitions=self._definitions(keys.get("definitions")),
            related_policies=reader.texts(keys.get("related_policies"), "'related_policies'"),
            legislation=reader.texts(keys.get("legislation"), "'legislation'"),
            return_slip=self._items(keys.get("return_slip"), "return_slip", "says"),
            application=self._items(keys.get("application"), "application", "asks"),
            investigation=self._items(keys.get("investigation"), "investigation", "says"),
        )

    def _review(self, node: Node | None) -> Review:
        if node is None:
            return Review()
        keys = present(self.reader.mapping(node, "'review'", tuple(Review.__dataclass_fields__)))
        dates = {key: self._date(keys.get(key)) for key in REVIEW_DATES}
        return Review(
            cycle=self.reader.word(keys.get("cycle"), "cycle", CYCLES, "in 'review'"),
            approved_by=self.reader.text(keys.get("approved_by"), "'approved_by'") or None,
            author=self.reader.text(keys.get("author"), "'author'") or None,
            **dates,
        )

    def _date(self, node: Node | None) -> str | None:
        text = self.reader.text(node, "a date")
        if node is not None and text and not _is_date(text):
            self.reader.problem(node, f"'{text}' is not a date.", "Write 2027-09-01, 2027-09 or Spring 2027.")
        return text or None

    def _channels(self, node: Node | None) -> dict[str, Channel]:
        if node is None:
            return {}
        known = self.vocabulary["channel"].values
        return {
            name: self._channel(body, name) for name, body in self.reader.mapping(node, "'channels'", known).items()
        }

    def _channel(self, node: Node, name: str) -> Channel:
        keys = present(self.reader.mapping(node, f"the channel '{name}'", tuple(Channel.__dataclass_fields__)))
        vocabulary, where = self.vocabulary, f"of the channel '{name}'"
        return Channel(
            account=self.reader.word(keys.get("account"), "account", vocabulary["account"].values, where),
            managed_by=self.reader.words(keys.get("managed_by"), "actor", vocabulary["actor"].values, where),
            posted_by=self.reader.words(keys.get("posted_by"), "actor", vocabulary["actor"].values, where),
            audience=self.reader.word(keys.get("audience"), "audience", vocabulary["audience"].values, where),
            posts=self.reader.words(keys.get("posts"), "category", vocabulary["category"].values, where),
            purpose=self.reader.text(keys.get("purpose"), f"the purpose {where}"),
        )

    def _roles(self, node: Node | None) -> dict[str, tuple[str, ...]]:
        if node is None:
            return {}
        known = (*self.vocabulary["actor"].values, *self.vocabulary.duty["to"])
        return {
            role: self.reader.texts(body, f"the role '{role}'")
            for role, body in self.reader.mapping(node, "'roles'", known).items()
        }

    def _definitions(self, node: Node | None) -> dict[str, str]:
        if node is None:
            return {}
        keys = self.reader.mapping(node, "'definitions'")
        return {term: self.reader.text(body, f"the definition of '{term}'") for term, body in keys.items()}

    def _items(self, node: Node | None, name: str, says: str) -> tuple[Item, ...]:
        if node is None:
            return ()
        return tuple(self._item(item, name, says) for item in self.reader.items(node, f"'{name}'"))

    def _item(self, node: Node, name: str, says: str) -> Item:
        keys = self.reader.mapping(node, f"an entry of '{name}'", (says, "clause"), (says,))
        clause = self.reader.text(keys.get("clause"), "'clause'") or None
        if clause:
            self.cited.append((keys["clause"], clause))
        return Item(self.reader.text(keys.get(says), f"'{says}'"), clause)


def fact_paths(root: MappingNode) -> Iterator[str]:
    """The dotted paths of the facts in the head of a file, of one step and of two."""
    for key, value in root.value:
        if key.value in FACT_KEYS:
            yield str(key.value)
            if isinstance(value, MappingNode):
                yield from (f"{key.value}.{inner.value}" for inner, _ in value.value)


def fact_at(path: str, node: Node) -> bool:
    """Whether a dotted path such as `review.cycle` or `channels.facebook` leads to a key of the file, be its value a blank."""
    for step in path.split("."):
        if not isinstance(node, MappingNode):
            return False
        found = next((value for key, value in node.value if key.value == step), None)
        if found is None:
            return False
        node = found
    return True


def _is_date(text: str) -> bool:
    """Whether a text is a day that there is, a month, or a term."""
    if MONTH_OR_TERM.fullmatch(text):
        return True
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
