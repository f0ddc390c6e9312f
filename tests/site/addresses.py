"""Every address of the site, taken from the resolver, with objects of the cast to fill it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from gatepost.channels.models import Account, Application, Authorisation, Credential
from gatepost.publishing.models import Delivery, PostDue, PostReminder
from gatepost.publishing.services.pictures import add_picture
from gatepost.publishing.services.writing import Worded, Written, draft, offer
from gatepost.records.models import Entry
from gatepost.records.services import add_evidence, write
from gatepost.rulings.feeds import new_address, token_of
from gatepost.rulings.services import rule
from gatepost.schools import secrets
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Closure, Family, Term
from gatepost.schools.parent_links import token_for
from gatepost.schools.roles import Permission
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import STARTED, Cast
from tests.publishing.making import a_jpeg

NOT_OURS = "sign-in/"  # allauth's own pages, which keep their own doors


@dataclass(frozen=True)
class Address:
    """One address: what it is called, what its door asks for, what it needs to be filled in."""

    name: str
    route: str
    door: Permission | str | None
    needs: frozenset[str]

    def __str__(self) -> str:
        return self.name

    @property
    def of_a_school(self) -> bool:
        return "school" in self.needs

    def filled(self, school: str, samples: dict[str, dict[str, Any]]) -> str:
        """As it stands in a browser. An address with a blank that nothing is known for is a mistake in the test."""
        given = {**samples.get(self.name, {}), **({"school": school} if self.of_a_school else {})}
        assert set(given) == self.needs, f"{self.name} needs {set(self.needs)}: give it a sample in {__name__}.samples"
        return reverse(self.name, kwargs=given)


def addresses() -> list[Address]:
    """All of them but allauth's."""
    return list(_walk(get_resolver(), "", "", frozenset()))


def _walk(resolver: URLResolver, route: str, space: str, needs: frozenset[str]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        full = route + str(each.pattern)
        needed = needs.union(each.pattern.converters)
        if full.startswith(NOT_OURS):
            continue
        if isinstance(each, URLResolver):
            yield from _walk(each, full, f"{space}{each.namespace}:" if each.namespace else space, needed)
        elif isinstance(each, URLPattern):
            yield Address(f"{space}{each.name}", full, getattr(each.callback, "door", None), needed)


def reach(client: Client, address: str) -> HttpResponse:
    """Look at a page; where there is nothing to look at, send an empty form."""
    response = client.get(address)
    return client.post(address) if response.status_code == 405 else response


def samples(cast: Cast) -> dict[str, dict[str, Any]]:
    """Something of Riverside's for every blank, by the name of the address."""
    made = _Made(cast)
    return {
        **_all(
            "schools",
            "person change leave come-back give-post record-answer bars place-bar lift-bar",
            {"pk": cast.pia.pk},
        ),
        **_all(
            "channels",
            "account change authorise check-settings hand-over close compromised put-right new-credential",
            {"pk": made.account.pk},
        ),
        **_all("channels", "application edit take-back withdraw decide open", {"pk": made.application.pk}),
        **_all(
            "publishing",
            "post write check submit approve refuse move hold let-go take-over withdraw take-down correct",
            {"pk": made.post.pk},
        ),
        **_all("publishing", "change-reminder end-reminder", {"pk": made.reminder.pk}),
        **_all("publishing", "begin-reminded not-this-time", {"pk": made.post_due.pk}),
        **_all("publishing", "connect check-connection disconnect", {"pk": made.account.pk}),
        "publishing:take-up": {"pk": made.idea.pk},
        **_all("publishing", "picture small-picture retouch", {"pk": made.post.pk, "picture": made.picture.pk}),
        **_all(
            "publishing", "by-hand removed not-posted again settle", {"pk": made.post.pk, "delivery": made.delivery.pk}
        ),
        **_all("rulings", "duty do hand-over set-aside evidence", {"pk": made.duty.pk}),
        "schools:let-in": {"pk": cast.pat.pk},
        "schools:shut-out": {"pk": cast.pat.pk},
        "schools:end-post": {"pk": cast.tess.pk, "post": cast.tess.posts.get().pk},
        "schools:remove-term": {"pk": made.term.pk},
        "schools:remove-closure": {"pk": made.closure.pk},
        "channels:end-authorisation": {"pk": made.account.pk, "authorisation": made.authorisation.pk},
        "channels:change-credential": {"pk": made.account.pk, "credential": made.credential.pk},
        "channels:reveal-credential": {"pk": made.account.pk, "credential": made.credential.pk},
        "rulings:ruling": {"pk": made.ruling.pk},
        "records:entry": {"number": made.entry.number},
        "records:erase": {"number": made.entry.number},
        "records:evidence": {"pk": made.evidence.pk},
        "web:become": {"person": cast.tess.pk},
        "permission:answer": {"token": token_for(Family.objects.get())},
        "calendar:feed": {"token": token_of(new_address(by=cast.member("tess")))},
    }


def _all(app: str, names: str, given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{app}:{name}": given for name in names.split()}


class _Made:
    """One of everything at Riverside."""

    def __init__(self, cast: Cast) -> None:
        school, now = cast.riverside, timezone.now()
        place = {"channel": "facebook", "kind": "official", "audience": "public", "name": "Riverside"}
        self.account = Account.objects.create(school=school, opened_on=STARTED, **place)
        self.authorisation = Authorisation.objects.create(
            account=self.account, person=cast.tess, may="manage", from_day=STARTED
        )
        self.credential = Credential.objects.create(
            account=self.account, label="Signing in", secret=secrets.encrypt("a secret"), changed_at=now
        )
        self.idea = offer(by=cast.member("tess"), text="An idea")
        self.post = draft(by=cast.member("tess"), written=Written(text="Beans", wordings=[Worded(self.account)]))
        self.picture = add_picture(post=self.post, by=cast.member("tess"), data=a_jpeg(), name="beans.jpg")
        self.delivery = Delivery.objects.create(
            post=self.post,
            account=self.account,
            key="beans-1234567",
            state="waiting_by_hand",
            due_at=now,
            next_try_at=now,
        )
        self.reminder = PostReminder.objects.create(
            school=school, says="The menu", account=self.account, owner=cast.tess, weekday=0, at=time(8, 30), since=now
        )
        self.post_due = PostDue.objects.create(reminder=self.reminder, day=STARTED, due_at=now)
        self.application = Application.objects.create(
            school=school, applicant=cast.tess, actor="teacher", state="submitted", submitted_at=now, **place
        )
        situation = {"action": "comment_received", "actor": "teacher", "account": "official", "content": ["abusive"]}
        self.ruling, _ = rule(
            school=school, situation=situation, subject=self.account, by=cast.member("tess"), done=True
        )
        self.duty = school.duties.first()
        self.term = Term.objects.create(school=school, name="Autumn", first_day=STARTED, last_day=STARTED)
        self.closure = Closure.objects.create(school=school, name="Snow", first_day=STARTED, last_day=STARTED)
        self.evidence = add_evidence(
            school=school, by=GATEPOST, subject=school, name="a.txt", media_type="text/plain", stream=BytesIO(b"seen")
        )
        write(school=school, by=GATEPOST, verb="noted", subject=cast.tess, text="Words.")
        place_bar(person=cast.pia, by=cast.member("sam"), reason="")
        self.entry = Entry.objects.filter(school=school, personal_text__isnull=False).latest("number")
