"""Loading a pack strictly: a file becomes a Pack, or an error that lists everything wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from yaml.nodes import MappingNode, Node, SequenceNode

from ..errors import PackNotFound, did_you_mean
from ..pack import Pack
from ..vocabulary import Vocabulary, load_controls, load_vocabulary
from .clauses import ClauseReader
from .conditions import ConditionReader
from .facts import FACT_KEYS, FactReader, fact_at, fact_paths
from .nodes import Reader, is_null, is_readable, present, read_text
from .rules import RuleReader

STATUSES = ("draft", "approved", "superseded", "not_stated")
HEAD_KEYS = ("pack", "title", "organisation", "version", "status", "define", "sections", *FACT_KEYS)


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that are shipped with Gatepost."""
    files = resources.files("gatepost.packs").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


def load_pack(name: str | Path) -> Pack:
    """A shipped pack by its name, or a pack of your own by the path of its file.

    Raises:
        PackNotFound: there is no such pack or file.
        PackError: the file is not a pack; lists every problem.
    """
    if str(name) in shipped_packs():
        return _load_shipped(str(name))
    return parse_pack(pack_text(name), str(Path(name)))


def pack_text(name: str | Path) -> str:
    """The text of a shipped pack, or of a file.

    Raises:
        PackNotFound: there is no such pack or file.
    """
    if str(name) in shipped_packs():
        return resources.files("gatepost.packs").joinpath(f"{name}.yaml").read_text("utf-8")
    if not is_readable(path := Path(name)):
        hint = did_you_mean(str(name), shipped_packs())
        known = f"The packs are {', '.join(shipped_packs())}; a pack of your own is named by the path of its file."
        raise PackNotFound(f"There is no pack or file '{name}'. {hint + ' ' if hint else ''}{known}")
    return read_text(path)


@cache
def _load_shipped(name: str) -> Pack:
    return parse_pack(pack_text(name), f"{name}.yaml")


def parse_pack(text: str, file: str, vocabulary: Vocabulary | None = None) -> Pack:
    """The pack in a text; `file` is what errors call it.

    Raises:
        PackError: the text is not a pack; lists every problem.
    """
    reader = Reader(file)
    pack = _PackReader(reader, vocabulary or load_vocabulary()).read(reader.root(text))
    reader.raise_problems()
    return pack


class _PackReader:
    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self.reader = reader
        self.vocabulary = vocabulary
        self.conditions = ConditionReader(reader, vocabulary)
        self.clauses = ClauseReader(
            reader, vocabulary, load_controls(), RuleReader(reader, vocabulary, self.conditions)
        )
        self.facts = FactReader(reader, vocabulary)

    def read(self, root: MappingNode) -> Pack:
        keys = self.reader.mapping(root, "the head of the pack", HEAD_KEYS, ("pack", "title", "sections"))
        present_keys = present(keys)
        self.conditions.named = self._named(present_keys.get("define"))
        pack = Pack(
            name=self.reader.text(keys.get("pack"), "'pack'"),
            title=self.reader.text(keys.get("title"), "'title'"),
            organisation=self.reader.text(present_keys.get("organisation"), "'organisation'"),
            version=self.reader.text(present_keys.get("version"), "'version'") or None,
            status=self.reader.word(present_keys.get("status"), "status", STATUSES) or "not_stated",
            vocabulary=self.vocabulary,
            sections=self.clauses.sections(keys["sections"]) if "sections" in keys else (),
            file=self.reader.file,
            **self.facts.facts(present_keys),
        )
        self._check_references(root)
        self._check_circles(pack)
        return pack

    def _named(self, node: Node | None) -> dict[str, tuple[str, ...]]:
        """The pack's own lists of values. A name must not be a word of the vocabulary, and a list must not be empty."""
        if node is None:
            return {}
        taken = {word for facet in self.vocabulary for word in facet.words}
        named: dict[str, tuple[str, ...]] = {}
        for name, body in self.reader.mapping(node, "'define'").items():
            if name in taken:
                self.reader.problem(body, f"'{name}' is a word of the vocabulary.", "Give your list another name.")
            words = self.reader.texts(body, f"the list '{name}'")
            for word in words:
                if word not in taken:
                    self.reader.unknown(body, "value", word, taken, f"in the list '{name}'")
            named[name] = tuple(word for word in words if word in taken)
        return named

    def _check_references(self, root: MappingNode) -> None:
        """Every clause and fact that is cited exists."""
        for id, keys in self.clauses.nodes.items():
            for node in _cited(keys):
                self._check_clause(node, str(node.value), f"in {id}")
            for node in self._fact_paths(keys):
                if not fact_at(str(node.value), root):
                    self.reader.problem(
                        node,
                        f"{id} cites the fact '{node.value}', which the head of this file does not have.",
                        did_you_mean(str(node.value), fact_paths(root)),
                    )
        for node, clause in self.facts.cited:
            self._check_clause(node, clause, "in the head of the pack")

    def _check_clause(self, node: Node, clause: str, where: str) -> None:
        if clause not in self.clauses.nodes:
            self.reader.unknown(node, "clause", clause, self.clauses.nodes, where)

    def _fact_paths(self, keys: dict[str, Node]) -> list[Node]:
        return _listed(keys.get("facts"))

    def _check_circles(self, pack: Pack) -> None:
        """Clauses must not defeat one another in a circle, for then none would stand; nor only repeat one another."""
        clauses = pack.clauses.values()
        defeats = {clause.id: {other for rule in clause.rules for other in rule.despite} for clause in clauses}
        repeats = {clause.id: {clause.restates} if clause.restates else set() for clause in clauses}
        for word, follows in (("despite", defeats), ("restates", repeats)):
            if circle := next((circle for id in follows if (circle := _circle(id, follows))), None):
                node = self.clauses.nodes[circle[0]]["id"]
                self.reader.problem(
                    node, f"'{word}' goes in a circle: {' -> '.join(circle)}.", "Let one of them stand."
                )


def _cited(keys: dict[str, Node]) -> Iterator[Node]:
    """The nodes in which a clause names other clauses."""
    yield from _listed(keys.get("restates"))
    for rule in _listed(keys.get("rules")):
        if isinstance(rule, MappingNode):
            for key, value in rule.value:
                if key.value == "despite":
                    yield from _listed(value)


def _listed(node: Node | None) -> list[Node]:
    if node is None or is_null(node):
        return []
    return list(node.value) if isinstance(node, SequenceNode) else [node]


def _circle(start: str, defeats: dict[str, set[str]]) -> list[str] | None:
    """The shortest way from a clause back to itself, if there is one."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for other in sorted(defeats.get(way[-1], ())):
            if other == start:
                return [*way, start]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return None


__all__ = ["load_pack", "parse_pack", "shipped_packs"]
