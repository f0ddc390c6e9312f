"""Who gets through the doors."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from gatepost.schools.models import Person
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
