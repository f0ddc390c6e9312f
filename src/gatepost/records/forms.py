"""What is typed or chosen on the record's pages."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gatepost.schools.members import Member

from .checkpoints import LARGEST
from .models import Entry, PersonalText
from .wording import SENTENCES, kept_from, said

_LARGEST_NUMBER = 2**63 - 1


class RecordFilter(forms.Form):
    """Which entries to show: of one kind, about one object, older than one entry."""

    verb = forms.ChoiceField(label="What was done", required=False)
    subject = forms.CharField(
        required=False, max_length=Entry._meta.get_field("subject").max_length, widget=forms.HiddenInput
    )
    before = forms.IntegerField(required=False, min_value=1, max_value=_LARGEST_NUMBER, widget=forms.HiddenInput)

    def __init__(self, data: object, *, reader: Member) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        verbs = sorted(SENTENCES.keys() - kept_from(reader))
        self.fields["verb"].choices = [("", "Everything"), *((verb, said(verb).capitalize()) for verb in verbs)]  # type: ignore[attr-defined]


class EraseForm(forms.Form):
    """Why words are erased."""

    because = forms.ChoiceField(
        label="Why are the words erased?", choices=PersonalText.Reason.choices, widget=forms.RadioSelect
    )


class CheckpointForm(forms.Form):
    """A checkpoint that somebody kept."""

    checkpoint = forms.FileField(label="A checkpoint file", help_text="The file that was taken away, as it was.")

    def clean_checkpoint(self) -> bytes:
        file: UploadedFile = self.cleaned_data["checkpoint"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError("The file is too large to be a checkpoint.")
        return file.read()
