"""What the remedies are found from, and what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gatepost.policy.decision import STRENGTH
from gatepost.schools.members import Member
from gatepost.screening import Finding

from ..judging.judgement import Judgement
from ..judging.people import Concerned
from ..models import Picture, Portrayed, Post
from ..situations import OF_PEOPLE


@dataclass(frozen=True, slots=True)
class Remedy:
    """A button: what it says, what it is called, what it does and says then; or a link that `leads` to where it is done."""

    says: str
    key: str = ""
    does: Callable[[], object] | None = None
    done: str = ""
    leads: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the way: a sentence, what puts it right, and in `ask` who can help where no button can."""

    says: str
    remedies: Sequence[Remedy] = field(default_factory=tuple)
    ask: str = ""


@dataclass(frozen=True)
class Case:
    """A post as it was judged, and who wants to put it right."""

    post: Post
    judged: Sequence[Judgement]
    member: Member
    address: Callable[[str], str]

    @cached_property
    def pictures(self) -> list[Picture]:
        return list(self.post.pictures.all())

    @cached_property
    def said(self) -> list[Portrayed]:
        return list(self.post.portrayed.all())

    @cached_property
    def found(self) -> list[tuple[Judgement, Finding, str]]:
        """Everything that was found in the words, with the very words."""
        return list(self._found())

    def names_of(self, one: Concerned) -> tuple[str, ...]:
        """How the words call somebody."""
        return self._called.get((one.person.first_name, one.person.last_name), ()) if one.named else ()

    @cached_property
    def _called(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        called: dict[tuple[str, str], dict[str, None]] = {}
        for _, finding, words in self.found:
            for person in finding.people:
                called.setdefault((person.first_name, person.last_name), {})[words] = None
        return {person: tuple(names) for person, names in called.items()}

    def _found(self) -> Iterator[tuple[Judgement, Finding, str]]:
        for judgement in self.judged:
            whole = judgement.wording.whole
            for finding in judgement.screening.findings:
                if finding.span:
                    yield judgement, finding, whole[slice(*finding.span)]


def tells_against(judgement: Judgement, label: str) -> bool:
    """Whether something that was found tells against a post by itself, whatever else it holds."""
    content = judgement.situation["content"]
    if label not in content:
        return False
    bare = {facet: values for facet, values in judgement.situation.items() if facet != "consent"}
    bare["content"] = sorted(set(content) - judgement.screening.labels() - set(OF_PEOPLE) - {label})
    without, alone = judgement.pack.decide(bare), judgement.pack.decide({**bare, "content": [*bare["content"], label]})
    return STRENGTH[without.verdict] < STRENGTH[alone.verdict]
