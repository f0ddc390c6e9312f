"""GoRules ZEN once more, with the same table asked through a decision object: the way its introduction shows first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import zen

from ..generated import GeneratedRule, Situation
from . import ALL, Answer
from .zen import decision_graph, read_rows, requests

NAME, PACKAGE, TELLS = "zen-engine, decision object", "zen-engine", ALL

Engine = zen.ZenDecision


def build(rules: Sequence[GeneratedRule], situations: Sequence[Situation]) -> tuple[Engine, list[dict[str, Any]]]:
    content = zen.ZenDecisionContent(json.dumps(decision_graph(rules)))
    return zen.ZenEngine().create_decision(content), requests(situations)


def answer(engine: Engine, request: dict[str, Any]) -> Answer:
    return read_rows(engine.evaluate(request)["result"])
