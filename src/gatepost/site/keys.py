"""Everything that is kept encrypted, wherever it stands, moves to the newest key."""

from __future__ import annotations

from django.db import transaction

from gatepost.channels.services.credentials import rotate_credentials
from gatepost.publishing.models import Connection
from gatepost.schools import secrets
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import SafeguardingBar

from .accounts import rotate_second_factors


@transaction.atomic
def rotate_all() -> dict[str, int]:
    """Encrypt every secret with the newest key, or none. How many of each kind there were.

    Raises:
        SecretsError: one of them opens with none of the keys.
    """
    return {
        "credential": rotate_credentials(by=GATEPOST),
        "connection": _rotate_connections(),
        "safeguarding reason": _rotate_bars(),
        "second factor": rotate_second_factors(),
    }


def _rotate_connections() -> int:
    rotated = 0
    for connection in Connection.objects.select_for_update().exclude(secret=""):
        connection.secret = secrets.rotate(connection.secret)
        connection.save(update_fields=["secret"])
        rotated += 1
    return rotated


def _rotate_bars() -> int:
    rotated = 0
    for bar in SafeguardingBar.objects.select_for_update().exclude(reason=""):
        bar.reason = secrets.rotate(bar.reason)
        bar.save(update_fields=["reason"])
        rotated += 1
    return rotated
