"""What is kept encrypted: reasons for safeguarding bars, credentials of accounts.

The keys are those of GATEPOST_ENCRYPTION_KEYS, the newest first: the first encrypts, all of them decrypt. To change the key, put a new one
in front, `rotate` everything that is kept, and take the old one away.
"""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SecretsError(Exception):
    """A secret cannot be kept or read with the keys at hand."""


class NoKey(SecretsError):
    """There is no usable key."""


class WrongKey(SecretsError):
    """None of the keys opens it, or it was tampered with."""


def encrypt(text: str) -> str:
    """A text encrypted with the newest key.

    Raises:
        NoKey: the settings hold no usable key.
    """
    return _keys().encrypt(text.encode()).decode()


def decrypt(kept: str) -> str:
    """The text that was encrypted.

    Raises:
        NoKey: the settings hold no usable key.
        WrongKey: none of the keys opens it.
    """
    try:
        return _keys().decrypt(kept.encode()).decode()
    except InvalidToken:
        raise WrongKey(_NOT_OPENED) from None


def rotate(kept: str) -> str:
    """The same secret, encrypted with the newest key.

    Raises:
        NoKey: the settings hold no usable key.
        WrongKey: none of the keys opens it.
    """
    try:
        return _keys().rotate(kept.encode()).decode()
    except InvalidToken:
        raise WrongKey(_NOT_OPENED) from None


_NOT_OPENED = (
    "None of the keys in GATEPOST_ENCRYPTION_KEYS opens this secret. "
    "Add the key with which it was encrypted after the newest one, with a comma between."
)


def _keys() -> MultiFernet:
    keys = settings.ENVIRONMENT.encryption_keys
    if not keys:
        raise NoKey("GATEPOST_ENCRYPTION_KEYS holds no key. Set it to a key of 32 bytes in url-safe base64.")
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError:
        raise NoKey(
            "GATEPOST_ENCRYPTION_KEYS holds something that is not a key of 32 bytes in url-safe base64."
        ) from None
