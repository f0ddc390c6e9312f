"""Where clauses pull in different directions: collisions, which must be settled in the pack, and overlaps, which are only worth knowing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from ..engine import Line
from ..pack import DutyWords, Form
from ..relations import Situation, merged, witness
from .findings import Finding, Kind, Subject

SETTING = (
    "account",
    "channel",
    "counterpart",
    "relationship",
    "audience",
    "time",
    "place",
    "device",
)  # where, when, with whom


def obliged_and_forbidden(subject: Subject) -> Iterator[Finding]:
    """An act that one clause obliges somebody to do and another forbids, wherever and with whomever it is done."""
    for i, oblige in _of_form(subject, Form.OBLIGE):
        event, act = witness(subject.vocabulary, oblige.when), _act(subject, oblige)
        for _, forbid in _of_form(subject, Form.FORBID):
            setting = _setting(subject, forbid, act)
            if event is None or act is None or setting is None:
                continue
            here, done = merged(subject.vocabulary, event, setting), merged(subject.vocabulary, act, setting)
            if here and done and subject.is_active(i, here) and subject.engine.decide(done).verdict == "forbidden":
                message = f"{oblige.rule.clause} obliges somebody to do what {forbid.rule.clause} forbids."
                yield Finding(Kind.COLLISION, (oblige.rule.clause, forbid.rule.clause), message, here)


def _act(subject: Subject, oblige: Line) -> Situation | None:
    """Somebody does as a duty says, where the vocabulary has one action for it."""
    duty = oblige.rule.duty
    actions = {subject.vocabulary.acts.get(word) for word in duty.do} if duty else {None}
    event = witness(subject.vocabulary, oblige.when)
    if event is None or len(actions) != 1 or None in actions:
        return None
    by = duty.by if duty and duty.by else event.get("actor")
    kept = {name: value for name, value in event.items() if name in SETTING}
    return {**({"actor": by} if by else {}), "action": actions.pop(), **kept}


def _setting(subject: Subject, forbid: Line, act: Situation | None) -> Situation | None:
    """Where and with whom a ban forbids an act, if it forbids that very act however it is done."""
    situation = witness(subject.vocabulary, forbid.when)
    action = forbid.when.test("action")
    if act is None or situation is None or forbid.rule.needs or action is None or act["action"] not in action.groups[0]:
        return None
    if any(name not in (*SETTING, "actor", "action") for name in situation):
        return None
    return {name: value for name, value in situation.items() if name in SETTING}


def differing_duties(subject: Subject) -> Iterator[Finding]:
    """The same duty in the same situation, from two clauses that name different recipients or times for it."""
    seen: set[tuple[str, str]] = set()
    for (i, line), (j, other) in combinations(list(_of_form(subject, Form.OBLIGE)), 2):
        clauses = (line.rule.clause, other.rule.clause)
        how = _difference(line.rule.duty, other.rule.duty)
        if how is None or clauses[0] == clauses[1] or clauses in seen:
            continue
        situation = witness(subject.vocabulary, line.when, other.when)
        if situation and subject.is_active(i, situation) and subject.is_active(j, situation):
            seen.add(clauses)
            message = f"{clauses[0]} and {clauses[1]} ask for the same, but {how}."
            yield Finding(Kind.COLLISION, clauses, message, situation)


def _difference(duty: DutyWords | None, other: DutyWords | None) -> str | None:
    """How two duties to do the same, by the same, differ. A clause that leaves the recipient or the time open contradicts nobody."""
    if duty is None or other is None or duty.by != other.by or set(duty.do).isdisjoint(other.do):
        return None
    if duty.to and other.to and set(duty.to).isdisjoint(other.to):
        return f"of different recipients: {_named(duty.to)} and {_named(other.to)}"
    if "none" not in (duty.within, other.within) and duty.within != other.within:
        return f"by different times: {_named((duty.within,))} and {_named((other.within,))}"
    return None


def _named(words: tuple[str, ...]) -> str:
    return " or ".join(word.replace("_", " ") for word in words)


def overlaps(subject: Subject) -> Iterator[Finding]:
    """A permit and the bans that speak of some of the same situations. The bans stand; the author may have meant it otherwise."""
    permits = dict.fromkeys(line.rule.clause for _, line in _of_form(subject, Form.PERMIT))
    for permit in permits:
        found: dict[str, Situation] = {}
        for (i, line), (j, forbid) in product(_of_form(subject, Form.PERMIT), _of_form(subject, Form.FORBID)):
            clause = forbid.rule.clause
            if line.rule.clause != permit or clause in (permit, *found, *line.rule.despite):
                continue
            situation = witness(subject.vocabulary, line.when, forbid.when)
            if situation and subject.holds(i, situation) and subject.is_active(j, situation):
                found[clause] = situation
        if found:
            verb = "forbids" if len(found) == 1 else "forbid"
            message = f"{permit} permits some of what {', '.join(found)} {verb}; where both speak, the ban stands."
            yield Finding(Kind.OVERLAP, (permit, *found), message, next(iter(found.values())))


def _of_form(subject: Subject, form: Form) -> Iterator[tuple[int, Line]]:
    return ((i, line) for i, line in enumerate(subject.lines) if line.rule.form is form)
