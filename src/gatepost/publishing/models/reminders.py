"""Reminders to post that come round each week, and each time that one has come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gatepost.channels.models import Account
from gatepost.schools.models import Person, School

from .posts import Post


class PostReminder(models.Model):
    """That on a day of each school week somebody is to post something: the week's menu, the star of the week."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="post_reminders")
    says = models.CharField(max_length=200)
    """What is to be posted."""
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=30, blank=True)
    text = models.TextField(blank=True)
    """What the post begins with."""
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Whom it reminds, where it is a person and not whoever holds a post."""
    owner_role = models.CharField(max_length=30, blank=True)
    """A post (a `Role`): whoever holds it is reminded."""
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    at = models.TimeField()
    since = models.DateTimeField()
    """When it was set, or changed last: it comes from then on."""
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("weekday", "at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(owner__isnull=False, owner_role="") | (Q(owner__isnull=True) & ~Q(owner_role="")),
                name="post_reminder_has_one_owner",
            ),
        )

    def __str__(self) -> str:
        return self.says


class PostDue(models.Model):
    """One time that a reminder has come. Open until somebody begins the post, says that there is none this time, or the next one comes."""

    reminder = models.ForeignKey(PostReminder, on_delete=models.PROTECT, related_name="times")
    day = models.DateField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    post = models.OneToOneField(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="reminded_by")
    """The post that was begun."""
    claimed_at = models.DateTimeField(null=True, blank=True)
    """When a worker was about to send the e-mail."""
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "time to post"
        verbose_name_plural = "times to post"
        ordering = ("due_at", "pk")
        constraints = (models.UniqueConstraint(fields=("reminder", "day"), name="post_due_once_a_day"),)
        indexes = (models.Index(fields=("closed_at", "due_at")),)

    def __str__(self) -> str:
        return f"{self.reminder}, {self.day:%d %B %Y}"
