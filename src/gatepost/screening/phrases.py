"""What a school has learnt: phrases that are all right here, and phrases that are not, each with its reason.

A moderator's "this is fine" or "this is not" becomes a phrase that anybody can read, question and take back.
Phrases are applied after the detectors. A file of them (YAML or JSON) reads:

    allow:
      - phrase: stupid deaths
        reason: a song that Year 4 learn
        label: abusive            # optional: silence only this label
    deny:
      - phrase: nit nurse's gang
        reason: a name by which a family was mocked
        label: bullying           # optional: abusive, if left out
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from ahocorasick_rs import AhoCorasick

from gatepost.policy.vocabulary import load_vocabulary

from .findings import Finding, Span
from .folding import Folded, fold

Kind = Literal["allow", "deny"]

_KINDS: tuple[Kind, ...] = ("allow", "deny")
_KEYS = ("phrase", "reason", "label")
_LONGEST_PHRASE = 200
_MOST_BYTES = 2_000_000
_DENIED_AS = "abusive"


class PhraseError(ValueError):
    """The phrases cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase and why it stands here. `label`: an allowed phrase silences only this one ("" silences any);
    a denied phrase is reported as it."""

    kind: Kind
    text: str
    reason: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that is not shown, the phrase that allows it, and the same in words."""

    finding: Finding
    phrase: Phrase

    @property
    def why(self) -> str:
        return f"“{self.phrase.text}” is allowed at this school: {self.phrase.reason}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left of the findings after a school's phrases, and what they silenced."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()


@dataclass(frozen=True)
class Phrases:
    """A school's phrases. Case, accents and the width of gaps make no difference; a phrase stands as whole words."""

    phrases: tuple[Phrase, ...] = ()

    def apply(self, folded: Folded, findings: Iterable[Finding]) -> Outcome:
        """The findings without those inside an allowed phrase, and with those that denied phrases raise."""
        found = list(self._find(folded))
        allowed = [(phrase, span) for phrase, span in found if phrase.kind == "allow"]
        kept: list[Finding] = []
        silenced: list[Silenced] = []
        for finding in findings:
            phrase = _allowing(finding, allowed)
            if phrase is None:
                kept.append(finding)
            else:
                silenced.append(Silenced(finding, phrase))
        kept += [_denied(folded, phrase, span) for phrase, span in found if phrase.kind == "deny"]
        return Outcome(tuple(kept), tuple(silenced))

    def _find(self, folded: Folded) -> Iterator[tuple[Phrase, Span]]:
        if not self.phrases:
            return
        key, origins = _narrow(folded.key)
        for index, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            if _whole(key, start, end):
                first, last = (start, end) if origins is None else (origins[start], origins[end - 1] + 1)
                yield self.phrases[index], folded.span(first, last)

    @cached_property
    def _automaton(self) -> "AhoCorasick":
        return AhoCorasick([_plain(phrase.text) for phrase in self.phrases])


def load_phrases(path: str | Path) -> Phrases:
    """The phrases in a file. Raises PhraseError with file and line if anything in it cannot be used."""
    place = Path(path)
    try:
        size = place.stat().st_size
        text = place.read_text("utf-8-sig") if size <= _MOST_BYTES else ""
    except OSError as error:
        raise PhraseError(f"{place.name}: the file cannot be read ({error.strerror or error}).") from error
    except UnicodeDecodeError as error:
        raise PhraseError(f"{place.name}: this is not a text in UTF-8; save it as UTF-8 and try again.") from error
    if size > _MOST_BYTES:
        raise PhraseError(f"{place.name}: it is larger than {_MOST_BYTES // 1_000_000} MB; phrases are not that many.")
    return read_phrases(text, name=place.name)


