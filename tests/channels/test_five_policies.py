"""The five schools: what each asks of a new account, who decides, what is refused. The code is the same; the packs differ."""

from __future__ import annotations

import pytest

from gatepost.channels.errors import NotForYou, PolicyStops
from gatepost.channels.grounds import Grounds, grounds
from gatepost.channels.models import Account, Application, Authorisation
from gatepost.channels.queries import deciders, register, waiting_for
from gatepost.channels.services.accounts import report_compromise
from gatepost.channels.services.applications import draft, submit
from gatepost.channels.services.authorisations import authorise
from gatepost.channels.services.deciding import grant, open_account, refuse
from gatepost.channels.services.leavers import person_leaves
from gatepost.policy import load_pack
from gatepost.rulings.models import Duty
from gatepost.schools.members import member_of
from gatepost.schools.roles import Role
from tests.cast import STARTED, assemble, person

from .making import STATED, a_full_answer, an_account, submitted

POLICIES = ["bradfield", "cambrian", "catcott", "cavendish", "little-missenden"]
SILENT = ["cambrian", "catcott", "cavendish"]

pytestmark = pytest.mark.django_db


def asked_by(pack: str, **place: str) -> Grounds:
    where = {"channel": "instagram", "kind": "official", "audience": "invited", **place}
    return grounds(load_pack(pack), Application(**where), "teacher")


@pytest.mark.parametrize(
    ("pack", "place", "questions", "people", "facts"),
    [
        ("bradfield", {}, ["BRA-22", "BRA-22", "BRA-23", "BRA-24"], [], []),
        ("bradfield", {"kind": "professional"}, ["BRA-22", "BRA-22", "BRA-23", "BRA-24"], [], ["private_site"]),
        (
            "little-missenden",
            {},
            ["LM-042", "LM-043", "LM-044", "LM-046"],
            ["policy_acknowledged", "trained"],
            ["for_personal_gain", "anonymous"],
        ),
        ("catcott", {}, [], [], []),
        ("cambrian", {}, [], [], []),
        ("cavendish", {}, [], [], []),
    ],
)
def test_the_form_asks_what_this_policy_needs(
    pack: str, place: dict[str, str], questions: list[str], people: list[str], facts: list[str]
) -> None:
    asked = asked_by(pack, **place)
    assert [item.clause for item in asked.questions] == questions
    assert [fact.name.partition(".")[2] for fact in asked.of_each_person] == people
    assert [fact.name.partition(".")[2] for fact in asked.facts] == facts


def test_two_people_are_asked_for_in_the_words_of_the_pack_that_wants_two() -> None:
    asked = asked_by("little-missenden")
    assert [clause.id for clause in asked.two_people] == ["LM-045"]
    assert "two members of staff" in asked.who_runs_it
    assert asked_by("catcott").two_people == ()


def test_what_is_ruled_out_is_said_before_anything_is_typed() -> None:
    asked = asked_by("bradfield", kind="professional", audience="public")
    assert asked.forbidden
    assert [clause.id for clause in asked.card.clauses] == ["BRA-29", "BRA-30"]


@pytest.mark.parametrize("pack", SILENT)
def test_a_silent_policy_is_not_a_yes(pack: str) -> None:
    asked = asked_by(pack)
    assert asked.card.verdict == "silent"
    assert not asked.forbidden


def test_a_silent_policy_still_gives_its_advice() -> None:
    assert [clause.id for clause in asked_by("cavendish").card.advice] == ["CAV-34"]


@pytest.mark.parametrize("pack", POLICIES)
def test_in_each_school_the_head_decides_and_the_account_is_opened(pack: str) -> None:
    cast = assemble(pack)
    application = submitted(cast)
    for other in ("ben", "gwen"):
        assert waiting_for(cast.member(other)) == []
        with pytest.raises(NotForYou):
            grant(application=application, by=cast.member(other))
    assert waiting_for(cast.member("ada")) == [application]
    grant(application=application, by=cast.member("ada"))
    account = open_account(application=application, by=cast.member("ben"), name="Garden")
    assert {each.person for each in account.authorisations.current()} == {cast.tess, cast.ben}


@pytest.mark.parametrize("pack", POLICIES)
def test_in_each_school_the_head_can_refuse(pack: str) -> None:
    cast = assemble(pack)
    application = submitted(cast)
    refuse(application=application, by=cast.member("ada"), reason="Not now.")
    assert application.state == Application.State.REFUSED


@pytest.mark.parametrize("pack", SILENT)
def test_where_nobody_is_named_the_governors_decide_about_the_head(pack: str) -> None:
    cast = assemble(pack)
    application = submitted(cast, by="ada")
    assert waiting_for(cast.member("gwen")) == [application]
    grant(application=application, by=cast.member("gwen"))
    assert application.state == Application.State.GRANTED


