"""Through which platform Gatepost reaches an account. One that is not connected is posted to by hand."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from gatepost.channels.models import Account
from gatepost.platforms.by_hand import ByHand
from gatepost.platforms.drafts import Draft
from gatepost.platforms.outcomes import Handover, Sent
from gatepost.platforms.protocol import Capability, Platform
from gatepost.schools.secrets import decrypt

from .corrections import Correcting
from .models import Connection, Delivery

WORDPRESS = "wordpress"
CONNECTABLE = {"blog": WORDPRESS, "website": WORDPRESS}
"""By the channel of an account, the platform through which Gatepost can post to it by itself."""


def _wordpress(connection: Connection) -> Platform:
    from gatepost.platforms.wordpress import WordPress

    private = settings.ENVIRONMENT.private_sites
    return WordPress(connection.address, connection.username, decrypt(connection.secret), private=private)


PLATFORMS: dict[str, Callable[[Connection], Platform]] = {WORDPRESS: _wordpress}
"""How each platform is made of a connection."""


def takes_first_comment(account: Account) -> bool:
    """Whether a post there can come with a first comment: where people post. Gatepost itself writes none."""
    return account.channel not in CONNECTABLE


def connection_of(account: Account) -> Connection | None:
    return Connection.objects.filter(account=account).first()


def site_of(account: Account) -> str:
    """Where the connection of an account leads; nothing where there is none."""
    connection = connection_of(account)
    return connection.address if connection else ""


def elsewhere(delivery: Delivery) -> str:
    """That the account does not lead any more to the site where something of a delivery is; nothing as long as it does."""
    if site_of(delivery.account) == delivery.site:
        return ""
    return f"Its place is {delivery.site}, and the account is not connected there any more." if delivery.site else ""


def platform_for(delivery: Delivery) -> Platform:
    """How a delivery is sent to its site: a correction changes what stands there.

    Raises:
        SecretsError: the keys at hand do not open the secret of the connection.
    """
    if not delivery.replaces_id:
        return _platform_there(delivery)
    return Correcting(platform_out(delivery), _standing(delivery))


def platform_out(delivery: Delivery) -> Platform:
    """How what is out is reached. What a person has posted only a person finds again, as Gatepost does not know what the network calls it.

    Raises:
        SecretsError: as above.
    """
    return _platform_there(delivery) if delivery.network_id else ByHand(delivery.account.channel)


def handover_of(delivery: Delivery, draft: Draft) -> Handover:
    """What a person posts, or changes where it stands.

    Raises:
        NotApproved, Refused: it is not what was approved, or the network would not take it.
    """
    hands = ByHand(delivery.account.channel)
    if delivery.replaces_id:
        return hands.update(_standing(delivery), draft, delivery.digest)
    return hands.send(hands.check(hands.upload(draft, delivery.digest)))


def _platform_there(delivery: Delivery) -> Platform:
    """The platform of the site to which a delivery went, or goes. An account that leads elsewhere now would show Gatepost other people's
    posts by the same numbers: then only a person finds it again."""
    connection = connection_of(delivery.account)
    return _platform(delivery.account, connection if connection and connection.address == delivery.site else None)


def _platform(account: Account, connection: Connection | None) -> Platform:
    return PLATFORMS[connection.platform](connection) if connection else ByHand(account.channel)


def _standing(delivery: Delivery) -> Sent:
    return Sent(delivery.key, delivery.network_id, delivery.address)


def by_hand(platform: Platform) -> bool:
    """Whether a person posts."""
    return Capability.PUBLISH not in platform.capabilities