def read_phrases(text: str, *, name: str = "phrases.yaml") -> Phrases:
    """The phrases in a text in YAML or JSON; `name` is what errors call it."""
    try:
        root = yaml.compose(text.replace("\t", "  ") if text.lstrip().startswith("{") else text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PhraseError(f"{name}, line {line}: this cannot be read ({error.problem}).") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise PhraseError(f"{name}: this cannot be read; is it a list of phrases?") from error
    return Phrases(tuple(_phrases(root, name)))


def save_phrases(phrases: Phrases, path: str | Path) -> None:
    """Write phrases to a file, as JSON if its name ends in .json and as YAML otherwise. Whole or not at all."""
    place = Path(path)
    data = {kind: [_row(phrase) for phrase in phrases.phrases if phrase.kind == kind] for kind in _KINDS}
    if place.suffix == ".json":
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    else:
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
    beside = place.with_name(f".{place.name}.new")
    beside.write_text(text, "utf-8")
    os.replace(beside, place)


def _row(phrase: Phrase) -> dict[str, str]:
    row = {"phrase": phrase.text, "reason": phrase.reason, "label": phrase.label}
    return {key: value for key, value in row.items() if value}


def _phrases(root: yaml.Node | None, name: str) -> Iterator[Phrase]:
    if root is None:
        return
    seen: dict[tuple[str, str], str] = {}
    for kind_node, rows in _mapping(root, name, _KINDS, "the lists allow and deny"):
        if not isinstance(rows, yaml.SequenceNode):
            if rows.value in ("", "~", "null"):
                continue
            raise PhraseError(f"{_at(rows, name)}: {kind_node.value} is a list of phrases, each after a dash.")
        for node in rows.value:
            phrase = _phrase(kind_node.value, node, name)
            twice = seen.setdefault((_plain(phrase.text), phrase.label), phrase.kind)
            if twice != phrase.kind:
                raise PhraseError(f"{_at(node, name)}: “{phrase.text}” is both allowed and denied.")
            yield phrase


def _phrase(kind: Kind, node: yaml.Node, name: str) -> Phrase:
    where = _at(node, name)
    values: dict[str, str] = {}
    for key, value in _mapping(node, name, _KEYS, "phrase, reason and label"):
        if not isinstance(value, yaml.ScalarNode):
            raise PhraseError(f"{_at(value, name)}: {key.value} is a piece of text.")
        values[key.value] = " ".join(value.value.split())
    for needed in ("phrase", "reason"):
        if not values.get(needed):
            raise PhraseError(f"{where}: a {needed} is needed.")
    text, label = values["phrase"], values.get("label", "")
    if len(text) > _LONGEST_PHRASE:
        raise PhraseError(f"{where}: the phrase is longer than {_LONGEST_PHRASE} characters.")
    if not any(character.isalnum() for character in _plain(text)):
        raise PhraseError(f"{where}: “{text}” holds no letter and no figure.")
    if label and label not in load_vocabulary()["content"].values:
        raise PhraseError(f"{where}: “{label}” is no label; labels are the values of content in the vocabulary.")
    return Phrase(kind, text, values["reason"], label)


def _mapping(node: yaml.Node, name: str, allowed: tuple[str, ...], what: str) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise PhraseError(f"{_at(node, name)}: here stand {what}, each with a colon.")
    seen = set()
    for key, value in node.value:
        word = key.value if isinstance(key, yaml.ScalarNode) else ""
        if word not in allowed:
            raise PhraseError(f"{_at(key, name)}: “{word}” is not known; known are {', '.join(allowed)}.")
        if word in seen:
            raise PhraseError(f"{_at(key, name)}: {word} is there twice.")
        seen.add(word)
        yield key, value


def _at(node: yaml.Node, name: str) -> str:
    return f"{name}, line {node.start_mark.line + 1}"


def _plain(text: str) -> str:
    return " ".join(fold(text).key.split())


def _narrow(key: str) -> tuple[str, list[int] | None]:
    """The text with every gap one space wide, and where each of its characters stood (None: where it stands)."""
    if not re.search(r"\s\s|[^\S ]", key):
        return key, None
    pieces: list[str] = []
    origins: list[int] = []
    for found in re.finditer(r"\s+|\S+", key):
        gap = found.group().isspace()
        pieces.append(" " if gap else found.group())
        origins += [found.start()] if gap else range(found.start(), found.end())
    return "".join(pieces), origins


def _whole(key: str, start: int, end: int) -> bool:
    before, after = key[start - 1 : start] if start else "", key[end : end + 1]
    return not (before.isalnum() and key[start].isalnum()) and not (after.isalnum() and key[end - 1].isalnum())


def _allowing(finding: Finding, allowed: list[tuple[Phrase, Span]]) -> Phrase | None:
    if finding.span is None:
        return None
    start, end = finding.span
    for phrase, (first, last) in allowed:
        if first <= start and end <= last and phrase.label in ("", finding.label):
            return phrase
    return None


def _denied(folded: Folded, phrase: Phrase, span: Span) -> Finding:
    written = " ".join(folded.original[span[0] : span[1]].split())
    return Finding(
        label=phrase.label or _DENIED_AS,
        span=span,
        why=f"“{written}” is on the school's list: {phrase.reason.rstrip('.')}.",
        confidence=0.9,
        detector="phrases",
    )
