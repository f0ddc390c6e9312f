"""What Gatepost does once a day."""

from __future__ import annotations

from django.db import models

from gatepost.schools.models import School


class PermissionDay(models.Model):
    """Up to which day the answers of a school have been looked at that begin or end on a day of their own."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="permission_day")
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.school}: {self.day}"
