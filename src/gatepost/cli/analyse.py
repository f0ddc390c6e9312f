"""`gatepost analyse`: what in a pack contradicts, adds nothing, or never comes to bear?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from .errors import ANSWERED, FAILED, finishing
from .output import Json, PackName, show_json

if TYPE_CHECKING:
    from gatepost.policy.analysis import Finding, Kind
    from gatepost.policy.pack import Pack

    from .page import Line

MOST_QUOTED = 3  # clauses quoted a finding


def analyse(pack: PackName, json: Json = False) -> None:
    """Look for contradictions in a policy.

    Collisions, overlaps, and rules that never come to bear, each with a situation in which it shows.
    """
    from gatepost.policy import load_pack
    from gatepost.policy.analysis import Kind
    from gatepost.policy.analysis import analyse as analysed

    from . import page

    loaded = load_pack(pack)
    findings = analysed(loaded)
    with finishing(FAILED if any(finding.kind is Kind.COLLISION for finding in findings) else ANSWERED):
        if json:
            show_json({"pack": loaded.name, "findings": [_as_json(loaded, finding) for finding in findings]})
        else:
            page.show(_lines(loaded, findings))


def _as_json(pack: Pack, finding: Finding) -> dict[str, Any]:
    from gatepost.policy.wording import situation_sentence

    sentence = situation_sentence(pack.vocabulary, finding.witness) if finding.witness else ""
    return {**finding.as_dict(), "sentence": sentence}


def _lines(pack: Pack, findings: tuple[Finding, ...]) -> Iterator[Line]:
    from .page import BLANK, line, spans

    for kind, group in groupby(findings, key=lambda finding: finding.kind):
        listed = list(group)
        yield line(f"{_titles()[kind]} ({len(listed)})", "heading")
        for finding in listed:
            yield from _finding_lines(pack, finding)
        yield BLANK
    collisions = sum(finding.kind.value == "collision" for finding in findings)
    if collisions:
        yield spans(("✗ ", "bad"), (f"{collisions} to settle in the pack; the rest is for you to weigh.", "text"))
    else:
        yield spans(
            ("✓ ", "good"),
            ("No collision. What is listed is for you to weigh." if findings else "Nothing found.", "text"),
        )


def _titles() -> dict[Kind, str]:
    from gatepost.policy.analysis import Kind

    return {
        Kind.COLLISION: "Collisions: settle these in the pack",
        Kind.VACUOUS: "Rules that never come to bear",
        Kind.OVERRIDDEN: "Permits that never win",
        Kind.SHADOWED: "Rules that never decide",
        Kind.UNREACHABLE: "Exceptions that are never reached",
        Kind.UNFITTING: "Exceptions that fit only a part of their rule",
        Kind.REDUNDANT: "Rules that add nothing",
        Kind.OVERLAP: "Permits that overlap a ban (the ban stands)",
    }


def _finding_lines(pack: Pack, finding: Finding) -> Iterator[Line]:
    from gatepost.policy.wording import situation_sentence

    from .answers import clause_line
    from .page import Line, line

    yield line(finding.message[0].upper() + finding.message[1:], indent=2)
    if finding.witness:
        yield line(f"For example: {situation_sentence(pack.vocabulary, finding.witness)}", "quiet", indent=4)
    for id in finding.clauses[:MOST_QUOTED]:
        quoted = clause_line(pack, id)
        yield Line(quoted.spans, indent=4, hanging=2)
