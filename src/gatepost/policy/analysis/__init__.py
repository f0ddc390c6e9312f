"""Analysis of one pack over the space of its situations: what contradicts, adds nothing, or never comes to bear, each with a witness."""

from __future__ import annotations

from ..pack import Pack
from .clashes import differing_duties, obliged_and_forbidden, overlaps
from .exceptions import unfitting, unreachable
from .findings import Check, Finding, Kind, Subject
from .overridden import overridden, shadowed
from .redundant import redundant
from .vacuous import vacuous

CHECKS: tuple[Check, ...] = (
    obliged_and_forbidden,
    differing_duties,
    vacuous,
    overridden,
    shadowed,
    unreachable,
    unfitting,
    redundant,
    overlaps,
)


def analyse(pack: Pack) -> tuple[Finding, ...]:
    """Everything the checks find in a pack, the gravest first. Only collisions must be settled."""
    subject = Subject(pack, pack.vocabulary, pack.engine, pack.engine.lines)
    findings = dict.fromkeys(finding for check in CHECKS for finding in check(subject))
    kinds = list(Kind)
    return tuple(sorted(findings, key=lambda finding: kinds.index(finding.kind)))


__all__ = ["Finding", "Kind", "analyse"]
