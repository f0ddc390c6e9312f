"""A trust of many schools with a year behind them, made quickly: what the site's pages are measured on.

Rows are made in bulk and not through the services, which would take an hour. The record's chains are real all the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from gatepost.channels.models import Account, Authorisation
from gatepost.publishing.models import Post
from gatepost.records import chain
from gatepost.records.models import Entry, Head
from gatepost.rulings.models import Duty, Ruling
from gatepost.schools.models import Adoption, PackEdition, Person, PostHeld, School, Trust, User
from gatepost.schools.policies import edition_of, pack_of_edition
from gatepost.schools.roles import Role

from .posts import Cast, make_posts
from .visitors import Visitor

PUPILS, STAFF, RULINGS = 400, 60, 300
STARTED = date(2020, 9, 1)
NOW = datetime.now(UTC)
FIRST = (
    "Amina",
    "Ben",
    "Chidi",
    "Dana",
    "Ewan",
    "Freya",
    "Grace",
    "Hari",
    "Imogen",
    "Jakub",
    "Kofi",
    "Lena",
    "Maya",
    "Noor",
)
LAST = (
    "Abara",
    "Bell",
    "Cole",
    "Davies",
    "Evans",
    "Fox",
    "Gill",
    "Hughes",
    "Ito",
    "Jones",
    "Khan",
    "Lowe",
    "Mensah",
    "Nowak",
)
LEADING = (Role.HEADTEACHER, Role.OFFICE_MANAGER, Role.SAFEGUARDING_LEAD, Role.SENIOR_LEADER, Role.ADMINISTRATOR)
SITUATIONS = (
    {"action": "comment_received", "account": "official", "channel": "facebook", "content": ["query"]},
    {"action": "comment_received", "account": "official", "channel": "facebook", "content": ["abusive"]},
    {"action": "abuse_received", "actor": "teacher", "counterpart": "parent_carer"},
    {"action": "contact_received", "actor": "teacher", "counterpart": "pupil", "account": "personal"},
)


def make_trust(schools: int) -> Trust:
    """A trust with so many schools, under the five policies in turn."""
    chance = random.Random(7)
    trust = Trust.objects.create(name="Measured Trust", slug="measured")
    editions = [edition_of(name) for name in ("catcott", "bradfield", "little-missenden", "cambrian", "cavendish")]
    first = None
    for number in range(schools):
        with transaction.atomic():
            cast = _school(trust, number, editions[number % len(editions)], chance)
            make_posts(cast, chance, first)
        first = first or cast
    return trust


def visitors() -> list[Visitor]:
    """The headteachers, signed in, each with a post that is out and the draft that they write."""
    return [
        _visitor(head) for head in Person.objects.filter(posts__role="headteacher").select_related("user", "school")
    ]


def _visitor(head: Person) -> Visitor:
    assert head.user
    session = SessionStore()
    session[SESSION_KEY] = str(head.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = head.user.get_session_auth_hash()
    session.create()
    posts = head.school.posts.order_by("pk")
    return Visitor(
        school=head.school.slug,
        cookie=str(session.session_key),
        post=posts.filter(state=Post.State.PUBLISHED).values_list("pk", flat=True)[1000],
        draft=posts.get(state=Post.State.DRAFT).pk,
        account=head.school.accounts.get(channel="facebook").pk,
    )


def _school(trust: Trust, number: int, edition: PackEdition, chance: random.Random) -> Cast:
    school = School.objects.create(trust=trust, name=f"School {number}", slug=f"school-{number}")
    Adoption.objects.create(school=school, edition=edition, from_day=STARTED)
    staff = _people(school, Person.Kind.STAFF, STAFF, chance)
    pupils = _people(school, Person.Kind.PUPIL, PUPILS, chance)
    PostHeld.objects.bulk_create(
        PostHeld(person=person, role=LEADING[place] if place < len(LEADING) else Role.TEACHER, from_day=STARTED)
        for place, person in enumerate(staff)
    )
    accounts = _accounts(school, staff)
    _year(school, edition, staff, chance)
    return Cast(school, edition, staff[0], staff[5:12], pupils, accounts)


def _people(school: School, kind: Person.Kind, count: int, chance: random.Random) -> list[Person]:
    users: list[User | None] = [None] * count
    if kind is Person.Kind.STAFF:
        users = list(
            User.objects.bulk_create(
                User(email=f"{place}@{school.slug}.example", password="!") for place in range(count)
            )
        )
    return Person.objects.bulk_create(
        Person(
            school=school,
            user=user,
            kind=kind,
            first_name=chance.choice(FIRST),
            last_name=chance.choice(LAST),
            external_id=f"{kind}-{place}",
            joined_on=STARTED,
            year_group=f"Year {place % 7}" if kind is Person.Kind.PUPIL else "",
        )
        for place, user in enumerate(users)
    )


def _accounts(school: School, staff: list[Person]) -> list[Account]:
    accounts = Account.objects.bulk_create(
        Account(
            school=school,
            channel=channel,
            kind="official",
            name=f"{school.name} {channel}",
            audience="public",
            opened_on=STARTED,
        )
        for channel in ("facebook", "x", "blog", "class_dojo")
    )
    Authorisation.objects.bulk_create(
        Authorisation(account=account, person=person, may=may, from_day=STARTED)
        for account in accounts
        for person, may in ((staff[1], "manage"), (staff[4], "manage"), (staff[7], "post"), (staff[8], "post"))
    )
    return accounts


def _year(school: School, edition: PackEdition, staff: list[Person], chance: random.Random) -> None:
    """A year of rulings, the duties that followed, and the record of them."""
    pack = pack_of_edition(edition)
    decisions = [(situation, pack.decide(situation)) for situation in SITUATIONS]
    rulings = []
    for place in range(RULINGS):
        situation, decision = decisions[place % len(decisions)]
        rulings.append(
            Ruling(
                school=school,
                edition=edition,
                at=NOW - timedelta(days=365 * (RULINGS - place) / RULINGS),
                by=chance.choice(staff),
                subject=f"schools.school:{school.pk}",
                situation=situation,
                decision=decision.as_dict(),
                verdict=decision.verdict,
                done=True,
            )
        )
    Ruling.objects.bulk_create(rulings)
    Duty.objects.bulk_create(
        duty
        for place, ruling in enumerate(rulings)
        for duty in _duties(ruling, decisions[place % len(decisions)][1].duties, place)
    )
    entries = Entry.objects.bulk_create(_entries(school, rulings))
    Head.objects.create(school=school, number=entries[-1].number, digest=entries[-1].digest)


def _duties(ruling: Ruling, duties: tuple, place: int) -> Iterator[Duty]:  # type: ignore[type-arg]
    """All but the newest are done."""
    due = place > RULINGS - 20
    for duty in duties:
        mine = duty.by in (None, "teacher")
        yield Duty(
            school=ruling.school,
            ruling=ruling,
            edition=ruling.edition,
            clause=duty.clause,
            do=[duty.do] if isinstance(duty.do, str) else list(duty.do),
            within=duty.within,
            owner=ruling.by if mine else None,
            owner_role="" if mine else _post(duty.by),
            subject=ruling.subject,
            raised_at=ruling.at,
            due_at=ruling.at + timedelta(days=1),
            state="due" if due else "done",
            closed_at=None if due else ruling.at + timedelta(hours=5),
            closed_by=None if due else ruling.by,
        )


def _post(actor: str | None) -> str:
    """A post that somebody holds; the headteacher's, where the policy names the school as a whole."""
    return actor if actor in set(Role) else Role.HEADTEACHER.value


def _entries(school: School, rulings: list[Ruling]) -> Iterator[Entry]:
    previous = chain.START
    for number, ruling in enumerate(rulings, 1):
        told = {
            "number": number,
            "at": ruling.at,
            "actor": f"person:{ruling.by_id}",
            "verb": "ruled",
            "subject": ruling.subject,
            "facts": {"ruling": ruling.pk, "verdict": ruling.verdict},
            "text_digest": "",
            "previous": previous,
        }
        previous = chain.digest_of(school=school.pk, **told)  # type: ignore[arg-type]
        yield Entry(school=school, digest=previous, **told)
