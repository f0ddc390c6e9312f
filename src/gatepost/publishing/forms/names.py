"""People of the school as somebody types or chooses them: by name, with what tells them from others of that name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms

from gatepost.schools.models import Person, School

PICKED = (Person.Kind.PUPIL, Person.Kind.STAFF)


class Names:
    """The pupils and staff of today, each under a name that nobody else has."""

    def __init__(self, school: School) -> None:
        people = list(
            Person.objects.current().filter(school=school, kind__in=PICKED).order_by("last_name", "first_name")
        )
        plain = {person.pk: _plain(person) for person in people}
        often = Counter(plain.values())
        self.of = {pk: f"{name} #{pk}" if often[name] > 1 else name for pk, name in plain.items()}
        self._people = {self.of[person.pk].casefold(): person for person in people}
        self._alone = {name: found[0] for name, found in _by_name(people).items() if len(found) == 1}

    @property
    def all(self) -> Iterable[str]:
        return self.of.values()

    def find(self, typed: str) -> Person | None:
        """Whom a name means, if it means one."""
        name = typed.strip().casefold()
        return self._people.get(name) or self._alone.get(name)


class NamesField(forms.CharField):
    """Names, one after the other with commas. Gives people."""

    def __init__(self, names: Names, **kwargs: Any) -> None:
        self.names = names
        super().__init__(required=False, max_length=1000, **kwargs)
        self.widget.attrs.update({"list": "roll", "autocomplete": "off"})

    def clean(self, value: Any) -> list[Person]:
        typed = [name for name in str(super().clean(value)).split(",") if name.strip()]
        found = [(name.strip(), self.names.find(name)) for name in typed]
        if unknown := [name for name, person in found if person is None]:
            raise forms.ValidationError(f"Choose from the list who is meant: {', '.join(unknown)}.")
        return [person for _, person in found if person]


def _plain(person: Person) -> str:
    return f"{person.name} ({person.class_name or person.get_kind_display().lower()})"


def _by_name(people: Iterable[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in people:
        found.setdefault(person.name.casefold(), []).append(person)
    return found
