"""How forms look: one template for each field, everywhere."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields from our own `django/forms/field.html`."""

    field_template_name = "django/forms/field.html"
