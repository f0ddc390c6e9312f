"""Small packs written where they are tested."""

from __future__ import annotations

from textwrap import dedent, indent

from gatepost.policy import Pack, parse_pack

HEAD = "pack: riverside\ntitle: Social media policy\nstatus: approved\n"


def pack_with(*clauses: str) -> Pack:
    """A pack of which each argument is the rules of one clause: R1, R2 and so on."""
    body = "".join(_clause(f"R{number}", rules) for number, rules in enumerate(clauses, 1))
    return parse_pack(f"{HEAD}sections:\n  - heading: Rules\n    clauses:\n{body}", "riverside.yaml")


def _clause(id: str, rules: str) -> str:
    return f"      - id: {id}\n        says: Something in words.\n        rules:\n{indent(dedent(rules).strip(), ' ' * 10)}\n"
