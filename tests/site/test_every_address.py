"""Every address of the site, as every role, from another school, and signed out. A new one without a door or a sample fails here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from gatepost.schools.models import Person
from gatepost.schools.roles import PERMISSIONS, Permission, Role
from tests.cast import Cast, person
from tests.site.addresses import Address, addresses, reach, samples

SignedIn = Callable[[Person], Client]
EVERY = addresses()
OF_SCHOOLS = [address for address in EVERY if address.of_a_school]
KINDS = {Role.PUPIL: Person.Kind.PUPIL, Role.PARENT: Person.Kind.PARENT}


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is as if it had not been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answers(client: Client, cast: Cast) -> dict[Address, int]:
    """How each address of Riverside answers."""
    found = {}
    with undone():
        made = samples(cast)
        for address in OF_SCHOOLS:
            with undone():
                found[address] = reach(client, address.filled("riverside", made)).status_code
    return found


def test_there_are_addresses_to_look_at() -> None:
    assert len(OF_SCHOOLS) > 60


@pytest.mark.parametrize("address", EVERY, ids=str)
def test_every_address_has_a_door(address: Address) -> None:
    assert address.door in {"public", "signed_in"} or isinstance(address.door, Permission)
    assert isinstance(address.door, Permission) == address.of_a_school


@pytest.mark.parametrize("role", Role)
def test_a_role_gets_through_the_doors_that_it_may_and_no_others(cast: Cast, signed_in: SignedIn, role: Role) -> None:
    somebody = person(cast.riverside, "Somebody", KINDS.get(role, Person.Kind.STAFF), role)
    for address, status in answers(signed_in(somebody), cast).items():
        assert isinstance(address.door, Permission)
        if address.door not in PERMISSIONS[role]:
            assert status == 403, f"{address}: {role} got {status}"
        else:
            assert status < 500, f"{address}: {role} got {status}"


def test_every_page_opens_for_somebody(cast: Cast, signed_in: SignedIn) -> None:
    """Else the samples would be wrong, and the other tests would look at nothing. Where only some may, they are tried in turn."""
    left = dict.fromkeys(OF_SCHOOLS, 0)
    for somebody in (cast.ada, cast.tess, cast.sam, data_protection_officer(cast)):
        for address, status in answers(signed_in(somebody), cast).items():
            if status in {200, 302}:
                left.pop(address, None)
    assert not left


def data_protection_officer(cast: Cast) -> Person:
    return person(cast.riverside, "Dora", Person.Kind.STAFF, Role.DATA_PROTECTION_OFFICER)


def test_another_school_learns_nothing(cast: Cast, signed_in: SignedIn) -> None:
    assert set(answers(signed_in(cast.cy), cast).values()) == {404}


def test_whoever_leads_another_trust_learns_nothing(cast: Cast, signed_in: SignedIn) -> None:
    lead = person(cast.hilltop, "Tia", Person.Kind.STAFF, Role.TRUST_LEAD)
    assert set(answers(signed_in(lead), cast).values()) == {404}


def test_nothing_of_another_school_is_reached_through_ones_own(cast: Cast, signed_in: SignedIn) -> None:
    """Riverside's objects under Hilltop's address. What is numbered by school is another object there."""
    client, made = signed_in(cast.cy), samples(cast)
    for address in OF_SCHOOLS:
        if "pk" not in address.needs or address.door not in PERMISSIONS[Role.HEADTEACHER]:
            continue
        path = address.filled("hilltop", made)
        with undone():
            assert learns_nothing(client.get(path)), f"looking at {address}"
            assert learns_nothing(client.post(path)), f"sending to {address}"


def learns_nothing(response: HttpResponse) -> bool:
    """Whoever has to prove first who they are is not told either."""
    return response.status_code in {404, 405} or response.headers.get("Location", "").startswith("/sign-in/")


def test_nobody_gets_in_without_signing_in(cast: Cast, client: Client) -> None:
    made = samples(cast)
    for address in OF_SCHOOLS:
        response = client.get(address.filled("riverside", made))
        assert response.status_code == 302, str(address)
        assert response.headers["Location"].startswith("/sign-in/login/"), str(address)


def test_public_pages_open_for_anybody_or_are_not_there(cast: Cast, client: Client) -> None:
    made = samples(cast)
    for address in EVERY:
        if address.door == "public":
            with undone():
                assert reach(client, address.filled("", made)).status_code in {200, 302, 404}, str(address)
