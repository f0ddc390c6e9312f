"""What is asked when a duty is done, handed over or set aside."""

from __future__ import annotations

from typing import Any

from django import forms

from gatepost.schools.models import Person
from gatepost.schools.roles import Role

from .ledger import File, receivers
from .models import Duty
from .posts import POSTS

MOST_FILES = 5
LONGEST_NOTE = 2000


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files at once."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(file, initial) for file in given if file]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Choose up to {MOST_FILES} files at a time.")
        return files


class EvidenceForm(forms.Form):
    attached = FilesField(
        label="Files",
        help_text=f"A screenshot, a letter, a list: up to {MOST_FILES} at a time. They are kept as they are and cannot be changed later.",
    )

    def files_given(self) -> list[File]:
        """The files as the ledger takes them."""
        return [File(file.name, file.content_type or "", file.file) for file in self.cleaned_data["attached"]]


class DoForm(EvidenceForm):
    note = forms.CharField(
        label="What was done",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        help_text="A sentence is enough. It is kept with the record and can be erased later if it must.",
    )
    attached = FilesField(
        label="What shows it",
        required=False,
        help_text=f"A screenshot, a letter, a list: up to {MOST_FILES} files. They are kept as they are and cannot be changed later.",
    )
    field_order = ("note", "attached")


class SetAsideForm(forms.Form):
    reason = forms.CharField(
        label="Why this need not be done",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        help_text="Whoever reads the record will want to know.",
    )


class HandOverForm(forms.Form):
    to = forms.ChoiceField(
        label="To whom", help_text="A post moves with whoever holds it. A person keeps the duty until it is done."
    )
    note = forms.CharField(
        label="What they should know", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, duty: Duty, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"person:{person.pk}": person for person in receivers(duty)}
        self.posts = {f"post:{post.value}": post for post in sorted(POSTS)}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            ("A post", [(key, post.words.capitalize()) for key, post in self.posts.items()]),
            ("A person", [(key, person.name) for key, person in self.people.items()]),
        ]

    def receiver(self) -> Person | Role:
        """Who was chosen."""
        chosen = self.cleaned_data["to"]
        return self.people.get(chosen) or self.posts[chosen]
