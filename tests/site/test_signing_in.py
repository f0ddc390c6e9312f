"""Signing in: by e-mail, with a second factor where the post calls for it, and never by signing up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from gatepost.schools.models import Person, User
from gatepost.schools.services.signing_in import let_in
from gatepost.site.accounts import SocialAccounts
from gatepost.site.environment import read_environment
from gatepost.site.social import sign_in_hosts, social_providers
from tests.cast import Cast, person
from tests.site.production import PRODUCTION

SignedIn = Callable[[Person], Client]
HOME, LOGIN, FACTORS, TOTP = "/schools/riverside/", "/sign-in/login/", "/sign-in/2fa/", "/sign-in/2fa/totp/activate/"
PASSWORD = "otters-at-the-riverside"


@pytest.fixture
def strict(settings: Settings) -> None:
    """As it is everywhere but in the demonstration."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def counting(settings: Settings) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "signing in"}
    }


def with_password(person: Person) -> User:
    assert person.user is not None
    person.user.set_password(PASSWORD)
    person.user.save()
    return person.user


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(client: Client, user: User, password: str = PASSWORD) -> str:
    """Where signing in leads to."""
    response = client.post(LOGIN, {"login": user.email, "password": password})
    return str(response.headers.get("Location", ""))


def test_a_member_signs_in_with_their_address_in_any_spelling(cast: Cast, client: Client) -> None:
    with_password(cast.tess)
    assert sign_in(client, User(email="TESS@Riverside.example")) == "/"
    assert client.get(HOME).status_code == 200


@pytest.mark.django_db
def test_nobody_signs_themselves_up(client: Client) -> None:
    client.post("/sign-in/signup/", {"email": "eve@elsewhere.example", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(email="eve@elsewhere.example").exists()
    assert not SocialAccounts().is_open_for_signup(HttpRequest(), None)


def test_nobody_takes_the_address_of_somebody_who_is_yet_to_be_let_in(cast: Cast, client: Client) -> None:
    user = with_password(cast.pat)
    sign_in(client, user)
    client.post("/sign-in/reauthenticate/", {"password": PASSWORD})
    for action in ("action_add", "action_primary"):
        assert client.post("/sign-in/email/", {action: "", "email": "noa@riverside.example"}).status_code == 404
    noa = person(cast.riverside, "Noa", Person.Kind.STAFF, sign_in=False)
    assert let_in(person=noa, by=cast.member("ada")) != user


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("name", ["ada", "ben", "sam"])
def test_whoever_reveals_administers_or_holds_bars_must_set_up_a_second_factor(
    cast: Cast, signed_in: SignedIn, name: str
) -> None:
    response = signed_in(getattr(cast, name)).get(HOME)
    assert response.headers["Location"] == FACTORS


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("name", ["tess", "gwen", "pat"])
def test_others_need_none(cast: Cast, signed_in: SignedIn, name: str) -> None:
    assert signed_in(getattr(cast, name)).get(HOME).status_code == 200


@pytest.mark.usefixtures("strict")
def test_a_stranger_is_told_nothing_of_second_factors(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.cy).get(HOME).status_code == 404


def test_in_the_demonstration_nobody_needs_one(cast: Cast, signed_in: SignedIn, settings: Settings) -> None:
    settings.SECOND_FACTOR = False
    assert signed_in(cast.ada).get(HOME).status_code == 200


@pytest.mark.usefixtures("strict")
def test_a_head_sets_up_codes_and_gets_in_and_is_asked_for_one_the_next_time(cast: Cast, client: Client) -> None:
    user = with_password(cast.ada)
    sign_in(client, user)
    client.post("/sign-in/reauthenticate/", {"password": PASSWORD})
    secret = client.get(TOTP).context["form"].secret
    client.post(TOTP, {"code": code(secret)})
    assert client.get(HOME).status_code == 200
    assert Authenticator.objects.filter(user=user, type="totp").exists()

    client.post("/sign-in/logout/")
    assert sign_in(client, user) == "/sign-in/2fa/authenticate/"
    assert client.get(HOME).headers["Location"].startswith(LOGIN)
    client.post("/sign-in/2fa/authenticate/", {"code": code(secret)})
    assert client.get(HOME).status_code == 200


@pytest.mark.usefixtures("strict")
def test_the_seed_of_the_codes_is_kept_encrypted(cast: Cast, client: Client) -> None:
    user = with_password(cast.ada)
    sign_in(client, user)
    client.post("/sign-in/reauthenticate/", {"password": PASSWORD})
    secret = client.get(TOTP).context["form"].secret
    client.post(TOTP, {"code": code(secret)})
    for authenticator in Authenticator.objects.filter(user=user):
        assert secret not in str(authenticator.data)
        assert str(authenticator.data.get("secret") or authenticator.data["seed"]).startswith("gAAAA")


@pytest.mark.usefixtures("counting")
def test_guessing_is_stopped(cast: Cast, client: Client) -> None:
    user = with_password(cast.tess)
    for _ in range(12):
        sign_in(client, user, "a guess of the password")
    assert sign_in(client, user) == ""


def test_setting_up_a_second_factor_asks_for_the_password_again(cast: Cast, client: Client) -> None:
    sign_in(client, with_password(cast.ada))
    assert client.get(TOTP).headers["Location"].startswith("/sign-in/reauthenticate/")


def test_google_and_microsoft_are_offered_only_where_they_are_set_up() -> None:
    plain = read_environment(PRODUCTION)
    assert (social_providers(plain), sign_in_hosts(plain)) == ({}, [])
    both = read_environment(
        PRODUCTION
        | {"GATEPOST_GOOGLE_ID": "g", "GATEPOST_GOOGLE_SECRET": "s"}
        | {"GATEPOST_MICROSOFT_ID": "m", "GATEPOST_MICROSOFT_SECRET": "s", "GATEPOST_MICROSOFT_TENANT": "t"}
    )
    assert set(social_providers(both)) == {"google", "microsoft"}
    assert social_providers(both)["microsoft"]["APPS"][0]["settings"]["tenant"] == "t"
    assert sign_in_hosts(both) == ["https://accounts.google.com", "https://login.microsoftonline.com"]
