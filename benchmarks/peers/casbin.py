"""Casbin: a model in which forbidding comes before permitting, and its fast enforcer, which looks only at rows of the act and the actor.

A row stands for one rule, one particular act and one particular actor. Of the other facets a row names one value or `any`, and the
request brings all classes that its value belongs to, so that a test is one look into a set; the most telling come first. Casbin stops
at the first row that forbids, names that one, and names none where it permits.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from casbin import FastEnforcer
from casbin.model import FastModel
from casbin.model.policy_fast import fast_policy_filter

from ..generated import LEAVES, GeneratedRule, Situation, classes, kinds
from . import ONE_THAT_FORBIDS, Answer

NAME, PACKAGE, TELLS = "casbin, fast enforcer", "casbin", ONE_THAT_FORBIDS
KEYS = ("action", "actor")
FACETS = ("counterpart", "content", "channel", "place", "consent")
ANY, NOT_GIVEN = "any", "no_consent"
ID = len(KEYS) + len(FACETS)  # the place of the rule's id in a row
MODEL = f"""
[request_definition]
r = {", ".join(KEYS + FACETS)}
[policy_definition]
p = {", ".join(KEYS + FACETS)}, id, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = {" && ".join([f"r.{key} == p.{key}" for key in KEYS] + [f"p.{facet} in r.{facet}" for facet in FACETS])}
"""

Request = tuple[Any, ...]


def build(rules: Sequence[GeneratedRule], situations: Sequence[Situation]) -> tuple[FastEnforcer, list[Request]]:
    logging.getLogger("casbin").setLevel(logging.CRITICAL)  # it would log every answer
    order = list(range(len(KEYS)))
    model = FastModel(order)
    model.load_model_from_text(MODEL)
    enforcer = FastEnforcer(model, None, False, None, order)
    enforcer.add_policies([row for rule in rules for row in _rows(rule)])
    return enforcer, [_request(situation) for situation in situations]


def answer(enforcer: FastEnforcer, request: Request) -> Answer:
    with fast_policy_filter(enforcer.model["p"]["p"].policy, *request[: len(KEYS)]):
        allowed, row = enforcer.enforce_ex(*request)
    if allowed:
        return "permitted", ()
    return ("forbidden", (row[ID],)) if row else ("silent", ())


def _rows(rule: GeneratedRule) -> Iterator[list[str]]:
    named = {**rule.facets, "consent": NOT_GIVEN} if rule.consent_lifts else rule.facets
    rest = [*(named.get(facet, ANY) for facet in FACETS), rule.id, "deny" if rule.forbids else "allow"]
    actions = dict.fromkeys(kind for action in rule.actions for kind in kinds("action", action))
    actors = kinds("actor", rule.facets["actor"]) if "actor" in rule.facets else LEAVES["actor"]
    return ([action, actor, *rest] for action, actor in product(actions, actors))


def _request(situation: Situation) -> Request:
    return (*(situation[key] for key in KEYS), *(_classes(facet, situation) for facet in FACETS))


def _classes(facet: str, situation: Situation) -> frozenset[str]:
    if facet == "consent":
        return frozenset({ANY} if situation["consent"] == "given" else {ANY, NOT_GIVEN})
    labels = situation["content"] if facet == "content" else [situation[facet]]
    return frozenset({ANY, *(name for label in labels for name in classes(facet, label))})
