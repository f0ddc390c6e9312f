"""Where an account stands: which network, what kind of account, who sees it."""

from __future__ import annotations

from typing import Any

from django import forms

from gatepost.policy import Pack
from gatepost.policy.wording.grammar import sentence
from gatepost.policy.wording.words import phrase

from ..situations import AUDIENCES, KINDS, networks

KIND_WORDS = {
    "official": "Official: the school’s own channel",
    "professional": "Professional: set up by staff for teaching and learning",
    "learning_platform": "Learning platform: a classroom or learning journal",
}


def said(facet: str, value: str) -> str:
    """A value as it stands in a list of choices."""
    return sentence(phrase(facet, value)).rstrip(".")


class PlaceForm(forms.Form):
    """The three things that decide what else is asked."""

    channel = forms.ChoiceField(label="Network")
    kind = forms.ChoiceField(
        label="Kind of account", choices=[(kind, KIND_WORDS[kind]) for kind in KINDS], widget=forms.RadioSelect
    )
    audience = forms.ChoiceField(
        label="Who sees it", choices=[(value, said("audience", value)) for value in AUDIENCES], widget=forms.RadioSelect
    )

    def __init__(self, pack: Pack, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted((said("channel", name), name) for name in networks(pack))
        channel = self.fields["channel"]
        assert isinstance(channel, forms.ChoiceField)
        channel.choices = [("", "Choose one"), *((name, words) for words, name in choices)]
