"""Pictures of a post, and the people who are shown in them or named in its text."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gatepost.schools.models import Person

from .posts import Post


class Picture(models.Model):
    """A picture under the digest of its content. What the camera wrote beside it is gone before it is kept.

    `kept` is the stripped picture as it arrived; `digest` is what is sent: the same, or a copy with places blurred or cut away.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="pictures")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    kept = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    media_type = models.CharField(max_length=30)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=1500, blank=True)
    faces = models.JSONField(default=list)
    """Boxes `[x, y, width, height]` in the picture that is sent. Found, and never recognised."""
    holds = models.JSONField(default=list)
    """What the screening saw: values of the vocabulary's `content`."""
    fingerprint = models.CharField(max_length=16)
    """What it looks like, in hexadecimal, to know it again."""

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name


class Portrayed(models.Model):
    """That somebody is shown in a picture or named in the text, as a person said it: or that the text means somebody else."""

    class How(models.TextChoices):
        SHOWN = "shown", "Shown"
        NAMED = "named", "Named"
        FOUND = "found", "Found in the text when it was submitted"
        NOT_MEANT = "not_meant", "Somebody else is meant"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="portrayed")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="portrayed_in")
    picture = models.ForeignKey(Picture, null=True, blank=True, on_delete=models.CASCADE, related_name="portrayed")
    how = models.CharField(max_length=10, choices=How.choices)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "portrayed"
        constraints = (
            models.CheckConstraint(
                condition=Q(how="shown", picture__isnull=False) | (~Q(how="shown") & Q(picture__isnull=True)),
                name="portrayed_shown_in_a_picture",
            ),
            models.UniqueConstraint(
                fields=("post", "person", "how"), condition=Q(picture__isnull=True), name="portrayed_once_in_a_text"
            ),
            models.UniqueConstraint(
                fields=("picture", "person"), condition=Q(picture__isnull=False), name="portrayed_once_in_a_picture"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.how}"
