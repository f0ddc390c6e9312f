"""Which policy a school has, and had: packs as they stood when they were adopted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .people import Dated
from .schools import School


class PackEdition(models.Model):
    """A pack exactly as it was: its text is kept, so that an old decision can always be read beside the words that made it."""

    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the text, in hexadecimal."""
    name = models.CharField(max_length=100)
    version = models.CharField(max_length=50, blank=True)
    text = models.TextField()
    first_used = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


class Adoption(models.Model):
    """A school's policy in force, from a day until a day; its own dates where they differ from the pack's."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="adoptions")
    edition = models.ForeignKey(PackEdition, on_delete=models.PROTECT, related_name="adoptions")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    review_due = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        ordering = ("from_day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="adoption_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("school",), condition=Q(until_day__isnull=True), name="adoption_one_open_per_school"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition} at {self.school}"
