"""Schools let people in; nobody lets themselves in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from gatepost.schools.models import Person, User
from gatepost.schools.roles import Role
from gatepost.schools.services.signing_in import let_in, shut_out
from tests.cast import STARTED, Cast, person

SignedIn = Callable[[Person], Client]


def newcomer(cast: Cast, *roles: Role) -> Person:
    return person(cast.riverside, "Noa", "staff", *roles, sign_in=False)


def test_somebody_who_is_let_in_chooses_their_own_password(cast: Cast, signed_in: SignedIn, client: Client) -> None:
    noa = newcomer(cast, Role.TEACHER)
    signed_in(cast.ben).post(f"/schools/riverside/people/{noa.pk}/let-in/")
    client.logout()
    (letter,) = mail.outbox
    assert letter.to == ["noa@riverside.example"]
    client.post(letter.body.split()[-1].removeprefix("http://testserver"), {"email": "noa@riverside.example"})
    link = next(word for word in mail.outbox[1].body.split() if "/reset/key/" in word)
    page = client.get(link.removeprefix("http://testserver"), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "a long new word 7", "password2": "a long new word 7"})
    assert client.post("/sign-in/login/", {"login": "noa@riverside.example", "password": "a long new word 7"})
    noa.refresh_from_db()
    assert noa.user is not None
    assert noa.user.check_password("a long new word 7")


def test_whoever_signs_in_at_another_school_already_keeps_one_account(cast: Cast) -> None:
    noa = newcomer(cast)
    Person.objects.filter(pk=noa.pk).update(email="CY@hilltop.example")
    noa.refresh_from_db()
    let_in(person=noa, by=cast.member("ben"), address="https://x.example/")
    assert noa.user == cast.cy.user
    assert User.objects.filter(email="cy@hilltop.example").count() == 1


def test_nobody_is_let_in_to_a_post_that_is_not_ones_own_to_give(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        let_in(person=newcomer(cast, Role.SAFEGUARDING_LEAD), by=cast.member("ben"), address="https://x.example/")
    assert mail.outbox == []


def test_pupils_leavers_and_people_without_an_address_are_not_let_in(cast: Cast) -> None:
    leaver = newcomer(cast)
    leaver.left_on = STARTED
    nowhere = person(cast.riverside, "Kit", "staff", sign_in=False)
    nowhere.email = ""
    for somebody in (cast.pia, leaver, nowhere, cast.tess):
        with pytest.raises(ValidationError):
            let_in(person=somebody, by=cast.member("ada"), address="https://x.example/")


@pytest.mark.parametrize("name", ["tess", "sam", "cy"])
def test_only_whoever_manages_people_lets_anybody_in(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        let_in(person=newcomer(cast), by=cast.member(name), address="https://x.example/")


def test_whoever_is_shut_out_is_out_at_once_and_comes_in_again_under_a_new_address(
    cast: Cast, signed_in: SignedIn, client: Client
) -> None:
    hers, old = Client(), cast.tess.user
    assert old is not None
    hers.force_login(old)
    assert hers.get("/schools/riverside/").status_code == 200

    office = signed_in(cast.ben)
    page = office.post(f"/schools/riverside/people/{cast.tess.pk}/shut-out/", follow=True)
    assert "cannot sign in any more" in page.content.decode()
    assert hers.get("/schools/riverside/").status_code != 200

    Person.objects.filter(pk=cast.tess.pk).update(email="tess.new@riverside.example")
    office.post(f"/schools/riverside/people/{cast.tess.pk}/let-in/")
    cast.tess.refresh_from_db()
    assert cast.tess.user is not None
    assert cast.tess.user.email == "tess.new@riverside.example"
    assert hers.get("/schools/riverside/").status_code != 200


def test_nobody_is_shut_out_by_somebody_whose_post_it_is_not_to_give(cast: Cast) -> None:
    for name in ("tess", "sam", "cy"):
        with pytest.raises(PermissionDenied):
            shut_out(person=cast.ben, by=cast.member(name))
    with pytest.raises(PermissionDenied):
        shut_out(person=cast.ada, by=cast.member("ben"))  # the headteacher's is not the office's to give


def test_nobody_takes_away_their_own_sign_in_or_one_that_is_not_there(cast: Cast) -> None:
    with pytest.raises(PermissionDenied, match="their own"):
        shut_out(person=cast.ada, by=cast.member("ada"))
    with pytest.raises(ValidationError):
        shut_out(person=newcomer(cast), by=cast.member("ada"))
