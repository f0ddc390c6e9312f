"""The letters of a demonstration: kept to be looked at, and never sent."""

from __future__ import annotations

from django.db import models


class Letter(models.Model):
    """An e-mail that would have gone out."""

    to = models.TextField()
    subject = models.CharField(max_length=998)
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-written_at", "-pk")

    def __str__(self) -> str:
        return self.subject
