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
    `silenced` are the findings that a phrase of the school's allows. `roll_lacks` are the optional columns that the
    roll does not have; `names_nobody_barred` holds when it says whom not to publish and the text can name none of them.
    """

    findings: tuple[Finding, ...] = ()
    pictures: tuple["PictureScreening", ...] = ()
    shows_child: bool = False
    silenced: tuple["Silenced", ...] = ()
    roll_lacks: tuple[str, ...] = ()
    names_nobody_barred: bool = False

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
        """The values of `circumstance` that are certain: nobody else on the roll could be meant, or nobody barred.

        Whom a picture shows is never known, so beside a picture the second is never said.
        """
        if any(f.people and all(person.do_not_publish for person in f.people) for f in self.findings):
            return {"on_no_publish_list"}
        pictured = self.pictures or self.shows_child
        return {"not_on_no_publish_list"} if self.names_nobody_barred and not pictured else set()

    def situation(self) -> dict[str, list[str]]:
        """What was found as facets of a situation: `pack.decide({"actor": "teacher", ..., **screening.situation()})`.

        A facet in which nothing was found is left out: nothing found is unknown, and never "there is nothing".
        """
        found = {"content": self.labels(), "circumstance": self.circumstances()}
        return {facet: sorted(values) for facet, values in found.items() if values}

    def questions(self) -> tuple[str, ...]:
        """What only a person can settle, of the text and then of each picture."""
        asked = ((picture.name, question) for picture in self.pictures for question in picture.questions)
        return *self.namesakes(), *(f"{name}: {question}" for name, question in asked)

    def namesakes(self) -> tuple[str, ...]:
        """Which namesake is meant, where one of them must not be published."""
        unsure = (f for f in self.findings if f.do_not_publish and not all(p.do_not_publish for p in f.people))
        return tuple(dict.fromkeys(f"{f.why} Which of them is meant?" for f in unsure))

    def notes(self) -> tuple[str, ...]:
        """What a person should know about how far the screening could see, and what it kept to itself."""
        of_pictures = (f"{picture.name}: {note}" for picture in self.pictures for note in picture.notes)
        return *self.notes_on_text(), *of_pictures

    def notes_on_text(self) -> tuple[str, ...]:
        """The same of the text: what the roll could not tell, and what the school's own phrases silenced.

        Without a word, a roll that bars nobody would look like one that says whom it bars.
        """
        short = ("The roll has no column do_not_publish.",) if "do_not_publish" in self.roll_lacks else ()
        return *short, *dict.fromkeys(silenced.why for silenced in self.silenced)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as a reader meets them: by place in the text, longer ones first."""

    def place(finding: Finding) -> tuple[int, int, str]:
        start, end = finding.span or (0, 0)
        return start, -end, finding.label

    return sorted(findings, key=place)
