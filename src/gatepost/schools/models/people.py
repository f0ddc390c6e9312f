"""The people of a school and the posts they hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..roles import Role
from .schools import School
from .users import User


class Dated(models.QuerySet[Any]):
    """Rows that hold from a day until a day (the last one included), or until further notice."""

    def current(self, on: date | None = None) -> Dated:
        day = on or timezone.localdate()
        return self.filter(Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day)))

    def not_over(self, on: date | None = None) -> Dated:
        """Those that hold on a day, or begin after it."""
        return self.filter(Q(until_day__isnull=True) | Q(until_day__gte=on or timezone.localdate()))


class People(models.QuerySet["Person"]):
    def current(self, on: date | None = None) -> People:
        """Those who have joined and have not left."""
        day = on or timezone.localdate()
        joined = Q(joined_on__isnull=True) | Q(joined_on__lte=day)
        return self.filter(joined & (Q(left_on__isnull=True) | Q(left_on__gte=day)))


class Person(models.Model):
    """Somebody of one school: who works there, governs it, helps, learns, or is a parent."""

    class Kind(models.TextChoices):
        STAFF = "staff", "Staff"
        GOVERNOR = "governor", "Governor"
        VOLUNTEER = "volunteer", "Volunteer"
        PUPIL = "pupil", "Pupil"
        PARENT = "parent", "Parent or carer"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="people")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    known_as = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    year_group = models.CharField(max_length=20, blank=True)
    class_name = models.CharField(max_length=50, blank=True)
    external_id = models.CharField(max_length=100, null=True, blank=True)
    """What the school's own system calls this person: the key by which an import knows them again."""
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    """The last day here."""

    objects = People.as_manager()

    class Meta:
        verbose_name_plural = "people"
        ordering = ("last_name", "first_name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("school", "external_id"),
                name="person_known_once_by_external_id",
                violation_error_message="Somebody else of this school has that number already.",
            ),
            models.UniqueConstraint(
                fields=("school", "user"),
                name="person_once_per_user_and_school",
                violation_error_message="Somebody else of this school already signs in with that address.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="person_leaves_after_joining",
                violation_error_message="The last day cannot be before the first.",
            ),
        )
        indexes = (models.Index(fields=("school", "kind", "last_name", "first_name")),)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.known_as or self.first_name} {self.last_name}"

    def is_here(self, day: date) -> bool:
        """Whether this person has joined and has not left."""
        joined = self.joined_on is None or self.joined_on <= day
        return joined and (self.left_on is None or self.left_on >= day)

    def roles_on(self, day: date) -> frozenset[Role]:
        """The posts held on a day; whoever holds none is there as their kind says."""
        return self.roles_with(Role(post.role) for post in self.posts.all() if post.holds_on(day))

    def roles_with(self, held: Iterable[Role]) -> frozenset[Role]:
        """As whom a person is there who holds these posts."""
        return frozenset(held) or frozenset({_PLAIN[self.Kind(self.kind)]})


_PLAIN = {
    Person.Kind.STAFF: Role.ASSOCIATE_STAFF,
    Person.Kind.GOVERNOR: Role.GOVERNOR,
    Person.Kind.VOLUNTEER: Role.VOLUNTEER,
    Person.Kind.PUPIL: Role.PUPIL,
    Person.Kind.PARENT: Role.PARENT,
}


class PostHeld(models.Model):
    """A post that somebody holds, from a day until a day. Duties belong to the post, so that they move with it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    role = models.CharField(max_length=30, choices=[(role.value, role.words) for role in Role])
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        verbose_name_plural = "posts held"
        ordering = ("from_day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="post_held_ends_after_it_begins",
                violation_error_message="The post cannot end before it begins.",
            ),
        )
        indexes = (models.Index(fields=("role", "from_day")),)

    def __str__(self) -> str:
        return f"{self.person}, {Role(self.role).words}"

    def holds_on(self, day: date) -> bool:
        return self.from_day <= day and (self.until_day is None or self.until_day >= day)


class Family(models.Model):
    """A parent or carer, and a pupil for whom they can give permission."""

    parent = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="families_as_parent")
    pupil = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="families_as_pupil")

    class Meta:
        verbose_name_plural = "families"
        constraints = (models.UniqueConstraint(fields=("parent", "pupil"), name="family_once"),)

    def __str__(self) -> str:
        return f"{self.parent}, for {self.pupil}"
