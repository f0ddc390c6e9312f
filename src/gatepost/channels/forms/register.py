"""The forms of the register: accounts, who may use them, how to sign in, checks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from gatepost.policy import Pack
from gatepost.schools.models import Person

from ..models import Account, Authorisation
from ..situations import OF_EACH_PERSON
from .applications import PERSON_WORDS
from .places import PlaceForm


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DetailsForm(forms.Form):
    """What the register says of an account beside where it stands."""

    name = forms.CharField(label="Name", max_length=100)
    address = forms.URLField(
        label="Address", required=False, assume_scheme="https", help_text="Such as https://facebook.com/our-school"
    )
    purpose = forms.CharField(label="What it is for", max_length=300, required=False)


class OpenForm(DetailsForm):
    """The account as it was opened."""

    opened_on = forms.DateField(label="Opened on", widget=Day, initial=timezone.localdate)


class RegisterForm(PlaceForm, OpenForm):
    """An account that there is already."""

    field_order = ("name", "channel", "kind", "audience", "address", "purpose", "opened_on")

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(pack, *args, **kwargs)
        self.fields["opened_on"].label = "In use since"


class ChangeForm(DetailsForm):
    """What can change about an account."""

    audience = forms.ChoiceField(label="Who sees it", widget=forms.RadioSelect)

    def __init__(self, pack: Pack, account: Account, *args: Any, **kwargs: Any) -> None:
        now = {name: getattr(account, name) for name in ("name", "address", "purpose", "audience")}
        super().__init__(*args, **{"initial": now, **kwargs})
        self.fields["audience"] = PlaceForm(pack).fields["audience"]


class PersonForm(forms.Form):
    """Somebody, and what is stated of them."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Who", empty_label="Choose somebody")
    stated = forms.MultipleChoiceField(
        label="Is this so?",
        choices=[(value, PERSON_WORDS[value]) for value in OF_EACH_PERSON],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick what you know to be so. The policy may ask for it.",
    )

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = people


class AuthoriseForm(PersonForm):
    """Somebody who is to manage the account, or to post to it."""

    may = forms.ChoiceField(
        label="May they manage it, or only post?", choices=Authorisation.May.choices, widget=forms.RadioSelect
    )
    from_day = forms.DateField(label="From", widget=Day, initial=timezone.localdate)
    field_order = ("person", "may", "from_day", "stated")


class SuccessorForm(PersonForm):
    """To whom the account goes."""


class NoteForm(forms.Form):
    """Something said in a few sentences."""

    note = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, label: str, help_text: str = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        note.label, note.help_text, note.required = label, help_text, required


class ConfirmForm(forms.Form):
    """Nothing to type: only to be confirmed."""


class CredentialForm(forms.Form):
    """How to sign in. What is secret is never shown again in the form."""

    label = forms.CharField(label="What it is", max_length=100, help_text="Such as: password, recovery codes, app key.")
    username = forms.CharField(
        label="User name", max_length=200, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    password = forms.CharField(
        label="Password or key",
        max_length=4000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="It is kept encrypted. Every look at it is recorded.",
    )

    def __init__(self, *args: Any, kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kept:
            self.fields["password"].required = False
            self.fields["password"].help_text = "Leave it empty to keep the one that there is."
