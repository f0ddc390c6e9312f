"""Permission for a person's picture and name, and the bar that outranks it.

Permissions are only ever added to. What holds today is read from the history (`image_permissions.standing`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .people import Person


class ImagePermission(models.Model):
    """One answer: given, refused or withdrawn, for one use on one channel (or any)."""

    class Use(models.TextChoices):
        IMAGE = "image", "Picture"
        NAME = "name", "Name"
        NAME_WITH_IMAGE = "name_with_image", "Picture and name together"

    class Answer(models.TextChoices):
        GIVEN = "given", "Given"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Basis(models.TextChoices):
        CONSENT = "consent", "Consent"
        PUBLIC_TASK = "public_task", "Public task"
        CONTRACT = "contract", "Contract"
        LEGITIMATE_INTERESTS = "legitimate_interests", "Legitimate interests"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="image_permissions")
    use = models.CharField(max_length=20, choices=Use.choices)
    channel = models.CharField(max_length=30, blank=True)
    """A value of the vocabulary's `channel`, such as facebook or website; empty for any channel."""
    answer = models.CharField(max_length=10, choices=Answer.choices)
    basis = models.CharField(max_length=30, choices=Basis.choices, default=Basis.CONSENT)
    given_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Who answered: the person, or a parent."""
    source = models.CharField(max_length=200, blank=True)
    """Where it comes from: a form, a signed link, a letter of a day."""
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("recorded_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="image_permission_ends_after_it_begins",
                violation_error_message="The permission cannot end before it begins.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_use_display()} of {self.person}: {self.get_answer_display()}"


class SafeguardingBar(models.Model):
    """This person must not be shown or named, whatever permission says. Known to those who hold bars, and to nobody else."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="safeguarding_bars")
    reason = models.TextField(blank=True)
    """Encrypted (`schools.secrets`)."""
    placed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    placed_at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("placed_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(lifted_at__isnull=True), name="safeguarding_bar_one_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"Bar {self.pk}"
