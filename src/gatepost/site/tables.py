"""What of the database goes into a backup: every table, except what the next start or sign-in makes anew."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

MADE_ANEW = frozenset({"contenttypes.contenttype", "auth.permission", "sessions.session"})


def kept_models() -> list[type[models.Model]]:
    """The models whose rows are kept. Rows that link two others go with the first."""
    return [
        model
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in MADE_ANEW
    ]


def applied_migrations() -> list[str]:
    """The shape of the tables: backups fit only where it is the same."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
