"""Choosing several pictures at once, and the part of one that is to be blurred or kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gatepost.screening.findings import Box

from ..models import Picture, Portrayed


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Pictures from the disk, or from a phone's camera or gallery. Gives a list, empty where none is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        # What was chosen is sent at once: a browser that chooses it again on the way back would send it twice.
        once = {"accept": "image/*", "autocomplete": "off"}
        super().__init__(required=False, widget=SeveralFiles(once), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[override]
        chosen = data if isinstance(data, (list, tuple)) else [data]
        return [super(PicturesField, self).clean(each, initial) for each in chosen if each]


class RetouchForm(forms.Form):
    """What to blur in a picture, or the part of it to keep: faces by their numbers, and a box in pixels of one's own."""

    faces = forms.MultipleChoiceField(
        label="Faces to blur", required=False, widget=forms.CheckboxSelectMultiple, help_text="Numbered in the picture."
    )
    x = forms.IntegerField(label="From the left", min_value=0, required=False)
    y = forms.IntegerField(label="From the top", min_value=0, required=False)
    width = forms.IntegerField(label="Wide", min_value=1, required=False)
    height = forms.IntegerField(label="High", min_value=1, required=False)
    gone = forms.MultipleChoiceField(
        label="Who cannot be recognised any more then",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only those of whom nothing is left to know them by, such as clothes or a name on a shirt.",
    )

    def __init__(self, picture: Picture, said: Sequence[Portrayed], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picture = picture
        self._offer("faces", [(str(at), f"Face {at}") for at in range(1, len(picture.faces) + 1)])
        self._offer("gone", [(str(each.pk), each.person.name) for each in said])

    @property
    def box_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("x", "y", "width", "height")]

    @property
    def box(self) -> Box | None:
        """The box of one's own, if all of it is given."""
        x, y, width, height = (self.cleaned_data.get(name) for name in ("x", "y", "width", "height"))
        if x is None or y is None or width is None or height is None:
            return None
        return x, y, width, height

    @property
    def boxes(self) -> list[Box]:
        """Everything that is to be blurred."""
        faces = [tuple(self.picture.faces[int(at) - 1]) for at in self.cleaned_data.get("faces", ())]
        return [*faces, *([self.box] if self.box else [])]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not choices:
            del self.fields[name]
