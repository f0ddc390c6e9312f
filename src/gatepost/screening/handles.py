"""Account names on social networks: "@megs_makes", "my snap is dazza_88".

A name by which somebody asks to be contacted is a contact detail; one that readers are asked to follow is a link to an
account. A mention of anybody else (an author, a museum) is neither.
"""

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from .findings import Finding
from .folding import Folded
from .profiles import own_names
from .settings import Settings
from .webaddresses import web_addresses

_NETWORK = (
    r"(?:snap ?chat|snap|insta ?gram|insta|ig|tik ?tok|tt|kik|discord|telegram|whats ?app|twitter|"
    r"facebook|fb|bluesky|threads|xbox|psn|playstation|roblox|fortnite|steam|twitch|you ?tube)"
)
_MENTION = re.compile(r"(?<![\w@./+-])@(?P<name>[a-z0-9_](?:[\w.]{0,38}\w)?)(?![\w@-]|\.\w)", re.IGNORECASE)
_MADE_UP = re.compile(
    r"(?<![\w@./#£$:-])(?=[\w.]{0,30}(?:_|[a-z]\d|\d[a-z]))[a-z](?:[\w.]{2,28}\w)(?![\w@/-]|[.:]\d)", re.IGNORECASE
)
_TOLD = re.compile(
    rf"\b{_NETWORK}\b(?: (?:name|account|handle|username|user|id|tag))?"
    r"(?: ?[:=]| is:?| -) ?(?P<name>[a-z0-9][\w.]{2,28}\w)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:(?:add|message|msg|text|snap|find|contact|reach|ring|hit|friend|chat to|talk to|speak to|drop) "
    r"(?:me|us|him|her|them|my|our)|dm|pm|inbox|hmu)\b",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"\b(?:follow|subscribe|check out|channel|band|insta(?:gram)?|tik ?tok"
    r"|(?:my|his|her|their|a)(?: new| own)? (?:page|account|profile|follow|like))\b",
    re.IGNORECASE,
)
_NETWORKS = AhoCorasick(
    [
        "snap",
        "snapchat",
        "insta",
        "instagram",
        "ig",
        "tiktok",
        "tik tok",
        "tt",
        "kik",
        "discord",
        "telegram",
        "whatsapp",
        "whats app",
        "twitter",
        "facebook",
        "fb",
        "bluesky",
        "threads",
        "xbox",
        "psn",
        "playstation",
        "roblox",
        "fortnite",
        "steam",
        "twitch",
        "youtube",
        "you tube",
    ]
)
_ON_A_NETWORK = re.compile(rf"\b{_NETWORK}\b", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"(?:y|yr|ks|p|v|u|covid|gcse|mp|a|b|r|c|no|[a-z]{1,2})\.?\d{1,2}[a-z]?|\w*\d(?:st|nd|rd|th|am|pm|kg|km|m|p)",
    re.IGNORECASE,
)
_REACH = 90


def detect(folded: Folded, settings: Settings) -> list[Finding]:
    """Account names, the @ included, where the words around say what they are for."""
    if "@" not in folded.key and not _names_a_network(folded.key):
        return []
    own = own_names(settings)
    taken = [(address.start, address.end) for address in web_addresses(folded.flat)]
    found: dict[int, Finding] = {}
    for start, end, name, label in _names(folded.key):
        if name not in own and start not in found and not any(first <= start < last for first, last in taken):
            found[start] = _finding(folded, start, end, label)
    return list(found.values())


def _names_a_network(key: str) -> bool:
    """The same as `_ON_A_NETWORK` for a whole text, in a fraction of the time."""
    return any(
        not _goes_on(key[max(0, start - 1) : start]) and not _goes_on(key[end : end + 1])
        for _, start, end in _NETWORKS.find_matches_as_indexes(key, overlapping=True)
    )


def _goes_on(neighbour: str) -> bool:
    return neighbour.isalnum() or neighbour == "_"


def _names(key: str) -> Iterator[tuple[int, int, str, str]]:
    for mention in _MENTION.finditer(key):
        label = _purpose(key, mention.start(), mention.end())
        if label:
            yield *mention.span(), mention["name"], label
    for told in _TOLD.finditer(key):
        if re.search(r"[\d_.]", told["name"]) or ":" in told.group():
            yield *told.span("name"), told["name"], "contact_details"
    if _ON_A_NETWORK.search(key):
        for made_up in _MADE_UP.finditer(key):
            near = key[max(0, made_up.start() - _REACH) : made_up.end() + _REACH]
            if _ON_A_NETWORK.search(near) and _CONTACT.search(near) and not _NOT_A_NAME.fullmatch(made_up.group()):
                yield *made_up.span(), made_up.group(), "contact_details"


def _purpose(key: str, start: int, end: int) -> str:
    """What a mention is for, from the words before it; nothing if it merely names somebody."""
    before, after = key[max(0, start - _REACH) : start], key[end : end + 30]
    if _CONTACT.search(before) and not re.search(r"\bfollow\b", before):
        return "contact_details"
    if _FOLLOW.search(before) or (re.match(r" ?(?:on|over on) ", after) and _ON_A_NETWORK.search(after)):
        return "personal_account_link"
    return ""


def _finding(folded: Folded, start: int, end: int, label: str) -> Finding:
    first, last = folded.span(start, end)
    written = folded.original[first:last]
    purpose = "asks to be contacted" if label == "contact_details" else "is to be followed"
    return Finding(
        label=label,
        span=(first, last),
        why=f"“{written}” looks like an account by which somebody {purpose}; it is not on the school's list.",
        confidence=0.7,
        detector="handles",
    )
