"""Letters about what fails: to those who have to do with it, once for each time, with nobody's name and none of the words of a post."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from gatepost.channels.models import Account, Authorisation
from gatepost.platforms.errors import NotConnected, Refused, TryAgain, Unconfirmed
from gatepost.publishing.models import Connection, Delivery, Post
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.by_hand import try_again
from gatepost.publishing.services.connecting import check_connection, not_let_in
from gatepost.publishing.services.planning import hold
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import take_down
from gatepost.publishing.services.writing import edit, look_over, written_of
from gatepost.publishing.tasks import deliver_due, tick
from gatepost.publishing.times import STALE
from gatepost.schools.models import Person
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import STARTED, Cast
from tests.rulings.mailbox import Mailbox, receiving

from .making import (
    MORNING,
    Network,
    a_draft,
    an_account,
    answers,
    connected,
    only,
    raising,
    submitted,
    verbs_of,
    with_picture_of,
)

S = Delivery.State
A_MINUTE, TWO_HOURS = timedelta(minutes=1), timedelta(hours=2)


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    with receiving(settings) as box:
        yield box


@pytest.fixture
def post(cast: Cast, blog: Account) -> Post:
    """Tess's post, approved by Ada, ready to go out in the morning to an account that Ben sees to."""
    Authorisation.objects.create(account=blog, person=cast.ben, may="manage", from_day=STARTED)
    made = submitted(cast, "tess", blog, at=MORNING - TWO_HOURS, send_at=MORNING)
    approve(post=made, by=cast.member("ada"), version=made.version, at=MORNING - TWO_HOURS)
    made.refresh_from_db()
    return made


@pytest.fixture
def not_sent(post: Post, network: Network) -> Post:
    """It is due, and the network refuses it."""
    network.before["send"] = raising(Refused("The network refuses the words “beans behind the hall”.", raw="400"))
    deliver_due(MORNING)
    return post


def to(mailbox: Mailbox) -> list[str]:
    return sorted(address.strip() for letter in mailbox.letters for address in str(letter["to"]).split(","))


def test_a_post_that_could_not_be_sent_is_told_to_its_author_its_approver_and_whoever_sees_to_the_account(
    not_sent: Post, mailbox: Mailbox
) -> None:
    tick(MORNING)
    assert to(mailbox) == ["ada@riverside.example", "ben@riverside.example", "tess@riverside.example"]
    assert len(mailbox.letters) == 1
    assert verbs_of(not_sent)[-1] == "post_told_by_letter"


def test_the_letter_says_where_to_look_and_nothing_of_anybody_or_of_the_post(not_sent: Post, mailbox: Mailbox) -> None:
    tick(MORNING)
    (letter,) = mailbox.letters
    text = str(letter.get_content())
    assert letter["subject"] == "A post needs you – Gatepost"
    assert "It could not be sent." in text
    assert f"/schools/riverside/posts/{not_sent.pk}/" in text
    assert not any(said in text for said in ("Tess", "Ada", "Ben", "bean", "garden", "blog"))


def test_it_is_told_once_for_each_time_that_it_fails(
    cast: Cast, not_sent: Post, network: Network, mailbox: Mailbox
) -> None:
    for minutes in (0, 1, 60):
        tick(MORNING + minutes * A_MINUTE)
    assert len(mailbox.letters) == 1
    network.before["send"] = raising(TryAgain("The network is away."))
    again = MORNING + TWO_HOURS
    try_again(delivery=only(not_sent), by=cast.member("ada"), at=again)
    tick(again)
    network.before["send"] = raising(Refused("The network refuses it again."))
    deliver_due(again)
    tick(again + A_MINUTE)
    assert len(mailbox.letters) == 2


