"""The pages of signing in are part of the house."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from gatepost.schools.models import Person
from tests.cast import Cast


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sign-in/login/", "/sign-in/password/reset/", "/sign-in/password/reset/done/"])
def test_signed_out_every_page_looks_like_the_others(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert 'class="wordmark"' in page
    assert page.count("<h1") == 1
    assert "Menu:" not in page
    assert "sign up" not in page.lower().replace("nothing to sign up for", "")


def test_a_wrong_password_is_said_first_on_the_page(client: Client, cast: Cast) -> None:
    response = client.post("/sign-in/login/", {"login": "tess@riverside.example", "password": "not this one"})
    page = response.content.decode()
    assert "<title>Error: Sign in" in page
    assert page.index('class="error-summary"') < page.index("<form")
    assert 'value="tess@riverside.example"' in page


@pytest.mark.parametrize("address", ["/sign-in/2fa/", "/sign-in/logout/", "/sign-in/reauthenticate/"])
def test_signed_in_every_page_looks_like_the_others(
    cast: Cast, signed_in: Callable[[Person], Client], address: str
) -> None:
    assert cast.tess.user
    cast.tess.user.set_password("a long pass word")
    cast.tess.user.save()
    page = signed_in(cast.tess).get(address).content.decode()
    assert 'class="wordmark"' in page
    assert page.count("<h1") == 1
