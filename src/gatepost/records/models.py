"""The record: entries chained by hash, the personal text beside them, evidence by content, and where each chain ends."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gatepost.schools.models import School

from .chain import START


class Entry(models.Model):
    """One line of a school's record. It is written once; the database itself refuses to change or delete it.

    `digest` is the SHA-256 over the entry's own facts and the digest before it (`chain.digest_of`). Nothing in it is personal text:
    people are numbers, and words stand in `PersonalText`, of which the entry holds only a salted digest.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    """`person:12`, or `gatepost` for what the software did by the clock."""
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    """`channels.application:5`: what it is about."""
    facts = models.JSONField(default=dict)
    text_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ("school", "number")
        constraints = (models.UniqueConstraint(fields=("school", "number"), name="entry_number_once"),)
        indexes = (
            models.Index(fields=("school", "subject", "number")),
            models.Index(fields=("school", "verb", "number")),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.verb} {self.subject}"


class Head(models.Model):
    """Where a school's chain ends. It only moves on, so that entries cut off at the end are missed; and writers wait for it in turn."""

    school = models.OneToOneField(School, on_delete=models.PROTECT, related_name="head")
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=START)

    def __str__(self) -> str:
        return f"Entry {self.number} of {self.school}"


class PersonalText(models.Model):
    """Words of or about people that belong to an entry. They can be erased; the chain stays whole."""

    class Reason(models.TextChoices):
        ASKED = "asked", "The person it is about asked for it"
        NO_LONGER_NEEDED = "no_longer_needed", "It is no longer needed"
        MISTAKE = "mistake", "It should not have been written"

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="personal_text")
    text = models.TextField(blank=True)
    salt = models.CharField(max_length=64, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_because = models.CharField(max_length=20, blank=True, choices=Reason.choices)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, erased_because="") & ~Q(text="") & ~Q(salt="")
                | Q(erased_at__isnull=False, text="", salt="") & ~Q(erased_because=""),
                name="personal_text_there_or_erased",
            ),
        )

    def __str__(self) -> str:
        return f"Text of entry {self.entry_id}"


class Evidence(models.Model):
    """A file kept under the SHA-256 of its content, so that a changed file is found out. Its entry seals what it is."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="evidence")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="evidence")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    """What the file was called. Not sealed, for names of files often hold names of people."""
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    subject = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ("added_at", "pk")
        indexes = (models.Index(fields=("school", "subject")),)

    def __str__(self) -> str:
        return self.name
