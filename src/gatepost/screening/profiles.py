"""Links to an account on a social network that is not one of the school's own.

Whose account it is cannot be read from a link: the finding asks a person to look.
"""

import re
from collections.abc import Iterator

from .findings import Finding
from .settings import Settings
from .webaddresses import WebAddress, web_addresses
from .wordlists import words

_NETWORKS = {
    "facebook.com": "Facebook",
    "fb.com": "Facebook",
    "fb.me": "Facebook",
    "instagram.com": "Instagram",
    "instagr.am": "Instagram",
    "twitter.com": "X",
    "x.com": "X",
    "tiktok.com": "TikTok",
    "snapchat.com": "Snapchat",
    "linkedin.com": "LinkedIn",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "bsky.app": "Bluesky",
    "mastodon.social": "Mastodon",
    "pinterest.com": "Pinterest",
    "pinterest.co.uk": "Pinterest",
    "twitch.tv": "Twitch",
    "t.me": "Telegram",
    "telegram.me": "Telegram",
    "youtube.com": "YouTube",
    "linktr.ee": "Linktree",
    "flickr.com": "Flickr",
}
_ACCOUNT_UNDER = {
    "snapchat.com": ("add", "u"),
    "linkedin.com": ("in", "pub"),
    "bsky.app": ("profile",),
    "flickr.com": ("people", "photos"),
    "youtube.com": ("user", "c", "channel"),
    "facebook.com": ("people",),
}
_ONLY_UNDER = frozenset({"snapchat.com", "linkedin.com", "bsky.app", "flickr.com"})
_ONLY_WITH_AT = frozenset({"tiktok.com", "youtube.com", "mastodon.social", "threads.net", "threads.com"})
_NOT_ACCOUNTS = words(
    """
    about accounts ads business directory events explore gaming groups hashtag help home i intent jobs legal
    live login marketplace messages p pages pg photo photo.php photos policies policy privacy reel reels search
    settings share sharer sharer.php shorts status stories story.php terms tv video videos watch
    """
)
_NAME = re.compile(r"[\w.\-%]{1,100}")


def detect(text: str, settings: Settings) -> list[Finding]:
    """Links to accounts that are not among the school's own."""
    own = own_names(settings)
    return [_finding(text, address) for address, name in _profiles(text) if name.lower() not in own]


def own_names(settings: Settings) -> frozenset[str]:
    """The school's own account names, from handles and from addresses alike."""
    names = {account.strip().rstrip("/").rpartition("/")[2].lstrip("@").lower() for account in settings.own_accounts}
    return frozenset(names - {""})


def _profiles(text: str) -> Iterator[tuple[WebAddress, str]]:
    for address in web_addresses(text):
        host = re.sub(r"^(?:m|mobile|web|[a-z]{2}(?:-[a-z]{2})?)\.(?=[^.]+\.\w)", "", address.host)
        if host in _NETWORKS:
            name = _account(host, address.path)
            if name:
                yield address, name


def _account(host: str, path: str) -> str:
    """The name of the account that a path leads to, or nothing if it leads elsewhere (an event, a video, one post)."""
    parts = [part for part in re.split(r"[/?#]", path.partition("?")[0]) if part]
    if parts[:1] == ["profile.php"]:
        return path.rpartition("id=")[2] or "profile.php"
    marked = bool(parts) and parts[0].startswith("@")
    if len(parts) > 1 and parts[0].lower() in _ACCOUNT_UNDER.get(host, ()):
        return parts[1].lstrip("@")
    if not parts or host in _ONLY_UNDER or (host in _ONLY_WITH_AT and not marked):
        return ""
    name = parts[0].lstrip("@")
    one_post = len(parts) > 1 and parts[1].lower() in (
        "status",
        "video",
        "posts",
        "p",
        "reel",
        "videos",
        "photos",
        "post",
    )
    return "" if one_post or name.lower() in _NOT_ACCOUNTS or not _NAME.fullmatch(name) else name


def _finding(text: str, address: WebAddress) -> Finding:
    network = next(
        name for host, name in _NETWORKS.items() if address.host == host or address.host.endswith("." + host)
    )
    written = text[address.start : min(address.end, address.start + 200)]
    return Finding(
        label="personal_account_link",
        span=(address.start, address.end),
        why=f"“{written}” leads to an account on {network} that is not on the school's list.",
        confidence=0.7,
        detector="profiles",
    )
