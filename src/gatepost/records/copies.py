"""Words that stand in a row of their own as well as in the record. Erased in the record, they are erased there too.

Each app registers its own in its `AppConfig.ready`: `register_copy(Application, "reason")`, or, where the entry is about another row,
`register_copy(SettingsCheck, "found", about="account")`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Copy:
    """A field that holds the words of an entry; `about` leads from its row to the one that the entry is about."""

    model: type[Model]
    field: str
    about: str


COPIES: defaultdict[str, set[Copy]] = defaultdict(set)
"""By the kind of row that the entry is about."""


def register_copy(model: type[Model], field: str, about: str = "pk") -> None:
    """Say where words of the record stand a second time."""
    of = model if about == "pk" else model._meta.get_field(about).related_model
    assert isinstance(of, type)
    assert issubclass(of, Model)
    COPIES[of._meta.label_lower].add(Copy(model, field, about))


def erase_copies(subject: str, text: str) -> None:
    """Erase what an entry about a subject says, wherever it stands a second time."""
    label, _, number = subject.partition(":")
    for copy in COPIES.get(label, ()) if text else ():
        same = copy.model._default_manager.filter(**{copy.about: number, copy.field: text})
        same.update(**{copy.field: ""})
