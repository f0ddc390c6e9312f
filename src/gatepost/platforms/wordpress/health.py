"""How a connection to WordPress stands."""

from __future__ import annotations

import re

from gatepost.platforms.errors import KEPT_AT_MOST, NotConnected, PlatformError, TryAgain
from gatepost.platforms.outcomes import Connection, Health

from .client import Client

_NEEDED = {
    "publish_posts": "publish posts",
    "upload_files": "add pictures",
    "edit_published_posts": "change posts that are out",
    "delete_published_posts": "delete posts that are out",
}
_NOT_AS_WORDPRESS = "The site answered, but not as WordPress does; a plugin may be why. Ask whoever runs the site, and check the address."
_GENERATOR = re.compile(r"<generator>https://wordpress\.org/\?v=([\w.-]{1,20})</generator>")


def health_of(client: Client) -> Health:
    """Asks who we are and what we may do. Never raises."""
    try:
        me = client.get("users/me", soon=True, context="edit")
    except NotConnected as error:
        return Health(Connection.NOT_CONNECTED, problems=(error.says,), raw=error.raw)
    except TryAgain as error:
        return Health(Connection.UNREACHABLE, problems=(error.says,), raw=error.raw)
    except PlatformError as error:
        return Health(Connection.LIMITED, problems=(error.says,), raw=error.raw)
    if not isinstance(me, dict):
        return Health(Connection.LIMITED, problems=(_NOT_AS_WORDPRESS,), raw=str(me)[:KEPT_AT_MOST])
    held = me.get("capabilities")
    held = held if isinstance(held, dict) else {}
    missing = [words for capability, words in _NEEDED.items() if not held.get(capability)]
    problems = tuple(f"This user may not {words}. Give the user the role Editor." for words in missing)
    state = Connection.LIMITED if missing else Connection.WORKS
    return Health(state, account=str(me.get("name", ""))[:200], software=_software(client), problems=problems)


def _software(client: Client) -> str:
    """WordPress and its version, if the site tells."""
    found = _GENERATOR.search(client.page(feed="rss2"))
    return f"WordPress {found[1]}" if found else "WordPress"
