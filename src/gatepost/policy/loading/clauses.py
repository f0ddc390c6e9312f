"""Reading the sections of a pack, clause by clause."""

from __future__ import annotations

from collections.abc import Mapping

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..pack import Clause, Section
from ..vocabulary import Vocabulary
from .nodes import Reader, line_of
from .rules import RuleReader

MODALITIES = ("must", "must_not", "should", "should_not", "may", "will", "advice", "definition", "fact", "sanction")
CLAUSE_KEYS = (
    "id",
    "says",
    "lines",
    "modality",
    "binding",
    "who",
    "rules",
    "controls",
    "facts",
    "guidance",
    "background",
    "restates",
    "note",
)


class ClauseReader:
    def __init__(self, reader: Reader, vocabulary: Vocabulary, controls: Mapping[str, str], rules: RuleReader) -> None:
        self.reader = reader
        self.vocabulary = vocabulary
        self.controls = controls
        self.rules = rules
        self.nodes: dict[str, dict[str, Node]] = {}  # clause id -> its keys, for the checks that need every clause

    def sections(self, node: Node) -> tuple[Section, ...]:
        return tuple(self._section(item) for item in self.reader.items(node, "'sections'"))

    def _section(self, node: Node) -> Section:
        keys = self.reader.mapping(node, "a section", ("heading", "clauses"), ("heading", "clauses"))
        heading = self.reader.text(keys.get("heading"), "'heading'")
        nodes = self.reader.items(keys["clauses"], f"the clauses of '{heading}'") if "clauses" in keys else []
        return Section(heading, tuple(clause for item in nodes if (clause := self._clause(item, heading))))

    def _clause(self, node: Node, heading: str) -> Clause | None:
        keys = self.reader.mapping(node, "a clause", CLAUSE_KEYS, ("id", "says"))
        id = self.reader.text(keys.get("id"), "'id'")
        if not id:
            return None
        if id in self.nodes:
            first = line_of(self.nodes[id]["id"])
            self.reader.problem(
                keys["id"], f"the clause '{id}' stands twice; first on line {first}.", "Give it an id of its own."
            )
            return None
        self.nodes[id] = keys
        if "says" in keys and not self.reader.text(keys["says"], f"what {id} says"):
            self.reader.problem(keys["says"], f"{id} says nothing.", "Write what the clause means, in your own words.")
        reader, actors = self.reader, self.vocabulary["actor"].values
        rules = self.rules.rules(keys.get("rules"), id)
        guidance = keys.get("guidance")
        if isinstance(guidance, (MappingNode, SequenceNode)):
            rules += (self.rules.guidance(guidance, id),)
        return Clause(
            id=id,
            says=reader.text(keys.get("says"), f"what {id} says"),
            heading=heading,
            line=line_of(node),
            lines=self._lines(keys.get("lines"), id),
            modality=reader.word(keys.get("modality"), "modality", MODALITIES, f"of {id}") or "must",
            binding=reader.flag(keys.get("binding"), "'binding'") is not False,
            who=reader.words(keys.get("who"), "actor", actors, f"in 'who' of {id}"),
            rules=rules,
            controls=reader.words(keys.get("controls"), "control", self.controls, f"in {id}"),
            facts=reader.texts(keys.get("facts"), "'facts'"),
            guidance=self._guidance(guidance),
            background=bool(reader.flag(keys.get("background"), "'background'")),
            restates=reader.text(keys.get("restates"), "'restates'") or None,
            note=reader.text(keys.get("note"), "'note'"),
        )

    def _guidance(self, node: Node | None) -> bool:
        if isinstance(node, (MappingNode, SequenceNode)):
            return True
        return bool(self.reader.flag(node, "'guidance'"))

    def _lines(self, node: Node | None, id: str) -> tuple[int, int] | None:
        if node is None:
            return None
        words = [item.value for item in self.reader.items(node, f"the lines of {id}") if isinstance(item, ScalarNode)]
        if len(words) != 2 or not all(str(word).isdigit() for word in words) or int(words[0]) > int(words[1]):
            self.reader.problem(node, f"the lines of {id} must be [first, last].")
            return None
        return int(words[0]), int(words[1])
