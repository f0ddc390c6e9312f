"""How accounts and applications become situations: the only place here that names facets and their values."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from gatepost.policy import Decision, Pack
from gatepost.policy.pack import Item
from gatepost.policy.vocabulary import NOT
from gatepost.rulings.models import Duty
from gatepost.rulings.posts import has_left
from gatepost.schools.models import Person
from gatepost.schools.roles import Role

from .models import Account, Application, Authorisation, Place

KINDS = ("official", "professional", "learning_platform")
AUDIENCES = ("public", "invited", "private")
STOPS = ("forbidden", "needs")  # verdicts with which nothing is granted or opened

TWO_PEOPLE = "two_people_named"  # two who work at the school; others may be named beside them
OF_EACH_PERSON = ("policy_acknowledged", "trained")  # what is stated of everybody who is to run the account
BY_ANSWERS = ("business_case_made", "application_complete")  # so, once the pack's own questions are answered
AUTHORISED = "authorised_for_account"
COMPROMISED = "account_compromised"
APPROVALS = {
    Role.HEADTEACHER: "headteacher",
    Role.DEPUTY_HEADTEACHER: "senior_leader",
    Role.SENIOR_LEADER: "senior_leader",
    Role.TRUST_LEAD: "senior_leader",
    Role.OFFICE_MANAGER: "office_manager",
    Role.LINE_MANAGER: "line_manager",
    Role.CHAIR_OF_GOVERNORS: "governing_board",
}
WHERE_THE_POLICY_NAMES_NOBODY = "headteacher"
ABOVE_THE_HEADTEACHER = "governing_board"
CHECKING, HANDING_OVER, STORING = (
    "check_settings",
    "transfer_or_close_account",
    "store_securely",
)  # what duties ask to do


def networks(pack: Pack) -> list[str]:
    """The networks that an account can stand on."""
    channels = pack.vocabulary["channel"].values
    return [name for name, value in channels.items() if not value.children]


def actors_of(roles: Iterable[Role]) -> list[str]:
    """As whom somebody acts, by the posts that they hold; the post that stands highest first."""
    order = list(Role)
    return list(dict.fromkeys(role.actor for role in sorted(roles, key=order.index)))


def keeper_of(roles: Iterable[Role]) -> str:
    """As whom somebody looks after accounts: as their administrator, if they hold that post among others."""
    held = actors_of(roles)
    return Role.ADMINISTRATOR.actor if Role.ADMINISTRATOR.actor in held else held[0]


def place_situation(place: Place, action: str, actor: str | None = None) -> dict[str, Any]:
    """Something done with an account, or that happens to it. Nothing is written or shown by it."""
    situation = {
        "action": action,
        "actor": actor,
        "account": place.kind,
        "channel": place.channel,
        "audience": place.audience,
        "complete": ["content"],
    }
    return {facet: value for facet, value in situation.items() if value}


# ---------------------------------------------------------------------- a new account


def new_account(place: Place, actor: str) -> dict[str, Any]:
    """Somebody wants such an account, and nothing more is known yet."""
    return place_situation(place, "create_account", actor)


def application_situation(
    application: Application, asked: Container[str], questions: Sequence[Item], approvals: Iterable[str]
) -> dict[str, Any]:
    """An application with what it states of the circumstances that the policy asks after, and the approvals that are given."""
    facts = {facet: answer for facet, answer in application.facts.items() if "." not in facet}
    circumstance = [
        word for word in _circumstances(application, questions) if word in asked or word.removeprefix(NOT) in asked
    ]
    return {
        **new_account(application, application.actor),
        **facts,
        "circumstance": circumstance,
        "approval": sorted(set(approvals)),
    }


def _circumstances(application: Application, questions: Sequence[Item]) -> Iterator[str]:
    named = [each for each in application.named.all() if not has_left(each.person)]
    yield two_people(each.person for each in named)
    if answered_all(application, questions):
        yield from BY_ANSWERS
    yield from (value for value in OF_EACH_PERSON if named and all(value in each.stated for each in named))
    for fact, answer in application.facts.items():
        facet, _, value = fact.partition(".")
        if facet == "circumstance" and value:
            yield value if answer == "yes" else NOT + value


def two_people(people: Iterable[Person]) -> str:
    """Whether two who work at the school are named."""
    staff = {person.pk for person in people if person.kind == Person.Kind.STAFF}
    return TWO_PEOPLE if len(staff) >= 2 else NOT + TWO_PEOPLE


def answered_all(application: Application, questions: Sequence[Item]) -> bool:
    answered = {(each["clause"], each["asks"]) for each in application.answers if each["answer"].strip()}
    return all((item.clause, item.says) in answered for item in questions)


def approvals_of(roles: Iterable[Role]) -> list[str]:
    """Whose approval somebody's word is."""
    return sorted({APPROVALS[role] for role in roles if role in APPROVALS})


def approvals_wanted(decision: Decision, actor: str) -> list[tuple[str, ...]]:
    """Whose approval the policy still wants: of each, any one is enough. Where it names nobody, the headteacher decides, and over a
    headteacher's own application the governors."""
    wanted = [need.values for need in decision.unmet if need.facet == "approval"]
    otherwise = ABOVE_THE_HEADTEACHER if actor == "headteacher" else WHERE_THE_POLICY_NAMES_NOBODY
    return list(dict.fromkeys(wanted)) or [(otherwise,)]


def gives(pack: Pack, mine: Iterable[str], wanted: Iterable[tuple[str, ...]]) -> list[str]:
    """Which of somebody's approvals are wanted: a headteacher's is a senior leader's too."""
    facet = pack.vocabulary["approval"]
    asked = [value for values in wanted for value in values]
    return [approval for approval in mine if any(facet.is_a(approval, value) for value in asked)]


# ---------------------------------------------------------------------- an account that there is


def authorised(account: Account, may: str, actor: str, stated: Iterable[str]) -> list[dict[str, Any]]:
    """Somebody runs an account, or gets into it and posts there, being authorised."""
    circumstance = [AUTHORISED, *stated]
    actions = ("run_account",) if may == Authorisation.May.MANAGE else ("access_account", "post")
    return [{**place_situation(account, action, actor), "circumstance": circumstance} for action in actions]


def run_by(place: Place, people: Iterable[Person]) -> dict[str, Any]:
    """An account is run by these people, whoever they are."""
    return {**place_situation(place, "run_account"), "circumstance": [two_people(people)]}


def short_of_people(decision: Decision) -> list[str]:
    """The clauses that want more people than there are."""
    return [need.clause for need in decision.unmet if need.facet == "circumstance" and TWO_PEOPLE in need.values]


def named_to_manage(pack: Pack, account: Account) -> frozenset[str]:
    """Whom the policy names as managing the school's account on this network, if it names anybody."""
    channel = pack.channels.get(account.channel)
    return frozenset(channel.managed_by) if channel and channel.account == account.kind else frozenset()


def credentials_stored(account: Account, actor: str) -> dict[str, Any]:
    return place_situation(account, "store_credentials", actor)


def manager_leaves(account: Account, actor: str) -> dict[str, Any]:
    return place_situation(account, "person_leaves", actor)


def handed_over(account: Account, actor: str) -> dict[str, Any]:
    return place_situation(account, "transfer_or_close_account", actor)


def compromised(account: Account, actor: str) -> dict[str, Any]:
    return place_situation(account, COMPROMISED, actor)


def after_compromise(duty: Duty) -> bool:
    """Whether a duty is owed because an account was compromised."""
    return duty.ruling is not None and duty.ruling.situation.get("action") == COMPROMISED
