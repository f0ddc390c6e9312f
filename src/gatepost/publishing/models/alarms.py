"""That people are told of what does not go as it should."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .deliveries import Connection
from .posts import Post


class Alarm(models.Model):
    """That a post, or a connection, does not do as it should, and the e-mail about it. Open as long as it lasts."""

    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="alarms")
    connection = models.ForeignKey(Connection, null=True, blank=True, on_delete=models.CASCADE, related_name="alarms")
    raised_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True, blank=True)
    """When it was seen that it lasts no longer."""
    claimed_at = models.DateTimeField(null=True, blank=True)
    """When a worker was about to send the e-mail."""
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("raised_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(post__isnull=False, connection__isnull=True)
                | Q(post__isnull=True, connection__isnull=False),
                name="alarm_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=("post",), condition=Q(over_at__isnull=True), name="alarm_once_per_failure_of_post"
            ),
            models.UniqueConstraint(
                fields=("connection",), condition=Q(over_at__isnull=True), name="alarm_once_per_failure_of_connection"
            ),
        )

    def __str__(self) -> str:
        return f"{self.post or self.connection}, {self.raised_at:%d %B %Y %H:%M}"
