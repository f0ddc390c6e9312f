"""Sending: how an account is connected, what was sent to it, what was taken down, and when nothing may go out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gatepost.channels.models import Account
from gatepost.schools.models import Person, School

from .posts import Post


class Connection(models.Model):
    """How Gatepost reaches an account. An account without one is posted to by hand."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="connection")
    platform = models.CharField(max_length=30)
    """A platform of `connections.PLATFORMS`."""
    address = models.URLField()
    username = models.CharField(max_length=200, blank=True)
    secret = models.TextField(blank=True)
    """Encrypted (`schools.secrets`)."""
    connected_at = models.DateTimeField()
    connected_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    healthy = models.BooleanField(null=True, blank=True)
    said = models.CharField(max_length=500, blank=True)
    """What the last check found, in plain words."""
    raw = models.TextField(blank=True)
    """The network's own answer to it."""
    expires_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.platform} for {self.account}"


class Delivery(models.Model):
    """One post on its way to one account."""

    class State(models.TextChoices):
        DUE = "due", "Waiting for its time"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        UNCONFIRMED = "unconfirmed", "Not known whether it arrived"
        FAILED = "failed", "Not sent"
        STOPPED = "stopped", "Stopped"
        BY_HAND = "waiting_by_hand", "To be posted by hand"
        TO_REMOVE = "to_remove", "To be taken down by hand"
        TAKEN_DOWN = "taken_down", "Taken down"
        REPLACED = "replaced", "Replaced by a correction"

    class Step(models.TextChoices):
        """How far it got. Only from `armed` on can anything have become visible."""

        NOTHING = "", "Nothing sent"
        ARMED = "armed", "About to be sent"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deliveries")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    """Found by `delivery_to_see_to`, which begins with it."""
    state = models.CharField(max_length=15, choices=State.choices, default=State.DUE)
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.NOTHING, blank=True)
    key = models.CharField(max_length=40)
    """Made before anything is sent, and sent with it, so that the post can be found again. A correction has that of what it replaces."""
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    """What stands there, where this is a correction of it."""
    due_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    claim = models.CharField(max_length=32, blank=True)
    """Which worker has it in hand."""
    attempts = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    """Of exactly what was sent (`platforms.protocol.content_hash`)."""
    left_there = models.BooleanField(default=False)
    """Whether something was uploaded that nobody sees yet: if it is not sent, it has to be removed."""
    left_because = models.TextField(blank=True)
    """Why it could not be removed so far, in plain words."""
    site = models.URLField(blank=True)
    """Where the connection led by which it went. What the network calls it means something there and nowhere else."""
    network_id = models.CharField(max_length=200, blank=True)
    """What the network calls it; empty where only a person knows that it is out, and only a person can change or remove it."""
    address = models.URLField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Who posted it by hand."""
    handed_out_at = models.DateTimeField(null=True, blank=True)
    """Since when somebody has had the words and pictures to post by hand: from then on it may be out, until they say that it is not."""
    taken_down_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    """What went wrong, in plain words."""
    raw = models.TextField(blank=True)
    """The network's own answer."""

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ("due_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="delivery_sent_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state="taken_down", taken_down_at__isnull=False)
                | (~Q(state="taken_down") & Q(taken_down_at__isnull=True)),
                name="delivery_taken_down_with_its_time",
            ),
            models.UniqueConstraint(
                fields=("post", "account"), condition=~Q(state="stopped"), name="delivery_once_per_account"
            ),
            models.UniqueConstraint(
                fields=("key",), condition=Q(replaces__isnull=True), name="delivery_key_of_its_own"
            ),
        )
        indexes = (
            models.Index(fields=("state", "next_try_at")),
            models.Index(fields=("account", "state", "left_there"), name="delivery_to_see_to"),
            models.Index(fields=("next_try_at",), condition=Q(left_there=True), name="delivery_left_there"),
        )

    def __str__(self) -> str:
        return f"{self.post} to {self.account}"


class TakeDown(models.Model):
    """That a post has to come down: who asked, why, and when."""

    class Because(models.TextChoices):
        PERMISSION = "permission", "Somebody shown or named in it may not be published"
        MISTAKE = "mistake", "It was wrong"
        COMPLAINT = "complaint", "Somebody complained"
        OUT_OF_DATE = "out_of_date", "It is out of date"
        OTHER = "other", "Another reason"

    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="take_down")
    because = models.CharField(max_length=15, choices=Because.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.post}: {self.get_because_display()}"


class Pause(models.Model):
    """Nothing of a school's goes out, from a moment until somebody lets it go on."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="pauses")
    of_trust = models.BooleanField(default=False)
    """Whether the whole trust was paused: only the trust lets it go on."""
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("school", "of_trust"), condition=Q(ended_at__isnull=True), name="pause_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.school}, from {self.at:%d %B %Y %H:%M}"
