"""The pages: what each person finds, may press, and what comes back when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gatepost.channels.models import Account, Application, Authorisation
from gatepost.channels.services.applications import submit, take_back
from gatepost.channels.services.authorisations import authorise
from gatepost.channels.services.deciding import grant
from gatepost.schools.models import Person
from tests.cast import Cast, assemble

from .making import STATED, an_account, submitted

SignedIn = Callable[[Person], Client]


def at(name: str, *args: Any) -> str:
    return reverse(f"channels:{name}", args=["riverside", *args])


def words(response: Any) -> str:
    text: str = response.content.decode()
    return text


def rows(*people: Person, stated: bool = True) -> dict[str, str]:
    """The rows in which people are named, as a browser sends them."""
    sent = {"named-TOTAL_FORMS": "4", "named-INITIAL_FORMS": "0"}
    for number, person in enumerate(people):
        sent[f"named-{number}-person"] = str(person.pk)
        if stated:
            sent |= {f"named-{number}-trained": "on", f"named-{number}-policy_acknowledged": "on"}
    return sent


PLACE = {"channel": "instagram", "kind": "official", "audience": "invited"}
ANSWERS = {f"question-{number}": "Seeds and bees" for number in range(4)} | {"fact-0": "no", "fact-1": "no"}


@pytest.fixture
def account(cast: Cast) -> Account:
    ben = cast.member("ben")
    made = an_account(cast.riverside, ben)
    for person in (cast.tess, cast.ben):
        authorise(account=made, person=person, may=Authorisation.May.MANAGE, by=ben, stated=STATED)
    return made


# ---------------------------------------------------------------------- who gets where


@pytest.mark.parametrize("name", ["ada", "ben", "tess", "sam", "gwen"])
def test_staff_and_governors_read_the_register(cast: Cast, signed_in: SignedIn, account: Account, name: str) -> None:
    client = signed_in(getattr(cast, name))
    assert account.name in words(client.get(at("register")))
    page = words(client.get(at("account", account.pk)))
    assert "Tess Example" in page
    assert ("How to sign in" in page) == (name in ("ada", "ben"))


def test_a_parent_does_not_read_the_register(cast: Cast, signed_in: SignedIn, account: Account) -> None:
    assert signed_in(cast.pat).get(at("register")).status_code == 403


def test_another_school_learns_nothing(cast: Cast, signed_in: SignedIn, account: Account) -> None:
    client = signed_in(cast.cy)
    for place in (at("register"), at("account", account.pk), at("apply"), at("applications")):
        assert client.get(place).status_code == 404
    theirs = reverse("channels:account", args=["hilltop", account.pk])
    assert client.get(theirs).status_code == 404


@pytest.mark.parametrize("name", ["new", "change", "authorise", "hand-over", "close", "put-right", "new-credential"])
def test_a_teacher_does_not_keep_the_register(cast: Cast, signed_in: SignedIn, account: Account, name: str) -> None:
    args = [] if name == "new" else [account.pk]
    assert signed_in(cast.tess).get(at(name, *args)).status_code == 403


@pytest.mark.parametrize("name", ["take-back", "withdraw"])
def test_nothing_changes_by_looking(cast: Cast, signed_in: SignedIn, name: str) -> None:
    assert signed_in(cast.tess).get(at(name, submitted(cast).pk)).status_code == 405


def test_an_authorisation_is_not_ended_by_looking(cast: Cast, signed_in: SignedIn, account: Account) -> None:
    given = account.authorisations.get(person=cast.tess)
    client = signed_in(cast.ben)
    assert client.get(at("end-authorisation", account.pk, given.pk)).status_code == 405
    client.post(at("end-authorisation", account.pk, given.pk))
    given.refresh_from_db()
    assert given.until_day is not None


# ---------------------------------------------------------------------- applying


def test_the_form_asks_first_where_and_then_what_the_policy_asks(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.tess)
    first = words(client.get(at("apply")))
    assert "Network" in first
    assert "LM-041" not in first
    second = words(client.get(at("apply"), PLACE))
    for said in (
        "What is the account for?",
        "Name two members of staff or more",
        "Has been trained",
        "Ada Example",
        "LM-045",
    ):
        assert said in second


@pytest.mark.django_db
def test_what_is_ruled_out_has_no_form(signed_in: SignedIn) -> None:
    cast = assemble("bradfield")
    page = words(signed_in(cast.tess).get(at("apply"), {**PLACE, "kind": "professional", "audience": "public"}))
    assert "BRA-29" in page
    assert 'name="submit"' not in page


@pytest.mark.django_db
def test_a_silent_policy_says_that_it_is_silent(signed_in: SignedIn) -> None:
    cast = assemble("cavendish")
    page = words(signed_in(cast.tess).get(at("apply"), PLACE))
    assert "does not speak to this" in page
    assert "CAV-34" in page
    assert 'name="submit"' in page


def test_a_draft_is_saved_half_written_and_gone_on_with(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.tess)
    client.post(at("apply"), {**PLACE, "name": "Garden", "question-0": "For bees", **rows(cast.tess), "save": "1"})
    draft = Application.objects.get()
    assert draft.state == Application.State.DRAFT
    page = words(client.get(at("edit", draft.pk)))
    assert "For bees" in page
    assert f'<option value="{cast.tess.pk}" selected>' in page
    client.post(
        at("edit", draft.pk), {**PLACE, "name": "Garden", **ANSWERS, **rows(cast.tess, cast.sam), "submit": "1"}
    )
    draft.refresh_from_db()
    assert draft.state == Application.State.SUBMITTED


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(cast: Cast, signed_in: SignedIn) -> None:
    sent = {**PLACE, "name": "Garden", "question-0": "For bees", **rows(cast.tess, cast.sam), "submit": "1"}
    page = words(signed_in(cast.tess).post(at("apply"), sent))
    assert "There is something to put right" in page
    assert "For bees" in page
    assert not Application.objects.exists()


def test_what_only_the_policy_finds_missing_is_said_and_the_draft_is_kept(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.tess)
    sent = {**PLACE, "name": "Garden", **ANSWERS, **rows(cast.tess), "submit": "1"}
    page = words(client.post(at("apply"), sent))
    assert "Two people must be named for the account." in page
    draft = Application.objects.get()
    assert draft.state == Application.State.DRAFT
    assert at("edit", draft.pk) in page


def test_what_an_answer_rules_out_shows_the_clause(cast: Cast, signed_in: SignedIn) -> None:
    sent = {**PLACE, "name": "Garden", **ANSWERS, "fact-0": "yes", **rows(cast.tess, cast.sam), "submit": "1"}
    assert "LM-060" in words(signed_in(cast.tess).post(at("apply"), sent))
    assert Application.objects.get().state == Application.State.DRAFT


def test_somebody_named_twice_is_noticed(cast: Cast, signed_in: SignedIn) -> None:
    sent = {**PLACE, "name": "Garden", **ANSWERS, **rows(cast.tess, cast.tess), "submit": "1"}
    assert "Somebody is named twice." in words(signed_in(cast.tess).post(at("apply"), sent))


def test_pupils_parents_and_other_schools_are_not_offered(cast: Cast, signed_in: SignedIn) -> None:
    page = words(signed_in(cast.tess).get(at("apply"), PLACE))
    assert "Gwen Example" in page
    for name in ("Pia Example", "Pat Example", "Cy Example"):
        assert name not in page
    sent = {**PLACE, "name": "Garden", **rows(cast.cy), "save": "1"}
    assert signed_in(cast.tess).post(at("apply"), sent).status_code == 200
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"channel": "myspace", "kind": "official", "audience": "public"},
        {"channel": "x", "kind": "personal", "audience": "public"},
        {"channel": "x\x00", "kind": "<script>", "audience": "'; DROP TABLE"},
        {**PLACE, "name": "x" * 10_000, "save": "1"},
        {**PLACE, "named-TOTAL_FORMS": "9999", "named-INITIAL_FORMS": "0", "save": "1"},
        {**PLACE, "named-TOTAL_FORMS": "many", "named-0-person": "<b>", "submit": "1"},
        {**PLACE, "name": "\x00", "question-0": "\u202e‮😀", "named-TOTAL_FORMS": "1", "submit": "1"},
    ],
)
def test_hostile_input_comes_back_as_a_form(cast: Cast, signed_in: SignedIn, sent: dict[str, str]) -> None:
    client = signed_in(cast.tess)
    assert client.get(at("apply"), sent).status_code == 200
    page = client.post(at("apply"), sent)
    assert page.status_code == 200
    assert "<script>'" not in words(page)
    assert not Application.objects.exists()


def test_what_people_typed_is_never_markup(cast: Cast, signed_in: SignedIn) -> None:
    bad = "<script>alert(1)</script>"
    client = signed_in(cast.tess)
    client.post(
        at("apply"), {**PLACE, **ANSWERS, "name": bad, "question-0": bad, **rows(cast.tess, cast.sam), "submit": "1"}
    )
    application = Application.objects.get()
    for page in (at("application", application.pk), at("applications"), at("register")):
        assert bad not in words(client.get(page))


# ---------------------------------------------------------------------- deciding


def decision(application: Application, decided: str, reason: str) -> dict[str, str]:
    """What the page sends, of the application as it stands now."""
    application.refresh_from_db()
    return {"decision": decided, "reason": reason, "seen": str(application.submitted_at)}


def test_the_head_decides_on_the_page(cast: Cast, signed_in: SignedIn) -> None:
    application = submitted(cast)
    client = signed_in(cast.ada)
    assert "for you to decide" in words(client.get(at("register")))
    assert at("decide", application.pk) in words(client.get(at("application", application.pk)))
    refused = words(client.post(at("decide", application.pk), decision(application, "refuse", "")))
    assert "Say why it is refused." in refused
    client.post(at("decide", application.pk), decision(application, "grant", "Good."))
    application.refresh_from_db()
    assert application.state == Application.State.GRANTED


def test_what_the_policy_stops_at_the_last_moment_is_shown_to_the_head(cast: Cast, signed_in: SignedIn) -> None:
    application = submitted(cast)
    application.named.filter(person=cast.ben).delete()
    page = words(signed_in(cast.ada).post(at("decide", application.pk), decision(application, "grant", "Kept words")))
    assert "LM-045" in page
    assert "Kept words" in page


def test_what_was_rewritten_since_the_page_was_opened_is_not_granted_unread(cast: Cast, signed_in: SignedIn) -> None:
    application = submitted(cast)
    client = signed_in(cast.ada)
    form = client.get(at("decide", application.pk)).context["form"]
    sent = {"decision": "grant", "reason": "Kept words", "seen": form["seen"].value()}
    tess = cast.member("tess")
    take_back(application=application, by=tess)
    submit(application=application, by=tess)
    again = client.post(at("decide", application.pk), sent)
    assert "The application was changed after you opened this page." in words(again)
    assert "Kept words" in words(again)
    application.refresh_from_db()
    assert application.state == Application.State.SUBMITTED
    client.post(at("decide", application.pk), {**sent, "seen": again.context["form"]["seen"].value()})
    application.refresh_from_db()
    assert application.state == Application.State.GRANTED


def test_the_one_who_comes_second_learns_it(cast: Cast, signed_in: SignedIn) -> None:
    application = submitted(cast)
    grant(application=application, by=cast.member("ada"))
    page = words(signed_in(cast.ada).post(at("decide", application.pk), decision(application, "refuse", "No.")))
    assert "changed by Ada Example" in page


def test_an_applicant_sees_no_way_to_decide(cast: Cast, signed_in: SignedIn) -> None:
    application = submitted(cast)
    page = words(signed_in(cast.tess).get(at("application", application.pk)))
    assert at("decide", application.pk) not in page
    assert at("withdraw", application.pk) in page
    assert signed_in(cast.tess).get(at("decide", application.pk)).status_code == 403


def test_a_colleague_does_not_see_an_application(cast: Cast, signed_in: SignedIn) -> None:
    application = submitted(cast)
    assert signed_in(cast.sam).get(at("application", application.pk)).status_code == 404


def test_the_administrator_opens_what_was_granted(cast: Cast, signed_in: SignedIn) -> None:
    application = submitted(cast)
    grant(application=application, by=cast.member("ada"))
    sent = {"name": "Garden", "address": "https://example.org/garden", "purpose": "", "opened_on": "2025-09-03"}
    opened = signed_in(cast.ben).post(at("open", application.pk), sent)
    account = Account.objects.get()
    assert opened["Location"] == at("account", account.pk)


# ---------------------------------------------------------------------- the account's own page


def test_a_compromise_is_reported_in_two_presses(cast: Cast, signed_in: SignedIn, account: Account) -> None:
    client = signed_in(cast.tess)
    assert at("compromised", account.pk) in words(client.get(at("account", account.pk)))
    client.get(at("compromised", account.pk))
    account.refresh_from_db()
    assert account.state == Account.State.OPEN
    client.post(at("compromised", account.pk))
    account.refresh_from_db()
    assert account.state == Account.State.COMPROMISED


def test_ben_keeps_the_register(cast: Cast, signed_in: SignedIn, account: Account) -> None:
    client = signed_in(cast.ben)
    change = {"name": "Riverside Today", "address": "", "purpose": "News", "audience": "invited"}
    assert client.post(at("change", account.pk), change).status_code == 302
    may_post = {"person": cast.sam.pk, "may": "post", "from_day": "2025-09-03", "stated": ["trained"]}
    assert client.post(at("authorise", account.pk), may_post).status_code == 302
    assert client.post(at("check-settings", account.pk), {"note": ""}).status_code == 302
    successor = {"person": cast.ada.pk, "stated": list(STATED)}
    assert client.post(at("hand-over", account.pk), successor).status_code == 302
    page = words(client.get(at("account", account.pk)))
    for said in ("Riverside Today", "Sam Example", "may post", "handed the account over"):
        assert said in page
    assert client.post(at("close", account.pk)).status_code == 302
    assert "closed the account" in words(client.get(at("account", account.pk)))


def test_an_existing_account_is_entered(cast: Cast, signed_in: SignedIn) -> None:
    sent = {**PLACE, "name": "News", "address": "javascript:alert(1)", "purpose": "", "opened_on": "2020-01-31"}
    client = signed_in(cast.ben)
    assert client.post(at("new"), sent).status_code == 200
    assert client.post(at("new"), {**sent, "address": ""}).status_code == 302


def test_an_authorisation_that_the_policy_stops_shows_its_answer(
    cast: Cast, signed_in: SignedIn, account: Account
) -> None:
    sent = {"person": cast.sam.pk, "may": "manage", "from_day": "2025-09-03"}
    page = words(signed_in(cast.ben).post(at("authorise", account.pk), sent))
    assert "LM-049" in page


def test_without_a_policy_in_force_the_register_stands_and_the_rest_says_why(
    cast: Cast, signed_in: SignedIn, account: Account
) -> None:
    application = submitted(cast)
    cast.riverside.adoptions.all().delete()
    client = signed_in(cast.ada)
    for place in (at("register"), at("account", account.pk), at("applications")):
        assert client.get(place).status_code == 200
    for place in (at("apply"), at("application", application.pk), at("decide", application.pk), at("new")):
        assert "has no policy in force" in words(client.get(place))
    said = words(client.post(at("compromised", account.pk)))
    assert "has no policy in force" in said
    account.refresh_from_db()
    assert account.state == Account.State.OPEN


# ---------------------------------------------------------------------- as many queries for many as for few


@pytest.mark.parametrize("name", ["ada", "tess"])
def test_the_register_asks_no_more_for_more_accounts(
    cast: Cast, signed_in: SignedIn, account: Account, name: str
) -> None:
    client = signed_in(getattr(cast, name))
    few = _queries(client, at("register"))
    for number in range(4):
        more = an_account(cast.riverside, cast.member("ben"), name=f"Account {number}")
        authorise(account=more, person=cast.sam, may="manage", by=cast.member("ben"), stated=STATED)
    assert _queries(client, at("register")) == few


def test_the_list_of_applications_asks_no_more_for_more(cast: Cast, signed_in: SignedIn) -> None:
    submitted(cast)
    client = signed_in(cast.ada)
    few = _queries(client, at("applications"))
    for _ in range(4):
        submitted(cast)
    assert _queries(client, at("applications")) == few


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
