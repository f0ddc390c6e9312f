"""The register: accounts, applications for new ones, who may use them, their credentials and checks."""

from __future__ import annotations

import re

from django.db import models
from django.db.models import F, Q

from gatepost.policy.wording.grammar import sentence
from gatepost.policy.wording.words import account_words, phrase
from gatepost.schools.models import Person, School
from gatepost.schools.models.people import Dated


class Place(models.Model):
    """Where an account stands, in values of the vocabulary, and in words."""

    channel = models.CharField(max_length=30)
    """A value of the vocabulary's `channel`, such as facebook."""
    kind = models.CharField(max_length=30)
    """A value of the vocabulary's `account` under school_account: official, professional, learning_platform."""
    audience = models.CharField(max_length=10)
    """A value of the vocabulary's `audience`."""
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def network(self) -> str:
        return sentence(phrase("channel", self.channel)).rstrip(".")

    @property
    def network_beside(self) -> str:
        """The network, to stand beside the name; nothing where the name says it already: "Our school on Facebook"."""
        noun = re.sub(r"^an? ", "", phrase("channel", self.channel))
        said = re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", self.name, re.IGNORECASE)
        return "" if said else self.network

    @property
    def called(self) -> str:
        """The account within a list: "Riverside News, Facebook", "Our class blog"."""
        return ", ".join(part for part in (self.name, self.network_beside) if part)

    @property
    def kind_words(self) -> str:
        return phrase("account", self.kind)

    @property
    def account_words(self) -> str:
        """The account as it stands within a sentence: "an official blog"."""
        return account_words(self.kind, self.channel)

    @property
    def audience_words(self) -> str:
        return phrase("audience", self.audience)


class Account(Place):
    """An account of the school's on a network."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        COMPROMISED = "compromised", "Compromised"
        CLOSED = "closed", "Closed"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="accounts")
    address = models.URLField(blank=True)
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


class Application(Place):
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
    actor = models.CharField(max_length=30)
    """As whom they apply: a value of the vocabulary's `actor`, by the post that they held."""
    answers = models.JSONField(default=list)
    """To the questions of the pack's own: `{clause, asks, answer}`."""
    facts = models.JSONField(default=dict)
    """What else the policy asked and was told, by facet and value: `{"circumstance.anonymous": "no"}`."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    clause = models.CharField(max_length=40, blank=True)
    """The clause that the decider gives as the ground."""
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
            models.CheckConstraint(
                condition=Q(state="opened", account__isnull=False) | (~Q(state="opened") & Q(account__isnull=True)),
                name="application_opened_with_its_account",
            ),
        )
        indexes = (models.Index(fields=("school", "state")),)

    def __str__(self) -> str:
        return f"{self.name} ({self.channel})"


class Named(models.Model):
    """Somebody who is to run the account that is applied for, and what is stated of them."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    stated = models.JSONField(default=list)
    """Values of the vocabulary's `circumstance` that are said to be so of this person, such as trained."""

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("application", "person"), name="named_once"),)

    def __str__(self) -> str:
        return self.person.name


class Approval(models.Model):
    """That one of those whom the policy names has agreed to an application; where it names several, each gives theirs."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="approvals")
    value = models.CharField(max_length=30)
    """A value of the vocabulary's `approval`."""
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("application", "value"), name="approval_once"),)

    def __str__(self) -> str:
        return f"{self.value} ({self.person})"


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

    class Meta:
        ordering = ("label", "pk")

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
