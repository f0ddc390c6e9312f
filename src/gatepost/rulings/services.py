"""The one function through which every act and every event goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from gatepost.policy import Decision
from gatepost.records.services import subject_of, write
from gatepost.schools.members import Actor, Member
from gatepost.schools.models import School
from gatepost.schools.policies import in_force, pack_of_edition

from .ledger import raise_duties
from .models import Ruling


@transaction.atomic
def rule(
    *,
    school: School,
    situation: Mapping[str, Any],
    subject: models.Model | None = None,
    by: Actor,
    done: bool,
    at: datetime | None = None,
    acting: Member | None = None,
) -> tuple[Ruling, Decision]:
    """Decide by the pack in force at this moment; keep the decision; raise the duties that follow; write the record.

    `subject` is what it is about; without one, the ruling stands for itself. `done` says that the act is done now or the event has
    happened. An act that is only put to the policy (an application waiting for a decision) raises no duties.

    Raises:
        NoPolicyInForce: the school has none on that day.
        SituationError: a facet or value that the vocabulary does not have.
    """
    moment = at or timezone.now()
    adoption = in_force(school, timezone.localdate(moment))
    decision = pack_of_edition(adoption.edition).decide(situation)
    ruling = Ruling.objects.create(
        school=school,
        edition=adoption.edition,
        at=moment,
        by=by.person if isinstance(by, Member) else None,
        subject=subject_of(subject) if subject else "",
        situation=dict(situation),
        decision=decision.as_dict(),
        verdict=decision.verdict,
        done=done,
    )
    if subject is None:
        ruling.subject = subject_of(ruling)
        ruling.save(update_fields=["subject"])
    write(
        school=school,
        by=by,
        verb="ruled",
        subject=ruling.subject,
        facts={
            "ruling": ruling.pk,
            "pack": adoption.edition.digest,
            "situation": dict(situation),
            "verdict": decision.verdict,
            "because": list(decision.because),
            "done": done,
        },
        at=moment,
    )
    if done:
        raise_duties(ruling=ruling, duties=decision.duties, by=by, acting=acting)
    return ruling, decision
