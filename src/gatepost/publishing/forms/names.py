"""People of the school as somebody types or chooses them: by name, with what tells them from others of that name."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet

from gatepost.schools.models import Person, School

PICKED = (Person.Kind.PUPIL, Person.Kind.STAFF)


class Names:
    """The pupils and staff of today, each under a name that nobody else has. Looked up once somebody asks."""

    def __init__(self, school: School) -> None:
        self.school = school

    def among(self) -> QuerySet[Person]:
        """From whom somebody chooses."""
        return Person.objects.current().filter(school=self.school, kind__in=PICKED)

    @cached_property
    def of(self) -> dict[int, str]:
        """Each person's label, as it stands in the list."""
        plain = {pk: f"{name} ({belongs})" for pk, name, belongs in self._people}
        often = Counter(plain.values())
        return {pk: f"{label} #{pk}" if often[label] > 1 else label for pk, label in plain.items()}

    @property
    def all(self) -> list[str]:
        return list(self.of.values())

    def find(self, typed: str) -> Person | None:
        """Whom a label means, or a name if only one person has it."""
        name = typed.strip().casefold()
        pk = self._labels.get(name) or self._alone.get(name)
        return Person.objects.get(pk=pk) if pk else None

    def is_label(self, typed: str) -> bool:
        """Whether it is just as the list gives it: chosen, and not half typed."""
        return typed.strip().casefold() in self._labels

    @cached_property
    def _people(self) -> list[tuple[int, str, str]]:
        """Number, name, and class or kind."""
        found = self.among().order_by("last_name", "first_name")
        facts = found.values_list("pk", "known_as", "first_name", "last_name", "class_name", "kind")
        return [(pk, f"{known or first} {last}", of or kind) for pk, known, first, last, of, kind in facts]

    @cached_property
    def _labels(self) -> dict[str, int]:
        return {label.casefold(): pk for pk, label in self.of.items()}

    @cached_property
    def _alone(self) -> dict[str, int]:
        often = Counter(name.casefold() for _, name, _ in self._people)
        return {name.casefold(): pk for pk, name, _ in self._people if often[name.casefold()] == 1}


class NamesField(forms.CharField):
    """Names, one after the other with commas. Gives people."""

    def __init__(self, names: Names, **kwargs: Any) -> None:
        self.names = names
        super().__init__(required=False, max_length=1000, **kwargs)
        self.widget.attrs.update({"list": "roll", "autocomplete": "off"})

    def clean(self, value: Any) -> list[Person]:
        typed = [name.strip() for name in str(super().clean(value)).split(",") if name.strip()]
        found = [(name, self.names.find(name)) for name in typed]
        if unknown := [name for name, person in found if person is None]:
            raise forms.ValidationError(f"Choose from the list who is meant: {', '.join(unknown)}.")
        return [person for _, person in found if person]
