"""What is asked of the register and of applications, always within one school."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from gatepost.policy import Clause, Pack
from gatepost.policy.wording.words import phrase
from gatepost.records.services import subject_of
from gatepost.rulings.cards import Card, card
from gatepost.rulings.lines import Line as DutyLine
from gatepost.rulings.lines import lines as duty_lines_of
from gatepost.rulings.models import Duty, Ruling
from gatepost.rulings.queries import is_late, owed_by
from gatepost.rulings.stored import card_of
from gatepost.schools.members import Member
from gatepost.schools.models import Person, PostHeld, School
from gatepost.schools.policies import NoPolicyInForce, pack_of
from gatepost.schools.roles import Permission

from .grounds import Grounds, grounds
from .models import Account, Application, Authorisation
from .situations import (
    APPROVALS,
    CHECKING,
    HANDING_OVER,
    actors_of,
    application_situation,
    approvals_of,
    approvals_wanted,
    compromised,
    gives,
    run_by,
    short_of_people,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about an account that somebody should see to. `kind` is how it looks, `words` what it is, `clauses` who says so."""

    kind: str
    words: str
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An account as the register shows it."""

    account: Account
    managing: tuple[Authorisation, ...]
    posting: tuple[Authorisation, ...]
    checked_at: datetime | None
    problems: tuple[Problem, ...]


# ---------------------------------------------------------------------- the register


def register(school: School, on: date | None = None) -> list[Line]:
    """Every account of a school, those that are closed last."""
    lines = _lines(school, _with_checks(school.accounts.all()), on)
    return sorted(lines, key=lambda line: line.account.state == Account.State.CLOSED)


def line_of(account: Account, on: date | None = None) -> Line:
    """One account as the register shows it."""
    return next(iter(_lines(account.school, _with_checks(account.school.accounts.filter(pk=account.pk)), on)))


def needing_attention(school: School, on: date | None = None, pack: Pack | None = None) -> list[Line]:
    """The accounts with something to see to. `pack` is the one in force, where it is at hand."""
    standing = school.accounts.exclude(state=Account.State.CLOSED)
    return [line for line in _lines(school, standing, on, pack) if line.problems]


def duties_due(school: School) -> Mapping[str, Sequence[Duty]]:
    """What is due about accounts, by subject."""
    label = Account._meta.label_lower
    due: dict[str, list[Duty]] = defaultdict(list)
    for duty in school.duties.filter(state=Duty.State.DUE, subject__startswith=f"{label}:").order_by("pk"):
        due[duty.subject].append(duty)
    return due


def _with_checks(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Each with when its settings were last checked."""
    return accounts.annotate(checked_at=Max("settings_checks__checked_at"))


def _lines(school: School, accounts: QuerySet[Account], on: date | None, pack: Pack | None = None) -> Iterator[Line]:
    day = on or timezone.localdate()
    current = Authorisation.objects.current(day).select_related("person")
    found = accounts.prefetch_related(Prefetch("authorisations", queryset=current, to_attr="current_authorisations"))
    pack, due = pack or _pack(school, day), duties_due(school)
    for account in found:
        managing = tuple(each for each in account.current_authorisations if each.may == Authorisation.May.MANAGE)
        posting = tuple(each for each in account.current_authorisations if each.may == Authorisation.May.POST)
        duties = due.get(subject_of(account), ())
        problems = () if account.state == Account.State.CLOSED else _problems(account, managing, posting, duties, pack)
        yield Line(account, managing, posting, getattr(account, "checked_at", None), tuple(problems))


def _pack(school: School, day: date) -> Pack | None:
    try:
        return pack_of(school, day)
    except NoPolicyInForce:
        return None


def _problems(
    account: Account,
    managing: Sequence[Authorisation],
    posting: Sequence[Authorisation],
    duties: Iterable[Duty],
    pack: Pack | None,
) -> Iterator[Problem]:
    if account.state == Account.State.COMPROMISED:
        yield Problem("compromised", "Compromised: taken over or misused.")
    if not managing:
        yield Problem("attention", "Nobody manages it.")
    elif pack:
        yield from _too_few(account, managing, pack)
    for each in (*managing, *posting):
        if each.person.left_on and each.person.left_on < timezone.localdate():
            yield Problem("attention", f"{each.person.name} has left and is still authorised.")
        elif each.person.left_on and each in managing:
            leaves = date_format(each.person.left_on, "j F Y")
            yield Problem("attention", f"{each.person.name} manages it and leaves on {leaves}.")
    yield from _overdue(duties, pack)


def _too_few(account: Account, managing: Iterable[Authorisation], pack: Pack) -> Iterator[Problem]:
    decision = pack.decide(run_by(account, [each.person for each in managing]))
    if ids := short_of_people(decision):
        yield Problem("attention", "Fewer people run it than the policy wants.", tuple(pack.clauses[id] for id in ids))


