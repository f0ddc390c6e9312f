"""A pack: a school's policy as data. Built by `loading`, read by everything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .decision import Decision
    from .engine import Engine
    from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Test:
    """What a condition asks of one facet: of each group, at least one value (an `all` has several groups)."""

    facet: str
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Facts that must all be so. Used for a WHEN, one of its alternatives, an exception, or what a rule needs."""

    tests: tuple[Test, ...]

    def test(self, facet: str) -> Test | None:
        return next((test for test in self.tests if test.facet == facet), None)


class Form(StrEnum):
    """The forms of a rule (the semantics of each: docs/policy-language.md)."""

    FORBID = "forbid"
    PERMIT = "permit"
    ADVISE_AGAINST = "advise_against"
    REQUIRE = "require"
    OBLIGE = "oblige"
    ADVISE = "advise"
    OUTSIDE = "outside"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class DutyWords:
    """A duty as a clause words it. `by` is None for the actor; of several in `do` or `to` any one is enough."""

    do: tuple[str, ...]
    by: str | None = None
    to: tuple[str, ...] = ()
    within: str = "none"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a clause. `when` lists alternatives: any of them is enough."""

    form: Form
    clause: str
    line: int
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    needs: Condition | None = None  # `until` of a forbid, or what a `require` asks for
    duty: DutyWords | None = None
    despite: tuple[str, ...] = ()
    even_outside: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of the policy, in words, with what makes it real."""

    id: str
    says: str
    heading: str
    line: int  # in the pack's file
    lines: tuple[int, int] | None = None  # in the source document
    modality: str = "must"
    binding: bool = True
    who: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    controls: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    guidance: bool = False
    background: bool = False
    restates: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """What the document says of one of the school's channels."""

    account: str | None = None
    managed_by: tuple[str, ...] = ()
    posted_by: tuple[str, ...] = ()
    audience: str | None = None
    posts: tuple[str, ...] = ()
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """When the policy is looked at again, and by whom. Dates stand as printed: a day, a month, or a term."""

    cycle: str | None = None
    due: str | None = None
    last_reviewed: str | None = None
    approved_by: str | None = None
    approved_on: str | None = None
    issued: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of a return slip, a question of an application, a factor of an investigation; and the clause that it stands in."""

    says: str
    clause: str | None = None


@dataclass(frozen=True, eq=False)
class Pack:
    """A policy. `decide` puts a situation to it."""

    name: str
    title: str
    organisation: str
    vocabulary: Vocabulary
    sections: tuple[Section, ...]
    version: str | None = None
    status: str = "not_stated"
    applies_to: tuple[str, ...] = ()
    also_addresses: tuple[str, ...] = ()
    scope: str = ""
    review: Review = Review()
    channels: Mapping[str, Channel] = field(default_factory=dict)
    other_networks: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    related_policies: tuple[str, ...] = ()
    legislation: tuple[str, ...] = ()
    return_slip: tuple[Item, ...] = ()
    application: tuple[Item, ...] = ()
    investigation: tuple[Item, ...] = ()
    file: str = ""

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause by its id, in the document's order."""
        return {clause.id: clause for section in self.sections for clause in section.clauses}

    @property
    def rules(self) -> Iterator[Rule]:
        return (rule for clause in self.clauses.values() for rule in clause.rules)

    @cached_property
    def engine(self) -> Engine:
        from .engine import Engine

        return Engine(self.vocabulary, tuple(self.rules))

    def decide(self, situation: Mapping[str, Any]) -> Decision:
        """Judge a situation: facet -> value, or a list of values for a facet that holds many.

        Raises:
            SituationError: a facet or value that the vocabulary does not have.
        """
        return self.engine.decide(situation)
