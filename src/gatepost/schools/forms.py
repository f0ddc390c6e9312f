"""What is filled in about people, posts, permissions and the school itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from gatepost.policy import load_pack, shipped_packs

from .image_permissions import ANY_CHANNEL
from .members import Member
from .models import ImagePermission, Person, School
from .queries import channels
from .roles import Role
from .services.posts import may_give

MOST_BYTES = 20_000_000
_POSTS = [role for role in Role if role not in (Role.PARENT, Role.PUPIL)]


class Day(forms.DateField):
    """A day, chosen in the browser's own way."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


class SeveralPeople(forms.ModelMultipleChoiceField):
    """People, chosen from a list. A number that no row can have is no choice: a database would stumble over it."""

    LONGEST = 18  # digits of a row's number that always fit

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if len(str(number)) > self.LONGEST:
                raise forms.ValidationError("Choose people from the list.", "invalid_choice")
        return super().clean(value)


class SearchForm(forms.Form):
    search = forms.CharField(
        label="Search", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label="Who", required=False, choices=[("", "Everybody"), *Person.Kind.choices])


class PersonForm(forms.ModelForm):
    """Everything that `people.join` and `people.change` take, and a pupil's parents."""

    kind = forms.ChoiceField(label="Who they are here", choices=[("", "Choose"), *Person.Kind.choices])
    joined_on = Day(label="First day here", required=False)
    parents = SeveralPeople(
        Person.objects.none(),
        label="Parents and carers",
        required=False,
        help_text="Of a pupil: who can give permission. Hold Ctrl, or Command, to choose several.",
    )

    class Meta:
        model = Person
        fields = (
            "kind",
            "first_name",
            "last_name",
            "known_as",
            "email",
            "year_group",
            "class_name",
            "external_id",
            "joined_on",
        )
        labels = {  # noqa: RUF012 - Django reads it as it is
            "known_as": "Known as",
            "email": "E-mail address",
            "year_group": "Year group",
            "class_name": "Class",
            "external_id": "Number in the school's own system",
        }
        help_texts = {"external_id": "An import knows them again by it."}  # noqa: RUF012

    def __init__(self, *args: Any, school: School, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.school = school
        parents = school.people.current().filter(kind=Person.Kind.PARENT)
        if self.instance.pk:
            standing = school.people.filter(families_as_parent__pupil=self.instance)
            self.initial["parents"] = standing
            parents = (parents | standing).distinct()  # a parent who also teaches here stays one
        _offer_people(self, "parents", parents)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("parents") and cleaned.get("kind") != Person.Kind.PUPIL:
            self.add_error("parents", "Only a pupil has parents here.")
        return cleaned


class LeaveForm(forms.Form):
    last_day = Day(label="Last day here")


class ComeBackForm(forms.Form):
    on = Day(label="First day back")


class GivePostForm(forms.Form):
    """The posts that the member may give to this person."""

    role = forms.ChoiceField(label="Post")
    from_day = Day(label="From")
    until_day = Day(label="Until", required=False, help_text="The last day. Leave it out if no end is known.")

    def __init__(self, *args: Any, member: Member, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        given = [role for role in _POSTS if may_give(member, role, person)]
        _offer(self, "role", [("", "Choose"), *((role.value, role.words.capitalize()) for role in given)])


class EndPostForm(forms.Form):
    last_day = Day(label="Last day in the post")


class AnswerForm(forms.Form):
    """An answer that reached the school on paper, by e-mail or by word of mouth."""

    use = forms.ChoiceField(label="For what", choices=ImagePermission.Use.choices)
    channel = forms.ChoiceField(label="Where", required=False)
    answer = forms.ChoiceField(label="Answer", choices=ImagePermission.Answer.choices, widget=forms.RadioSelect)
    given_by = forms.ModelChoiceField(Person.objects.none(), label="Who answered", empty_label=None)
    basis = forms.ChoiceField(
        label="Lawful basis",
        choices=ImagePermission.Basis.choices,
        help_text="For children's pictures on public channels it is nearly always consent.",
    )
    source = forms.CharField(
        label="Where it is written", max_length=200, required=False, help_text="Such as: form of 3 September 2026."
    )
    from_day = Day(label="From")
    until_day = Day(label="Until", required=False, help_text="Leave it out if it holds until they say otherwise.")

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "channel", [(ANY_CHANNEL, "Anywhere"), *_capital(channels(person.school))])
        answering = Person.objects.filter(pk=person.pk) | Person.objects.filter(families_as_parent__pupil=person)
        _offer_people(self, "given_by", answering.distinct())


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kept encrypted. Only those who hold bars can read it.",
    )


class TableForm(forms.Form):
    """Which class, and which channel."""

    class_name = forms.ChoiceField(label="Class", required=False)
    channel = forms.ChoiceField(label="Where", required=False)

    def __init__(self, *args: Any, school: School, classes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "class_name", [("", "All pupils"), *((name, name) for name in classes)])
        _offer(self, "channel", [(ANY_CHANNEL, "Anywhere"), *_capital(channels(school))])


class LinksForm(forms.Form):
    """Whose parents get a link: one pupil's, a class's, or everybody's."""

    pupil = forms.IntegerField(required=False, min_value=1)
    class_name = forms.CharField(required=False, max_length=50)


class SpanForm(forms.Form):
    name = forms.CharField(label="Name", max_length=100)
    first_day = Day(label="First day")
    last_day = Day(label="Last day")


class AdoptForm(forms.Form):
    pack = forms.ChoiceField(label="Policy")
    from_day = Day(label="In force from")
    approved_on = Day(label="Approved on", required=False)
    review_due = Day(label="Next review by", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        packs = [(name, load_pack(name)) for name in shipped_packs()]
        _offer(self, "pack", [("", "Choose"), *((name, f"{pack.organisation}: {pack.title}") for name, pack in packs)])


class UploadForm(forms.Form):
    file = forms.FileField(
        label="File", help_text="A CSV file with a row for each person, or a ZIP file of OneRoster. At most 20 MB."
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 20 MB.")
        return file


class ParentAnswerForm(forms.Form):
    """Every use: yes everywhere, no anywhere, or channel by channel. What stands is filled in."""

    EVERYWHERE = "everywhere"
    CHOICES = (("yes", "Yes"), ("no", "No"))
    QUESTIONS = (
        (ImagePermission.Use.IMAGE, "May the school show a picture or video with your child in it, without the name?"),
        (ImagePermission.Use.NAME, "May the school mention your child by first name, without a picture?"),
        (ImagePermission.Use.NAME_WITH_IMAGE, "May the school show a picture and say who is in it?"),
    )

    def __init__(self, *args: Any, channels: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.channels = channels
        for use, question in self.QUESTIONS:
            self.fields[use.value] = forms.ChoiceField(
                label=question,
                choices=(*self.CHOICES, ("by_channel", "It depends on where: I choose below")),
                widget=forms.RadioSelect,
                required=False,
            )
            for channel, words in channels:
                self.fields[f"{use}-{channel}"] = forms.ChoiceField(
                    label=words[0].upper() + words[1:], choices=(("", "No answer"), *self.CHOICES), required=False
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(use.value) for use in ImagePermission.Use):
            raise forms.ValidationError("Answer at least one of the questions.")
        return cleaned


def _offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def _offer_people(form: forms.BaseForm, name: str, people: QuerySet[Person]) -> None:
    cast(forms.ModelChoiceField, form.fields[name]).queryset = people


def _capital(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(value, words[0].upper() + words[1:]) for value, words in choices]
