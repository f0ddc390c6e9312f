"""Every detector of what a text holds, each called as it wants to be.

Contact details, links and names first, then what a text is about and how it is said. Most detectors look at the text
alone. Their findings are put in the order of the text, and the school's own phrases have the last word.
"""

from collections import ChainMap
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from . import (
    abuse,
    addressed,
    addresses,
    adverts,
    complaints,
    donations,
    emails,
    handles,
    language,
    links,
    names,
    phones,
    politics,
    profiles,
    queries,
    spam,
)
from .findings import Finding, in_order
from .folding import Folded, fold
from .roll import Person, Roll
from .settings import Settings

if TYPE_CHECKING:
    from .phrases import Silenced

_names_on: WeakKeyDictionary[Roll, dict[str, bool]] = WeakKeyDictionary()


def look(text: str, roll: Roll | None, settings: Settings) -> "tuple[list[Finding], tuple[Silenced, ...]]":
    """What a text holds, in its order, and what the school's own phrases silence."""
    folded = fold(text)
    found = _found(folded, roll, settings)
    if settings.phrases is None:
        return in_order(found), ()
    barred = [finding for finding in found if finding.do_not_publish]  # no phrase outranks the roll
    outcome = settings.phrases.apply(folded, [finding for finding in found if not finding.do_not_publish])
    return in_order([*barred, *outcome.findings]), outcome.silenced


def _found(folded: Folded, roll: Roll | None, settings: Settings) -> list[Finding]:
    """What all detectors find, in no order."""
    named = names.detect(folded, roll) if roll else []
    return [
        *named,
        *_contact_details(folded, settings),
        *links.detect(folded, settings.trusted),
        *spam.detect(folded),
        *adverts.detect(folded, settings.kind),
        *donations.detect(folded),
        *politics.detect(folded, settings.day),
        *addressed.detect(folded, named),
        *abuse.detect(folded),
        *(finding for detector in settings.own_detectors for finding in detector.detect(folded)),
        *(_of_a_post(folded, roll, settings) if settings.kind == "post" else _of_a_comment(folded)),
    ]


def _contact_details(folded: Folded, settings: Settings) -> Iterator[Finding]:
    yield from phones.detect(folded.original, settings.region)
    yield from emails.detect(folded)
    yield from addresses.detect(folded)
    yield from profiles.detect(folded.original, settings)
    yield from handles.detect(folded, settings)


def _of_a_comment(folded: Folded) -> Iterator[Finding]:
    """What only a comment can be: a complaint, or a question that wants an answer."""
    yield from complaints.detect(folded)
    yield from queries.detect(folded)


def _of_a_post(folded: Folded, roll: Roll | None, settings: Settings) -> Iterator[Finding]:
    """What is asked of the school's own words alone: that they are good English."""
    yield from language.detect(folded, _right_words(roll, settings))


def _right_words(roll: Roll | None, settings: Settings) -> Collection[str]:
    """The names on the roll and the school's own words, in lower case: none of them is a misspelling."""
    own = {word.lower(): True for word in settings.own_words}
    if roll is None:
        return own
    if roll not in _names_on:
        _names_on[roll] = {word.lower(): True for person in roll.people for word in _names_of(person)}
    return ChainMap(own, _names_on[roll])  # asked one word at a time: nothing is copied for each text


def _names_of(person: Person) -> list[str]:
    return f"{person.first_name} {person.last_name} {person.known_as}".split()
