"""How the parts of a name stand together: "Aisha Khan", "J. Smith", "Lucy W", "Mrs Yates", or a forename alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..wordlists import words
from .everyday import EVERYDAY, EVERYDAY_SURNAMES
from .evidence import Belief, belief, in_a_class, is_figure, is_led_to, lower_case_belief, surname_belief
from .index import Form, Hit, NameIndex, People
from .misspelt import NO_NAMES, SHORTEST_BESIDE_FORENAME
from .neighbours import word_after, word_before
from .passage import Passage
from .words import ORDINARY

_LONGEST_WORD = 40
_GAP = re.compile(r"[ ]{1,2}(?:(?P<middle>[A-Z](?:\.|[\w'-]{1,20})?)[ ]{1,2})?")
_INITIAL_AFTER = re.compile(r"[ ](?P<initial>[A-Z])(?!\w)(?!'(?!s\b))")
_INITIAL_BEFORE = re.compile(r"(?:^|[^\w'.-])(?P<initial>[A-Z])(?:(?P<dot>\.)[ ]?|[ ])\Z")
_TITLED = re.compile(r"(?:^|[^\w-])(?P<title>mr|mrs|miss|ms|mx|mister|dr|sir|prof|professor|rev|madam)\.?[ ]{1,2}\Z")
_ROLE = re.compile(r"(?:^|[^\w-])(?:teacher|headteacher|head|coach|ta)[ ]\Z")
_COUPLE = re.compile(r"\bmrs?\.?[ ](?:and|&|\+|n)[ ](?:mrs?|ms)\.?[ ]\Z")
_VERB_MISS = re.compile(
    r"\b(?:to|will|won't|wont|don't|dont|not|would|you|i|we|they|'ll|gonna|and|may|might|can't|cant)[ ]miss[ ]\Z"
)
_PLACES = words(
    """
    academy avenue centre close court drive estate farm garden gardens grove house infants junior lane library
    medical park pavilion pool primary pub road school square station street surgery trail way woods
    """
)
_CAPITAL_AFTER = re.compile(rf"[ ]{{1,2}}([A-Z][a-z]{{{SHORTEST_BESIDE_FORENAME - 1},{_LONGEST_WORD}}})(?![\w-])")
_VERBS = words("be close have need open take")
_NOT_INITIALS = frozenset("IAX")
_BACK = 24


@dataclass(frozen=True, slots=True)
class Reading:
    """One name as it stands in the plain text: where, who could be meant, how it is written, how far it is believed."""

    start: int
    end: int
    after: int
    people: People
    form: str
    belief: Belief
    year: str | None = None
    hit: Hit | None = None
    misspelt: bool = False


def readings(text: Passage, index: NameIndex, hits: dict[int, list[Hit]]) -> Iterator[Reading]:
    """The readings of all hits from left to right, none overlapping another; weakly believed ones too."""
    done = 0
    for start, here in hits.items():
        if start < done:
            continue
        found = (
            _full(text, hits, here)
            or _nearly_full(text, index, here)
            or _with_initial(text, index, here)
            or _titled(text, index, here)
            or _alone(text, here)
        )
        if found is None:
            continue
        done = found.after
        if found.belief:
            yield _in_class(text, index, found)


def _in_class(text: Passage, index: NameIndex, reading: Reading) -> Reading:
    """With the class that the text names, which may tell namesakes apart."""
    year = in_a_class(text.key, reading.after)
    if not year:
        return replace(reading, year=year)
    of_that_year = frozenset(n for n in reading.people if index.people[n].year_group.upper().removeprefix("Y") == year)
    return replace(reading, year=year, people=of_that_year or reading.people)


def _full(text: Passage, hits: dict[int, list[Hit]], here: list[Hit]) -> Reading | None:
    """Forename and surname of one person, a middle name or initial between them allowed."""
    for given in here:
        for position in _places_for_surname(text, given):
            for surname in hits.get(position, ()):
                people = given.form.given & (surname.form.surname | surname.form.parts)
                slips = given.misspelt + surname.misspelt
                if people and slips < 2:
                    found = _full_reading(given, surname, people)
                    if _could_be_full(text, given, surname):
                        return found
                    if not slips:
                        return _in_lower_case(text, found, surname)
    return None


def _in_lower_case(text: Passage, found: Reading, surname: Hit) -> Reading | None:
    """Two everyday words without capitals, where the words around them speak of a person."""
    whole = replace(surname, start=found.start)
    if text.flat[found.start : found.end].islower() and word_after(text.key, found.after) not in _PLACES:
        believed = lower_case_belief(text, whole)
        return replace(found, belief=believed, hit=whole) if believed else None
    return None


def _full_reading(given: Hit, surname: Hit, people: Iterable[int]) -> Reading:
    slip = given.misspelt or surname.misspelt
    return Reading(
        given.start, surname.end, surname.after, frozenset(people), "full name", Belief.SURE, hit=given, misspelt=slip
    )


def _nearly_full(text: Passage, index: NameIndex, here: list[Hit]) -> Reading | None:
    """A forename and, with one slip, a surname too short to be looked for by itself ("Aisha Kahn")."""
    for given in here:
        following = _CAPITAL_AFTER.match(text.flat, given.end) if _could_be_misspelt_after(given) else None
        if following and following[1].lower() not in ORDINARY | NO_NAMES:
            people = index.nearly_called(given.form.given, following[1].lower())
            if people:
                word = Form(following[1].lower())
                tail = "'s" if text.flat.startswith("'s", following.end()) else ""
                return _full_reading(given, Hit(*following.span(1), word, tail, misspelt=True), people)
    return None


def _could_be_misspelt_after(given: Hit) -> bool:
    """An everyday word with another capital behind it ("Rose Hall") is more often no person."""
    return bool(given.form.given) and not given.tail and not given.misspelt and given.form.word not in EVERYDAY


def _places_for_surname(text: Passage, given: Hit) -> tuple[int, ...]:
    """Where a surname could follow: after a middle name, or at once."""
    gap = _GAP.match(text.flat, given.end) if given.form.given and not given.tail else None
    if gap is None:
        return ()
    return (gap.end(), gap.start("middle")) if gap["middle"] else (gap.end(),)


def _could_be_full(text: Passage, given: Hit, surname: Hit) -> bool:
    """Two everyday words need both capitals and no place behind them: "Summer frosts", "Rose Field park"."""
    if word_before(text.key, given.start) in ("st", "saint"):
        return False
    if is_led_to(text, given):
        return word_after(text.key, surname.after) not in _PLACES
    if given.form.word in EVERYDAY and text.flat[given.start].isupper() and text.flat[surname.start].islower():
        return False
    if given.form.word not in EVERYDAY or surname.form.word not in EVERYDAY_SURNAMES:
        return True
    capitals = text.flat[given.start].isupper() and text.flat[surname.start].isupper()
    if surname.tail == "s" or is_figure(text, given) or not capitals:
        return False
    after = word_after(text.key, surname.after)
    return after not in _PLACES and not (given.form.word == "will" and after in _VERBS)  # "WILL PARK BE OPEN?"


def _with_initial(text: Passage, index: NameIndex, here: list[Hit]) -> Reading | None:
    """A forename with the first letter of the surname ("Lucy W"), or the other way about ("J. Smith")."""
    for hit in here:
        found = _initial_after(text, index, hit) or _initial_before(text, index, hit)
        if found:
            return found
    return None


def _initial_after(text: Passage, index: NameIndex, hit: Hit) -> Reading | None:
    initial = (
        _INITIAL_AFTER.match(text.flat, hit.end)
        if hit.form.given and not hit.tail and text.flat[hit.start].isupper()
        else None
    )
    if not initial:
        return None
    letter, end = initial["initial"], initial.end()
    people = frozenset(n for n in hit.form.given if letter.lower() in index.initials[n][1])
    if people:
        after = end + 2 if text.flat[end : end + 2].lower() == "'s" else end
        return Reading(hit.start, end, after, people, "forename and initial", Belief.SURE)
    if letter in _NOT_INITIALS or text.flat[hit.start : hit.end].isupper():
        return None
    return Reading(hit.start, hit.end, hit.after, frozenset(), "somebody else", Belief.NONE)


def _initial_before(text: Passage, index: NameIndex, hit: Hit) -> Reading | None:
    window = text.flat[max(0, hit.start - _BACK) : hit.start]
    initial = _INITIAL_BEFORE.search(window) if hit.form.surname and text.flat[hit.start].isupper() else None
    if not initial:
        return None
    letter, titled = initial["initial"].lower(), _TITLED.search(window[: initial.start("initial")].lower())
    if initial["initial"] in _NOT_INITIALS and not (initial["dot"] or titled):
        return None
    people = frozenset(n for n in hit.form.surname if letter in index.initials[n][0])
    if titled:
        people -= index.pupils
    start = hit.start - len(window) + initial.start("initial")
    if people:
        return Reading(start, hit.end, hit.after, people, "initial and surname", Belief.SURE)
    return Reading(hit.start, hit.end, hit.after, frozenset(), "somebody else", Belief.NONE)


def _titled(text: Passage, index: NameIndex, here: list[Hit]) -> Reading | None:
    """Surname or forename after a title: staff. A titled name that no member of staff bears is a parent's."""
    window = text.key[max(0, here[0].start - _BACK) : here[0].start]
    titled = _TITLED.search(window)
    if not titled and not (_ROLE.search(window) and text.flat[here[0].start].isupper()):
        return None
    if _COUPLE.search(window) or (
        titled and titled["title"] == "miss" and _VERB_MISS.search(window) and text.flat[here[0].start].islower()
    ):
        return Reading(here[0].start, here[0].end, here[0].after, frozenset(), "somebody else", Belief.NONE)
    for hit in (h for h in here if h.tail != "s" or titled):
        people = frozenset(hit.form.surname - index.pupils or hit.form.given - index.pupils)
        if people:
            return Reading(hit.start, hit.end, hit.after, people, "title and name", Belief.SURE, misspelt=hit.misspelt)
    if not titled:
        return None
    return Reading(here[0].start, here[0].end, here[0].after, frozenset(), "somebody else", Belief.NONE)


def _alone(text: Passage, here: list[Hit]) -> Reading | None:
    for hit in here:
        if hit.form.given:
            people = frozenset(hit.form.given)
            return Reading(
                hit.start, hit.end, hit.after, people, "forename", belief(text, hit), None, hit, hit.misspelt
            )
    for hit in here:
        if hit.form.surname:
            people = frozenset(hit.form.surname)
            return Reading(hit.start, hit.end, hit.after, people, "surname", surname_belief(text, hit), hit=hit)
    return None
