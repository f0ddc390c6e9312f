"""Which schools the demonstration has, under which policies, and on which networks they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Network(NamedTuple):
    """An account that a school has already. `lead` says whose it is: the office, a teacher, or nobody."""

    channel: str
    kind: str
    audience: str
    name: str
    lead: str


@dataclass(frozen=True)
class DemoSchool:
    """A school of the demonstration."""

    name: str
    slug: str
    pack: str
    networks: tuple[Network, ...]
    applied_for: tuple[str, ...]
    """The networks that teachers apply for: the first is left a draft, the second waits, the third is granted, the fourth refused."""
    trust: str = ""


_FACEBOOK = Network("facebook", "official", "public", "Our school on Facebook", "office")
_X = Network("x", "official", "public", "News from school", "office")
_INSTAGRAM = Network("instagram", "official", "public", "Our school in pictures", "nobody")

SCHOOLS = (
    DemoSchool(
        "Catcott Primary School",
        "catcott",
        "catcott",
        (_FACEBOOK, _INSTAGRAM, Network("class_dojo", "official", "invited", "Class stories", "teacher")),
        ("youtube", "blog", "flickr", "tiktok"),
    ),
    DemoSchool(
        "Bradfield CE Primary School",
        "bradfield",
        "bradfield",
        (_FACEBOOK, Network("blog", "professional", "invited", "The science club's blog", "teacher")),
        ("instagram", "blog", "youtube", "snapchat"),
    ),
    DemoSchool(
        "Little Missenden CE Infant School",
        "little-missenden",
        "little-missenden",
        (
            Network("tapestry", "learning_platform", "invited", "Learning journals", "teacher"),
            Network("google_classroom", "learning_platform", "invited", "Year 2 classroom", "office"),
            _FACEBOOK._replace(lead="nobody"),
        ),
        ("instagram", "blog", "youtube", "x"),
    ),
    DemoSchool(
        "Hazel Lane School",
        "hazel-lane",
        "cambrian",
        (_FACEBOOK, _X),
        ("instagram", "blog", "youtube", "tiktok"),
        trust="Cambrian Learning Trust",
    ),
    DemoSchool(
        "Millbrook Meadow School",
        "millbrook-meadow",
        "cambrian",
        (_X, _INSTAGRAM),
        ("facebook", "youtube", "blog", "whatsapp"),
        trust="Cambrian Learning Trust",
    ),
    DemoSchool(
        "Cavendish Community Primary School",
        "cavendish",
        "cavendish",
        (_FACEBOOK, _X, Network("blog", "official", "public", "The children's blog", "teacher")),
        ("youtube", "blog", "instagram", "tiktok"),
    ),
)
