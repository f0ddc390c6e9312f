"""The register: accounts, applications for new ones, who may use them, their credentials and checks."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gatepost.schools.models import Person, School
from gatepost.schools.models.people import Dated


class Account(models.Model):
    """An account of the school's on a network."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        COMPROMISED = "compromised", "Compromised"
        CLOSED = "closed", "Closed"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="accounts")
    channel = models.CharField(max_length=30)
    """A value of the vocabulary's `channel`, such as facebook."""
    kind = models.CharField(max_length=30)
    """A value of the vocabulary's `account` under school_account: official, professional, learning_platform."""
    name = models.CharField(max_length=100)
    address = models.URLField(blank=True)
    audience = models.CharField(max_length=10)
    """A value of the vocabulary's `audience`."""
    purpose = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=15, choices=State.choices, default=State.OPEN)

    class Meta:
        ordering = ("channel", "name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="account_closed_with_its_day",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Application(models.Model):
    """A request for a new account, with the answers that this school's policy asks for."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting for a decision"
        GRANTED = "granted", "Granted"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        OPENED = "opened", "Account opened"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    channel = models.CharField(max_length=30)
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=100)
    audience = models.CharField(max_length=10)
    purpose = models.CharField(max_length=300)
    answers = models.JSONField(default=dict)
    """By the question's place in the pack: `{clause, asks, answer}`; and what the policy needs stated, by facet and value."""
    named = models.ManyToManyField(Person, blank=True, related_name="+")
    """The people who are to run the account."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    account = models.OneToOneField(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="application")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    state__in=("granted", "refused", "opened"), decided_at__isnull=False, decided_by__isnull=False
                )
                | Q(state__in=("draft", "submitted", "withdrawn"), decided_at__isnull=True, decided_by__isnull=True),
                name="application_decided_with_who_and_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.channel})"


class Authorisation(models.Model):
    """That somebody may manage an account, or post to it, from a day until a day."""

    class May(models.TextChoices):
        MANAGE = "manage", "Manages it"
        POST = "post", "May post"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="authorisations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="authorisations")
    may = models.CharField(max_length=10, choices=May.choices)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = Dated.as_manager()

    class Meta:
        ordering = ("from_day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="authorisation_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("account", "person", "may"),
                condition=Q(until_day__isnull=True),
                name="authorisation_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.get_may_display()}"


class Credential(models.Model):
    """How to sign in to an account. The secret is encrypted; every look at it is recorded."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="credentials")
    label = models.CharField(max_length=100)
    username = models.CharField(max_length=200, blank=True)
    secret = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.label


class SettingsCheck(models.Model):
    """That the settings of an account were looked at, by whom, and what was found."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="settings_checks")
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    found = models.TextField(blank=True)

    class Meta:
        ordering = ("-checked_at",)

    def __str__(self) -> str:
        return f"{self.account}, {self.checked_at:%d %B %Y}"
