"""Looking a post over, approving it, turning it down, and stopping everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from gatepost.policy import Pack
from gatepost.policy.wording import value_words
from gatepost.policy.wording.words import groups
from gatepost.schools.models import School

from ..models import Post, TakeDown
from .writing import LATEST_VERSION


class LookOverForm(forms.Form):
    """What a post holds: what Gatepost found is ticked already, and what it could not see is there to be ticked."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LATEST_VERSION)

    def __init__(self, post: Post, found: Iterable[str], data: Any = None) -> None:
        self.found = sorted(found)
        self.post = post
        holds = {*self.found, *post.looked_over.get("holds", ())}.difference(post.looked_over.get("holds_not", ()))
        super().__init__(data, initial={"version": post.version})
        self._headings = [
            *self._found_group(),
            *((heading, self._others(names)) for heading, names in groups("content")),
        ]
        for number, (heading, names) in enumerate(self._headings):
            self.fields[f"holds-{number}"] = forms.MultipleChoiceField(
                label=heading,
                required=False,
                choices=[(name, value_words("content", name).capitalize()) for name in names],
                initial=[name for name in names if name in holds],
                widget=forms.CheckboxSelectMultiple,
            )

    def _found_group(self) -> list[tuple[str, list[str]]]:
        return [("Gatepost found that it", self.found)] if self.found else []

    def _others(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name not in self.found]

    @property
    def first(self) -> forms.BoundField | None:
        """What was found."""
        return self["holds-0"] if self.found else None

    @property
    def others(self) -> list[forms.BoundField]:
        fields = [self[name] for name in self.fields if name.startswith("holds-")]
        return fields[1:] if self.found else fields

    def holds(self) -> set[str]:
        """What a person says that it holds, beside what was found."""
        return self._ticked().difference(self.found)

    def holds_not(self) -> set[str]:
        """What was found wrongly."""
        return set(self.found).difference(self._ticked())

    def _ticked(self) -> set[str]:
        named = (name for name in self.fields if name.startswith("holds-"))
        return {value for name in named for value in self.cleaned_data.get(name, ())}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("version") != self.post.version:
            raise forms.ValidationError("The post was changed after you opened this page. Look at it again.")
        return cleaned


class SeenForm(forms.Form):
    """The version that was on the page when a button was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LATEST_VERSION)


class PlanForm:
    """The posts that were ticked on the page of a week's plan, each with the version that was on it."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data

    def chosen(self, school: School) -> list[tuple[Post, int]]:
        """The posts of the school that were ticked; of one without its version nobody has seen anything."""
        ticked = {pk for value in self.data.getlist("post") if (pk := _number(value))}
        posts = school.posts.filter(pk__in=ticked).select_related("school", "author").order_by("send_at", "pk")
        return [(post, _number(self.data.get(f"version-{post.pk}", "")) or 0) for post in posts]


class RefuseForm(SeenForm):
    reason = forms.CharField(
        label="Why", max_length=2000, widget=forms.Textarea({"rows": 3}), help_text="The author reads it."
    )
    clause = forms.ChoiceField(label="The clause that is the ground", required=False)

    def __init__(self, pack: Pack, speaking: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = list(dict.fromkeys(speaking))
        named = [(id, f"{id}: {_short(each.says)}") for id, each in pack.clauses.items()]
        clause = self.fields["clause"]
        assert isinstance(clause, forms.ChoiceField)
        clause.choices = [
            ("", "No clause in particular"),
            ("About this post", [choice for choice in named if choice[0] in first]),
            ("The rest of the policy", [choice for choice in named if choice[0] not in first]),
        ]


class TakeDownForm(forms.Form):
    because = forms.ChoiceField(
        label="Why does it come down?", choices=TakeDown.Because.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label="In your words", max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))


class PauseForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))
    whole_trust = forms.BooleanField(label="In every school of the trust", required=False)

    def __init__(self, *args: Any, may_pause_trust: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_pause_trust:
            del self.fields["whole_trust"]


def _number(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) < 10 else None


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
