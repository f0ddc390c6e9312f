"""Reading YAML strictly, with the line of every word: what is unknown, missing, doubled or of the wrong shape becomes a problem.

A reader never stops at the first problem: its methods note it and return None or an empty value, so that one run shows them all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..errors import PackError, Problem, right_words

# What the author of a text most likely did that the YAML reader calls so.
YAML_HINTS = {
    "mapping values are not allowed in this context": "Put a text that has ': ' in it in quotation marks.",
    "found character that cannot start any token": "Indent with spaces, not tabs; put a text that begins with @ or ` in quotation marks.",
    "did not find expected node content": "Look for a bracket or a quotation mark that is not closed.",
    "found undefined alias": "Put a text that begins with * or & in quotation marks.",
    "but found another document": "A file holds one pack: take out the line '---'.",
}
UNREADABLE = re.compile(
    r"[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]"
)  # of all signs, those YAML refuses
LONGEST = 40  # characters of a wrong value that a message repeats
NULL, BOOL = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"


@dataclass
class Reader:
    """Reads the nodes of one file and gathers its problems."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def problem(self, node: Node, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.file, line_of(node), message, hint))

    def unknown(self, node: Node, kind: str, word: str, known: Iterable[str], where: str = "") -> None:
        """Note a word that is not one of the known ones, with the nearest right one, or all of them where they are few."""
        hint = right_words(word, list(known))
        self.problem(node, f"unknown {kind} '{word}'{' ' + where if where else ''}.", hint)

    def raise_problems(self) -> None:
        if self.problems:
            raise PackError(self.problems)

    def root(self, text: str) -> MappingNode:
        """The top mapping of a pack.

        Raises:
            PackError: the text is not YAML, or not a mapping.
        """
        node = self.compose(text)
        if not isinstance(node, MappingNode):
            found = f"this is {shape(node)}, not a pack." if node and not is_null(node) else "this file is empty."
            raise PackError([Problem(self.file, 1, found, "A pack is a mapping that begins with 'pack: NAME'.")])
        return node

    def compose(self, text: str) -> Node | None:
        """The top node of a text, None if there is nothing in it.

        Raises:
            PackError: the text is not YAML.
        """
        self._check_characters(text)
        try:
            node: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            hint = YAML_HINTS.get(error.problem or "", "")
            raise PackError([Problem(self.file, line, f"this is not YAML: {error.problem}.", hint)]) from error
        return node

    def _check_characters(self, text: str) -> None:
        if strange := UNREADABLE.search(text):
            line = text.count("\n", 0, strange.start()) + 1
            message = f"the character U+{ord(strange[0]):04X} cannot stand in a text file."
            raise PackError([Problem(self.file, line, message, "Take it out.")])

    def mapping(
        self, node: Node, what: str, known: Collection[str] | None = None, required: Iterable[str] = ()
    ) -> dict[str, Node]:
        """Key -> node. `known` are the keys that may stand there (None: any); those in `required` must."""
        if not isinstance(node, MappingNode):
            self.problem(node, f"{what} must be a mapping of keys to values, not {shape(node)}.")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.problem(key, f"a key of {what} must be a word, not {shape(key)}.")
                continue
            word = str(key.value)
            if known is not None and word not in known:
                self.unknown(key, "key", word, known, f"in {what}")
            elif word in found:
                self.problem(key, f"'{word}' stands twice in {what}.", "Keep one of the two.")
            else:
                found[word] = value
        for word in required:
            if word not in found:
                self.problem(node, f"{what} has no '{word}'.")
        return found

    def items(self, node: Node, what: str) -> list[Node]:
        """The nodes of a list that is not empty."""
        if not isinstance(node, SequenceNode):
            self.problem(node, f"{what} must be a list, not {shape(node)}.")
            return []
        if not node.value:
            self.problem(node, f"there is nothing in {what}.", "Leave the key out if there is nothing to say.")
        return list(node.value)

    def text(self, node: Node | None, what: str) -> str:
        """A text. An absent node is an empty text."""
        if node is None:
            return ""
        if not isinstance(node, ScalarNode) or node.tag == NULL:
            self.problem(node, f"{what} must be a text, not {shape(node)}.")
            return ""
        return " ".join(str(node.value).split())

    def texts(self, node: Node | None, what: str) -> tuple[str, ...]:
        """A list of texts; a single text stands for a list of one."""
        if node is None:
            return ()
        return tuple(self.text(item, what) for item in self.one_or_many(node, what))

    def one_or_many(self, node: Node, what: str) -> list[Node]:
        """The nodes of a list, or the single node that stands for a list of one."""
        return [node] if isinstance(node, ScalarNode) else self.items(node, what)

    def flag(self, node: Node | None, what: str) -> bool | None:
        """true or false. An absent node is None."""
        if node is None:
            return None
        if not isinstance(node, ScalarNode) or node.tag != BOOL:
            self.problem(node, f"{what} must be true or false, not {shape(node)}.")
            return None
        return str(node.value).lower() in ("true", "yes", "on")

    def word(self, node: Node | None, kind: str, known: Iterable[str], where: str = "") -> str | None:
        """One of the known words, or None (and a problem, unless the node is absent)."""
        if node is None:
            return None
        word = self.text(node, f"the {kind}")
        if word and word not in known:
            self.unknown(node, kind, word, known, where)
        return word if word in known else None

    def words(self, node: Node | None, kind: str, known: Iterable[str], where: str = "") -> tuple[str, ...]:
        """A list of known words; a single word stands for a list of one."""
        if node is None:
            return ()
        return tuple(
            word for item in self.one_or_many(node, f"the {kind}") if (word := self.word(item, kind, known, where))
        )


def line_of(node: Node) -> int:
    return int(node.start_mark.line) + 1


def is_null(node: Node | None) -> bool:
    return node is None or (isinstance(node, ScalarNode) and node.tag == NULL)


def present(keys: dict[str, Node]) -> dict[str, Node]:
    """The keys whose value is not null: for facts, `null` says that the document leaves them blank."""
    return {key: node for key, node in keys.items() if not is_null(node)}


def shape(node: Node) -> str:
    """What a node is, in words for its author."""
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    return "nothing" if node.tag == NULL else f"'{shorten(str(node.value), LONGEST, placeholder=' …')}'"


def walk(node: Node) -> Iterator[Node]:
    """Every node of a tree, itself first."""
    yield node
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from walk(item)
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from walk(value)


def is_readable(path: Path) -> bool:
    """Whether there is something to read at a path: a file, a pipe, a device; not a folder."""
    return path.exists() and not path.is_dir()


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        PackError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise PackError([Problem(str(path), 1, "this file is not text (UTF-8).")]) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PackError([Problem(str(path), 1, f"this file cannot be read ({reason}).")]) from error
