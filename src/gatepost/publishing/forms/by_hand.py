"""Saying that something was posted, removed, or is out."""

from __future__ import annotations

from typing import Any

from django import forms

PROOF = "A picture of the page as others see it."


class PostedForm(forms.Form):
    link = forms.URLField(
        label="Link to the post",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Copy it from the post.",
    )
    screenshot = forms.ImageField(label="Or a screenshot of it", required=False, help_text=PROOF)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("link") and not cleaned.get("screenshot"):
            raise forms.ValidationError("Paste the link to the post, or add a screenshot of it.")
        return cleaned


class RemovedForm(forms.Form):
    screenshot = forms.ImageField(label="A screenshot", required=False, help_text=PROOF)


class SettleForm(forms.Form):
    is_out = forms.TypedChoiceField(
        label="Is it there?",
        choices=[("yes", "Yes, it is out"), ("no", "No, it is not there")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    link = forms.URLField(label="Link to it", max_length=500, required=False, assume_scheme="https")