def _overdue(duties: Iterable[Duty], pack: Pack | None) -> Iterator[Problem]:
    now = timezone.now()
    for duty in duties:
        clause = pack.clauses.get(duty.clause) if pack else None
        clauses = (clause,) if clause else ()
        if CHECKING in duty.do:
            late = is_late(duty, now)
            words = "The check of its settings is overdue." if late else "Its settings are to be checked."
            yield Problem("overdue" if late else "due", words, clauses)
        elif HANDING_OVER in duty.do:
            yield Problem("attention", "To be handed over or closed, as somebody who managed it leaves.", clauses)


def compromise_card(account: Account, member: Member) -> Card | None:
    """What the policy asks for if the account is compromised."""
    pack = _pack(account.school, timezone.localdate())
    if pack is None:
        return None
    situation = compromised(account, actors_of(member.roles)[0])
    return card(pack, situation, pack.decide(situation))


def duty_lines(account: Account, member: Member) -> list[DutyLine]:
    """What is due about an account, as far as the member may see it."""
    seen = account.school.duties.all() if member.may(Permission.SEE_DUTIES) else owed_by(member)
    due = seen.filter(state=Duty.State.DUE, subject=subject_of(account)).select_related("owner", "ruling", "edition")
    return duty_lines_of(due, member)


# ---------------------------------------------------------------------- applications


def visible_applications(member: Member) -> QuerySet[Application]:
    """One's own; all of them for those who decide or open accounts."""
    found = member.school.applications.select_related("applicant", "decided_by", "account", "school")
    if member.may(Permission.DECIDE_APPLICATIONS) or member.may(Permission.MANAGE_REGISTER):
        return found.filter(~Q(state=Application.State.DRAFT) | Q(applicant=member.person))
    return found.filter(applicant=member.person)


def waiting_for(member: Member) -> list[Application]:
    """The applications that wait for this member's decision: those for which the policy wants an approval that is theirs. Mostly that is
    nothing, which is quick to find out."""
    waiting = member.school.applications.filter(state=Application.State.SUBMITTED)
    if not (member.may(Permission.DECIDE_APPLICATIONS) and waiting.exists()):
        return []
    others = waiting.exclude(applicant=member.person).select_related("applicant").order_by("submitted_at", "pk")
    pack = _pack(member.school, timezone.localdate())
    if pack is None:
        return []
    mine, found = approvals_of(member.roles), others.prefetch_related("named__person", "approvals")
    return [each for each in found if gives(pack, mine, _wanted(grounds(pack, each, each.actor), each))]


def _wanted(asked: Grounds, application: Application) -> list[tuple[str, ...]]:
    given = [approval.value for approval in application.approvals.all()]
    situation = application_situation(application, asked.circumstances, asked.questions, given)
    return approvals_wanted(asked.pack.decide(situation), application.actor)


def may_decide(application: Application, member: Member) -> bool:
    """Whether an application waits for this member."""
    return any(each.pk == application.pk for each in waiting_for(member))


@dataclass(frozen=True, slots=True)
class Decider:
    """Whose approval is wanted, and who could give it today. `people` leaves out whoever applies."""

    words: str
    people: tuple[Person, ...]


def deciders(asked: Grounds, school: School, applicant: Person, actor: str) -> list[Decider]:
    """Who decides about an application on these grounds: of each group one is needed."""
    wanted = approvals_wanted(asked.decision, actor)
    return [_decider(asked, school, values, applicant) for values in wanted]


def _decider(asked: Grounds, school: School, values: Sequence[str], applicant: Person) -> Decider:
    roles = [role.value for role, value in APPROVALS.items() if gives(asked.pack, [value], [tuple(values)])]
    people = Person.objects.current().filter(school=school).exclude(pk=applicant.pk)
    holders = people.filter(pk__in=PostHeld.objects.current().filter(role__in=roles).values("person"))
    return Decider(" or ".join(phrase("approval", value) for value in values), tuple(holders))


def last_card(subject: Application) -> Card | None:
    """What the policy decided last about an application, by the pack of that moment."""
    about = Ruling.objects.filter(school=subject.school, subject=subject_of(subject))
    last = about.select_related("edition").order_by("-pk").first()
    return card_of(last) if last else None


def people_to_name(school: School) -> QuerySet[Person]:
    """Who can be named for an account: everybody but pupils, and of parents those who hold a post."""
    current = Person.objects.current().filter(school=school)
    holding = Q(pk__in=PostHeld.objects.current().values("person"))
    return current.filter(~Q(kind__in=(Person.Kind.PUPIL, Person.Kind.PARENT)) | Q(kind=Person.Kind.PARENT) & holding)
