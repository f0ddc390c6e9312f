"""What entries say in plain words. Each app registers the sentences of its own verbs, in its `AppConfig.ready`.

A sentence follows the name of who acted, and may name facts: `register("decided", "decided: {verdict}")` is read as
"Ada Example decided: granted". Where the words depend on the facts, a function makes the sentence of them. With a permission, its
entries are shown only to members who hold it: nobody else learns of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.formats import date_format

from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

Words = str | Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Sentence:
    """What a verb says, and who may read it."""

    words: Words
    permission: Permission | None = None


_A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SENTENCES: dict[str, Sentence] = {}


def register(verb: str, words: Words, permission: Permission | None = None) -> None:
    """Say a verb in plain words."""
    SENTENCES[verb] = Sentence(words, permission)


def sentence(verb: str, facts: Mapping[str, Any]) -> str:
    """What an entry says. An unknown verb is said as it stands."""
    known = SENTENCES.get(verb)
    if known is None:
        return said(verb)
    return known.words(facts) if callable(known.words) else known.words.format_map(_Said(facts))


def kept_from(reader: Member | None) -> frozenset[str]:
    """The verbs of which a reader must not learn."""
    return frozenset(
        verb for verb, known in SENTENCES.items() if known.permission and not (reader and reader.may(known.permission))
    )


def said(value: Any) -> str:
    """A fact in words: `set_aside` is "set aside", `2026-09-22` is "22 September 2026"."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "nothing"}[value]
    if isinstance(value, list | tuple):
        return ", ".join(map(said, value)) or "nothing"
    if isinstance(value, Mapping):
        return "; ".join(f"{said(name)}: {said(part)}" for name, part in value.items()) or "nothing"
    return _day(str(value)) or str(value).replace("_", " ")


def _day(text: str) -> str:
    """A day in words; nothing, if the text is not a day as facts keep it."""
    try:
        return date_format(date.fromisoformat(text), "j F Y") if _A_DAY.fullmatch(text) else ""
    except ValueError:  # such as 30 February
        return ""


def subject_words(subject: str) -> str:
    """What an entry is about: `channels.application:5` is "application 5"."""
    label, _, number = subject.partition(":")
    try:
        return f"{apps.get_model(label)._meta.verbose_name} {number}".strip()
    except (LookupError, ValueError):
        return said(subject)


class _Said(dict[str, str]):
    def __init__(self, facts: Mapping[str, Any]) -> None:
        super().__init__((name, said(value)) for name, value in facts.items())

    def __missing__(self, name: str) -> str:
        return "not known"
