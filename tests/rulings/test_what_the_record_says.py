"""What the record says of rulings and reminders: sentences, and no values of the vocabulary."""

from __future__ import annotations

from typing import Any

import pytest

from gatepost.records.wording import sentence


@pytest.mark.parametrize(
    ("verb", "facts", "says"),
    [
        (
            "ruled",
            {"situation": {"action": "create_account"}, "verdict": "silent"},
            "asked the policy about opening an account: it does not speak to that",
        ),
        (
            "ruled",
            {"situation": {"action": "create_account"}, "verdict": "needs"},
            "asked the policy about opening an account: something is needed first",
        ),
        (
            "ruled",
            {"situation": {"action": "comment_received"}, "verdict": "permitted"},
            "entered what had happened: a comment arriving",
        ),
        ("ruled", {}, "asked the policy about something: no answer is known"),
        ("reminded", {"kind": "escalated"}, "sent a reminder that the overdue duty was passed on"),
        ("left", {"last_day": "2026-12-18"}, "recorded that their last day here is 18 December 2026"),
        ("left", {"last_day": "2026-02-30"}, "recorded that their last day here is 2026-02-30"),
    ],
)
def test_an_entry_reads_as_a_sentence(verb: str, facts: dict[str, Any], says: str) -> None:
    assert sentence(verb, facts) == says


def test_a_worry_about_a_child_is_not_told_in_a_list() -> None:
    facts = {"situation": {"action": "concern_noticed"}, "verdict": "permitted"}
    assert sentence("ruled", facts) == "entered something that had happened"
