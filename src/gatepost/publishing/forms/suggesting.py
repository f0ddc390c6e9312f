"""An idea for a post, from a phone in a minute."""

from __future__ import annotations

from typing import Any

from django import forms

from .pictures import PicturesField


class SuggestForm(forms.Form):
    text = forms.CharField(
        label="What happened?",
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="A sentence is enough. Whoever takes it up writes the post.",
    )
    pictures = PicturesField(
        label="Pictures", help_text="What the camera wrote beside them, such as the place, is taken out."
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("text") and not cleaned.get("pictures"):
            raise forms.ValidationError("Write a sentence, or add a picture.")
        return cleaned
