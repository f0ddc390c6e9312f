"""A secret is kept encrypted, shown once for a reason after proving who one is, and stands nowhere else."""

from __future__ import annotations

import dataclasses
import logging
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from gatepost.channels.errors import NotDone
from gatepost.channels.models import Account, Credential
from gatepost.channels.services import credentials
from gatepost.records.models import Entry
from gatepost.rulings.models import Duty
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person
from gatepost.schools.secrets import WrongKey
from tests.cast import Cast

from .making import an_account

SECRET = "Correct-Horse-Battery-9!"
PASSWORD = "what Ben signs in with"
SignedIn = Callable[[Person], Client]


@pytest.fixture
def account(cast: Cast) -> Account:
    return an_account(cast.riverside, cast.member("ben"))


@pytest.fixture
def kept(cast: Cast, account: Account) -> Credential:
    return credentials.keep(
        account=account, by=cast.member("ben"), label="Password", username="riverside", secret=SECRET
    )


@pytest.fixture
def ben(cast: Cast, signed_in: SignedIn) -> Client:
    """Ben's browser; he has a password to prove himself with."""
    assert cast.ben.user is not None
    cast.ben.user.set_password(PASSWORD)
    cast.ben.user.save()
    return signed_in(cast.ben)


def address(kept: Credential) -> str:
    return reverse("channels:reveal-credential", args=["riverside", kept.account_id, kept.pk])


def prove(client: Client, to: str) -> None:
    client.post(reverse("account_reauthenticate") + f"?next={to}", {"password": PASSWORD})


def everything_stored() -> Iterator[str]:
    """Every text in every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (str(value) for row in cursor.fetchall() for value in row)
    yield from (str(session.get_decoded()) for session in Session.objects.all())


def test_storing_is_what_the_policy_calls_storing_securely(cast: Cast, kept: Credential) -> None:
    duty = Duty.objects.get(clause="LM-032")
    assert duty.state == Duty.State.DONE
    assert kept.secret != SECRET


def test_a_look_has_a_reason_and_is_recorded(cast: Cast, kept: Credential) -> None:
    with pytest.raises(NotDone, match="recorded"):
        credentials.reveal(credential=kept, by=cast.member("ben"), reason=" ")
    assert credentials.reveal(credential=kept, by=cast.member("ben"), reason="New phone") == SECRET
    entry = Entry.objects.get(verb="credential_revealed")
    assert (entry.actor, entry.facts) == (f"person:{cast.ben.pk}", {"credential": kept.pk})
    assert entry.personal_text.text == "New phone"


@pytest.mark.parametrize("name", ["tess", "sam", "gwen", "pat", "cy"])
def test_nobody_else_sees_stores_or_changes_one(cast: Cast, kept: Credential, name: str) -> None:
    by = cast.member(name)
    with pytest.raises(PermissionDenied):
        credentials.reveal(credential=kept, by=by, reason="Curious")
    with pytest.raises(PermissionDenied):
        credentials.keep(account=kept.account, by=by, label="Mine", secret="x")
    with pytest.raises(PermissionDenied):
        credentials.change(credential=kept, by=by, label="Mine", username="", secret="x")


def test_a_change_without_a_new_secret_keeps_the_old_one(cast: Cast, kept: Credential) -> None:
    ben = cast.member("ben")
    credentials.change(credential=kept, by=ben, label="Main password", username="rs")
    assert credentials.reveal(credential=kept, by=ben, reason="Check") == SECRET
    credentials.change(credential=kept, by=ben, label="Main password", username="rs", secret="Another-1")
    assert credentials.reveal(credential=kept, by=ben, reason="Check") == "Another-1"


def test_every_credential_is_rotated_to_the_newest_key(cast: Cast, kept: Credential, settings: Any) -> None:
    old = settings.ENVIRONMENT.encryption_keys[0]
    new = urlsafe_b64encode(b"a brand new key of thirty-two by").decode()
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, encryption_keys=(new, old))
    assert credentials.rotate_credentials(by=GATEPOST) == 1
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, encryption_keys=(new,))
    kept.refresh_from_db()
    assert credentials.reveal(credential=kept, by=cast.member("ben"), reason="Check") == SECRET
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, encryption_keys=(old,))
    with pytest.raises(WrongKey):
        credentials.reveal(credential=kept, by=cast.member("ben"), reason="Check")


# ---------------------------------------------------------------------- in the browser


def test_a_look_needs_a_fresh_proof(ben: Client, kept: Credential) -> None:
    sent = ben.get(address(kept))
    assert sent["Location"].startswith(reverse("account_reauthenticate"))
    prove(ben, address(kept))
    assert ben.get(address(kept)).status_code == 200


def test_an_old_proof_does_not_do(ben: Client, kept: Credential, settings: Any) -> None:
    prove(ben, address(kept))
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert ben.post(address(kept), {"note": "New phone"}).status_code == 302
    assert not Entry.objects.filter(verb="credential_revealed").exists()


def test_whoever_cannot_prove_it_is_sent_to_set_up_how(cast: Cast, signed_in: SignedIn, kept: Credential) -> None:
    assert signed_in(cast.ben).get(address(kept))["Location"] == reverse("mfa_index")


def test_the_secret_is_shown_once_and_never_stored_by_the_browser(ben: Client, kept: Credential) -> None:
    prove(ben, address(kept))
    assert SECRET not in ben.get(address(kept)).content.decode()
    without_reason = ben.post(address(kept), {"note": ""})
    assert SECRET not in without_reason.content.decode()
    shown = ben.post(address(kept), {"note": "New phone"})
    assert SECRET in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert SECRET not in ben.get(reverse("channels:account", args=["riverside", kept.account_id])).content.decode()


def test_the_secret_stands_nowhere_in_the_clear(
    ben: Client, account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stored = ben.post(
        reverse("channels:new-credential", args=["riverside", account.pk]),
        {"label": "Password", "username": "riverside", "password": SECRET},
    )
    assert stored.status_code == 302
    kept = account.credentials.get()
    prove(ben, address(kept))
    assert SECRET in ben.post(address(kept), {"note": "New phone"}).content.decode()
    assert not [text for text in everything_stored() if SECRET in text]
    queries_aside = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not [message for message in queries_aside if SECRET in message]


def test_a_form_that_comes_back_does_not_hold_the_secret(ben: Client, account: Account) -> None:
    page = ben.post(
        reverse("channels:new-credential", args=["riverside", account.pk]), {"label": "", "password": SECRET}
    )
    assert page.status_code == 200
    assert SECRET not in page.content.decode()


def test_a_credential_of_another_account_is_not_found(cast: Cast, ben: Client, kept: Credential) -> None:
    other = an_account(cast.riverside, cast.member("ben"), name="Other")
    prove(ben, address(kept))
    crossed = reverse("channels:reveal-credential", args=["riverside", other.pk, kept.pk])
    assert ben.post(crossed, {"note": "New phone"}).status_code == 404
