"""A school whose policy is none of the five: what its pack asks becomes the form, without a line of code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone

from gatepost.channels.errors import Incomplete, PolicyStops
from gatepost.channels.grounds import THE_CASE, grounds
from gatepost.channels.models import Application
from gatepost.channels.queries import waiting_for
from gatepost.channels.services.applications import draft, submit, take_back
from gatepost.channels.services.deciding import grant, open_account
from gatepost.schools.members import GATEPOST
from gatepost.schools.policies import adopt, pack_of
from tests.cast import Cast, assemble

from .making import a_full_answer

OAKFIELD = """
pack: oakfield
title: Accounts
organisation: Oakfield School
version: "1"
status: approved
applies_to: [workforce]
sections:
  - heading: New accounts
    clauses:
      - id: OAK-1
        says: The headteacher and the governing board both agree to a new account.
        rules:
          - require: {approval: [headteacher, governing_board]}
            when: {action: create_account}
      - id: OAK-2
        says: There is a case for it.
        rules:
          - require: {circumstance: business_case_made}
            when: {action: create_account}
      - id: OAK-3
        says: It is not run from anybody's own device.
        rules:
          - forbid: {action: create_account, device: own_device}
      - id: OAK-4
        says: Its privacy settings are secure.
        rules:
          - forbid: {action: create_account}
            until: {circumstance: privacy_settings_secure}
"""


@pytest.fixture
def oakfield(db: None, tmp_path: Path) -> Cast:
    pack = tmp_path / "oakfield.yaml"
    pack.write_text(OAKFIELD, "utf-8")
    return assemble(str(pack))


def applied(cast: Cast, **facts: str) -> Application:
    tess = cast.member("tess")
    wanted = a_full_answer(tess, (cast.tess,))
    told = {"device": "school_device", "circumstance.privacy_settings_secure": "yes", **facts}
    application = draft(by=tess, wanted=replace(wanted, facts=told))
    submit(application=application, by=tess)
    return application


def test_its_clauses_are_its_form(oakfield: Cast) -> None:
    place = Application(channel="x", kind="official", audience="public")
    asked = grounds(pack_of(oakfield.riverside), place, "teacher")
    assert [(item.says, item.clause) for item in asked.questions] == [(THE_CASE, "OAK-2")]
    assert {fact.name: [value for value, _ in fact.answers] for fact in asked.facts} == {
        "circumstance.privacy_settings_secure": ["yes", "no"],
        "device": ["school_device", "own_device"],
    }
    assert [clause.id for fact in asked.facts for clause in fact.clauses] == ["OAK-4", "OAK-3"]


def test_each_of_two_whom_the_policy_names_approves_and_the_last_one_grants(oakfield: Cast) -> None:
    application = applied(oakfield)
    for first, second in (("ada", "gwen"), ("gwen", "ada")):
        grant(application=application, by=oakfield.member(first))
        assert application.state == Application.State.SUBMITTED
        assert waiting_for(oakfield.member(first)) == []
        assert waiting_for(oakfield.member(second)) == [application]
        if first == "ada":  # what is changed has to be approved anew
            take_back(application=application, by=oakfield.member("tess"))
            assert not application.approvals.exists()
            submit(application=application, by=oakfield.member("tess"))
    grant(application=application, by=oakfield.member("ada"))
    assert application.state == Application.State.GRANTED
    assert open_account(application=application, by=oakfield.member("ben"), name="Garden").pk


def test_what_a_policy_asks_that_came_in_between_has_to_be_said_before_it_is_granted(db: None, tmp_path: Path) -> None:
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text(OAKFIELD.replace("device: own_device", "audience: public"), "utf-8")
    after.write_text(OAKFIELD, "utf-8")
    cast = assemble(str(before))
    tess = cast.member("tess")
    told = {"circumstance.privacy_settings_secure": "yes"}
    application = draft(by=tess, wanted=replace(a_full_answer(tess, (cast.tess,)), facts=told))
    submit(application=application, by=tess)
    adopt(school=cast.riverside, pack=str(after), by=GATEPOST, from_day=timezone.localdate())
    with pytest.raises(Incomplete, match="Answer this"):
        grant(application=application, by=cast.member("ada"))
    assert not application.approvals.exists()


@pytest.mark.parametrize(
    ("facts", "clause"),
    [({"device": "own_device"}, "OAK-3"), ({"circumstance.privacy_settings_secure": "no"}, "OAK-4")],
)
def test_an_answer_that_its_policy_rules_out_is_stopped(oakfield: Cast, facts: dict[str, str], clause: str) -> None:
    with pytest.raises(PolicyStops) as problem:
        applied(oakfield, **facts)
    assert clause in [each.id for each in problem.value.card.clauses]
