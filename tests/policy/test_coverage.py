"""Coverage: every clause is carried by something, and a bare one is named."""

from __future__ import annotations

from gatepost.policy import parse_pack
from gatepost.policy.coverage import coverage

PACK = """
pack: riverside
title: Social media policy
review: {due: 2027-09}
sections:
  - heading: Posting
    clauses:
      - {id: R1, says: Be kind., guidance: true}
      - {id: R2, says: Be kind always., restates: R1}
      - {id: R3, says: Be kind in all things., restates: R2}
      - {id: R4, says: Nothing makes this real.}
      - {id: R5, says: Reviewed in September., facts: [review.due]}
      - id: R6
        says: Passwords are kept safe.
        controls: [channels.credentials]
        rules:
          - oblige: {do: store_securely}
            when: {action: create_account}
          - forbid: {action: share_credentials}
"""


def carried() -> dict[str, tuple[str, ...]]:
    return {covered.clause.id: covered.carried_by for covered in coverage(parse_pack(PACK, "riverside.yaml"))}


def test_a_clause_is_carried_by_whatever_makes_it_real() -> None:
    assert carried()["R6"] == ("rules", "duties", "controls")
    assert carried()["R1"] == ("guidance",)
    assert carried()["R5"] == ("metadata",)


def test_a_clause_that_restates_another_is_carried_by_what_carries_that_one_however_far_back() -> None:
    assert carried()["R2"] == carried()["R3"] == ("guidance",)


def test_a_clause_that_nothing_carries_is_bare() -> None:
    assert carried()["R4"] == ()
