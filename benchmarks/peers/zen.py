"""GoRules ZEN: one decision table that collects every row that matches, held compiled by the engine's static loader.

A value is spelt out as its kinds, since plain lists of words are what the table's own index is built from; the columns that tell most
rows apart come first. Content is handed over with the classes that its labels belong to. The table collects rows of both effects; that
forbidding comes before permitting is read from them in `answer`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import zen

from ..generated import CONSENT, GeneratedRule, Situation, classes, kinds
from . import ALL, Answer

NAME, PACKAGE, TELLS = "zen-engine, static loader", "zen-engine", ALL
COLUMNS = ("action", "actor", "counterpart", "channel", "place", "content", "consent")
KEY = "rules"

Engine = zen.ZenEngine


def build(rules: Sequence[GeneratedRule], situations: Sequence[Situation]) -> tuple[Engine, list[dict[str, Any]]]:
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: decision_graph(rules)}}})
    return engine, requests(situations)


def answer(engine: Engine, request: dict[str, Any]) -> Answer:
    return read_rows(engine.evaluate(KEY, request)["result"])


def read_rows(rows: Any) -> Answer:
    """Forbidding rows come before permitting ones."""
    forbidding = tuple([row["id"] for row in rows if row["effect"] == "forbid"])
    if forbidding:
        return "forbidden", forbidding
    return ("permitted" if rows else "silent"), tuple([row["id"] for row in rows])


def requests(situations: Sequence[Situation]) -> list[dict[str, Any]]:
    return [
        {facet: situation[facet] for facet in COLUMNS} | {"content": _content(situation)} for situation in situations
    ]


def _content(situation: Situation) -> list[str]:
    return list(dict.fromkeys(name for label in situation["content"] for name in classes("content", label)))


def decision_graph(rules: Sequence[GeneratedRule]) -> dict[str, Any]:
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": facet, "name": facet, "field": facet} for facet in COLUMNS],
        "outputs": [{"id": f"out_{name}", "name": name, "field": name} for name in ("id", "effect")],
        "rules": [_row(rule) for rule in rules],
    }
    return {
        "nodes": [_node("in", "inputNode"), _node("table", "decisionTableNode", table), _node("out", "outputNode")],
        "edges": [_edge("in", "table"), _edge("table", "out")],
    }


def _row(rule: GeneratedRule) -> dict[str, str]:
    actions = dict.fromkeys(kind for action in rule.actions for kind in kinds("action", action))
    cells = dict.fromkeys(COLUMNS, "") | {facet: _words(kinds(facet, name)) for facet, name in rule.facets.items()}
    cells["action"] = _words(tuple(actions))
    if label := rule.facets.get("content"):
        cells["content"] = f"contains($, {json.dumps(label)})"
    if rule.consent_lifts:
        cells["consent"] = _words(tuple(state for state in CONSENT if state != "given"))
    effect = "forbid" if rule.forbids else "permit"
    return {"_id": rule.id, **cells, "out_id": json.dumps(rule.id), "out_effect": json.dumps(effect)}


def _words(names: tuple[str, ...]) -> str:
    return ", ".join(json.dumps(name) for name in names)


def _node(id: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    node: dict[str, Any] = {"id": id, "type": kind, "name": id, "position": {"x": 0, "y": 0}}
    return node | ({"content": content} if content else {})


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}
