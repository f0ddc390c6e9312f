"""The register: entering, changing, checking, handing over, closing, and a compromise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gatepost.channels.errors import NotDone, Overtaken, PolicyStops
from gatepost.channels.models import Account, Authorisation
from gatepost.channels.queries import line_of, needing_attention, register
from gatepost.channels.services import accounts
from gatepost.channels.services.authorisations import authorise, end_authorisation
from gatepost.channels.services.deciding import grant, open_account
from gatepost.records.models import Entry, PersonalText
from gatepost.records.services import erase
from gatepost.rulings.models import Duty
from gatepost.schools.members import member_of
from gatepost.schools.models import Adoption
from gatepost.schools.roles import Role
from gatepost.schools.services.leaving import leave
from tests.cast import Cast, assemble, person

from .making import STATED, an_account, submitted

MANAGE, POST = Authorisation.May.MANAGE, Authorisation.May.POST


@pytest.fixture
def account(cast: Cast) -> Account:
    """An official account that Tess and Ben manage."""
    ben = cast.member("ben")
    made = an_account(cast.riverside, ben)
    for manager in (cast.tess, cast.ben):
        authorise(account=made, person=manager, may=MANAGE, by=ben, stated=STATED)
    return made


def problems(account: Account) -> list[str]:
    return [problem.words for problem in line_of(account).problems]


def test_an_account_in_order_needs_nothing(cast: Cast, account: Account) -> None:
    assert problems(account) == []
    assert needing_attention(cast.riverside) == []
    assert [line.account for line in register(cast.hilltop)] == []


def test_an_account_that_nobody_manages_is_shown(cast: Cast) -> None:
    assert problems(an_account(cast.riverside, cast.member("ben"))) == ["Nobody manages it."]


def test_too_few_people_are_shown_with_the_clause(cast: Cast, account: Account) -> None:
    end_authorisation(
        authorisation=account.authorisations.get(person=cast.tess),
        by=cast.member("ben"),
        on=timezone.localdate() - timedelta(days=1),
    )
    account.authorisations.filter(person=cast.tess).update(
        from_day=timezone.localdate() - timedelta(days=9), until_day=timezone.localdate() - timedelta(days=1)
    )
    (problem,) = line_of(account).problems
    assert problem.words == "Fewer people run it than the policy wants."
    assert [clause.id for clause in problem.clauses] == ["LM-045"]


def test_whoever_has_left_and_is_still_authorised_is_shown(cast: Cast, account: Account) -> None:
    cast.tess.left_on = timezone.localdate() - timedelta(days=1)
    cast.tess.save()
    assert "Tess Example has left and is still authorised." in problems(account)


def test_a_school_without_a_policy_still_has_its_register(cast: Cast, account: Account) -> None:
    Adoption.objects.all().delete()
    assert [line.account for line in register(cast.riverside)] == [account]


def test_an_authorisation_is_given_once_and_ended_once(cast: Cast, account: Account) -> None:
    ben = cast.member("ben")
    with pytest.raises(NotDone, match="authorised already"):
        authorise(account=account, person=cast.tess, may=MANAGE, by=ben, stated=STATED)
    given = account.authorisations.get(person=cast.tess)
    end_authorisation(authorisation=given, by=ben)
    with pytest.raises(NotDone, match="ended already"):
        end_authorisation(authorisation=given, by=ben)


def test_nobody_of_another_school_is_authorised(cast: Cast, account: Account) -> None:
    with pytest.raises(NotDone, match="people of the school"):
        authorise(account=account, person=cast.cy, may=POST, by=cast.member("ben"))


@pytest.mark.parametrize("name", ["tess", "sam", "gwen", "pat", "cy"])
def test_only_those_who_keep_the_register_authorise_change_or_close(cast: Cast, account: Account, name: str) -> None:
    by = cast.member(name)
    with pytest.raises(PermissionDenied):
        authorise(account=account, person=cast.sam, may=POST, by=by)
    with pytest.raises(PermissionDenied):
        accounts.change(account=account, by=by, name="Mine")
    with pytest.raises(PermissionDenied):
        accounts.close(account=account, by=by)
    with pytest.raises(PermissionDenied):
        accounts.register(school=cast.riverside, by=by, name="Another")


# ---------------------------------------------------------------------- settings


def test_whoever_manages_an_account_checks_its_settings(cast: Cast, account: Account) -> None:
    check = accounts.check_settings(account=account, by=cast.member("tess"), found="Comments are filtered.")
    assert line_of(account).checked_at == check.checked_at
    for name in ("sam", "cy"):
        with pytest.raises(PermissionDenied):
            accounts.check_settings(account=account, by=cast.member(name))


def test_what_was_found_is_gone_everywhere_once_it_is_erased(cast: Cast, account: Account) -> None:
    check = accounts.check_settings(account=account, by=cast.member("tess"), found="Pia's mother is an administrator.")
    officer = member_of(person(cast.riverside, "Dan", "staff", Role.DATA_PROTECTION_OFFICER))
    erase(entry=Entry.objects.get(verb="account_settings_checked"), by=officer, because=PersonalText.Reason.ASKED)
    check.refresh_from_db()
    assert check.found == ""


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["tess", "ben"])
def test_a_check_does_the_duty_that_asked_for_it(name: str) -> None:
    cast = assemble("bradfield")
    application = submitted(cast, kind="professional")
    grant(application=application, by=cast.member("ada"))
    account = open_account(application=application, by=cast.member("ben"), name="Garden")
    assert "Its settings are to be checked." in problems(account)
    accounts.check_settings(account=account, by=cast.member(name))
    assert problems(account) == []
    assert Duty.objects.get(clause="BRA-26").state == Duty.State.DONE


def test_an_overdue_check_is_shown_as_such(cast: Cast, account: Account) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    Duty.objects.create(
        school=cast.riverside,
        clause="LM-051",
        do=["check_settings"],
        within="regularly",
        owner_role="administrator",
        subject=f"channels.account:{account.pk}",
        raised_at=yesterday,
        due_at=yesterday,
        edition=cast.riverside.adoptions.get().edition,
    )
    assert problems(account) == ["The check of its settings is overdue."]


# ---------------------------------------------------------------------- leavers


def test_a_leaver_leaves_a_duty_that_handing_over_does(cast: Cast, account: Account) -> None:
    today = timezone.localdate()
    leave(person=cast.tess, by=cast.member("ada"), last_day=today)
    assert account.authorisations.get(person=cast.tess).until_day == today
    duty = Duty.objects.get(clause="LM-034")
    assert duty.subject == f"channels.account:{account.pk}"
    assert "To be handed over or closed, as somebody who managed it leaves." in problems(account)

    accounts.hand_over(account=account, successor=cast.sam, by=cast.member("ben"), stated=STATED)
    duty.refresh_from_db()
    assert (duty.state, duty.closed_by) == (Duty.State.DONE, cast.ben)
    assert account.authorisations.current().filter(person=cast.sam, may=MANAGE).exists()


def test_a_successor_whom_the_policy_does_not_let_in_yet_takes_nothing_over(cast: Cast, account: Account) -> None:
    leave(person=cast.tess, by=cast.member("ada"), last_day=timezone.localdate())
    with pytest.raises(PolicyStops):
        accounts.hand_over(account=account, successor=cast.sam, by=cast.member("ben"))
    assert Duty.objects.get(clause="LM-034").state == Duty.State.DUE


def test_closing_ends_everything(cast: Cast, account: Account) -> None:
    leave(person=cast.tess, by=cast.member("ada"), last_day=timezone.localdate())
    accounts.close(account=account, by=cast.member("ben"))
    assert account.state == Account.State.CLOSED
    assert not account.authorisations.filter(until_day__isnull=True).exists()
    assert not Duty.objects.filter(state=Duty.State.DUE).exists()
    assert problems(account) == []
    with pytest.raises(Overtaken):
        accounts.close(account=account, by=cast.member("ben"))
    with pytest.raises(NotDone, match="closed"):
        authorise(account=account, person=cast.sam, may=POST, by=cast.member("ben"))


def test_closing_a_compromised_account_does_not_settle_what_the_compromise_asks_for(db: None) -> None:
    cast = assemble("cavendish")
    ben = cast.member("ben")
    account = an_account(cast.riverside, ben)
    accounts.report_compromise(account=account, by=ben)
    accounts.close(account=account, by=ben)
    assert Duty.objects.get(clause="CAV-38").state == Duty.State.DUE


def test_nobody_is_authorised_beyond_their_last_day(cast: Cast, account: Account) -> None:
    today = timezone.localdate()
    leave(person=cast.sam, by=cast.member("ada"), last_day=today)
    given = authorise(account=account, person=cast.sam, may=POST, by=cast.member("ben"))
    assert given.until_day == today
    with pytest.raises(NotDone, match="has left by then"):
        authorise(account=account, person=cast.sam, may=POST, by=cast.member("ben"), from_day=today + timedelta(days=1))


def test_whoever_left_before_the_account_was_opened_is_not_authorised_for_it(db: None) -> None:
    cast = assemble("catcott")
    application = submitted(cast)
    grant(application=application, by=cast.member("ada"))
    leave(person=cast.tess, by=cast.member("ada"), last_day=timezone.localdate() - timedelta(days=1))
    made = open_account(application=application, by=cast.member("ben"), name="Garden")
    assert [each.person for each in made.authorisations.all()] == [cast.ben]


def test_a_leaver_without_accounts_raises_nothing(cast: Cast, account: Account) -> None:
    leave(person=cast.sam, by=cast.member("ada"), last_day=timezone.localdate())
    assert not Duty.objects.filter(clause="LM-034").exists()


# ---------------------------------------------------------------------- a compromise


def test_a_compromise_is_reported_once_and_put_right_with_a_note(cast: Cast, account: Account) -> None:
    accounts.report_compromise(account=account, by=cast.member("tess"))
    assert problems(account)[0] == "Compromised: taken over or misused."
    with pytest.raises(Overtaken):
        accounts.report_compromise(account=Account.objects.get(pk=account.pk), by=cast.member("sam"))
    with pytest.raises(NotDone, match="Say what was done"):
        accounts.put_right(account=account, by=cast.member("ben"), note=" ")
    with pytest.raises(PermissionDenied):
        accounts.put_right(account=account, by=cast.member("tess"), note="Fixed.")
    accounts.put_right(account=account, by=cast.member("ben"), note="New password.")
    assert account.state == Account.State.OPEN
    assert Entry.objects.get(verb="account_put_right").personal_text.text == "New password."


def test_a_parent_or_a_governor_does_not_report_it_here(cast: Cast, account: Account) -> None:
    for name in ("pat", "gwen", "cy"):
        with pytest.raises(PermissionDenied):
            accounts.report_compromise(account=account, by=cast.member(name))
