"""How forms look and speak: one template for each field, one sentence for each that is left empty, everywhere."""

from __future__ import annotations

from django import forms
from django.forms.renderers import TemplatesSetting

WHERE_NOTHING_IS_FILLED_IN: dict[type[forms.Field], str] = {
    forms.Field: "Fill this in.",
    forms.ChoiceField: "Choose one of these.",
    forms.ModelChoiceField: "Choose one of these.",
    forms.BooleanField: "Tick this to go on.",
    forms.FileField: "Choose a file.",
}


class Renderer(TemplatesSetting):
    """Fields from our own `django/forms/field.html`."""

    field_template_name = "django/forms/field.html"


def speak_plainly() -> None:
    """Instead of Django's "This field is required.", also in the forms of others (signing in). A field may still have its own sentence."""
    for field, says in WHERE_NOTHING_IS_FILLED_IN.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), "required": says}
