"""Reading scenario files: the shape is checked line by line; what a scenario says of facets is judged when it is run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from yaml.nodes import Node, SequenceNode

from ..decision import VERDICTS
from ..errors import PackError, PackNotFound, Problem, did_you_mean
from ..vocabulary import Vocabulary, load_vocabulary
from .nodes import Reader, is_readable, present, read_text

Json = Mapping[str, Any]
SCENARIO_KEYS = ("id", "question", "situation", "expect", "why")
EXPECT_KEYS = ("verdict", "clauses", "needs", "duties")


def load_scenarios(path: str | Path) -> list[Json]:
    """The scenarios of a file.

    Raises:
        PackNotFound: there is no such file.
        PackError: the file is not a list of scenarios; lists every problem.
    """
    file = Path(path)
    if not is_readable(file):
        raise PackNotFound(f"There is no file '{path}'.")
    reader = Reader(str(path))
    root = reader.compose(read_text(file))
    if not isinstance(root, SequenceNode):
        raise PackError([Problem(str(path), 1, "a scenario file is a list of scenarios.")])
    scenarios = _ScenarioReader(reader, load_vocabulary())
    read = [scenarios.read(node) for node in root.value]
    reader.raise_problems()
    return read


class _ScenarioReader:
    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self.reader = reader
        self.vocabulary = vocabulary
        self.ids: set[str] = set()

    def read(self, node: Node) -> Json:
        reader = self.reader
        keys = self._keys(node, "a scenario", SCENARIO_KEYS, ("id", "situation", "expect"))
        id = reader.text(keys.get("id"), "'id'")
        if id in self.ids:
            reader.problem(node, f"the scenario '{id}' stands twice.", "Give it an id of its own.")
        self.ids.add(id)
        return {
            "id": id,
            "question": reader.text(present(keys).get("question"), "'question'"),
            "situation": self._facets(keys["situation"], f"the situation of {id}") if "situation" in keys else {},
            "expect": self._expected(keys["expect"], id) if "expect" in keys else {},
        }

    def _keys(self, node: Node, what: str, known: Collection[str], required: Collection[str]) -> dict[str, Node]:
        """The keys of a mapping. Authors may keep notes under keys of their own; one that looks misspelt is a problem."""
        keys = self.reader.mapping(node, what, required=required)
        for word in [word for word in keys if word not in known]:
            if hint := did_you_mean(word, known):
                self.reader.problem(keys[word], f"unknown key '{word}' in {what}.", hint)
        return keys

    def _facets(self, node: Node, what: str, known: Collection[str] | None = None) -> dict[str, str | list[str]]:
        """Facet -> a word or a list of words. What the words mean is judged when the scenario is run."""
        reader = self.reader
        return {
            name: list(reader.texts(value, what))
            if isinstance(value, SequenceNode) and value.value
            else _word(reader, value, what)
            for name, value in reader.mapping(node, what, known).items()
        }

    def _expected(self, node: Node, id: str) -> Json:
        reader = self.reader
        keys = present(self._keys(node, f"what {id} expects", EXPECT_KEYS, ("verdict",)))
        needs = f"the needs that {id} expects"
        return {
            "verdict": reader.word(keys.get("verdict"), "verdict", VERDICTS, f"in {id}"),
            "clauses": [reader.text(item, f"a clause that {id} expects") for item in self._list(keys, "clauses", id)],
            "needs": self._needs(keys["needs"], needs) if "needs" in keys else {},
            "duties": [self._duty(item, id) for item in self._list(keys, "duties", id)],
        }

    def _needs(self, node: Node, what: str) -> dict[str, list[str]]:
        return {
            name: list(self.reader.words(value, "value", self.vocabulary[name].words, f"for '{name}'"))
            for name, value in self.reader.mapping(node, what, self.vocabulary.facets).items()
        }

    def _list(self, keys: dict[str, Node], key: str, id: str) -> list[Node]:
        node = keys.get(key)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self.reader.problem(node, f"the {key} that {id} expects must be a list.")
            return []
        return list(node.value)

    def _duty(self, node: Node, id: str) -> Json:
        reader, duty = self.reader, self.vocabulary.duty
        keys = present(reader.mapping(node, f"a duty that {id} expects", ("do", "by", "to", "within"), ("do",)))
        expected: dict[str, Any] = {"do": list(reader.words(keys.get("do"), "duty", duty["do"]))}
        if "by" in keys:
            expected["by"] = reader.word(keys["by"], "actor", self.vocabulary["actor"].values, "in 'by'")
        if "to" in keys:
            expected["to"] = list(reader.words(keys["to"], "recipient", duty["to"]))
        if "within" in keys:
            expected["within"] = reader.word(keys["within"], "time", duty["within"], "in 'within'")
        return expected


def _word(reader: Reader, node: Node, what: str) -> str | list[str]:
    return [] if isinstance(node, SequenceNode) else reader.text(node, what)
