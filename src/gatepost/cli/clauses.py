"""A clause on the page: what carries it, and everything that is known of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from gatepost.policy import load_controls
from gatepost.policy.errors import did_you_mean
from gatepost.policy.pack import Clause, Pack
from gatepost.policy.wording import rule_sentence
from gatepost.policy.wording.grammar import joined, sentence
from gatepost.policy.wording.words import phrase

from .errors import Misuse
from .page import BLANK, Line, line, spans


def anybody(actor: str) -> str:
    """`a teacher` as anybody of the kind: `any teacher`."""
    return re.sub("^an? ", "any ", phrase("actor", actor))


def fact(name: str, said: str) -> Line:
    return spans((f"{name}: ", "heading"), (sentence(said), "text"), indent=2, hanging=2)


def carried_words(clause: Clause) -> list[str]:
    """What carries a clause, a sentence each."""
    said = [f"Rule: {rule_sentence(rule)}" for rule in clause.rules]
    said += [f"Control: {load_controls()[name]} ({name})" for name in clause.controls]
    if clause.facts:
        said.append(f"Source of: {', '.join(clause.facts)}.")
    if clause.guidance:
        said.append("Guidance: shown with the policy.")
    if clause.background:
        said.append("Background: says why the policy is there.")
    if clause.restates:
        said.append(f"Restates {clause.restates}.")
    return said


def find_clause(pack: Pack, id: str) -> Clause:
    """A clause by its id, in capitals or not.

    Raises:
        Misuse: the pack has no such clause.
    """
    known = {name.upper(): clause for name, clause in pack.clauses.items()}
    if id.upper() not in known:
        hint = _meant(id.upper(), known)
        raise Misuse(f"{pack.name} has no clause '{id}'.{f' {hint}' if hint else ''}")
    return known[id.upper()]


def _meant(id: str, known: Collection[str]) -> str:
    """A hint: who types CAT-1, or 1, means CAT-01, not CAT-81."""
    number = _number(id)
    same = [name for name in known if number is not None and _number(name) == number]
    return f"Did you mean '{same[0]}'?" if len(same) == 1 else did_you_mean(id, same or known)


def _number(id: str) -> int | None:
    digits = re.findall("[0-9]+", id)
    return int(digits[-1]) if digits else None


def clause_detail_lines(pack: Pack, clause: Clause) -> Iterator[Line]:
    """One clause with everything that is known of it."""
    yield spans((clause.id, "clause"), (f"  {clause.heading}", "heading"))
    yield BLANK
    yield line(f"“{clause.says}”", indent=2)
    yield BLANK
    binding = "binding" if clause.binding else "advice or background, not binding"
    yield fact("Kind", f"{clause.modality.replace('_', ' ')} ({binding})")
    if clause.who:
        yield fact("Who", joined([anybody(actor) for actor in clause.who]))
    if clause.lines:
        yield fact("In the document", _lines(clause.lines))
    if clause.note:
        yield fact("Read as", clause.note)
    yield BLANK
    yield line("Carried by", "heading")
    for said in carried_words(clause):
        yield line(said, indent=2, hanging=2)
    if others := [other.id for other in pack.clauses.values() if other.restates == clause.id]:
        yield line(f"Restated by {joined(others)}.", indent=2)


def _lines(lines: tuple[int, int]) -> str:
    first, last = lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def clause_json(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.id,
        "heading": clause.heading,
        "says": clause.says,
        "lines": list(clause.lines) if clause.lines else None,
        "modality": clause.modality,
        "binding": clause.binding,
        "who": list(clause.who),
        "rules": [{"form": rule.form.value, "sentence": rule_sentence(rule)} for rule in clause.rules],
        "controls": {name: load_controls()[name] for name in clause.controls},
        "facts": list(clause.facts),
        "guidance": clause.guidance,
        "background": clause.background,
        "restates": clause.restates,
        "note": clause.note,
    }
