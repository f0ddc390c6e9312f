"""Checkpoints: where the record stood at a moment, signed, for somebody outside the school's office to keep.

Whoever keeps one can show later that everything up to that entry is still what it was: not even somebody who rewrites the whole
database can give another record the same digest.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gatepost.schools.members import Actor
from gatepost.schools.models import School
from gatepost.schools.roles import Permission

from .models import Entry, Head
from .services import write

KIND = "gatepost checkpoint 1"
LARGEST = 10_000
EXPORTED = "exported_checkpoint"
_SIGNED = {"kind": str, "school": str, "school_number": int, "number": int, "digest": str, "at": str, "key": str}


class CheckpointUnreadable(ValueError):
    """A file that is not a checkpoint at all."""


class NothingToSign(Exception):
    """A school whose record has no entries yet."""


@dataclass(frozen=True)
class CheckpointReport:
    """What a checkpoint proves, or does not."""

    good: bool
    sentences: tuple[str, ...]


@transaction.atomic
def export(*, school: School, by: Actor, at: datetime | None = None) -> str:
    """The text of a signed checkpoint of a school's record as it stands. That it was taken away is recorded after it.

    Raises:
        PermissionDenied: `by` may not export checkpoints of that school.
        NothingToSign: the record is empty.
    """
    by.require(Permission.EXPORT_CHECKPOINT, school)
    head = Head.objects.select_for_update().filter(school=school).first()
    if head is None:
        raise NothingToSign(f"The record of {school.name} has no entries yet.")
    now = at or timezone.now()
    told = {
        "kind": KIND,
        "school": school.name,
        "school_number": school.pk,
        "number": head.number,
        "digest": head.digest,
        "at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "key": public_key(),
    }
    write(school=school, by=by, verb=EXPORTED, subject=school, facts={"number": head.number}, at=now)
    return json.dumps({**told, "signature": _text(_key().sign(_signed(told)))}, indent=2, ensure_ascii=False) + "\n"


def verify_checkpoint(file: bytes, school: School | None = None) -> CheckpointReport:
    """Whether the record still holds exactly the entry that a checkpoint names, and whether this site signed it.

    With a school, a checkpoint of any other school is refused. What came before that entry is for `verify` to check.

    Raises:
        CheckpointUnreadable: it is not a checkpoint.
    """
    told = _read(file)
    problems = tuple(_problems(told, school))
    if problems:
        return CheckpointReport(False, problems)
    return CheckpointReport(
        True,
        (
            f"The record of {told['school']} still holds entry {told['number']} exactly as the checkpoint of "
            f"{_day(told['at'])} says, and this site signed it.",
        ),
    )


def public_key() -> str:
    """The key with which anybody can check this site's signatures: Ed25519, 32 bytes in url-safe base64."""
    return _text(_key().public_key().public_bytes_raw())


def _problems(told: dict[str, Any], school: School | None) -> list[str]:
    if not _signature_is_right(told):
        return ["The checkpoint was changed after it was signed: its signature does not fit."]
    if told["key"] != public_key():
        return ["The checkpoint was signed with another key than this site's, so anybody may have made it."]
    if school is not None and told["school_number"] != school.pk:
        return [f"The checkpoint is of another school's record: {told['school']}."]
    entry = Entry.objects.filter(school=told["school_number"], number=told["number"]).first()
    if entry is None:
        return [f"The record has no entry {told['number']} any more."]
    if entry.digest != told["digest"]:
        return [f"Entry {told['number']} is not the one that was signed: it, or something before it, was rewritten."]
    return []


def _read(file: bytes) -> dict[str, Any]:
    wrong = CheckpointUnreadable("This is not a checkpoint of Gatepost's record, or it was cut short.")
    if len(file) > LARGEST:
        raise wrong
    try:
        told = json.loads(file)
    except (ValueError, RecursionError):
        raise wrong from None
    fields = {**_SIGNED, "signature": str}
    if not isinstance(told, dict) or told.keys() != fields.keys() or told.get("kind") != KIND:
        raise wrong
    if not all(type(told[name]) is kind for name, kind in fields.items()):
        raise wrong
    return told


def _signature_is_right(told: dict[str, Any]) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(told["key"], altchars=b"-_", validate=True))
        key.verify(base64.b64decode(told["signature"], altchars=b"-_", validate=True), _signed(told))
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def _signed(told: dict[str, Any]) -> bytes:
    """What the signature is over: the fields, in one certain order."""
    return json.dumps([told[name] for name in _SIGNED], separators=(",", ":")).encode()


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(settings.SIGNING_KEY))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _day(at: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(at)):%-d %B %Y}"
