"""Rules and situations made by chance, from one fixed seed, in Gatepost's own vocabulary.

The rules are of a kind that every engine can hold: forbid or permit, on an action or two and some facets, one value a facet, unless
consent is given. The situations give every facet one of its most particular values, so that engines without unknowns can answer them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml

from gatepost.policy import Pack, load_vocabulary, parse_pack

SEED = 20260921
SITUATIONS = 200
MOST_LABELS = 3  # in the content of one situation
FORBIDDING = 0.60
CONSENT_LIFTS = 0.25
SHARES = {
    "actor": 0.80,
    "counterpart": 0.60,
    "channel": 0.30,
    "place": 0.25,
    "content": 0.50,
}  # of rules that name the facet
CONSENT = ("given", "not_given", "refused")

Situation = dict[str, Any]

VOCABULARY = load_vocabulary()
# The acts of two branches. Drawn from these, about a quarter of the rules speak of any one act, as in the packs of real schools.
BRANCHES = ("communicate", "connect")


@dataclass(frozen=True, slots=True)
class GeneratedRule:
    """One rule, in the words of no engine. It has the id of the clause that it makes up."""

    id: str
    forbids: bool
    actions: tuple[str, ...]
    facets: Mapping[str, str]
    consent_lifts: bool


def kinds(facet: str, name: str) -> tuple[str, ...]:
    """A value and all values that are kinds of it: what an engine without a hierarchy is given in its place."""
    values = VOCABULARY[facet].values
    return tuple(other for other in values if other == name or other in values[name].descendants)


def classes(facet: str, name: str) -> tuple[str, ...]:
    """A value and all values that it is a kind of."""
    return (name, *VOCABULARY[facet].values[name].ancestors)


def _particular(facet: str) -> tuple[str, ...]:
    """The values of which there are no kinds."""
    names = ACTS if facet == "action" else VOCABULARY[facet].values
    return tuple(name for name in names if not VOCABULARY[facet].values[name].children)


ACTS = tuple(name for branch in BRANCHES for name in kinds("action", branch))
LEAVES = {facet: _particular(facet) for facet in ("action", *SHARES)}


def generate_rules(count: int, seed: int = SEED) -> list[GeneratedRule]:
    chance = Random(seed)
    return [_rule(f"GEN-{number:03}", chance) for number in range(1, count + 1)]


def _rule(id: str, chance: Random) -> GeneratedRule:
    actions = tuple(chance.sample(ACTS, chance.choice((1, 2))))
    named = [facet for facet, share in SHARES.items() if chance.random() < share]
    facets = {facet: chance.choice(tuple(VOCABULARY[facet].values)) for facet in named}
    return GeneratedRule(id, chance.random() < FORBIDDING, actions, facets, chance.random() < CONSENT_LIFTS)


def generate_situations(rules: Sequence[GeneratedRule], seed: int = SEED) -> list[Situation]:
    """Fully given situations: one half by chance alone, the other each aimed at a rule."""
    chance = Random(seed + 1)
    by_chance = [_situation(chance) for _ in range(SITUATIONS // 2)]
    aimed = [_aimed(chance.choice(rules), chance) for _ in range(SITUATIONS - len(by_chance))]
    return by_chance + aimed


def _situation(chance: Random) -> Situation:
    situation: Situation = {facet: chance.choice(leaves) for facet, leaves in LEAVES.items() if facet != "content"}
    situation["consent"] = chance.choice(CONSENT)
    situation["content"] = chance.sample(LEAVES["content"], chance.randint(0, MOST_LABELS))
    situation["complete"] = ["content"]
    return situation


def _aimed(rule: GeneratedRule, chance: Random) -> Situation:
    situation = _situation(chance)
    situation["action"] = _kind_of("action", chance.choice(rule.actions), chance)
    for facet, name in rule.facets.items():
        value = _kind_of(facet, name, chance)
        if facet != "content":
            situation[facet] = value
        elif value not in situation["content"]:
            situation["content"].append(value)
    return situation


def _kind_of(facet: str, name: str, chance: Random) -> str:
    return chance.choice([kind for kind in kinds(facet, name) if kind in LEAVES[facet]])


def content_left_open(situations: Sequence[Situation]) -> list[Situation]:
    """The same situations, in which the content listed is not said to be all there is."""
    return [{facet: value for facet, value in situation.items() if facet != "complete"} for situation in situations]


def leave_unknown(situations: Sequence[Situation], seed: int = SEED) -> list[Situation]:
    """The same situations, each with one to three of its facets left out."""
    chance = Random(seed + 2)
    return [_without(situation, chance) for situation in situations]


def _without(situation: Situation, chance: Random) -> Situation:
    given = [facet for facet in situation if facet != "complete"]
    left_out = set(chance.sample(given, chance.randint(1, 3)))
    if "content" in left_out:
        left_out.add("complete")
    return {facet: value for facet, value in situation.items() if facet not in left_out}


def as_pack(rules: Sequence[GeneratedRule]) -> Pack:
    """The rules as a Gatepost pack, read as any pack is."""
    clauses = [{"id": rule.id, "says": f"Rule {rule.id}.", "rules": [_as_rule(rule)]} for rule in rules]
    data = {"pack": "generated", "title": "Generated rules", "sections": [{"heading": "Rules", "clauses": clauses}]}
    return parse_pack(yaml.safe_dump(data, sort_keys=False), "generated.yaml")


def _as_rule(rule: GeneratedRule) -> dict[str, Any]:
    body: dict[str, Any] = {"forbid" if rule.forbids else "permit": {"action": list(rule.actions), **rule.facets}}
    return body | ({"unless": [{"consent": "given"}]} if rule.consent_lifts else {})
