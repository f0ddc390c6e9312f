"""A policy on the page: its head, and its clauses under their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from gatepost.policy.pack import Channel, Clause, Pack
from gatepost.policy.wording.grammar import joined, sentence
from gatepost.policy.wording.words import phrase

from .clauses import anybody, carried_words, clause_json, fact
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
            yield from _clause(clause)
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
            yield fact(name, said)
    for name, channel in pack.channels.items():
        yield fact(_name(phrase("channel", name)), channel_words(channel))
    for role, charges in pack.roles.items():
        yield fact(_name(_role(role)), " ".join(charges))
    for term, meaning in pack.definitions.items():
        yield fact(f"“{term}”", meaning)


def _role(role: str) -> str:
    from gatepost.policy.wording.words import words

    return str(words()["duty"]["to"].get(role) or phrase("actor", role))


def _name(noun: str) -> str:
    """A noun as the name of a fact: without its article, with a capital."""
    return sentence(re.sub("^(an?|the) ", "", noun)).rstrip(".")


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


def _clause(clause: Clause) -> Iterator[Line]:
    yield spans((clause.id, "clause"), (f"  {clause.says}", "text"), indent=2, hanging=2)
    for said in carried_words(clause):
        yield line(said, "quiet", indent=6, hanging=2)


def document_json(pack: Pack) -> dict[str, Any]:
    return {
        **pack_json(pack),
        "applies_to": list(pack.applies_to),
        "also_addresses": list(pack.also_addresses),
        "scope": pack.scope,
        "review": asdict(pack.review),
        "channels": {name: asdict(channel) for name, channel in pack.channels.items()},
        "other_networks": list(pack.other_networks),
        "roles": {role: list(charges) for role, charges in pack.roles.items()},
        "definitions": dict(pack.definitions),
        "related_policies": list(pack.related_policies),
        "legislation": list(pack.legislation),
        "return_slip": [asdict(item) for item in pack.return_slip],
        "application": [asdict(item) for item in pack.application],
        "investigation": [asdict(item) for item in pack.investigation],
        "sections": [
            {"heading": section.heading, "clauses": [clause_json(clause) for clause in section.clauses]}
            for section in pack.sections
        ],
    }