def test_what_goes_out_after_all_before_a_letter_was_sent_asks_for_nobody(
    cast: Cast, not_sent: Post, network: Network, mailbox: Mailbox
) -> None:
    mailbox.fails_after = 0
    tick(MORNING)
    mailbox.fails_after = None
    del network.before["send"]
    try_again(delivery=only(not_sent), by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    tick(MORNING + TWO_HOURS)
    assert (only(not_sent).state, mailbox.letters) == (S.SENT, [])


def test_what_a_mail_server_did_not_take_is_sent_later(not_sent: Post, mailbox: Mailbox) -> None:
    mailbox.fails_after = 0
    tick(MORNING)
    mailbox.fails_after = None
    tick(MORNING + TWO_HOURS)
    assert len(mailbox.letters) == 1


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (Unconfirmed("The answer got lost."), "It is not known whether it has arrived."),
        (TryAgain("The network is away."), "Its time has passed, and the network does not take it."),
    ],
)
def test_what_is_on_its_way_for_an_hour_is_told(
    problem: Exception, says: str, post: Post, network: Network, mailbox: Mailbox
) -> None:
    network.before["send"] = raising(problem)
    deliver_due(MORNING)
    tick(MORNING + A_MINUTE)
    assert not mailbox.letters
    tick(MORNING + TWO_HOURS)
    (letter,) = mailbox.letters
    assert says in str(letter.get_content())


def test_what_a_safeguarding_bar_holds_back_is_told_without_a_word_of_the_bar(
    cast: Cast, blog: Account, mailbox: Mailbox
) -> None:
    answers(cast.pia, "given")
    made = a_draft(cast, "ada", blog, at=MORNING, stated=["appropriately_dressed"], send_at=MORNING + TWO_HOURS)
    with_picture_of(cast, "ada", made, cast.pia)
    submit(post=made, by=cast.member("ada"), at=MORNING)
    place_bar(person=cast.pia, by=cast.member("sam"), reason="A court order.")
    tick(MORNING)
    (letter,) = mailbox.letters
    text = str(letter.get_content())
    assert (str(letter["to"]), "It is held back." in text) == ("ada@riverside.example", True)
    assert not any(said in text for said in ("bar", "court", "Pia", "safeguarding"))


def test_what_nobody_approved_in_time_is_told_to_its_author(cast: Cast, blog: Account, mailbox: Mailbox) -> None:
    made = submitted(cast, "tess", blog, at=MORNING - TWO_HOURS, send_at=MORNING)
    tick(MORNING + A_MINUTE)
    made.refresh_from_db()
    (letter,) = mailbox.letters
    assert (made.state, str(letter["to"])) == (Post.State.EXPIRED, "tess@riverside.example")
    assert "It was not sent in time." in str(letter.get_content())


def test_a_post_that_fails_on_several_accounts_is_told_in_one_letter(
    cast: Cast, blog: Account, network: Network, monkeypatch: pytest.MonkeyPatch, mailbox: Mailbox
) -> None:
    website = connected(an_account(cast.riverside, name="Website", channel="website"), network, monkeypatch)
    submitted(cast, "ada", blog, website, at=MORNING)
    network.before["send"] = raising(Refused("The network refuses it."))
    deliver_due(MORNING)
    tick(MORNING)
    assert len(mailbox.letters) == 1


def test_what_was_stopped_and_handed_in_again_asks_for_nobody(
    cast: Cast, not_sent: Post, network: Network, mailbox: Mailbox
) -> None:
    tick(MORNING)
    tick(MORNING + STALE + A_MINUTE)  # it is given up
    del network.before["send"]
    later = MORNING + STALE + TWO_HOURS
    not_sent.refresh_from_db()
    written = replace(written_of(not_sent), send_at=later)
    edit(post=not_sent, by=cast.member("tess"), written=written, version=not_sent.version, at=later - A_MINUTE)
    look_over(post=not_sent, by=cast.member("tess"), at=later - A_MINUTE)
    submit(post=not_sent, by=cast.member("tess"), at=later - A_MINUTE)
    not_sent.refresh_from_db()
    approve(post=not_sent, by=cast.member("ada"), version=not_sent.version, at=later - A_MINUTE)
    deliver_due(later)
    tick(later)
    assert not_sent.deliveries.filter(state=S.SENT).exists()
    assert len(mailbox.letters) == 1


def test_what_somebody_holds_back_is_told_to_nobody(cast: Cast, post: Post, mailbox: Mailbox) -> None:
    hold(post=post, by=cast.member("ada"), version=post.version, reason="Not today.", at=MORNING)
    deliver_due(MORNING)
    tick(MORNING + TWO_HOURS)
    assert not mailbox.letters


