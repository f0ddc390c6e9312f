"""Searching everything that was ever out, and taking away what was found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse

from gatepost.channels.models import Account
from gatepost.policy.wording import value_words
from gatepost.schools.members import Member
from gatepost.schools.models import Person
from gatepost.schools.queries import channels
from gatepost.schools.roles import Permission

from ..export.disclosure import Disclosure
from ..queries import Became, Search, authors, portrayed
from ..situations import categories
from .names import Names

MOST_WORDS = 12
NARROW = "narrow"
"""What an address says where the search is to be narrowed down."""


def may_ask_for_people(member: Member) -> bool:
    """Who searches by person: those who see the people of the school anyway."""
    return member.may(Permission.SEE_PEOPLE) or member.may(Permission.SEE_IMAGE_PERMISSIONS)


class NamesInArchive(Names):
    """Everybody whom a post that was ever out shows or names, also those who have left."""

    def among(self) -> QuerySet[Person]:
        return portrayed(self.school)


class ArchiveForm(forms.Form):
    """A search by words; and by all the rest once somebody wants to narrow it down. Without that the page is there sooner."""

    text = forms.CharField(
        label="Words",
        max_length=200,
        required=False,
        widget=forms.TextInput({"type": "search"}),
        help_text="In the title, the words on any account, the first comment, or what a picture shows.",
    )
    person = forms.CharField(label="Shows or names", max_length=200, required=False)
    author = forms.ModelChoiceField(Person.objects.none(), label="Written by", required=False, empty_label="Anybody")
    account = forms.ModelChoiceField(Account.objects.none(), label="Account", required=False, empty_label="Any")
    channel = forms.ChoiceField(label="Network", required=False)
    category = forms.ChoiceField(label="About", required=False)
    first = forms.DateField(label="From", required=False, widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(label="Until", required=False, widget=forms.DateInput({"type": "date"}))
    became = forms.ChoiceField(label="Which", required=False, choices=[("", "All"), *Became.choices])

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = NamesInArchive(member.school)
        self.is_open = self.narrows or NARROW in self.data
        if self.is_open:
            self._open(member)
        else:
            self.fields = {"text": self.fields["text"]}

    def _open(self, member: Member) -> None:
        """Offer what this school has to choose from."""
        school = member.school
        self.fields["author"].queryset = authors(school)  # type: ignore[attr-defined]
        self.fields["account"].queryset = school.accounts.all()  # type: ignore[attr-defined]
        about = [(value, value_words("category", value)) for value in categories()]
        for name, choices in {"channel": channels(school), "category": about}.items():
            in_order = [("", "Any"), *((value, words.capitalize()) for value, words in choices)]
            self.fields[name].choices = in_order  # type: ignore[attr-defined]
        if may_ask_for_people(member):
            self.fields["person"].widget.attrs.update({"list": "roll", "autocomplete": "off", **self._fetched()})
        else:
            del self.fields["person"]
        if not self.narrows:
            next(field for name, field in self.fields.items() if name != "text").widget.attrs["autofocus"] = True

    def _fetched(self) -> dict[str, str]:
        """The list of names comes when somebody begins to choose, unless it stands in the page."""
        if self.narrows:
            return {}
        names = reverse("publishing:names-in-archive", args=[self.names.school.slug])
        return {"hx-get": names, "hx-trigger": "focus once", "hx-target": "#roll", "hx-params": "none"}

    @property
    def narrows(self) -> bool:
        """Whether something is asked beside words."""
        return any(self.data.get(name) for name in self.base_fields if name != "text")

    @property
    def asks(self) -> bool:
        return self.narrows or bool(self["text"].value())

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.split()) > MOST_WORDS:
            raise forms.ValidationError(f"Search for at most {MOST_WORDS} words at once.")
        return text

    def clean_person(self) -> Person | None:
        typed = self.cleaned_data["person"]
        found = self.names.find(typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError("No post shows or names anybody of just this name. Choose from the list.")
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("first") and said.get("last") and said["first"] > said["last"]:
            self.add_error("last", "The last day cannot be before the first.")
        if self.data.get("person") and "person" not in self.fields:
            raise forms.ValidationError("Your post does not let you search by person.")
        return said

    def search(self) -> Search:
        return Search(**self.cleaned_data)


class ExportForm(forms.Form):
    reason = forms.CharField(
        label="What is it for?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Such as the number of the request. It stands in the record, and not in the file.",
    )
    people = forms.BooleanField(
        label="The names of those who are shown or named, as far as they may be published there today", required=False
    )
    unanswered = forms.BooleanField(
        label="Also pupils for whom nobody has answered, or whose answer has run out: the pictures that show them, and "
        "their names if names are wanted",
        required=False,
    )
    staff = forms.BooleanField(
        label="The names of staff who wrote, approved, posted and took down, and not only the posts that they held",
        required=False,
    )
    words = forms.BooleanField(
        label="What colleagues wrote about it: why it was corrected or taken down. Read it first: it may name somebody",
        required=False,
    )

    @property
    def disclosure(self) -> Disclosure:
        return Disclosure(**{name: self.cleaned_data[name] for name in ("people", "unanswered", "staff", "words")})
