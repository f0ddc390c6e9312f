"""A post, and its wording for each account on which it is to appear."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gatepost.channels.models import Account
from gatepost.schools.models import Person, School


class Post(models.Model):
    """What the school means to publish, does publish, or once published."""

    class State(models.TextChoices):
        IDEA = "idea", "Idea"
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting for approval"
        SCHEDULED = "scheduled", "Ready to go out"
        HELD = "held", "Held"
        PUBLISHED = "published", "Published"
        REFUSED = "refused", "Refused"
        EXPIRED = "expired", "Not sent in time"
        WITHDRAWN = "withdrawn", "Withdrawn"
        TAKEN_DOWN = "taken_down", "Taken down"
        CORRECTED = "corrected", "Corrected since"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="posts", db_index=False)
    """Found by the indexes that begin with it: with one of its own, SQLite would look through every post of the school."""
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="written_posts")
    suggested_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Whose idea it was, where somebody else took it up."""
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    """What is out already, and is to read like this."""
    corrects_because = models.TextField(blank=True)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    """What every account gets that has no wording of its own."""
    category = models.CharField(max_length=30, blank=True)
    """A value of the vocabulary's `category`."""
    stated = models.JSONField(default=list)
    """Values of the vocabulary's `circumstance` that the author says are so, such as appropriately_dressed."""
    looked_over = models.JSONField(default=dict)
    """What a person said after looking: `{holds: [...], holds_not: [...], digest}`; void once the content is another."""
    send_at = models.DateTimeField(null=True, blank=True)
    """Empty: as soon as it may."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    """Counts the edits, so that nobody approves or overwrites what they have not seen."""
    reason = models.TextField(blank=True)
    """Why it stands where it does: why it was refused, held or not sent."""
    clause = models.CharField(max_length=40, blank=True)
    """The clause that was given as the ground of a refusal."""
    held_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Who holds it back, while it is held; empty where Gatepost does."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    sought = models.TextField(blank=True)
    """What the archive is searched by (`content.sought_in`), once it is out."""

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="post_published_with_its_time",
            ),
            models.UniqueConstraint(
                fields=("corrects",),
                condition=Q(state__in=("draft", "submitted", "scheduled", "held", "refused", "expired")),
                name="post_one_correction_at_a_time",
            ),
        )
        indexes = (
            models.Index(fields=("school", "state", "send_at")),
            models.Index(fields=("state",), name="post_in_state"),
            models.Index(fields=("school", "-published_at")),
        )

    def __str__(self) -> str:
        return self.title or self.text[:60] or f"Post {self.pk}"


class Wording(models.Model):
    """A post on one account: in words of its own, or in those of the post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="wordings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="wordings")
    own_text = models.TextField(blank=True)
    link = models.URLField(blank=True, max_length=500)
    first_comment = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("post", "account"), name="wording_once"),)

    def __str__(self) -> str:
        return f"{self.post} on {self.account}"

    @property
    def text(self) -> str:
        return self.own_text or self.post.text

    @property
    def whole(self) -> str:
        """Everything that a reader will see in letters, or hear read out."""
        described = (picture.alt for picture in self.post.pictures.all())
        parts = (self.post.title, self.text, self.link, self.first_comment, *described)
        return "\n".join(part for part in parts if part)
