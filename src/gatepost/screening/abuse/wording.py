"""The words that the detectors of abuse know, read once: `lexicon.yaml` and `grammar.yaml` beside this file."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ..normalising import Speller

_OFTEN_MET = frozenset({"people", "families", "travellers", "needs", "lives", "mentally", "world"})
# Groups by their adjectives that are colours of things as well: "black people", but not "black bin bags".
_COLOURS = frozenset({"black", "white", "brown"})
_HIDDEN = ("hate", "disgust", "vile", "kill", "expel")


@dataclass(frozen=True)
class Entry:
    """What the lexicon knows of a word: the `kind` of abuse, `how` it is one, and `why` in words."""

    kind: str
    how: str
    why: str


@dataclass(frozen=True)
class Wording:
    """Everything that the detectors know of words.

    `entries`: the lexicon; `innocent`: phrases by their first word in which its words insult nobody; `company`: words
    beside which a slur is an ordinary word; `classes`: the classes of a word, for the rules; `phrases`: longer entries by
    their first two words; `kinds`: of which kind hatred of a group is; `speller`: reads words through their disguises.
    """

    entries: dict[str, Entry]
    innocent: dict[str, list[tuple[str, ...]]]
    company: dict[str, frozenset[str]]
    classes: dict[str, frozenset[str]]
    phrases: dict[tuple[str, str], list[tuple[str, ...]]]
    kinds: dict[str, str]
    speller: Speller


@cache
def wording() -> Wording:
    """The lexicon and the grammar, loaded when they are first needed."""
    lexicon, grammar = load("lexicon.yaml"), load("grammar.yaml")
    entries = _entries(lexicon["entries"])
    kinds = _kinds(grammar["groups"])
    classes = _classes(grammar, entries)
    respelt = dict(pair.split("=") for pair in _listed(grammar["respelt"]))
    plain = {word for phrase in [*entries, *classes] for word in phrase.split()}
    hidden = {word for word in [*entries, *kinds] if len(word) > 2 and " " not in word}
    hidden |= {word for name in _HIDDEN for word in _listed(grammar["classes"][name]) if " " not in word}
    return Wording(
        entries=entries,
        innocent=_by_first(tuple(phrase.split()) for phrase in _listed(lexicon["innocent"])),
        company=_company(lexicon["homonyms"]),
        classes=classes,
        phrases=_by_first_two(tuple(p.split()) for p in [*entries, *classes] if " " in p),
        kinds=kinds,
        speller=Speller(
            plain,
            hidden,
            misspelt=_misspelt(entries, grammar, kinds),
            respelt=respelt,
            unlike=_listed(grammar["real"]),
            emoji=dict(pair.split("=") for pair in _listed(grammar["emoji"])),
        ),
    )


def _misspelt(entries: dict[str, Entry], grammar: dict[str, Any], kinds: dict[str, str]) -> set[str]:
    """The words worth finding with a slip: slurs, groups, and what is said of groups."""
    words = {word for word, entry in entries.items() if entry.how in ("always", "swearing")} | set(kinds)
    for name in (*_HIDDEN, "person", "should"):
        words |= set(_listed(grammar["classes"][name]))
    return {word for word in words if " " not in word}


def load(name: str) -> Any:
    """A file of words or patterns beside this one."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def with_parts(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with `<name>` replaced by the part of that name; a part may name those before it."""
    for name, meaning in reversed(parts.items()):
        pattern = pattern.replace(f"<{name}>", meaning)
    return pattern


def _listed(text: str) -> list[str]:
    return [entry for entry in (part.strip() for part in text.split(",")) if entry]


def _entries(listed: list[dict[str, str]]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for group in listed:
        entry = Entry(group["kind"], group["how"], group["why"])
        for word in _listed(group["words"]):
            entries.setdefault(word, entry)
            if entry.how in ("always", "mild"):
                entries.setdefault(_plural(word), entry)
    return entries


def _company(homonyms: dict[str, str]) -> dict[str, frozenset[str]]:
    return {word: frozenset(_listed(beside)) for words, beside in homonyms.items() for word in _listed(words)}


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


def _kinds(groups: dict[str, dict[str, str]]) -> dict[str, str]:
    """The kind for every noun and adjective of a group."""
    return {
        word: kind
        for kind, named in groups.items()
        for word in _listed(named["nouns"]) + _listed(named["adjectives"])
    }  # fmt: skip


def _classes(grammar: dict[str, Any], entries: dict[str, Entry]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, text in grammar["classes"].items():
        for word in _listed(text):
            found.setdefault(word.strip('"') if word != '"' else word, set()).add(name)
    for named in grammar["groups"].values():
        for word in _listed(named["nouns"]):
            found.setdefault(word, set()).add("group")
        for word in _listed(named["adjectives"]):
            found.setdefault(word, set()).add("colour" if word in _COLOURS else "adjective")
    for word, entry in entries.items():
        found.setdefault(word, set()).add(entry.how)
        if entry.how == "always":
            found[word].add("vile")
    return {word: frozenset(names) for word, names in found.items()}


def _by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(set(phrases), key=lambda words: (-len(words), words)):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _by_first_two(phrases: Iterable[tuple[str, ...]]) -> dict[tuple[str, str], list[tuple[str, ...]]]:
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for phrase in sorted(set(phrases), key=lambda words: (-len(words), words)):
        found.setdefault((phrase[0], phrase[1]), []).append(phrase)
    return found


def telling_part(phrase: str) -> str:
    """The word of a phrase that is seldom met without the rest of it: "asylum" of "asylum seekers"."""
    return max(phrase.split(), key=lambda word: (word not in _OFTEN_MET, len(word)))
