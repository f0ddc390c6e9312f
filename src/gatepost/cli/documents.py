"""A policy on the page: its head, its clauses under their headings, one clause in detail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gatepost.policy import load_controls
from gatepost.policy.errors import did_you_mean
from gatepost.policy.pack import Channel, Clause, Pack
from gatepost.policy.wording import rule_sentence
from gatepost.policy.wording.grammar import joined, sentence
from gatepost.policy.wording.words import phrase

from .errors import Misuse
from .page import BLANK, Line, line, spans

STATUS = {"draft": "a draft", "approved": "approved", "superseded": "superseded", "not_stated": "approval not stated"}
CYCLES = {
    "annually": "every year",
    "every_2_years": "every two years",
    "every_3_years": "every three years",
    "regularly": "regularly",
}


def rule_count(pack: Pack) -> int:
    return sum(1 for _ in pack.rules)


def pack_lines(pack: Pack) -> Iterator[Line]:
    """A pack in a list of packs."""
    yield spans((pack.name, "clause"), (f"  {pack.organisation}", "heading"))
    yield line(f"{pack.title}{f', version {pack.version}' if pack.version else ''}: {STATUS[pack.status]}.", indent=2)
    due = f" Review due {pack.review.due}." if pack.review.due else ""
    yield line(f"{len(pack.clauses)} clauses, {rule_count(pack)} rules.{due}", "quiet", indent=2)
    yield BLANK


def pack_json(pack: Pack) -> dict[str, Any]:
    return {
        "name": pack.name,
        "title": pack.title,
        "organisation": pack.organisation,
        "version": pack.version,
        "status": pack.status,
        "clauses": len(pack.clauses),
        "rules": rule_count(pack),
        "review_due": pack.review.due,
    }


# ---------------------------------------------------------------------- the document


def document_lines(pack: Pack) -> Iterator[Line]:
    """The whole policy, as it would be read."""
    yield line(pack.title, "heading")
    yield line(f"{pack.organisation}{f', version {pack.version}' if pack.version else ''}")
    yield BLANK
    yield from head_lines(pack)
    for section in pack.sections:
        yield BLANK
        yield line(section.heading, "heading")
        for clause in section.clauses:
            yield BLANK
            yield from _clause(pack, clause)
    yield from slip_lines(pack)


def head_lines(pack: Pack) -> Iterator[Line]:
    """The facts of the document that are not clauses."""
    review = pack.review
    facts = {
        "Status": STATUS[pack.status],
        "Applies to": joined([anybody(actor) for actor in pack.applies_to]),
        "Also speaks to": joined([anybody(actor) for actor in pack.also_addresses]),
        "Scope": pack.scope,
        "Reviewed": CYCLES.get(review.cycle or "", ""),
        "Review due": review.due or "",
        "Last reviewed": review.last_reviewed or "",
        "Issued": review.issued or "",
        "Approved by": f"{review.approved_by or ''}{f', {review.approved_on}' if review.approved_on else ''}",
        "Written by": review.author or "",
        "Other networks": ", ".join(pack.other_networks),
        "Related": ", ".join(pack.related_policies),
        "Law": ", ".join(pack.legislation),
    }
    for name, said in facts.items():
        if said:
            yield _fact(name, said)
    for name, channel in pack.channels.items():
        yield _fact(phrase("channel", name), channel_words(channel))
    for role, charges in pack.roles.items():
        yield _fact(sentence(_role(role)).rstrip("."), " ".join(charges))
    for term, meaning in pack.definitions.items():
        yield _fact(f"“{term}”", meaning)


def anybody(actor: str) -> str:
    """`a teacher` as anybody of the kind: `any teacher`."""
    return re.sub("^an? ", "any ", phrase("actor", actor))


def _fact(name: str, said: str) -> Line:
    return spans((f"{name}: ", "heading"), (sentence(said), "text"), indent=2, hanging=2)


def _role(role: str) -> str:
    from gatepost.policy.wording.words import words

    return re.sub("^(an?|the) ", "", str(words()["duty"]["to"].get(role) or phrase("actor", role)))


def channel_words(channel: Channel) -> str:
    """What the document says of a channel, in a few words."""
    parts = [
        phrase("account", channel.account) if channel.account else "",
        f"managed by {joined([phrase('actor', actor) for actor in channel.managed_by])}" if channel.managed_by else "",
        f"posted to by {joined([phrase('actor', actor) for actor in channel.posted_by])}" if channel.posted_by else "",
        f"seen by {phrase('audience', channel.audience)}" if channel.audience else "",
        f"for {joined([phrase('category', category) for category in channel.posts])}" if channel.posts else "",
    ]
    said = "; ".join(part for part in parts if part)
    return " ".join(sentence(part) for part in (said, channel.purpose) if part)


def slip_lines(pack: Pack) -> Iterator[Line]:
    """What is signed, asked and weighed."""
    lists = (
        ("To sign and return", pack.return_slip),
        ("Asked in an application", pack.application),
        ("Weighed in an investigation", pack.investigation),
    )
    for heading, items in lists:
        if items:
            yield BLANK
            yield line(heading, "heading")
            for item in items:
                yield spans(
                    ("• ", "quiet"), (item.says, "text"), (f"  {item.clause or ''}", "clause"), indent=2, hanging=2
                )


def _clause(pack: Pack, clause: Clause) -> Iterator[Line]:
    yield spans((clause.id, "clause"), (f"  {clause.says}", "text"), indent=2, hanging=2)
    for said in carried_words(pack, clause):
        yield line(said, "quiet", indent=6, hanging=2)


def carried_words(pack: Pack, clause: Clause) -> list[str]:
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


# ---------------------------------------------------------------------- one clause


def find_clause(pack: Pack, id: str) -> Clause:
    """A clause by its id, in capitals or not.

    Raises:
        Misuse: the pack has no such clause.
    """
    known = {name.upper(): clause for name, clause in pack.clauses.items()}
    if id.upper() not in known:
        hint = did_you_mean(id.upper(), known)
        raise Misuse(f"{pack.name} has no clause '{id}'.{f' {hint}' if hint else ''}")
    return known[id.upper()]


def clause_detail_lines(pack: Pack, clause: Clause) -> Iterator[Line]:
    """One clause with everything that is known of it."""
    yield spans((clause.id, "clause"), (f"  {clause.heading}", "heading"))
    yield BLANK
    yield line(f"“{clause.says}”", indent=2)
    yield BLANK
    binding = "binding" if clause.binding else "advice or background, not binding"
    yield _fact("Kind", f"{clause.modality.replace('_', ' ')} ({binding})")
    if clause.who:
        yield _fact("Who", joined([anybody(actor) for actor in clause.who]))
    if clause.lines:
        yield _fact("In the document", _lines(clause.lines))
    if clause.note:
        yield _fact("Read as", clause.note)
    yield BLANK
    yield line("Carried by", "heading")
    for said in carried_words(pack, clause):
        yield line(said, indent=2, hanging=2)
    if others := [other.id for other in pack.clauses.values() if other.restates == clause.id]:
        yield line(f"Restated by {joined(others)}.", indent=2)


def _lines(lines: tuple[int, int]) -> str:
    first, last = lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def clause_json(pack: Pack, clause: Clause) -> dict[str, Any]:
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


def document_json(pack: Pack) -> dict[str, Any]:
    return {
        **pack_json(pack),
        "applies_to": list(pack.applies_to),
        "also_addresses": list(pack.also_addresses),
        "scope": pack.scope,
        "sections": [
            {"heading": section.heading, "clauses": [clause_json(pack, clause) for clause in section.clauses]}
            for section in pack.sections
        ],
    }
