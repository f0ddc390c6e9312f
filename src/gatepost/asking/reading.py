"""The policy as a page to read: each clause with what makes it real."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gatepost.policy import Clause, Pack, load_controls
from gatepost.policy.wording import rule_sentence
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.policies import NoPolicyInForce, in_force, pack_of_edition
from gatepost.schools.roles import Permission

MODALITIES = {
    "must": "must",
    "must_not": "must not",
    "should": "should",
    "should_not": "should not",
    "may": "may",
    "will": "will",
}


@school_page(Permission.ASK)
@require_safe
def policy(request: HttpRequest, member: Member) -> HttpResponse:
    """The policy in force, or those of its clauses in which the words looked for stand."""
    try:
        adoption = in_force(member.school)
    except NoPolicyInForce:
        return render(request, "asking/no_policy.html", status=404)
    pack = pack_of_edition(adoption.edition)
    sought = request.GET.get("find", "").strip()[:100]
    sections = list(_sections(pack, sought))
    return render(
        request,
        "asking/policy.html",
        {
            "pack": pack,
            "adoption": adoption,
            "sought": sought,
            "sections": sections,
            "found": sum(len(section["clauses"]) for section in sections),
            "total": len(pack.clauses),
            "can_count": member.may(Permission.READ_RECORD),
        },
    )


def _sections(pack: Pack, sought: str) -> Iterator[dict[str, Any]]:
    controls = load_controls()
    for number, section in enumerate(pack.sections, 1):
        clauses = [_clause(pack, clause, controls) for clause in section.clauses if _has(clause, sought)]
        if clauses:
            yield {"number": number, "heading": section.heading, "clauses": clauses}


def _has(clause: Clause, sought: str) -> bool:
    return sought.casefold() in f"{clause.id} {clause.heading} {clause.says}".casefold()


def _clause(pack: Pack, clause: Clause, controls: Mapping[str, str]) -> dict[str, Any]:
    """A clause with what carries it."""
    return {
        "id": clause.id,
        "says": clause.says,
        "modality": MODALITIES.get(clause.modality, ""),
        "binding": clause.binding,
        "rules": list(dict.fromkeys(rule_sentence(rule) for rule in clause.rules)),
        "controls": [controls[name] for name in clause.controls],
        "guidance": clause.guidance,
        "background": clause.background,
        "facts": [fact.replace("_", " ").replace(".", ": ") for fact in clause.facts],
        "restates": clause.restates,
        "note": clause.note,
        "lines": clause.lines,
    }