def test_what_could_not_be_taken_down_is_told(cast: Cast, post: Post, network: Network, mailbox: Mailbox) -> None:
    deliver_due(MORNING)
    network.before["take_down"] = raising(Refused("The network does not remove it."))
    take_down(post=post, by=cast.member("ada"), because="mistake", at=MORNING)
    deliver_due(MORNING)
    tick(MORNING + A_MINUTE)
    (letter,) = mailbox.letters
    assert "It could not be taken down." in str(letter.get_content())


def test_nobody_gets_a_letter_about_a_post_that_they_may_not_see(
    cast: Cast, blog: Account, not_sent: Post, mailbox: Mailbox
) -> None:
    Authorisation.objects.create(account=blog, person=cast.pat, may="manage", from_day=STARTED)
    tick(MORNING)
    assert "pat@riverside.example" not in to(mailbox)


def test_what_is_not_finished_is_told_to_nobody_to_whom_it_does_not_open(
    cast: Cast, blog: Account, mailbox: Mailbox
) -> None:
    Authorisation.objects.create(account=blog, person=cast.sam, may="manage", from_day=STARTED)
    submitted(cast, "tess", blog, at=MORNING - TWO_HOURS, send_at=MORNING)
    tick(MORNING + A_MINUTE)
    assert to(mailbox) == ["tess@riverside.example"]


def test_of_people_who_have_left_nobody_is_told_and_the_headteacher_stands_in(
    cast: Cast, not_sent: Post, mailbox: Mailbox
) -> None:
    Person.objects.filter(pk__in=(cast.tess.pk, cast.ben.pk)).update(left_on=STARTED)
    not_sent.approvals.all().delete()
    tick(MORNING)
    assert to(mailbox) == ["ada@riverside.example"]


def test_a_connection_that_stops_working_is_told_to_whoever_sees_to_the_account_once_until_it_works_again(
    cast: Cast, blog: Account, network: Network, mailbox: Mailbox, signed_in: Callable[[Person], Client]
) -> None:
    Authorisation.objects.create(account=blog, person=cast.tess, may="manage", from_day=STARTED)
    for minutes in (0, 1):
        not_let_in(account=blog, problem=NotConnected("WordPress does not let us in."), at=MORNING)
        tick(MORNING + minutes * A_MINUTE)
    (letter,) = mailbox.letters
    assert (to(mailbox), letter["subject"]) == (["tess@riverside.example"], "An account needs you – Gatepost")
    assert str(letter.get_content()).splitlines()[3].endswith("/schools/riverside/")
    assert "WordPress does not let us in." in signed_in(cast.tess).get("/schools/riverside/").content.decode()
    check_connection(connection=blog.connection, by=cast.member("ben"), at=MORNING)
    tick(MORNING + TWO_HOURS)
    not_let_in(account=blog, problem=NotConnected("WordPress does not let us in."), at=MORNING + TWO_HOURS)
    tick(MORNING + TWO_HOURS + A_MINUTE)
    assert len(mailbox.letters) == 2


def test_where_nobody_sees_to_the_account_the_administrator_is_told(
    cast: Cast, blog: Account, mailbox: Mailbox
) -> None:
    not_let_in(account=blog, problem=NotConnected("WordPress does not let us in."), at=MORNING)
    tick(MORNING)
    assert to(mailbox) == ["ben@riverside.example"]


def test_whoever_connected_the_account_and_keeps_the_register_no_more_is_not_asked(
    cast: Cast, blog: Account, mailbox: Mailbox
) -> None:
    Connection.objects.update(connected_by=cast.tess)
    not_let_in(account=blog, problem=NotConnected("WordPress does not let us in."), at=MORNING)
    tick(MORNING)
    assert to(mailbox) == ["ben@riverside.example"]


def test_a_parent_who_sees_to_the_account_is_told_of_its_connection_and_finds_it(
    cast: Cast, blog: Account, mailbox: Mailbox, signed_in: Callable[[Person], Client]
) -> None:
    Authorisation.objects.create(account=blog, person=cast.pat, may="manage", from_day=STARTED)
    not_let_in(account=blog, problem=NotConnected("WordPress does not let us in."), at=MORNING)
    tick(MORNING)
    assert to(mailbox) == ["pat@riverside.example"]
    assert "WordPress does not let us in." in signed_in(cast.pat).get("/schools/riverside/").content.decode()
