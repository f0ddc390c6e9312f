"""Saying why what is out has to read differently."""

from __future__ import annotations

from django import forms


class CorrectForm(forms.Form):
    reason = forms.CharField(
        label="What is wrong with it?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Such as: the date of the fair is wrong. It is kept beside both versions.",
    )
