"""Secrets are kept encrypted, and say clearly when they cannot be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.fernet import Fernet
from pytest_django import Settings

from gatepost.schools import secrets

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def keys(settings: Settings, *keys: str) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, encryption_keys=keys)


def test_a_secret_comes_back_as_it_was() -> None:
    kept = secrets.encrypt("naïve 🔑")
    assert "naïve" not in kept
    assert secrets.decrypt(kept) == "naïve 🔑"


def test_the_same_secret_never_looks_the_same_twice() -> None:
    assert secrets.encrypt("password") != secrets.encrypt("password")


def test_an_old_secret_is_read_while_its_key_is_kept(settings: Settings) -> None:
    keys(settings, OLD)
    kept = secrets.encrypt("password")
    keys(settings, NEW, OLD)
    assert secrets.decrypt(kept) == "password"


def test_a_rotated_secret_no_longer_needs_the_old_key(settings: Settings) -> None:
    keys(settings, OLD)
    kept = secrets.encrypt("password")
    keys(settings, NEW, OLD)
    rotated = secrets.rotate(kept)
    keys(settings, NEW)
    assert secrets.decrypt(rotated) == "password"


def test_a_secret_of_another_key_says_which_setting_to_look_at(settings: Settings) -> None:
    keys(settings, OLD)
    kept = secrets.encrypt("password")
    keys(settings, NEW)
    for reading in (secrets.decrypt, secrets.rotate):
        with pytest.raises(secrets.WrongKey, match="GATEPOST_ENCRYPTION_KEYS"):
            reading(kept)


@pytest.mark.parametrize("kept", ["", "password", "gAAAAA==", "Ünreadable"])
def test_what_was_never_encrypted_is_not_read(kept: str) -> None:
    with pytest.raises(secrets.WrongKey):
        secrets.decrypt(kept)


@pytest.mark.parametrize("wrong", [(), ("short",), ("",)])
def test_without_a_usable_key_nothing_is_kept(settings: Settings, wrong: tuple[str, ...]) -> None:
    keys(settings, *wrong)
    with pytest.raises(secrets.NoKey, match="GATEPOST_ENCRYPTION_KEYS"):
        secrets.encrypt("password")
