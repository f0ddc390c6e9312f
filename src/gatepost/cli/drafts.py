"""A draft post: the situation that it makes, and the findings on which each clause turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gatepost.policy.decision import Decision
from gatepost.policy.pack import Form, Pack
from gatepost.policy.vocabulary import NOT, Vocabulary
from gatepost.screening import Finding, Screening

SPEAKING_AGAINST = (Form.FORBID, Form.REQUIRE, Form.ADVISE_AGAINST)
NAMING = ("names_person", "names_child", "names_staff")
SHOWING = ("shows_person", "shows_child", "shows_staff")
NAME_WITH_IMAGE, BARRED = "name_with_image", "on_no_publish_list"
FOLLOWS_FROM = {NAME_WITH_IMAGE: ("names_child", "shows_person"), "identifies_pupil": ("names_child",)}


@dataclass(frozen=True)
class Draft:
    """A draft post: what it holds as far as could be seen, the situation that makes, and the answer."""

    pack: Pack
    text: str
    screening: Screening
    situation: Mapping[str, Any]

    @cached_property
    def decision(self) -> Decision:
        return self.pack.decide(self.situation)

    @property
    def barred(self) -> list[Finding]:
        """The names of those who must not be published, says the school's roll, where nobody else can be meant."""
        named = [finding for finding in self.screening.findings if finding.people]
        return [finding for finding in named if all(person.do_not_publish for person in finding.people)]

    @property
    def may_go_out(self) -> bool:
        """Whether it may go out as it is. The school's own bar outranks whatever the policy allows."""
        return not self.barred and self.decision.verdict not in ("forbidden", "needs")

    def turning_on(self, clause: str) -> set[str]:
        """What the draft holds on which a clause turns, as values of `content`."""
        facet = self.pack.vocabulary["content"]
        labels = [label for label in self.situation.get("content", ()) if label in facet.values]
        groups = self._asked(clause, "content")
        return {label for group in groups for label in labels if facet.covers(group, label)}

    def name_or_picture(self, clause: str) -> bool:
        """Whether a clause turns on a name and a picture together, so that it is enough to take one of them out."""
        return NAME_WITH_IMAGE in self.turning_on(clause) and all(
            self._lifted(clause, side) for side in (NAMING, SHOWING)
        )

    def _lifted(self, clause: str, labels: tuple[str, ...]) -> bool:
        left = [label for label in self.situation["content"] if label not in (*labels, NAME_WITH_IMAGE)]
        return clause not in self.pack.decide({**self.situation, "content": left}).because

    def behind(self, clause: str) -> list[Finding]:
        """The findings on which a clause turns."""
        sources = {source for label in self.turning_on(clause) for source in (label, *FOLLOWS_FROM.get(label, ()))}
        found = [finding for finding in self.screening.findings if finding.label in sources]
        if any(BARRED in group for group in self._asked(clause, "circumstance")):
            return [finding for finding in found if finding.do_not_publish or finding.box]
        return found

    def _asked(self, clause: str, facet: str) -> list[tuple[str, ...]]:
        """What the rules of a clause that speak against something ask of a facet."""
        rules = [rule for rule in self.pack.clauses[clause].rules if rule.form in SPEAKING_AGAINST]
        tests = [test for rule in rules for when in rule.when if (test := when.test(facet))]
        return [group for test in tests for group in test.groups]

    def words(self, finding: Finding) -> str | None:
        """The words of the text that a finding is about."""
        return self.text[slice(*finding.span)] if finding.span else None


def situation_of(vocabulary: Vocabulary, said: Mapping[str, Any], screening: Screening) -> dict[str, Any]:
    """What the person says, and what was found; where the two differ the person is right."""
    situation = dict(said)
    for facet, found in screening.situation().items():
        given = list(said.get(facet, ()))
        denied = {word.removeprefix(NOT) for word in given if word not in vocabulary[facet].values}
        kept = [
            name for name in vocabulary[facet].values if name in found and not _denied(vocabulary, facet, name, denied)
        ]
        if merged := [*given, *(name for name in kept if name not in given), *_not_so(said, facet, found)]:
            situation[facet] = merged
    return situation


def _not_so(said: Mapping[str, Any], facet: str, found: Sequence[str]) -> list[str]:
    """What was found not to be so, unless the person says that it is, or that there is a picture: whom it shows is not known."""
    given = said.get(facet, ())
    ruled_out = [word for word in found if word.startswith(NOT) and not {word, word.removeprefix(NOT)} & set(given)]
    return [] if {*SHOWING, NAME_WITH_IMAGE} & set(said.get("content", ())) else ruled_out


def _denied(vocabulary: Vocabulary, facet: str, name: str, denied: set[str]) -> bool:
    return bool(denied & {name, *vocabulary[facet].values[name].ancestors})
