"""What happened in the term: comments, worries, a journalist; duties that were done, are due, or have been forgotten."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from gatepost.channels.models import Account
from gatepost.rulings.ledger import File, do_duty
from gatepost.rulings.models import Duty
from gatepost.rulings.services import rule
from gatepost.schools.members import Actor, member_of
from gatepost.schools.roles import Role

from .roster import Roster

SEEN_TO = b"Seen to on the day, and the family was told. (Invented for the demonstration.)\n"
OFFICE, TEACHER, HEAD = Role.OFFICE_MANAGER, Role.TEACHER, Role.HEADTEACHER
COMMENT = {"action": "comment_received", "actor": "administrator", "account": "official", "counterpart": "parent_carer"}
# Who entered it, and what it was.
EVENTS: dict[str, tuple[Role, dict[str, Any]]] = {
    "a question about term dates": (OFFICE, {**COMMENT, "content": ["query"]}),
    "a complaint": (OFFICE, {**COMMENT, "content": ["complaint_about_school"]}),
    "abuse under a post": (OFFICE, {**COMMENT, "content": ["abusive", "offensive"]}),
    "an advert under a post": (OFFICE, {**COMMENT, "content": ["commercial_advert"]}),
    "a pupil writes to a teacher": (
        TEACHER,
        {"action": "contact_received", "actor": "teacher", "account": "personal", "counterpart": "pupil"},
    ),
    "a parent abuses a teacher": (
        TEACHER,
        {
            "action": "abuse_received",
            "actor": "teacher",
            "account": "personal",
            "counterpart": "parent_carer",
            "content": ["abusive"],
            "circumstance": ["school_related"],
        },
    ),
    "a worry about a child": (
        TEACHER,
        {"action": "concern_noticed", "actor": "teacher", "circumstance": ["safeguarding_need"]},
    ),
    "a post about the school": (
        TEACHER,
        {"action": "post_about_school_seen", "actor": "teacher", "content": ["undermines_reputation"]},
    ),
    "a breach of the policy": (HEAD, {"action": "breach_reported", "actor": "employee", "content": ["disreputable"]}),
    "a question to a line manager": (
        TEACHER,
        {"action": "question_raised", "actor": "teacher", "circumstance": ["in_doubt"]},
    ),
    "a journalist calls": (
        OFFICE,
        {"action": "media_enquiry_received", "actor": "office_manager", "counterpart": "journalist"},
    ),
    "a teacher joins": (TEACHER, {"action": "joins_school", "actor": "teacher"}),
}


def happens(event: str, roster: Roster, about: Account) -> None:
    """Something happens, and the policy decides what follows."""
    role, situation = EVENTS[event]
    on_account = situation.get("account") == about.kind
    told = {**situation, "channel": about.channel} if on_account else situation
    by = roster.member(role)
    rule(school=roster.school, situation=told, subject=about if on_account else by.person, by=by, done=True)


def do_what_is_due(roster: Roster, leave: int = 0) -> None:
    """Everybody does what they owe, except for so many that are left lying."""
    due = Duty.objects.filter(school=roster.school, state=Duty.State.DUE).select_related("owner__school", "school")
    for nth, duty in enumerate(list(due.order_by("pk"))[leave:]):
        evidence = [] if nth else [File("note.txt", "text/plain", BytesIO(SEEN_TO))]
        do_duty(duty=duty, by=_whoever_does(duty, roster), note="Done and talked over.", evidence=evidence)


def _whoever_does(duty: Duty, roster: Roster) -> Actor:
    return member_of(duty.owner) if duty.owner else roster.member(Role.HEADTEACHER)
