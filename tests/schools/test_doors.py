"""Who gets through the doors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client, RequestFactory

from gatepost.schools.access import school_page
from gatepost.schools.models import Person
from gatepost.schools.roles import Permission
from tests.cast import Cast

SignedIn = Callable[[Person], Client]


def test_a_member_reaches_the_school(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.tess).get("/schools/riverside/").status_code == 200


def test_a_stranger_does_not_learn_that_the_school_exists(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.cy).get("/schools/riverside/").status_code == 404
    assert signed_in(cast.cy).get("/schools/nowhere/").status_code == 404


def test_nobody_gets_in_without_signing_in(cast: Cast, client: Client) -> None:
    assert client.get("/schools/riverside/")["Location"].startswith("/sign-in/login/")


def test_whoever_has_left_is_a_stranger(cast: Cast, signed_in: SignedIn) -> None:
    cast.tess.left_on = cast.tess.joined_on
    cast.tess.save()
    assert signed_in(cast.tess).get("/schools/riverside/").status_code == 404


def test_whoever_has_not_signed_in_is_nobody_who_has_no_account(cast: Cast, rf: RequestFactory) -> None:
    """The door holds by itself, should ever nothing stand before it that asks for a sign-in."""
    Person.objects.filter(pk=cast.ada.pk).update(user=None)
    request = rf.get("/schools/riverside/")
    request.user = AnonymousUser()
    with pytest.raises(Http404):
        school_page(Permission.SEE_OWN)(lambda *_: pytest.fail("It opened."))(request, school="riverside")
