"""What WordPress means when it refuses, in plain words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from gatepost.platforms.errors import KEPT_AT_MOST, NotConnected, PlatformError, Refused, TryAgain

_PLAIN = {  # by the code that WordPress gives
    "rest_cannot_create": "This WordPress user may not write posts or add pictures. Give the user the role Editor.",
    "rest_cannot_publish": "This WordPress user may not publish. Give the user the role Editor.",
    "rest_cannot_edit": "This WordPress user may not change this post. Give the user the role Editor.",
    "rest_cannot_delete": "This WordPress user may not delete this. Give the user the role Editor.",
    "rest_cannot_assign_term": "This WordPress user may not use one of the categories.",
    "rest_no_route": "The site does not offer what Gatepost needs: its REST API is closed, or it is no WordPress.",
    "rest_upload_no_data": "The picture did not arrive. The site's server drops what is larger than it takes: save it smaller.",
}
# What a server without the picture's data complains of depends on the version.
_PLAIN |= dict.fromkeys(
    ("rest_upload_no_content_disposition", "rest_upload_no_content_type"), _PLAIN["rest_upload_no_data"]
)
_LET_IN_NO_MORE = {
    # Also what WordPress says where the name or the password is wrong: it does not tell one from the other.
    "rest_not_logged_in": (
        "WordPress does not know this user with this application password. Check both, or make a new password. If they are right, "
        "the site's server withholds the Authorization header: whoever runs it can let it through."
    ),
    "incorrect_password": "WordPress does not know this application password any more. Make a new one and connect again.",
    "invalid_username": "WordPress does not know this user. Connect again.",
    "invalid_email": "WordPress does not know this user. Connect again.",
    "application_passwords_disabled": "Application passwords are turned off on this site.",
    "application_passwords_disabled_for_user": "Application passwords are turned off for this user.",
}


class Gone(Refused):
    """What was asked for is not there."""


def trouble(answer: httpx.Response, site: str) -> PlatformError:
    """The error that an answer stands for: always one after which nothing was done, or may be done again."""
    code, message = _said(answer)
    raw, status = shortened(answer), answer.status_code
    if code in _LET_IN_NO_MORE:
        return NotConnected(_LET_IN_NO_MORE[code], raw=raw)
    if code.startswith("rest_upload_") and code not in _PLAIN:
        return Refused(f"WordPress does not take the picture: {message}", raw=raw)
    if status == 401:
        return NotConnected("WordPress does not let us in. Connect the account again.", raw=raw)
    if status == 413:
        return Refused("The picture is larger than the site's server takes. Save it smaller.", raw=raw)
    if status == 429:
        return TryAgain(f"{site} asks us to slow down.", after=_pause(answer), raw=raw)
    if status >= 500:
        return TryAgain(f"{site} answered with a fault ({status}).", after=_pause(answer), raw=raw)
    if code in ("rest_post_invalid_id", "rest_term_invalid") or status == 410:
        return Gone("It is not on WordPress any more.", raw=raw)
    return Refused(_PLAIN.get(code) or f"WordPress refused: {message or status}", raw=raw)


def shortened(answer: httpx.Response) -> str:
    """An answer as it came, as far as it is worth keeping."""
    return f"{answer.status_code} {answer.reason_phrase}\n{answer.text[:KEPT_AT_MOST]}".strip()


def _said(answer: httpx.Response) -> tuple[str, str]:
    """The code and the sentence with which WordPress refuses; empty if something else did."""
    try:
        said = answer.json()
    except ValueError:
        return "", ""
    if not isinstance(said, dict):
        return "", ""
    return str(said.get("code", "")), str(said.get("message", ""))


def _pause(answer: httpx.Response) -> timedelta:
    """How long we are asked to wait; a minute if it is not said, an hour at most."""
    said = answer.headers.get("retry-after", "")
    try:
        asked = timedelta(seconds=int(said)) if said.isdigit() else parsedate_to_datetime(said) - datetime.now(UTC)
    except (ValueError, TypeError, OverflowError):
        asked = timedelta(minutes=1)
    return min(max(asked, timedelta(seconds=1)), timedelta(hours=1))
