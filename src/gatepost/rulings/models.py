"""Rulings: what the policy decided, kept as it was decided; duties: what somebody owes because of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gatepost.schools.models import PackEdition, Person, School


class Ruling(models.Model):
    """A situation, and the decision that the pack in force at that moment gave."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="rulings")
    edition = models.ForeignKey(PackEdition, on_delete=models.PROTECT, related_name="rulings")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who acted; empty where Gatepost did."""
    subject = models.CharField(max_length=80)
    situation = models.JSONField()
    decision = models.JSONField()
    """`Decision.as_dict()`."""
    verdict = models.CharField(max_length=12)
    done = models.BooleanField()
    """Whether the act was done (or the event happened), or was only put to the policy."""

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("school", "subject")), models.Index(fields=("school", "at")))

    def __str__(self) -> str:
        return f"{self.verdict}: {self.subject}"


class Duty(models.Model):
    """What somebody owes: who, what, by when, and what shows that it was done."""

    class State(models.TextChoices):
        DUE = "due", "Due"
        DONE = "done", "Done"
        SET_ASIDE = "set_aside", "Set aside"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="duties")
    ruling = models.ForeignKey(Ruling, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    """Empty for a duty that recurs by itself."""
    edition = models.ForeignKey(PackEdition, on_delete=models.PROTECT, related_name="duties")
    """The pack that obliges to it, as it was then."""
    clause = models.CharField(max_length=40)
    """Empty for what is owed to a person whatever the policy says."""
    also = models.JSONField(default=list)
    do = models.JSONField()
    """Values of the vocabulary, any of which is enough."""
    to = models.JSONField(default=list)
    within = models.CharField(max_length=40)
    owner_role = models.CharField(max_length=30, blank=True)
    """A post (a `Role`): whoever holds it owes the duty (`posts.py`)."""
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    """A person, where the duty is theirs by what they did and not by the post they hold."""
    subject = models.CharField(max_length=80)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    """Empty where the policy gives no time."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    escalated_at = models.DateTimeField(null=True, blank=True)
    recurs_as = models.CharField(max_length=120, null=True, blank=True)
    """Of a recurring duty: which one and when, so that two workers cannot raise it twice."""

    class Meta:
        verbose_name_plural = "duties"
        ordering = (models.F("due_at").asc(nulls_last=True), "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="due", closed_at__isnull=True) | (~Q(state="due") & Q(closed_at__isnull=False)),
                name="duty_closed_with_its_time",
            ),
            models.CheckConstraint(condition=Q(owner__isnull=False) | ~Q(owner_role=""), name="duty_has_an_owner"),
            models.UniqueConstraint(fields=("school", "recurs_as"), name="duty_recurs_once"),
        )
        indexes = (
            models.Index(fields=("school", "state", "due_at")),
            models.Index(fields=("school", "subject")),
            models.Index(fields=("owner", "state")),
        )

    def __str__(self) -> str:
        return f"{'/'.join(self.do)} ({self.clause})"


class Reminder(models.Model):
    """A reminder of a duty: at most one of each kind, whichever worker comes first.

    A worker claims it before it sends. One that was claimed and not sent (the mail server was away, the worker was stopped) is claimed
    again some minutes later.
    """

    class Kind(models.TextChoices):
        SOON = "soon", "Due soon"
        OVERDUE = "overdue", "Overdue"
        ESCALATED = "escalated", "Escalated"

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("duty", "kind", "person"), name="reminder_once"),)
        indexes = (models.Index(fields=("claimed_at",), condition=Q(sent_at__isnull=True), name="reminder_to_send"),)

    def __str__(self) -> str:
        return f"{self.kind}: duty {self.duty_id}"


class CalendarFeed(models.Model):
    """That somebody has a calendar of their duties at a secret address. A new version makes the old address void."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_feed")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Calendar of {self.person}"
