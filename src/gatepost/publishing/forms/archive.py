"""Searching everything that was ever out."""

from __future__ import annotations

from typing import Any

from django import forms

from gatepost.policy.wording import value_words
from gatepost.schools.models import School
from gatepost.schools.queries import channels

from ..queries import Search
from ..situations import categories
from .names import Names, NamesField


class ArchiveForm(forms.Form):
    text = forms.CharField(label="Words", max_length=200, required=False, widget=forms.TextInput({"type": "search"}))
    channel = forms.ChoiceField(label="Network", required=False)
    category = forms.ChoiceField(label="About", required=False)
    first = forms.DateField(label="From", required=False, widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(label="Until", required=False, widget=forms.DateInput({"type": "date"}))
    taken_down = forms.ChoiceField(
        label="Which", required=False, choices=[("", "All"), ("no", "Out now"), ("yes", "Taken down")]
    )

    def __init__(self, school: School, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = Names(school)
        self.fields["person"] = NamesField(self.names, label="Shows or names")
        about = [(value, value_words("category", value).capitalize()) for value in categories()]
        for name, choices in {"channel": channels(school), "category": about}.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Any"), *((value, words.capitalize()) for value, words in choices)]

    def search(self) -> Search:
        said = self.cleaned_data
        return Search(
            text=said["text"],
            person=next(iter(said["person"]), None),
            channel=said["channel"],
            category=said["category"],
            first=said["first"],
            last=said["last"],
            taken_down={"": None, "no": False, "yes": True}[said["taken_down"]],
        )
