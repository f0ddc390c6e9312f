"""What a screening says: findings, each a claim for a person to judge."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .roll import Person

if TYPE_CHECKING:
    from .phrases import Silenced
    from .pictures import PictureScreening

Span = tuple[int, int]
Box = tuple[int, int, int, int]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a detector claims to have seen.

    `label` is a value of the vocabulary's `content` facet. `span` is (start, end) in the text as it was given;
    None for a picture, where `box` is (x, y, width, height) in pixels of the upright picture and `picture` its name.
    `why` is one sentence for a person; `confidence` runs from 0 to 1 and orders findings, it is no probability.
    `people` are those of the roll who could be meant: more than one where people share a name.
    `do_not_publish` is True if any of them must not be published; `identifies` if the words tell who is meant.
    """

    label: str
    why: str
    confidence: float
    detector: str
    span: Span | None = None
    people: tuple[Person, ...] = ()
    do_not_publish: bool = False
    identifies: bool = False
    picture: str | None = None
    box: Box | None = None


@dataclass(frozen=True)
class Screening:
    """All that was found in a text and its pictures.

    `shows_child` holds when a person said that a picture shows a child; no detector can tell.
    `silenced` are the findings that a phrase of the school's allows.
    """

    findings: tuple[Finding, ...] = ()
    pictures: tuple["PictureScreening", ...] = ()
    shows_child: bool = False
    silenced: tuple["Silenced", ...] = ()

    def labels(self) -> set[str]:
        """The values of `content` for a situation, with those that follow from several findings together."""
        found = {finding.label for finding in self.findings}
        if self.shows_child:
            found.add("shows_child")
        if "names_child" in found and found & {"shows_person", "shows_child"}:
            found.add("name_with_image")
        if any(finding.identifies and finding.label == "names_child" for finding in self.findings):
            found.add("identifies_pupil")
        return found

    def circumstances(self) -> set[str]:
        """The values of `circumstance` that are certain: nobody else on the roll could be meant."""
        barred = any(f.people and all(person.do_not_publish for person in f.people) for f in self.findings)
        return {"on_no_publish_list"} if barred else set()

    def situation(self) -> dict[str, list[str]]:
        """What was found as facets of a situation: `pack.decide({"actor": "teacher", ..., **screening.situation()})`.

        A facet in which nothing was found is left out: nothing found is unknown, and never "there is nothing".
        """
        found = {"content": self.labels(), "circumstance": self.circumstances()}
        return {facet: sorted(values) for facet, values in found.items() if values}

    def questions(self) -> tuple[str, ...]:
        """What only a person can settle: which namesake is meant, where one of them must not be published."""
        unsure = (f for f in self.findings if f.do_not_publish and not all(p.do_not_publish for p in f.people))
        return tuple(dict.fromkeys(f"{f.why} Which of them is meant?" for f in unsure))

    def notes(self) -> tuple[str, ...]:
        """What a person should know about how far the screening could see, and what it kept to itself."""
        allowed = dict.fromkeys(silenced.why for silenced in self.silenced)
        return *(f"{picture.name}: {note}" for picture in self.pictures for note in picture.notes), *allowed


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as a reader meets them: by place in the text, longer ones first."""

    def place(finding: Finding) -> tuple[int, int, str]:
        start, end = finding.span or (0, 0)
        return start, -end, finding.label

    return sorted(findings, key=place)
