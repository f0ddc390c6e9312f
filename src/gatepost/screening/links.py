"""Links of unknown or doubtful origin: look-alike domains, shorteners, bare numbers, and sites that nobody listed.

Nothing is ever fetched: a shortened link is doubtful because where it leads cannot be read from it.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from .findings import Finding
from .folding import Folded
from .shipped import shipped
from .webaddresses import WebAddress, web_addresses
from .wordlists import words

_SHORTENERS = words(
    """
    bit.ly bitly.com tinyurl.com t.co goo.gl ow.ly is.gd v.gd buff.ly cutt.ly rb.gy rebrand.ly shorturl.at short.io
    t.ly tiny.cc tiny.one adf.ly bl.ink lnkd.in s.id qr.ae trib.al shorturl.gg urlz.fr soo.gd clck.ru u.to x.gd
    surl.li tr.ee shor.by snip.ly ouo.io lc.chat linkd.in dub.sh dub.co kutt.it 1url.com tny.im qrco.de me-qr.com
    han.gl zpr.io fb.me wp.me amzn.to amzn.eu spoti.fi youtu.be.com j.mp
    """
)
# Two labels under which anybody may register a name, so that the third says whose it is.
_SUFFIXES = words(
    """
    co.uk org.uk me.uk ltd.uk plc.uk net.uk sch.uk ac.uk gov.uk nhs.uk police.uk mod.uk uk.com uk.net gb.net eu.com
    com.au net.au org.au co.nz org.nz co.za com.br co.in co.jp com.cn com.mx com.tr co.il us.com blogspot.com
    wordpress.com wixsite.com weebly.com github.io gitlab.io pages.dev web.app firebaseapp.com netlify.app
    vercel.app herokuapp.com glitch.me square.site godaddysites.com myshopify.com sites.google.com
    """
)
_RESERVED = (".example", "example.com", "example.org", "example.net")
_NUMBERED = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|\[?[0-9a-f:]*:[0-9a-f:]+\]?|0x[0-9a-f]+|\d{8,10}", re.IGNORECASE)
_AFTER_AT = re.compile(r"(?:@|[\[({<]at[\])}>])[ ]?(?:[\w-]{1,30}[. ]{1,2}){0,2}\Z", re.IGNORECASE)
_CONFUSED = str.maketrans({"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "|": "l"})
# Names that are worth imitating: a site that carries one of them and is not theirs wants to be taken for them.
_IMITATED = words(
    """
    parentpay parentmail schoolmoney scopay arbor classdojo tapestry schoolcomms schoolgateway mychildatschool gov
    hmrc dvla nhs ofsted bbc royalmail evri hermes dpd paypal natwest barclays lloyds halifax santander hsbc monzo
    nationwide tesco sainsburys asda morrisons waitrose lidl aldi amazon ebay netflix apple icloud microsoft
    office365 outlook google youtube facebook instagram whatsapp tiktok snapchat gofundme justgiving nspcc childline
    boots argos marksandspencer johnlewis roblox fortnite minecraft disney
    """
)
_TOO_COMMON = words(
    "gov nhs bbc boots apple arbor tapestry office halifax office365 hermes disney dpd aldi lidl asda google outlook"
)


@cache
def _well_known() -> frozenset[str]:
    return frozenset(name for names in shipped("trusted.yaml").values() for name in names)


def detect(folded: Folded, trusted: Collection[str] = ()) -> list[Finding]:
    """Links that a person should look at. `trusted`: the school's own and other domains, or addresses, that it vouches for."""
    text = folded.original
    if "." not in text and "://" not in text:
        return []
    addresses = web_addresses(text)
    if not addresses:
        return []
    own = _domains(frozenset(trusted))
    return [
        _finding(text, address, *doubt)
        for address in addresses
        if not _AFTER_AT.search(text[max(0, address.start - 70) : address.start])
        for doubt in _doubts(address, own)
    ]


