"""Cedar, by cedarpy: one policy a rule, parsed once; who acts, what is done and with whom in the policy's head, the rest as context.

The hierarchies of these three are entities, parsed once. Context has no hierarchy, so there a value is spelt out as its kinds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import cedarpy

from ..generated import VOCABULARY, GeneratedRule, Situation, kinds
from . import ALL, Answer

NAME, PACKAGE, TELLS = "cedarpy", "cedarpy", ALL
TYPES = {"actor": "Actor", "action": "Action", "counterpart": "Counterpart"}  # facet -> type of entity

Engine = tuple[cedarpy.PolicySet, cedarpy.Entities]


def build(rules: Sequence[GeneratedRule], situations: Sequence[Situation]) -> tuple[Engine, list[dict[str, Any]]]:
    policies = cedarpy.PolicySet.from_str("\n".join(_policy(rule) for rule in rules))
    entities = cedarpy.Entities.from_json_str(json.dumps([entity for facet in TYPES for entity in _entities(facet)]))
    return (policies, entities), [_request(situation) for situation in situations]


def answer(engine: Engine, request: dict[str, Any]) -> Answer:
    policies, entities = engine
    result = cedarpy.is_authorized(request, policies, entities)
    ids = tuple(result.diagnostics.id_annotations_by_reason.values())
    if result.allowed:
        return "permitted", ids
    return ("forbidden" if ids else "silent"), ids


def _policy(rule: GeneratedRule) -> str:
    head = ", ".join((_within("principal", "actor", rule), _actions(rule), _within("resource", "counterpart", rule)))
    when = " && ".join(_test(facet, name) for facet, name in rule.facets.items() if facet not in TYPES)
    return (
        f'@id("{rule.id}") {"forbid" if rule.forbids else "permit"} ({head})'
        + (f" when {{ {when} }}" if when else "")
        + (' unless { context.consent == "given" }' if rule.consent_lifts else "")
        + ";"
    )


def _within(variable: str, facet: str, rule: GeneratedRule) -> str:
    name = rule.facets.get(facet)
    return f'{variable} in {TYPES[facet]}::"{name}"' if name else variable


def _actions(rule: GeneratedRule) -> str:
    listed = ", ".join(f'Action::"{action}"' for action in rule.actions)
    return f"action in [{listed}]" if len(rule.actions) > 1 else f"action in {listed}"


def _test(facet: str, name: str) -> str:
    values = kinds(facet, name)
    listed = json.dumps(values)
    if facet == "content":
        return f'context.content.contains("{name}")' if len(values) == 1 else f"context.content.containsAny({listed})"
    return f'context.{facet} == "{name}"' if len(values) == 1 else f"{listed}.contains(context.{facet})"


def _entities(facet: str) -> list[dict[str, Any]]:
    return [
        {"uid": _uid(facet, name), "attrs": {}, "parents": [_uid(facet, parent) for parent in value.ancestors[:1]]}
        for name, value in VOCABULARY[facet].values.items()
    ]


def _uid(facet: str, name: str) -> dict[str, str]:
    return {"type": TYPES[facet], "id": name}


def _request(situation: Situation) -> dict[str, Any]:
    return {
        "principal": _uid("actor", situation["actor"]),
        "action": _uid("action", situation["action"]),
        "resource": _uid("counterpart", situation["counterpart"]),
        "context": {facet: situation[facet] for facet in ("channel", "place", "content", "consent")},
    }
