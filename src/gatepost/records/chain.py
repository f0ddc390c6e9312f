"""The arithmetic of the chain: what an entry's digest is made of. Knows no database."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

START = "0" * 64  # what the first entry of a school follows


def digest_of(
    *,
    school: int,
    number: int,
    at: datetime,
    actor: str,
    verb: str,
    subject: str,
    facts: Mapping[str, Any],
    text_digest: str,
    previous: str,
) -> str:
    """The SHA-256 of an entry with everything before it, in hexadecimal."""
    told = [school, number, at.astimezone(UTC).isoformat(), actor, verb, subject, facts, text_digest, previous]
    return hashlib.sha256(
        json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


def salted(text: str) -> tuple[str, str]:
    """A fresh salt, and the digest of a text under it. Once the salt is erased nobody can try texts against the digest."""
    salt = secrets.token_hex(32)
    return salt, text_digest(text, salt)


def text_digest(text: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()
