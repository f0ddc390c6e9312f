"""The ledger: raising duties, doing them, setting them aside. The only writer of duties."""

from __future__ import annotations

from collections.abc import Iterable

from gatepost.policy import decision as policy
from gatepost.records.services import write
from gatepost.schools.members import Actor, Member

from .models import Duty, Ruling


def raise_duties(*, ruling: Ruling, duties: Iterable[policy.Duty], by: Actor) -> list[Duty]:
    """Enter what a decision obliges to. One that is already due for the same subject is not entered twice."""
    return [raised for duty in duties if (raised := _raise(ruling, duty, by))]


def _raise(ruling: Ruling, duty: policy.Duty, by: Actor) -> Duty | None:
    mine = isinstance(by, Member) and (duty.by is None or duty.by in {role.actor for role in by.roles})
    facts = {
        "clause": duty.clause,
        "do": _listed(duty.do),
        "to": _listed(duty.to),
        "owner": by.person if mine and isinstance(by, Member) else None,
        "owner_role": "" if mine else (duty.by or "headteacher"),
    }
    if Duty.objects.filter(school=ruling.school, subject=ruling.subject, state=Duty.State.DUE, **facts).exists():
        return None
    raised = Duty.objects.create(
        school=ruling.school,
        ruling=ruling,
        also=list(duty.also),
        within=duty.within,
        subject=ruling.subject,
        raised_at=ruling.at,
        **facts,
    )
    write(
        school=ruling.school, by=by, verb="raised", subject=raised, facts={"clause": duty.clause, "within": duty.within}
    )
    return raised


def _listed(words: str | tuple[str, ...] | None) -> list[str]:
    return [] if words is None else [words] if isinstance(words, str) else list(words)