@pytest.mark.parametrize("pack", ["bradfield", "little-missenden"])
def test_where_only_the_head_is_named_the_head_cannot_apply_alone(pack: str) -> None:
    cast = assemble(pack)
    application = submitted(cast, by="ada")
    assert waiting_for(cast.member("gwen")) == []
    asked = asked_by(pack)
    assert [decider.people for decider in deciders(asked, cast.riverside, cast.ada, "headteacher")] == [()]
    second = person(cast.riverside, "Hal", "staff", Role.HEADTEACHER)
    assert [decider.people for decider in deciders(asked, cast.riverside, cast.ada, "headteacher")] == [(second,)]
    assert application.state == Application.State.SUBMITTED


def test_a_public_site_for_teaching_is_not_submitted_in_bradfield() -> None:
    cast = assemble("bradfield")
    tess = cast.member("tess")
    wanted = a_full_answer(tess, (cast.tess, cast.ben), kind="professional", audience="public")
    with pytest.raises(PolicyStops):
        submit(application=draft(by=tess, wanted=wanted), by=tess)


def test_bradfield_owes_the_filing_and_the_settings_to_whoever_starts_the_site() -> None:
    cast = assemble("bradfield")
    application = submitted(cast, kind="professional")
    grant(application=application, by=cast.member("ada"))
    open_account(application=application, by=cast.member("ben"), name="Garden")
    owed = Duty.objects.filter(clause__in=("BRA-25", "BRA-26"))
    assert sorted((*duty.do, duty.owner) for duty in owed) == [
        ("check_settings", cast.tess),
        ("file_application", cast.tess),
    ]


# ---------------------------------------------------------------------- people and events


def test_catcott_lets_only_its_two_account_managers_authorise() -> None:
    cast = assemble("catcott")
    account = an_account(cast.riverside, cast.member("ada"))
    administrator = member_of(person(cast.riverside, "Ad", "staff", Role.ADMINISTRATOR))
    with pytest.raises(NotForYou, match="the headteacher or the office manager"):
        authorise(account=account, person=cast.tess, may=Authorisation.May.POST, by=administrator)
    authorise(account=account, person=cast.tess, may=Authorisation.May.POST, by=cast.member("ben"))
    assert account.authorisations.get().person == cast.tess


def test_cavendish_lets_nobody_but_the_head_post() -> None:
    cast = assemble("cavendish")
    account = an_account(cast.riverside, cast.member("ada"))
    with pytest.raises(PolicyStops) as problem:
        authorise(account=account, person=cast.tess, may=Authorisation.May.POST, by=cast.member("ada"))
    assert [clause.id for clause in problem.value.card.clauses] == ["CAV-33"]
    authorise(account=account, person=cast.ada, may=Authorisation.May.POST, by=cast.member("ben"))
    assert account.authorisations.get().person == cast.ada


def test_little_missenden_wants_managers_trained_and_bound() -> None:
    cast = assemble("little-missenden")
    account = an_account(cast.riverside, cast.member("ada"))
    manage = Authorisation.May.MANAGE
    with pytest.raises(PolicyStops):
        authorise(account=account, person=cast.tess, may=manage, by=cast.member("ben"), stated=["trained"])
    authorise(account=account, person=cast.tess, may=manage, by=cast.member("ben"), stated=STATED)
    assert account.authorisations.count() == 1


@pytest.mark.parametrize("pack", POLICIES)
def test_one_person_is_too_few_only_where_the_policy_wants_two(pack: str) -> None:
    cast = assemble(pack)
    ben = cast.member("ben")
    account = an_account(cast.riverside, ben)
    authorise(account=account, person=cast.tess, may=Authorisation.May.MANAGE, by=ben, stated=STATED)
    said = [problem.words for line in register(cast.riverside) for problem in line.problems]
    expected = ["Fewer people run it than the policy wants."] if pack == "little-missenden" else []
    assert said == expected


@pytest.mark.parametrize(
    ("pack", "owed"),
    [
        ("little-missenden", [("LM-034", ["transfer_or_close_account"], "administrator")]),
        *((pack, []) for pack in ("bradfield", *SILENT)),
    ],
)
def test_a_leaver_raises_what_this_policy_asks_for(pack: str, owed: list[tuple[str, list[str], str]]) -> None:
    cast = assemble(pack)
    ada = cast.member("ada")
    account = an_account(cast.riverside, ada)
    authorise(account=account, person=cast.tess, may=Authorisation.May.MANAGE, by=ada, stated=STATED)
    person_leaves(cast.tess, ada, STARTED.replace(year=2030))
    duties = Duty.objects.filter(subject=f"channels.account:{account.pk}")
    assert [(duty.clause, duty.do, duty.owner_role) for duty in duties] == owed
    assert account.authorisations.get().until_day == STARTED.replace(year=2030)


@pytest.mark.parametrize(
    ("pack", "clauses"), [("cavendish", ["CAV-38"]), *((pack, []) for pack in POLICIES if pack != "cavendish")]
)
def test_a_compromised_account_raises_what_this_policy_asks_for(pack: str, clauses: list[str]) -> None:
    cast = assemble(pack)
    account = an_account(cast.riverside, cast.member("ben"))
    report_compromise(account=account, by=cast.member("tess"))
    assert account.state == Account.State.COMPROMISED
    assert [(duty.clause, duty.owner) for duty in Duty.objects.all()] == [(clause, cast.tess) for clause in clauses]
