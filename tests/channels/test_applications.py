"""An application goes from a draft to an account, on the grounds of one school's policy (Little Missenden's)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gatepost.channels.errors import Incomplete, NotDone, NotForYou, Overtaken, OwnApplication, PolicyStops
from gatepost.channels.models import Application, Authorisation
from gatepost.channels.queries import visible_applications, waiting_for
from gatepost.channels.services.applications import draft, redraft, submit, take_back, withdraw
from gatepost.channels.services.deciding import grant, open_account, refuse
from gatepost.records.models import Entry, PersonalText
from gatepost.records.services import erase, subject_of
from gatepost.rulings.models import Ruling
from gatepost.schools.members import member_of
from gatepost.schools.roles import Role
from gatepost.schools.services.leaving import leave
from tests.cast import Cast, person

from .making import a_full_answer, submitted


def test_a_teacher_applies_the_head_grants_the_administrator_opens(cast: Cast) -> None:
    application = submitted(cast)
    assert [each.pk for each in waiting_for(cast.member("ada"))] == [application.pk]

    grant(application=application, by=cast.member("ada"), reason="A good idea.")
    assert application.state == Application.State.GRANTED
    assert application.decided_by == cast.ada

    account = open_account(application=application, by=cast.member("ben"), name="Year 4 Garden")
    assert application.state == Application.State.OPENED
    assert application.account == account
    managing = account.authorisations.values_list("person", "may", "given_by")
    assert sorted(managing) == sorted(
        [(cast.tess.pk, Authorisation.May.MANAGE, cast.ada.pk), (cast.ben.pk, Authorisation.May.MANAGE, cast.ada.pk)]
    )


def test_what_is_missing_is_said_and_nothing_is_submitted(cast: Cast) -> None:
    tess = cast.member("tess")
    whole = a_full_answer(tess, (cast.tess, cast.ben))
    application = draft(by=tess, wanted=replace(whole, answers=[], named=[(cast.tess, ())]))
    with pytest.raises(Incomplete) as problem:
        submit(application=application, by=tess)
    said = " ".join(problem.value.missing)
    assert "business case" in said
    assert "two people" in said.lower()
    assert "trained" in said
    application.refresh_from_db()
    assert application.state == Application.State.DRAFT


def test_two_people_who_work_here_are_wanted_and_a_parent_beside_them_does_not_count(cast: Cast) -> None:
    tess = cast.member("tess")
    application = draft(by=tess, wanted=a_full_answer(tess, (cast.tess, cast.gwen)))
    with pytest.raises(Incomplete, match="Two people"):
        submit(application=application, by=tess)


def test_a_person_who_is_not_trained_holds_it_up(cast: Cast) -> None:
    tess = cast.member("tess")
    whole = a_full_answer(tess, (cast.tess, cast.ben))
    named = [(cast.tess, ("policy_acknowledged", "trained")), (cast.ben, ("policy_acknowledged",))]
    application = draft(by=tess, wanted=replace(whole, named=named))
    with pytest.raises(Incomplete, match="trained"):
        submit(application=application, by=tess)


def test_what_the_policy_rules_out_cannot_be_submitted(cast: Cast) -> None:
    tess = cast.member("tess")
    whole = a_full_answer(tess, (cast.tess, cast.ben))
    application = draft(
        by=tess, wanted=replace(whole, facts={**(whole.facts or {}), "circumstance.for_personal_gain": "yes"})
    )
    with pytest.raises(PolicyStops) as problem:
        submit(application=application, by=tess)
    assert problem.value.card.verdict == "forbidden"
    assert "LM-060" in [clause.id for clause in problem.value.card.clauses]


def test_nobody_decides_their_own_application(cast: Cast) -> None:
    application = submitted(cast, by="ada")
    assert waiting_for(cast.member("ada")) == []
    for decide in (grant, refuse):
        with pytest.raises(OwnApplication):
            decide(application=application, by=cast.member("ada"), reason="Mine.")


@pytest.mark.parametrize("name", ["gwen", "ben"])
def test_whoever_the_policy_does_not_name_cannot_decide(cast: Cast, name: str) -> None:
    application = submitted(cast)
    assert waiting_for(cast.member(name)) == []
    with pytest.raises(NotForYou, match="headteacher must have approved"):
        grant(application=application, by=cast.member(name))


@pytest.mark.parametrize("name", ["tess", "sam", "pat", "pia"])
def test_whoever_does_not_decide_applications_is_turned_away(cast: Cast, name: str) -> None:
    application = submitted(cast, by="ben")
    with pytest.raises(PermissionDenied):
        grant(application=application, by=cast.member(name))


def test_the_head_of_another_school_cannot_decide(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        grant(application=submitted(cast), by=cast.member("cy"))


def test_the_policy_decides_again_when_the_head_grants(cast: Cast) -> None:
    application = submitted(cast)
    application.named.filter(person=cast.ben).delete()
    with pytest.raises(PolicyStops) as problem:
        grant(application=application, by=cast.member("ada"))
    assert [need.words for need in problem.value.card.needs] == ["Two people must be named for the account."]
    application.refresh_from_db()
    assert application.state == Application.State.SUBMITTED
    stopped = Ruling.objects.filter(subject=f"channels.application:{application.pk}").first()
    assert stopped is not None
    assert stopped.verdict == "needs"


def test_whoever_has_left_since_is_no_longer_one_of_the_two(cast: Cast) -> None:
    application = submitted(cast)
    leave(person=cast.ben, by=cast.member("ada"), last_day=timezone.localdate() - timedelta(days=1))
    with pytest.raises(PolicyStops) as problem:
        grant(application=application, by=cast.member("ada"))
    assert [need.words for need in problem.value.card.needs] == ["Two people must be named for the account."]


def test_a_refusal_says_why_and_by_which_clause(cast: Cast) -> None:
    application = submitted(cast)
    ada = cast.member("ada")
    with pytest.raises(NotDone, match="Say why"):
        refuse(application=application, by=ada, reason="  ")
    with pytest.raises(NotDone, match="no such clause"):
        refuse(application=application, by=ada, reason="No.", clause="LM-999")
    refuse(application=application, by=ada, reason="There is one already.", clause="LM-042")
    assert (application.state, application.clause) == (Application.State.REFUSED, "LM-042")


def test_of_two_who_decide_at_once_the_second_learns_who_was_first(cast: Cast) -> None:
    application = submitted(cast)
    other = Application.objects.get(pk=application.pk)
    refuse(application=application, by=cast.member("ada"), reason="No.")
    with pytest.raises(Overtaken, match=r"Ada Example.*refused"):
        grant(application=other, by=cast.member("ada"))
    with pytest.raises(Overtaken):
        withdraw(application=other, by=cast.member("tess"))


def test_two_administrators_open_one_account(cast: Cast) -> None:
    application = submitted(cast)
    grant(application=application, by=cast.member("ada"))
    open_account(application=application, by=cast.member("ben"), name="One")
    with pytest.raises(Overtaken):
        open_account(application=application, by=cast.member("ada"), name="Two")
    assert cast.riverside.accounts.count() == 1


def test_an_application_that_is_not_granted_is_not_opened(cast: Cast) -> None:
    with pytest.raises(Overtaken):
        open_account(application=submitted(cast), by=cast.member("ben"), name="Early")
    assert not cast.riverside.accounts.exists()


def test_taken_back_it_is_a_draft_that_can_be_changed(cast: Cast) -> None:
    application, tess = submitted(cast), cast.member("tess")
    with pytest.raises(Overtaken):
        redraft(application=application, by=tess, wanted=a_full_answer(tess, (cast.tess, cast.ben)))
    take_back(application=application, by=tess)
    redraft(application=application, by=tess, wanted=a_full_answer(tess, (cast.tess, cast.sam)))
    submit(application=application, by=tess)
    assert {each.person for each in application.named.all()} == {cast.tess, cast.sam}


def test_only_the_applicant_changes_submits_or_withdraws(cast: Cast) -> None:
    application, ben = submitted(cast), cast.member("ben")
    for act in (submit, take_back, withdraw):
        with pytest.raises(PermissionDenied):
            act(application=application, by=ben)


def test_somebody_of_another_school_cannot_be_named(cast: Cast) -> None:
    tess = cast.member("tess")
    with pytest.raises(PermissionDenied):
        draft(by=tess, wanted=a_full_answer(tess, (cast.cy,)))


def test_a_draft_is_seen_by_its_applicant_alone(cast: Cast) -> None:
    tess = cast.member("tess")
    drafted = draft(by=tess, wanted=a_full_answer(tess, (cast.tess,)))
    assert list(visible_applications(tess)) == [drafted]
    assert not visible_applications(cast.member("ada"))
    waiting = submitted(cast, by="ben")
    assert list(visible_applications(cast.member("ada"))) == [waiting]
    assert list(visible_applications(tess)) == [drafted]


def test_reasons_stand_beside_the_record_where_they_can_be_erased(cast: Cast) -> None:
    application = submitted(cast)
    refuse(application=application, by=cast.member("ada"), reason="Tess is leaving us.")
    entry = Entry.objects.get(verb="application_refused")
    assert "leaving" not in str(entry.facts)
    assert entry.personal_text.text == "Tess is leaving us."


def test_a_reason_that_is_erased_in_the_record_is_gone_from_the_application_too(cast: Cast) -> None:
    application, other = submitted(cast), submitted(cast, channel="facebook")
    refuse(application=application, by=cast.member("ada"), reason="Tess is leaving us.")
    refuse(application=other, by=cast.member("ada"), reason="There is one already.")
    officer = member_of(person(cast.riverside, "Dan", "staff", Role.DATA_PROTECTION_OFFICER))
    erase(
        entry=Entry.objects.get(verb="application_refused", subject=subject_of(application)),
        by=officer,
        because=PersonalText.Reason.ASKED,
    )
    application.refresh_from_db()
    other.refresh_from_db()
    assert (application.reason, other.reason) == ("", "There is one already.")
    assert application.state == Application.State.REFUSED
