"""Words without which the policy would say less against a post."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gatepost.policy.wording.grammar import joined

from ..services.putting_right import leave_words_out
from .case import Case, Remedy, Trouble, tells_against

LONGEST = 80
"""What is longer than this is rewritten by a person, and not left out by a press."""


def words_against_it(case: Case) -> Iterator[Trouble]:
    """What was found in the words and is not a name: a telephone number, a link that nobody knows."""
    labels: dict[str, dict[str, str]] = {}
    for judgement, finding, words in case.found:
        if not finding.people and tells_against(judgement, finding.label):
            labels.setdefault(finding.label, {}).setdefault(words, finding.why)
    for label, found in labels.items():
        yield _of_words(case, label, list(found), next(iter(found.values())))


def _of_words(case: Case, label: str, found: list[str], why: str) -> Trouble:
    said = joined([f"“{words}”" for words in found])
    if any(len(words) > LONGEST for words in found):
        return Trouble(f"{why} Write it otherwise: {said}.")
    leave_out = partial(leave_words_out, post=case.post, words=found, by=case.member)
    done = "The words are taken out. Read what is left."
    return Trouble(why, (Remedy(f"Take {said} out", f"leave-out-{label}", leave_out, done),))
