"""A reminder to post, as somebody sets it."""

from __future__ import annotations

from typing import Any

from django import forms

from gatepost.channels.models import Account
from gatepost.policy.wording import value_words
from gatepost.schools.members import Member
from gatepost.schools.models import Person
from gatepost.schools.roles import Permission, Role

from ..models import PostReminder
from ..services.reminders import REMINDED, Wanted, could_be_reminded
from ..situations import categories


class ReminderForm(forms.Form):
    """Made for a member: who approves posts has anybody reminded, everybody else themselves."""

    says = forms.CharField(label="What is to be posted?", max_length=200, help_text="Such as: this week's menu.")
    account = forms.ModelChoiceField(label="Where?", queryset=Account.objects.none(), empty_label="Choose")
    owner = forms.ChoiceField(label="Who is reminded?")
    weekday = forms.TypedChoiceField(
        label="On which day of the school week?",
        choices=PostReminder.Weekday.choices,
        coerce=int,
        help_text="If the school is closed that day, on the next school day of that week. In the holidays it rests.",
    )
    at = forms.TimeField(label="At what time?", widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    category = forms.ChoiceField(label="What is it about?", required=False)
    text = forms.CharField(
        label="What does the post begin with?", max_length=20_000, required=False, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, member: Member, reminder: PostReminder | None = None, data: Any = None) -> None:
        super().__init__(data, initial=_told(reminder) if reminder else {"owner": f"person:{member.person.pk}"})
        self.people = {f"person:{person.pk}": person for person in _people(member)}
        self.posts = {f"post:{role.value}": role for role in sorted(REMINDED)} if _anybody(member) else {}
        about = [(value, value_words("category", value).capitalize()) for value in categories()]
        self.fields["account"].queryset = member.school.accounts.filter(state=Account.State.OPEN)  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", "Choose"), *about]  # type: ignore[attr-defined]
        named = [(key, person.name) for key, person in self.people.items()]
        held = [(key, role.words.capitalize()) for key, role in self.posts.items()]
        self.fields["owner"].choices = [("Whoever is …", held), ("By name", named)] if held else named  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What the services take."""
        facts = dict(self.cleaned_data)
        chosen = facts.pop("owner")
        owner: Person | Role = self.people.get(chosen) or self.posts[chosen]
        return Wanted(owner=owner, **facts)


def _people(member: Member) -> list[Person]:
    return could_be_reminded(member.school) if _anybody(member) else [member.person]


def _anybody(member: Member) -> bool:
    return member.may(Permission.APPROVE_POSTS)


def _told(reminder: PostReminder) -> dict[str, Any]:
    owner = f"person:{reminder.owner_id}" if reminder.owner_id else f"post:{reminder.owner_role}"
    same = ("says", "account", "weekday", "at", "category", "text")
    return {"owner": owner, **{name: getattr(reminder, name) for name in same}}
