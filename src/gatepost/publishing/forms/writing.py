"""The form in which a post is written: its words, where and when it goes, its pictures, and who is in it.

Whatever button is pressed, all of it is kept; nothing has to be complete before the post is submitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from gatepost.channels.models import Account
from gatepost.policy.wording import value_words

from ..models import Picture, Portrayed, Post
from ..people import Concerned
from ..services.pictures import Said
from ..services.writing import Worded, Written
from ..situations import categories
from .names import Names, NamesField
from .pictures import PicturesField

How = Portrayed.How
STATED = (
    "appropriately_dressed",
    "copyright_permission",
    "disclaimer_shown",
    "school_related",
    "media_policy_followed",
)
"""Circumstances that only the author can know."""
LATEST_VERSION = 2**31 - 1


class WriteForm(forms.Form):
    """Made anew for each post, as every account and every picture has fields of its own."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LATEST_VERSION)
    title = forms.CharField(label="Title", max_length=200, required=False, help_text="Shown on blogs and websites.")
    text = forms.CharField(
        label="What do you want to say?", max_length=20_000, required=False, widget=forms.Textarea({"rows": 7})
    )
    accounts = forms.MultipleChoiceField(label="Where does it go?", required=False, widget=forms.CheckboxSelectMultiple)
    category = forms.ChoiceField(label="What is it about?", required=False)
    send_at = forms.DateTimeField(
        label="When does it go out?",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Leave it empty to send it as soon as it is approved.",
    )
    stated = forms.MultipleChoiceField(
        label="What is so, and only you can know",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(value, value_words("circumstance", value).capitalize()) for value in STATED],
    )
    pictures = PicturesField(
        label="Add pictures",
        help_text="From this device or its camera. What the camera wrote beside them, such as the place, is taken out.",
    )

    def __init__(self, post: Post, found: Iterable[Concerned], data: Any = None, files: Any = None) -> None:
        self.post = post
        self.open_accounts = list(post.school.accounts.filter(state=Account.State.OPEN).order_by("name"))
        self.kept_pictures = list(post.pictures.all())
        self.said = list(post.portrayed.exclude(how=How.FOUND).select_related("person"))
        self.names = Names(post.school)
        super().__init__(data, files, initial=self._initial())
        self._choices("accounts", [(str(each.pk), f"{each.name} ({each.network})") for each in self.open_accounts])
        about = [(value, value_words("category", value).capitalize()) for value in categories()]
        self._choices("category", [("", "Choose"), *about])
        for account in self.open_accounts:
            self._add_account(account)
        for picture in self.kept_pictures:
            self._add_picture(picture)
        self._add_people(found)

    # ------------------------------------------------------------------ what the page shows

    @property
    def account_rows(self) -> list[tuple[Account, list[forms.BoundField]]]:
        """Each account with its own words; those with words of their own come open."""
        return [
            (each, [self[f"{name}-{each.pk}"] for name in ("own", "link", "comment")]) for each in self.open_accounts
        ]

    @property
    def picture_rows(self) -> list[tuple[Picture, list[forms.BoundField]]]:
        fields = ("alt", "shown", "not-shown")
        return [
            (each, [self[name] for field in fields if (name := f"{field}-{each.pk}") in self.fields])
            for each in self.kept_pictures
        ]

    @property
    def people_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("named", "not-named", "not-meant") if name in self.fields]

    # ------------------------------------------------------------------ what the services take

    def written(self) -> Written:
        facts = self.cleaned_data
        return Written(
            text=facts["text"],
            title=facts["title"],
            category=facts["category"],
            stated=facts["stated"],
            send_at=facts["send_at"],
            wordings=[self._worded(each) for each in self.open_accounts if str(each.pk) in facts["accounts"]],
        )

    @property
    def seen(self) -> int:
        """The version that the page shows: today's, where the words are kept already as they stand here, because they were typed."""
        kept = self.post.wordings.all()
        words = Written(
            text=self.post.text,
            title=self.post.title,
            category=self.post.category,
            stated=self.post.stated,
            send_at=self.post.send_at,
            wordings=[Worded(each.account, each.own_text, each.link, each.first_comment) for each in kept],
        )
        now = self.written()
        alike = replace(now, wordings=(), stated=sorted(now.stated)) == replace(words, wordings=())
        version: int = self.cleaned_data["version"]
        return self.post.version if alike and set(now.wordings) == set(words.wordings) else version

    @property
    def wrong_words(self) -> list[str]:
        """What keeps the words from being kept as they are typed, in sentences. A name that is half typed does not."""
        named = {name: field for name, field in self.fields.items() if not isinstance(field, NamesField)}
        return [
            f"{named[name].label}: {' '.join(map(str, said))}" for name, said in self.errors.items() if name in named
        ]

    def described(self) -> list[tuple[Picture, str]]:
        """The pictures whose description is another now."""
        said = [(each, self.cleaned_data[f"alt-{each.pk}"].strip()) for each in self.kept_pictures]
        return [(picture, alt) for picture, alt in said if alt != picture.alt]

    def people(self) -> list[Said] | None:
        """Whom the post shows and names by what is said now; None where that is what was said before."""
        before = {_key(each.person_id, each.how, each.picture_id): each for each in self.said}
        now = {key: Said(each.person, each.how, each.picture) for key, each in before.items()}
        for picture in self.kept_pictures:
            self._change(now, How.SHOWN, f"shown-{picture.pk}", f"not-shown-{picture.pk}", picture)
        self._change(now, How.NAMED, "named", "not-named")
        for chosen in self.cleaned_data.get("not-meant", ()):
            person = self._found[chosen]
            now[_key(person.pk, How.NOT_MEANT, None)] = Said(person, How.NOT_MEANT)
        return None if now.keys() == before.keys() else list(now.values())

    # ------------------------------------------------------------------ how it is made

    def _initial(self) -> dict[str, Any]:
        post = self.post
        return {
            "version": post.version,
            "title": post.title,
            "text": post.text,
            "accounts": [str(each.account_id) for each in post.wordings.all()],
            "category": post.category,
            "send_at": post.send_at,
            "stated": post.stated,
        }

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _add_account(self, account: Account) -> None:
        wording = next((each for each in self.post.wordings.all() if each.account_id == account.pk), None)
        fields: dict[str, tuple[forms.Field, str]] = {
            "own": (_text(f"Other words for {account.name}", 20_000), "own_text"),
            "link": (forms.URLField(label="Link", max_length=500, required=False, assume_scheme="https"), "link"),
            "comment": (_text("First comment", 2000), "first_comment"),
        }
        for name, (field, fact) in fields.items():
            field.initial = getattr(wording, fact, "")
            self.fields[f"{name}-{account.pk}"] = field

    def _add_picture(self, picture: Picture) -> None:
        self.fields[f"alt-{picture.pk}"] = forms.CharField(
            label="What does it show?",
            max_length=1500,
            required=False,
            initial=picture.alt,
            help_text="For those who cannot see it.",
        )
        self.fields[f"shown-{picture.pk}"] = NamesField(self.names, label="Who is in it?", help_text=ONE_BY_ONE)
        shown = [each for each in self.said if each.picture_id == picture.pk]
        self._add_removal(f"not-shown-{picture.pk}", "Take out who is not in it", shown)

    def _add_people(self, found: Iterable[Concerned]) -> None:
        self.fields["named"] = NamesField(self.names, label="Who is named in the words?", help_text=ONE_BY_ONE)
        self._add_removal("not-named", "Take out who is not named", [e for e in self.said if e.how == How.NAMED])
        self._found = {str(each.person.pk): each.person for each in found if each.named and not each.told}
        if self._found:
            choices = [(pk, f"“{person.name}” is somebody else") for pk, person in self._found.items()]
            self.fields["not-meant"] = _ticks("Gatepost found these names of the roll in your words", choices)

    def _add_removal(self, name: str, label: str, said: Sequence[Portrayed]) -> None:
        if said:
            self.fields[name] = _ticks(label, [(str(each.person_id), each.person.name) for each in said])

    def _worded(self, account: Account) -> Worded:
        own, link, comment = (self.cleaned_data[f"{name}-{account.pk}"] for name in ("own", "link", "comment"))
        return Worded(account, text=own, link=link, first_comment=comment)

    def _change(self, now: dict[Any, Said], how: str, add: str, out: str, picture: Picture | None = None) -> None:
        number = picture.pk if picture else None
        for person in self.cleaned_data[add]:
            now[_key(person.pk, how, number)] = Said(person, how, picture)
        for chosen in self.cleaned_data.get(out, ()):
            now.pop(_key(int(chosen), how, number), None)


ONE_BY_ONE = "Choose from the list as you type. Several with commas."


def _key(person: int, how: str, picture: int | None) -> tuple[int, str, int | None]:
    return person, str(how), picture


def _text(label: str, most: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, widget=forms.Textarea({"rows": 3}))


def _ticks(label: str, choices: Sequence[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple)
