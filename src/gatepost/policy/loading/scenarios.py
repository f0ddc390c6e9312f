"""Reading scenario files: the shape is checked line by line; what a scenario says of facets is judged when it is run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import Node, SequenceNode

from ..decision import VERDICTS
from ..errors import PackError, PackNotFound, Problem
from ..vocabulary import Vocabulary, load_vocabulary
from .nodes import Reader, is_null, present, read_text

Json = Mapping[str, Any]


def load_scenarios(path: str | Path) -> list[Json]:
    """The scenarios of a file.

    Raises:
        PackNotFound: there is no such file.
        PackError: the file is not a list of scenarios; lists every problem.
    """
    file = Path(path)
    if not file.is_file():
        raise PackNotFound(f"There is no file '{path}'.")
    text = read_text(file)
    reader = Reader(str(path))
    root = reader.compose(text)
    if not isinstance(root, SequenceNode):
        raise PackError([Problem(str(path), 1, "a scenario file is a list of scenarios.")])
    ids: set[str] = set()
    for node in root.value:
        _check(reader, node, ids, load_vocabulary())
    reader.raise_problems()
    scenarios: list[Json] = yaml.load(text, Loader=yaml.CSafeLoader)
    return scenarios


def _check(reader: Reader, node: Node, ids: set[str], vocabulary: Vocabulary) -> None:
    keys = reader.mapping(node, "a scenario", required=("id", "situation", "expect"))
    id = reader.text(keys.get("id"), "'id'")
    if id in ids:
        reader.problem(node, f"the scenario '{id}' stands twice.", "Give it an id of its own.")
    ids.add(id)
    if "situation" in keys:
        reader.mapping(keys["situation"], f"the situation of {id}")
    if "expect" in keys:
        _check_expected(reader, keys["expect"], id, vocabulary)


def _check_expected(reader: Reader, node: Node, id: str, vocabulary: Vocabulary) -> None:
    keys = present(reader.mapping(node, f"what {id} expects", required=("verdict",)))
    reader.word(keys.get("verdict"), "verdict", VERDICTS, f"in {id}")
    if "clauses" in keys:
        _check_list(reader, keys["clauses"], f"the clauses that {id} expects")
    if "needs" in keys:
        reader.mapping(keys["needs"], f"the needs that {id} expects", vocabulary.facets)
    for duty in _check_list(reader, keys["duties"], f"the duties that {id} expects") if "duties" in keys else ():
        reader.mapping(duty, f"a duty that {id} expects", ("do", "by", "to", "within"), ("do",))


def _check_list(reader: Reader, node: Node, what: str) -> list[Node]:
    if isinstance(node, SequenceNode):
        return list(node.value)
    if not is_null(node):
        reader.problem(node, f"{what} must be a list.")
    return []
