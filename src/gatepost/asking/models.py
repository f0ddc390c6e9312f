"""What is asked, counted; never who asked."""

from __future__ import annotations

from django.db import models

from gatepost.schools.models import School


class QuestionCount(models.Model):
    """How often a kind of question was put on a day, and how it was answered. Nothing leads from here to a person."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    action = models.CharField(max_length=60)
    verdict = models.CharField(max_length=12)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "day", "action", "verdict"), name="question_counted_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.day}, {self.action}: {self.count}"
