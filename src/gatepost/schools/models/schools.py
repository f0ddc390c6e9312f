"""Trusts, schools, and the days on which a school is open."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Trust(models.Model):
    """A trust that runs several schools."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school. Every row of a school's data leads here."""

    trust = models.ForeignKey(Trust, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    urn = models.CharField("URN", max_length=6, unique=True, null=True, blank=True)
    """The unique reference number in the register of schools in England."""

    def __str__(self) -> str:
        return self.name


class Span(models.Model):
    """Days from the first to the last, both included."""

    name = models.CharField(max_length=100)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        abstract = True
        ordering = ("first_day",)
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message="The last day cannot be before the first.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.first_day} to {self.last_day}"


class Term(Span):
    """When school is in. A school without terms is taken to be open on every working day."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="terms")


class Closure(Span):
    """Days inside a term on which the school is closed: half-term, training days, snow."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="closures")
