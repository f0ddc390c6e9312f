"""Signing in with the Google or Microsoft account that a school gives its staff."""

from __future__ import annotations

from typing import Any

from .environment import Environment


def social_providers(environment: Environment) -> dict[str, dict[str, Any]]:
    """What allauth needs to know of each that is set up. An address that they vouch for opens the account of the same address here."""
    providers: dict[str, dict[str, Any]] = {}
    if environment.google:
        providers["google"] = {"APPS": [_app(environment.google)], "SCOPE": ["profile", "email"]}
    if environment.microsoft:
        providers["microsoft"] = {
            "APPS": [_app(environment.microsoft) | {"settings": {"tenant": environment.microsoft_tenant}}],
            "VERIFIED_EMAIL": True,  # by the administrator of the one tenant named
        }
    return providers


def sign_in_hosts(environment: Environment) -> list[str]:
    """Where the button on the sign-in page may lead to."""
    google = ["https://accounts.google.com"] if environment.google else []
    microsoft = ["https://login.microsoftonline.com"] if environment.microsoft else []
    return google + microsoft


def _app(pair: tuple[str, str]) -> dict[str, Any]:
    client_id, secret = pair
    return {"client_id": client_id, "secret": secret}
