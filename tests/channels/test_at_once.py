"""Two people at the same moment: one of them did it, and the other learns who."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from gatepost.channels.errors import Overtaken
from gatepost.channels.models import Application
from gatepost.channels.services import deciding
from gatepost.channels.services.authorisations import authorise
from gatepost.channels.services.deciding import grant, open_account, refuse
from gatepost.schools.members import Member, member_of
from gatepost.schools.roles import Role
from tests.at_once import at_once
from tests.cast import Cast, assemble, person

from .making import STATED, an_account, submitted

THREADS = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread at a time")


def another_head(cast: Cast) -> Member:
    return member_of(person(cast.riverside, "Hal", "staff", Role.HEADTEACHER))


def test_a_decision_between_the_look_and_the_deed_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    application, hal = submitted(cast), another_head(cast)
    rule = deciding.rule

    def ruled_late(**situation: Any) -> Any:
        monkeypatch.setattr(deciding, "rule", rule)
        refuse(application=Application.objects.get(pk=application.pk), by=hal, reason="Faster.")
        return rule(**situation)

    monkeypatch.setattr(deciding, "rule", ruled_late)
    with pytest.raises(Overtaken, match="Hal Example"):
        grant(application=application, by=cast.member("ada"))


@THREADS
@pytest.mark.django_db(transaction=True)
def test_of_two_heads_who_decide_at_once_one_has_decided() -> None:
    cast = assemble()
    application, hal = submitted(cast), another_head(cast)
    ada = cast.member("ada")
    came = at_once(
        lambda: grant(application=Application.objects.get(pk=application.pk), by=ada),
        lambda: refuse(application=Application.objects.get(pk=application.pk), by=hal, reason="No."),
    )
    application.refresh_from_db()
    assert sorted(map(bool, came)) == [False, True]
    winner = {Application.State.GRANTED: "Ada Example", Application.State.REFUSED: "Hal Example"}
    assert winner[Application.State(application.state)] in "".join(came)


@THREADS
@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_at_once_one_has_opened() -> None:
    cast = assemble()
    application = submitted(cast)
    grant(application=application, by=cast.member("ada"))
    members = [cast.member("ben"), cast.member("ada")]
    came = at_once(
        *(
            lambda by=by: open_account(application=Application.objects.get(pk=application.pk), by=by, name="Garden")
            for by in members
        )
    )
    assert sorted(map(bool, came)) == [False, True]
    assert cast.riverside.accounts.count() == 1


@THREADS
@pytest.mark.django_db(transaction=True)
def test_of_two_who_authorise_the_same_person_at_once_one_has() -> None:
    cast = assemble()
    ben, ada = cast.member("ben"), cast.member("ada")
    account = an_account(cast.riverside, ben)
    came = at_once(
        *(
            lambda by=by: authorise(account=account, person=cast.tess, may="manage", by=by, stated=STATED)
            for by in (ben, ada)
        )
    )
    assert sorted(came) == ["", "Tess Example is authorised already."]
    assert account.authorisations.count() == 1
