"""Every act and event goes through one function."""

from __future__ import annotations

from gatepost.records.models import Entry
from gatepost.rulings.models import Duty
from gatepost.rulings.services import rule
from tests.cast import Cast

COMMENT = {"action": "comment_received", "account": "official", "channel": "facebook", "content": ["query"]}


def test_an_event_raises_its_duties_and_is_recorded(cast: Cast) -> None:
    ruling, decision = rule(
        school=cast.riverside, situation=COMMENT, subject=cast.riverside, by=cast.member("ben"), done=True
    )
    assert ruling.verdict == decision.verdict == "permitted"
    assert [duty.clause for duty in Duty.objects.filter(ruling=ruling)] == [duty.clause for duty in decision.duties]
    assert Entry.objects.filter(school=cast.riverside, verb="ruled").count() == 1


def test_an_act_that_is_only_put_to_the_policy_raises_nothing(cast: Cast) -> None:
    ruling, _ = rule(
        school=cast.riverside,
        situation={"action": "create_account", "account": "official"},
        subject=cast.riverside,
        by=cast.member("ada"),
        done=False,
    )
    assert not Duty.objects.filter(ruling=ruling).exists()