@lru_cache(maxsize=64)
def _domains(trusted: frozenset[str]) -> frozenset[str]:
    """Host names, from what a school may write: "https://www.school.sch.uk/news", "@School.sch.uk"."""
    hosts = (re.sub(r"^\w+://", "", entry.strip().lower()).partition("/")[0] for entry in trusted)
    return frozenset(host.lstrip("@*.").removeprefix("www.").rstrip(".") for host in hosts) - {""}


def _doubts(address: WebAddress, own: frozenset[str]) -> Iterable[tuple[str, float]]:
    """Why a link is doubtful, and how surely: at most one reason, the gravest."""
    host = address.host
    if _under(host, own):
        return
    if _NUMBERED.fullmatch(host):
        yield "leads to a bare number instead of a name", 0.85
    elif _disguised(host):
        yield "uses letters of another alphabet that look like ours", 0.95
    elif host in _SHORTENERS:
        yield "is shortened, so it does not say where it leads", 0.9
    elif _under(host, _well_known()):
        return
    elif imitated := _imitates(host, own):
        yield f"looks like {imitated} but belongs to somebody else ({_registrable(host)})", 0.9
    elif not (host.endswith(_RESERVED) and _under(host, frozenset(("example", *_RESERVED[1:])))):
        yield "leads to a site that is not on the school's list of trusted sites", 0.6


def _under(host: str, names: frozenset[str]) -> bool:
    """Whether a host is one of the names, or below one."""
    while host:
        if host in names:
            return True
        host = host.partition(".")[2]
    return False


def _disguised(host: str) -> bool:
    labels = host.split(".")
    return any(label.startswith("xn--") for label in labels) or not host.isascii()


def _imitates(host: str, own: frozenset[str]) -> str:
    """Whose name a host carries that is not its owner's: in an earlier part, beside a hyphen, or misspelt."""
    plain = host.translate(_CONFUSED)
    for domain in own:
        if domain in plain or _name(domain) in re.split(r"[.-]", plain):
            return domain
    registrable = _registrable(host)
    label = registrable.partition(".")[0]
    parts = [part for part in re.split(r"[.-]", host.removesuffix(registrable.partition(".")[2])) if part]
    for part in parts:
        straight = part.translate(_CONFUSED)
        for name in (part, straight):
            if name in _IMITATED and (name not in _TOO_COMMON or part != label):
                return name
        if len(part) > 5 and (near := _one_letter_off(straight)):
            return near
        if part != straight and any(name in straight for name in _IMITATED - _TOO_COMMON):
            return straight
    joined = label.replace("-", "")
    return next((name for name in sorted(_IMITATED - _TOO_COMMON) if joined.startswith(name) and joined != name), "")


@lru_cache(maxsize=4096)
def _one_letter_off(label: str) -> str:
    """The imitated name from which a label differs in one letter left out, added, changed or swapped."""
    for name in sorted(_IMITATED - _TOO_COMMON):
        if len(name) > 5 and label != name and abs(len(label) - len(name)) <= 1 and _close(label, name):
            return name
    return ""


def _close(one: str, other: str) -> bool:
    if len(one) == len(other):
        differing = [i for i in range(len(one)) if one[i] != other[i]]
        swapped = (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and one[differing[0]] == other[differing[1]]
            and one[differing[1]] == other[differing[0]]
        )
        return len(differing) == 1 or swapped
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _name(domain: str) -> str:
    return _registrable(domain).partition(".")[0]


def _registrable(host: str) -> str:
    """The part of a host name that somebody registered: "school.leeds.sch.uk", "bbc.co.uk", "hbps.test"."""
    labels = host.split(".")
    if host.endswith(".sch.uk"):
        return ".".join(labels[-4:])
    width = 3 if ".".join(labels[-2:]) in _SUFFIXES else 2
    return ".".join(labels[-width:])


def _finding(text: str, address: WebAddress, reason: str, confidence: float) -> Finding:
    written = text[address.start : min(address.end, address.start + 200)]
    return Finding(
        label="untrusted_source",
        span=(address.start, address.end),
        why=f"“{written}” {reason}.",
        confidence=confidence,
        detector="links",
    )
