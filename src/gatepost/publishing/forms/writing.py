"""The form in which a post is written: its words, where and when it goes, its pictures, and who is in it.

Whatever button is pressed, all of it is kept; nothing has to be complete before the post is submitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from gatepost.channels.models import Account
from gatepost.policy.wording import value_words

from ..connections import takes_first_comment
from ..content import read_whole
from ..corrections import accounts_open_to
from ..models import Picture, Portrayed, Post
from ..services.pictures import Said
from ..services.writing import Worded, Written, written_of
from ..situations import STATED, categories
from .moments import MomentField
from .names import Names, NamesField
from .pictures import PicturesField

How = Portrayed.How
LATEST_VERSION = 2**31 - 1


@dataclass(frozen=True)
class AccountRow:
    """An account that a post could go to, and the fields for what it says there alone."""

    account: Account
    chosen: bool
    fields: Sequence[forms.BoundField]

    @property
    def says_its_own(self) -> bool:
        return any(field.value() or field.errors for field in self.fields)


@dataclass(frozen=True)
class SaidRow:
    """A picture of the post, its place among them, and who is said to be in it."""

    picture: Picture
    number: int
    said: Sequence[Portrayed]

    @property
    def words(self) -> str:
        return f"picture {self.number}"

    @property
    def said_id(self) -> str:
        return f"said-{self.picture.pk}"


@dataclass(frozen=True)
class PictureRow(SaidRow):
    """The same with the fields beside it."""

    alt: forms.BoundField
    shown: forms.BoundField


def said_rows(post: Post) -> list[SaidRow]:
    """Who is said to be in each picture of a post."""
    said = _said(post)
    return [
        SaidRow(picture, number, [each for each in said if each.picture_id == picture.pk])
        for number, picture in enumerate(post.pictures.all(), start=1)
    ]


def named_in(post: Post) -> list[Portrayed]:
    """Who is named in the words of a post, as somebody said."""
    return [each for each in _said(post) if each.how == How.NAMED]


class WriteForm(forms.Form):
    """Made anew for each post, as every account and every picture has fields of its own."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LATEST_VERSION)
    title = forms.CharField(label="Title", max_length=200, required=False, help_text="Shown on blogs and websites.")
    text = forms.CharField(
        label="What do you want to say?", max_length=20_000, required=False, widget=forms.Textarea({"rows": 6})
    )
    accounts = forms.MultipleChoiceField(label="Where does it go?", required=False, widget=forms.CheckboxSelectMultiple)
    category = forms.ChoiceField(label="What is it about?", required=False)
    send_at = MomentField(
        label="When does it go out?",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Leave it empty to send it as soon as everybody who has to has approved it.",
    )
    stated = forms.MultipleChoiceField(
        label="What is so, and only you can know",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(value, value_words("circumstance", value).capitalize()) for value in STATED],
    )
    pictures = PicturesField(label="Add pictures")

    def __init__(self, post: Post, data: Any = None, files: Any = None) -> None:
        read_whole(post)
        self.post = post
        self.wordings = {each.account_id: each for each in post.wordings.all()}
        self.open_accounts = accounts_open_to(post)
        self.kept_pictures = list(post.pictures.all())
        self.said = _said(post)
        self.names = Names(post.school)
        super().__init__(data, files, initial=self._initial())
        self._choices("accounts", [(str(each.pk), each.called) for each in self.open_accounts])
        about = [(value, value_words("category", value).capitalize()) for value in categories()]
        self._choices("category", [("", "Choose"), *about])
        for account in self.open_accounts:
            self._add_account(account)
        for picture in self.kept_pictures:
            self._add_picture(picture)
        self.fields["named"] = NamesField(self.names, label="Who else is named in the words?", help_text=FROM_THE_LIST)

    # ------------------------------------------------------------------ what the page shows

    @property
    def account_rows(self) -> list[AccountRow]:
        chosen = {str(value) for value in self["accounts"].value() or ()}
        return [
            AccountRow(each, str(each.pk) in chosen, [self[f"{name}-{each.pk}"] for name in self._own_of(each)])
            for each in self.open_accounts
        ]

    @property
    def picture_rows(self) -> list[PictureRow]:
        return [
            PictureRow(
                row.picture, row.number, row.said, self[f"alt-{row.picture.pk}"], self[f"shown-{row.picture.pk}"]
            )
            for row in said_rows(self.post)
        ]

    @property
    def named_field(self) -> forms.BoundField:
        return self["named"]

    @property
    def takes_title(self) -> bool:
        """Whether the school has somewhere to write where a post has a title."""
        return any(each.channel in TITLED for each in self.open_accounts)

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
        version: int = self.cleaned_data["version"]
        return self.post.version if self._stands() else version

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

    def people(self, *, chosen: bool = False) -> list[Said] | None:
        """Whom the post shows and names by what is said now; None where that is what was said before.

        With `chosen`, only names that were taken from the list count: somebody may be in the middle of typing the others.
        """
        before = {_key(each.person_id, each.how, each.picture_id): each for each in self.said}
        pictures: dict[int | None, Picture] = {picture.pk: picture for picture in self.kept_pictures}
        now = {key: Said(each.person, each.how, pictures.get(each.picture_id)) for key, each in before.items()}
        for name, picture in self._names_fields():
            if chosen and not self.is_chosen(name):
                continue
            how = How.SHOWN if picture else How.NAMED
            for person in self.cleaned_data.get(name, ()):
                now[_key(person.pk, how, picture.pk if picture else None)] = Said(person, how, picture)
        return None if now.keys() == before.keys() else list(now.values())

    def is_chosen(self, name: str) -> bool:
        """Whether what stands in a field was taken from the list."""
        return self.names.is_label(typed) if (typed := self[name].value()) else False

    @property
    def chosen(self) -> list[str]:
        """The ids of the fields whose names are kept now, so that they are free for the next."""
        return [self[name].id_for_label for name, _ in self._names_fields() if self.is_chosen(name)]

    # ------------------------------------------------------------------ how it is made

    def _initial(self) -> dict[str, Any]:
        post = self.post
        return {
            "version": post.version,
            "title": post.title,
            "text": post.text,
            "accounts": [str(account) for account in self.wordings],
            "category": post.category,
            "send_at": post.send_at,
            "stated": post.stated,
        }

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _add_account(self, account: Account) -> None:
        wording = self.wordings.get(account.pk)
        fields: dict[str, tuple[forms.Field, str]] = {
            "own": (_text(f"Other words for {account.name}", 20_000), "own_text"),
            "link": (
                forms.URLField(label=f"Link on {account.name}", max_length=500, required=False, assume_scheme="https"),
                "link",
            ),
            "comment": (_text(f"First comment on {account.name}", 2000), "first_comment"),
        }
        for name in self._own_of(account):
            field, fact = fields[name]
            field.initial = getattr(wording, fact, "")
            self.fields[f"{name}-{account.pk}"] = field

    def _add_picture(self, picture: Picture) -> None:
        self.fields[f"alt-{picture.pk}"] = forms.CharField(
            label="What does it show?",
            max_length=1500,
            required=False,
            initial=picture.alt,
            widget=forms.Textarea({"rows": 2}),
            help_text="For those who cannot see it. No names, if the words name nobody.",
        )
        self.fields[f"shown-{picture.pk}"] = NamesField(self.names, label="Who is in it?", help_text=FROM_THE_LIST)

    def _names_fields(self) -> list[tuple[str, Picture | None]]:
        return [*((f"shown-{each.pk}", each) for each in self.kept_pictures), ("named", None)]

    def _worded(self, account: Account) -> Worded:
        said = {name: self.cleaned_data[f"{name}-{account.pk}"] for name in self._own_of(account)}
        return Worded(account, text=said["own"], link=said["link"], first_comment=said.get("comment", ""))

    @staticmethod
    def _own_of(account: Account) -> tuple[str, ...]:
        """What can be said on one account alone."""
        return ("own", "link", "comment") if takes_first_comment(account) else ("own", "link")

    def _stands(self) -> bool:
        """Whether the words are kept just so."""
        now, kept = self.written(), written_of(self.post)
        alike = replace(now, wordings=(), stated=sorted(now.stated)) == replace(kept, wordings=())
        return alike and set(now.wordings) == set(kept.wordings)


TITLED = ("website", "blog", "youtube")
FROM_THE_LIST = "Type a few letters, and choose from the list."


def _said(post: Post) -> list[Portrayed]:
    """Whom a post shows and names, as somebody said."""
    return [each for each in post.portrayed.all() if each.how != How.FOUND]


def _key(person: int, how: str, picture: int | None) -> tuple[int, str, int | None]:
    return person, str(how), picture


def _text(label: str, most: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, widget=forms.Textarea({"rows": 3}))
