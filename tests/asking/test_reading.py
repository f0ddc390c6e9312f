"""The policy as a page, and two policies side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from gatepost.policy import load_pack
from gatepost.schools.models import Person
from tests.cast import Cast, assemble

SignedIn = Callable[[Person], Client]
POLICY, COMPARE = "/schools/riverside/policy/", "/schools/riverside/compare/"


@pytest.mark.parametrize("pack", ["catcott", "bradfield", "little-missenden", "cambrian", "cavendish"])
def test_every_clause_stands_on_the_page_with_what_carries_it(pack: str, db: None, client: Client) -> None:
    cast = assemble(pack)
    assert cast.tess.user
    client.force_login(cast.tess.user)
    page = client.get(POLICY)
    shown = {clause["id"]: clause for section in page.context["sections"] for clause in section["clauses"]}
    assert list(shown) == list(load_pack(pack).clauses)
    carried = ("rules", "controls", "guidance", "background", "facts", "restates")
    assert [id for id, clause in shown.items() if not any(clause[by] for by in carried)] == []


def test_the_policy_can_be_searched(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.tess).get(POLICY, {"find": "password"})
    clauses = [clause for section in page.context["sections"] for clause in section["clauses"]]
    assert clauses
    assert all("password" in f"{clause['says']}".lower() for clause in clauses)


def test_two_policies_differ_action_by_action(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.tess)
    page = browser.get(COMPARE, {"with": "cavendish"})
    row = next(row for row in page.context["counts"] if row["action"] == "create_account")
    one = browser.get(COMPARE, {"with": "cavendish", "action": "create_account"})
    told = sum(len(group["differences"]) for group in one.context["groups"])
    assert told == row["stricter"] + row["looser"] + row["different"] + row["speaks"] > 0


def test_only_known_policies_can_be_compared(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.tess).get(COMPARE, {"with": "../../etc/passwd"}).status_code == 404
    assert signed_in(cast.cy).get(COMPARE).status_code == 404
