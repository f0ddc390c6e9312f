"""Which posts show or name somebody: as it was said, as it was found when they were handed in, and as their words read today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from gatepost.schools.models import ImagePermission, Person, School
from gatepost.schools.queries import with_permissions
from gatepost.screening import Roll
from gatepost.screening.folding import fold
from gatepost.screening.names import detect

from .judging.people import known_of
from .models import Picture, Portrayed, Post, Wording

S = Post.State
OPEN = (S.SUBMITTED, S.SCHEDULED, S.PUBLISHED)
BATCH = 500


def posts_with(people: Sequence[Person]) -> list[int]:
    """The numbers of the posts that show or name any of these people of a school, and are out or on their way.

    The words are read again only for those who have ever said no, or are barred: whoever came onto the roll after a post was handed in
    was not looked for then.
    """
    found: set[int] = set()
    for some in _batches(people):
        said = Portrayed.objects.filter(person__in=some).exclude(how=Portrayed.How.NOT_MEANT)
        found.update(said.filter(post__state__in=OPEN).values_list("post", flat=True))
    unwilling = {person.pk for some in _batches(people) for person in _unwilling(some)}
    return sorted(found.union(_naming(people[0].school, unwilling) if unwilling else ()))


def _unwilling(people: Sequence[Person]) -> Iterator[Person]:
    for person in with_permissions(Person.objects.filter(pk__in=[each.pk for each in people])):
        answers = {each.answer for each in person.image_permissions.all()}
        barred = any(each.lifted_at is None for each in person.safeguarding_bars.all())
        if barred or answers - {ImagePermission.Answer.GIVEN}:
            yield person


def _naming(school: School, people: set[int]) -> Iterator[int]:
    """The posts whose words could name one of these. Who is meant is for whoever judges them."""
    meant = known_of(school).meant
    roll = Roll(person for person, numbers in meant.items() if not people.isdisjoint(numbers))
    for post, parts in _words(school).items():
        if detect(fold("\n".join(parts)), roll):
            yield post


def _words(school: School) -> dict[int, list[str]]:
    """Everything that a reader sees in letters, of each post that is out or on its way."""
    found: dict[int, list[str]] = defaultdict(list)
    here = {"post__school": school, "post__state__in": OPEN}
    for post, *words in chain[tuple[Any, ...]](
        school.posts.filter(state__in=OPEN).values_list("pk", "title", "text"),
        Wording.objects.filter(**here).values_list("post", "own_text", "first_comment"),
        Picture.objects.filter(**here).values_list("post", "alt"),
    ):
        found[post] += words
    return found


def _batches(people: Sequence[Person]) -> Iterable[Sequence[Person]]:
    return (people[start : start + BATCH] for start in range(0, len(people), BATCH))
