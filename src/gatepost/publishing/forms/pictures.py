"""Choosing several pictures at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Pictures from the disk, or from a phone's camera or gallery. Gives a list, empty where none is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=SeveralFiles({"accept": "image/*"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[override]
        chosen = data if isinstance(data, (list, tuple)) else [data]
        return [super(PicturesField, self).clean(each, initial) for each in chosen if each]
