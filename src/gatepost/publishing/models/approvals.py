"""Who has agreed to a post, and to exactly what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gatepost.schools.models import Person

from .posts import Post


class Approval(models.Model):
    """One person's agreement to exactly this content at exactly this time. It is never changed: it is void, or it has run out."""

    RELEASE = "release"
    """That somebody who may send from the account sends it, for an author who may not."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="approvals")
    value = models.CharField(max_length=30)
    """A value of the vocabulary's `approval`, or `release`."""
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    """Of the words, links, pictures, accounts and time that were agreed to (`content.digest_of`)."""
    expires_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("post", "value"), condition=Q(voided_at__isnull=True), name="post_approval_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.value} ({self.person})"
