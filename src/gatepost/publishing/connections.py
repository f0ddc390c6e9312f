"""Through which platform Gatepost reaches an account. One that is not connected is posted to by hand."""

from __future__ import annotations

from collections.abc import Callable

from gatepost.channels.models import Account
from gatepost.platforms.by_hand import ByHand
from gatepost.platforms.protocol import Capability, Platform
from gatepost.schools.secrets import decrypt

from .models import Connection


def _wordpress(connection: Connection) -> Platform:
    from gatepost.platforms.wordpress import WordPress

    return WordPress(connection.address, connection.username, decrypt(connection.secret))


PLATFORMS: dict[str, Callable[[Connection], Platform]] = {"wordpress": _wordpress}
"""How each platform is made of a connection."""


def connection_of(account: Account) -> Connection | None:
    return Connection.objects.filter(account=account).first()


def platform_of(account: Account) -> Platform:
    """The platform of an account.

    Raises:
        SecretsError: the keys at hand do not open its secret.
    """
    connection = connection_of(account)
    return PLATFORMS[connection.platform](connection) if connection else ByHand(account.channel)


def by_hand(platform: Platform) -> bool:
    """Whether a person posts."""
    return Capability.PUBLISH not in platform.capabilities
