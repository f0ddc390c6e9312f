"""Sending: once, approved, by what holds at that moment; and nothing lost, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client

from gatepost.calendars import LONDON
from gatepost.channels.models import Account
from gatepost.channels.services.accounts import report_compromise
from gatepost.platforms.errors import NotConnected, Refused, TryAgain, Unconfirmed
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.queries import to_do
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.by_hand import settle, try_again
from gatepost.publishing.services.delivering import deliver
from gatepost.publishing.services.pausing import pause_all
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.writing import Worded, Written, edit
from gatepost.publishing.tasks import deliver_due, tick
from gatepost.publishing.times import LEASE, LOOKED_UP_AFTER, STALE
from gatepost.records.files import path_of
from gatepost.records.models import Entry
from gatepost.rulings.models import Duty, Ruling
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Adoption, Person
from gatepost.schools.roles import Role
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import Cast, person

from .making import (
    MORNING,
    Killed,
    Network,
    a_draft,
    an_account,
    answers,
    connected_to,
    only,
    raising,
    state_of,
    submitted,
    verbs_of,
    with_picture_of,
)

S, PS = Delivery.State, Post.State
A_MINUTE = timedelta(minutes=1)
GONE = "A picture cannot be sent. The file is missing. Take it out, add it again, and submit the post anew."


@pytest.fixture
def post(cast: Cast, blog: Account) -> Post:
    """Ada's post, ready to go out in the morning."""
    return submitted(cast, "ada", blog, at=MORNING - A_MINUTE, send_at=MORNING)


def test_a_post_goes_out_at_its_time_and_not_before(post: Post, network: Network) -> None:
    deliver_due(MORNING - A_MINUTE)
    assert (state_of(post), network.sent) == ((PS.SCHEDULED, S.DUE), [])
    deliver_due(MORNING)
    assert state_of(post) == (PS.PUBLISHED, S.SENT)
    assert only(post).address.startswith("https://blog.riverside.example/")
    assert post.published_at == MORNING


def test_what_was_sent_is_what_was_written_and_the_record_tells_it(post: Post, network: Network) -> None:
    deliver_due(MORNING)
    (draft,) = network.posts.values()
    assert draft.text == post.text
    assert verbs_of(post)[-4:] == ["post_submitted", "post_scheduled", "ruled", "post_sent"]
    assert Ruling.objects.filter(subject=f"publishing.post:{post.pk}", done=True).count() == 1


def test_asked_twice_it_is_sent_once(post: Post, network: Network) -> None:
    deliver_due(MORNING)
    deliver_due(MORNING)
    assert len(network.sent) == 1


def test_of_two_workers_one_sends(post: Post, network: Network) -> None:
    seen_by_both = only(post)
    network.before["upload"] = lambda: deliver(delivery=seen_by_both, by=GATEPOST, at=MORNING)
    deliver_due(MORNING)
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_to_one_account_one_after_the_other_so_that_a_slow_site_keeps_one_worker_waiting(
    cast: Cast, post: Post, blog: Account, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = Network()
    website = connected_to("quick", an_account(cast.riverside, name="Website", channel="website"), quick, monkeypatch)
    same_site = submitted(cast, "ada", blog, at=MORNING - A_MINUTE, send_at=MORNING)
    elsewhere = submitted(cast, "ada", website, at=MORNING - A_MINUTE, send_at=MORNING)
    seen = []

    def meanwhile() -> None:
        network.before.clear()
        deliver_due(MORNING)  # another worker
        seen.append((only(same_site).state, only(elsewhere).state))

    network.before["upload"] = meanwhile
    deliver_due(MORNING)
    assert seen == [(S.DUE, S.SENT)]
    assert (len(network.sent), len(quick.sent)) == (2, 1)


@pytest.mark.parametrize(
    ("when", "step"),
    [("before", "upload"), ("after", "upload"), ("before", "check"), ("after", "check"), ("before", "send")],
)
def test_a_worker_killed_before_anything_is_seen_loses_nothing(
    post: Post, network: Network, when: str, step: str
) -> None:
    getattr(network, when)[step] = raising(Killed())
    with pytest.raises(Killed):
        deliver_due(MORNING)
    getattr(network, when).clear()
    deliver_due(MORNING + A_MINUTE)
    assert network.sent == []  # it may still be in somebody's hands
    for moment in (MORNING + LEASE + A_MINUTE, MORNING + LEASE + 2 * A_MINUTE):
        deliver_due(moment)
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_a_worker_killed_between_sending_and_writing_it_down_does_not_send_again(post: Post, network: Network) -> None:
    network.after["send"] = raising(Killed())
    with pytest.raises(Killed):
        deliver_due(MORNING)
    network.after.clear()
    deliver_due(MORNING + LEASE + A_MINUTE)
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_a_timeout_after_the_network_accepted_is_looked_up_and_not_sent_again(post: Post, network: Network) -> None:
    network.after["send"] = raising(Unconfirmed("No answer came.", raw="ReadTimeout"))
    deliver_due(MORNING)
    assert state_of(post) == (PS.SCHEDULED, S.UNCONFIRMED)
    assert (only(post).error, only(post).raw) == ("No answer came.", "ReadTimeout")
    deliver_due(MORNING + A_MINUTE)
    assert state_of(post) == (PS.SCHEDULED, S.UNCONFIRMED)
    deliver_due(MORNING + LOOKED_UP_AFTER)
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_what_is_certainly_not_there_is_sent_again(post: Post, network: Network) -> None:
    network.before["send"] = raising(Unconfirmed("No answer came."))
    deliver_due(MORNING)
    network.before.clear()
    for minutes in (6, 12):
        deliver_due(MORNING + minutes * A_MINUTE)
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_a_person_settles_what_the_network_cannot_tell(cast: Cast, post: Post, network: Network) -> None:
    network.after["send"] = raising(Unconfirmed("No answer came."))
    network.before["look_up"] = raising(Refused("It cannot be asked."))
    for minutes in (0, 6, 60):
        deliver_due(MORNING + minutes * A_MINUTE)
    assert state_of(post) == (PS.SCHEDULED, S.UNCONFIRMED)
    settle(delivery=only(post), by=cast.member("ada"), is_out=True, link="https://blog.riverside.example/x")
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_what_nobody_can_tell_is_looked_up_less_and_less_often_and_never_sent_again(
    cast: Cast, post: Post, network: Network
) -> None:
    asked: list[datetime] = []
    network.after["send"] = raising(Unconfirmed("No answer came."))
    deliver_due(MORNING)

    def away() -> None:
        asked.append(now)
        raise TryAgain("The network does not answer.")

    network.before["look_up"] = away
    for minutes in range(0, 3 * 24 * 60, 5):
        now = MORNING + minutes * A_MINUTE
        deliver_due(now)
    pauses = [later - earlier for earlier, later in pairwise(asked)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (5 * A_MINUTE, timedelta(hours=6))
    assert (len(asked) < 30, len(network.sent)) == (True, 1)
    (left,) = to_do(cast.member("ada")).in_trouble
    assert (left, left.state) == (only(post), S.UNCONFIRMED)
    assert "The network does not answer. For a day Gatepost has not found out. Look there yourself" in left.error


def test_the_networks_own_answer_is_for_whoever_sees_to_the_post(
    cast: Cast, post: Post, network: Network, signed_in: Callable[[Person], Client]
) -> None:
    network.before["upload"] = raising(Refused("The picture is too large.", raw="413 nginx/1.2 at 10.0.0.7"))
    deliver_due(MORNING)
    at = f"/schools/riverside/posts/{post.pk}/"
    vic = person(cast.riverside, "Vic", "staff", Role.VOLUNTEER)
    for who, sees in ((cast.ada, True), (cast.ben, True), (cast.tess, False), (vic, False)):
        page = signed_in(who).get(at).content.decode()
        assert "The picture is too large." in page
        assert ("nginx" in page) is sees, who


def test_a_network_that_is_away_for_an_hour_is_tried_until_it_is_back(post: Post, network: Network) -> None:
    network.before["upload"] = raising(TryAgain("The network does not answer."))
    for minutes in range(60):
        deliver_due(MORNING + minutes * A_MINUTE)
    assert state_of(post) == (PS.SCHEDULED, S.DUE)
    assert only(post).attempts < 10  # more and more slowly
    network.before.clear()
    deliver_due(MORNING + 100 * A_MINUTE)
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_a_network_that_is_away_for_a_day_is_tried_and_then_the_post_is_put_aside_and_says_why(
    post: Post, network: Network
) -> None:
    network.before["upload"] = raising(TryAgain("The blog cannot be reached."))
    for hours in range(26):
        deliver_due(MORNING + timedelta(hours=hours))
    assert state_of(post) == (PS.EXPIRED, S.STOPPED)
    assert only(post).attempts > 20
    assert "too late" in post.reason
    assert "The blog cannot be reached." in post.reason
    assert verbs_of(post)[-3:] == ["post_put_off", "post_expired", "post_upload_removed"]
    network.before.clear()
    deliver_due(MORNING + timedelta(days=3))
    assert network.sent == []


def test_after_a_day_it_is_too_late(post: Post, network: Network) -> None:
    network.before["upload"] = raising(TryAgain("The network does not answer."))
    deliver_due(MORNING)
    network.before.clear()
    deliver_due(MORNING + STALE + A_MINUTE)
    assert (network.sent, state_of(post)) == ([], (PS.EXPIRED, S.STOPPED))


def test_a_worker_that_wakes_after_months_sends_nothing_old(post: Post, network: Network) -> None:
    deliver_due(MORNING + timedelta(days=90))
    assert (network.sent, state_of(post)) == ([], (PS.EXPIRED, S.STOPPED))


@pytest.mark.parametrize("problem", [NotConnected("Connect it again.", raw="401"), Refused("Too large.", raw="413")])
def test_what_the_network_refuses_waits_for_a_person_who_can_try_again(
    cast: Cast, post: Post, network: Network, problem: Exception
) -> None:
    network.before["upload"] = raising(problem)
    deliver_due(MORNING)
    assert state_of(post) == (PS.SCHEDULED, S.FAILED)
    assert (only(post).error, only(post).raw) == (str(problem), problem.raw)  # type: ignore[attr-defined]
    network.before.clear()
    deliver_due(MORNING + A_MINUTE)
    assert network.sent == []
    try_again(delivery=only(post), by=cast.member("ada"), at=MORNING + A_MINUTE)
    deliver_due(MORNING + A_MINUTE)
    assert state_of(post) == (PS.PUBLISHED, S.SENT)


# ---------------------------------------------------------------------- decided again at the last moment


def test_a_permission_withdrawn_after_approval_stops_it(cast: Cast, blog: Account, network: Network) -> None:
    answers(cast.pia, "given")
    post = _showing_pia(cast, blog)
    network.before["upload"] = lambda: answers(cast.pia, "withdrawn")  # while it is being sent
    deliver_due(MORNING)
    assert (network.sent, network.uploads, state_of(post)) == ([], {}, (PS.HELD, S.STOPPED))


def test_a_permission_withdrawn_in_the_instant_of_showing_it_has_it_taken_down(
    cast: Cast, blog: Account, network: Network
) -> None:
    answers(cast.pia, "given")
    post = _showing_pia(cast, blog)
    network.before["send"] = lambda: answers(cast.pia, "withdrawn")
    deliver_due(MORNING)
    assert state_of(post) == (PS.PUBLISHED, S.SENT)
    assert Duty.objects.get(do=["delete"]).subject == f"publishing.post:{post.pk}"


@pytest.mark.parametrize("change", ["withdrawn", "barred"])
def test_a_no_and_a_bar_stop_it_and_nothing_that_is_written_tells_them_apart(
    cast: Cast, blog: Account, network: Network, change: str
) -> None:
    answers(cast.pia, "given")
    post = _showing_pia(cast, blog)
    if change == "barred":
        place_bar(person=cast.pia, by=cast.member("sam"), reason="For her safety.")
    else:
        answers(cast.pia, "withdrawn")
    deliver_due(MORNING)
    assert (network.sent, state_of(post)) == ([], (PS.HELD, S.STOPPED))
    assert post.reason == "Somebody shown or named in it may not be published there."
    last = Entry.objects.filter(subject=f"publishing.post:{post.pk}").last()
    assert last is not None
    assert (last.verb, last.actor, last.facts) == ("post_held", "gatepost", {})


def _showing_pia(cast: Cast, account: Account) -> Post:
    post = a_draft(cast, "ada", account, at=MORNING - A_MINUTE, send_at=MORNING, stated=["appropriately_dressed"])
    with_picture_of(cast, "ada", post, cast.pia)
    submit(post=post, by=cast.member("ada"), at=MORNING - A_MINUTE)
    post.refresh_from_db()
    return post


def test_a_policy_no_longer_in_force_stops_it(post: Post, network: Network) -> None:
    Adoption.objects.filter(school=post.school).delete()
    deliver_due(MORNING)
    assert (network.sent, state_of(post)) == ([], (PS.HELD, S.STOPPED))


def test_a_compromised_account_gets_nothing(cast: Cast, post: Post, blog: Account, network: Network) -> None:
    report_compromise(account=blog, by=cast.member("tess"))
    deliver_due(MORNING)
    assert (network.sent, state_of(post)) == ([], (PS.HELD, S.STOPPED))


def test_a_pause_in_the_middle_of_sending_stops_it(cast: Cast, post: Post, network: Network) -> None:
    network.after["check"] = lambda: pause_all(by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    assert (network.sent, network.uploads) == ([], {})


def test_what_changed_in_the_database_behind_the_approval_is_not_sent(post: Post, network: Network) -> None:
    Post.objects.filter(pk=post.pk).update(text="Something else.")
    deliver_due(MORNING)
    assert (network.sent, only(post).state) == ([], S.FAILED)


def test_a_picture_that_is_gone_is_said_and_nothing_is_sent(cast: Cast, blog: Account, network: Network) -> None:
    answers(cast.pia, "given")
    post = _showing_pia(cast, blog)
    path_of(post.school, post.pictures.get().digest).unlink()
    deliver_due(MORNING)
    assert (network.sent, only(post).state, only(post).error) == ([], S.FAILED, GONE)


def test_an_edit_while_it_waits_calls_it_back(cast: Cast, post: Post, blog: Account, network: Network) -> None:
    written = Written(text="Other words.", category="event_advert", wordings=[Worded(blog)], send_at=MORNING)
    edit(post=post, by=cast.member("ada"), written=written, version=post.version)
    deliver_due(MORNING)
    assert (network.sent, state_of(post)) == ([], (PS.DRAFT, S.STOPPED))


# ---------------------------------------------------------------------- the clock


def test_in_the_night_when_the_clocks_go_back_it_goes_out_once_at_the_hour_that_was_meant(
    cast: Cast, blog: Account, network: Network
) -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)  # half past one comes twice: this is the second
    post = submitted(cast, "ada", blog, at=MORNING, send_at=second)
    deliver_due(datetime(2026, 10, 25, 0, 45, tzinfo=UTC))
    assert network.sent == []
    for hour in (1, 2):
        deliver_due(datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_in_the_night_when_the_clocks_go_forward_an_hour_that_does_not_exist_is_the_next(
    cast: Cast, blog: Account, network: Network
) -> None:
    missing = datetime(2027, 3, 28, 1, 30, tzinfo=LONDON)
    post = submitted(cast, "ada", blog, at=MORNING, send_at=missing)
    deliver_due(datetime(2027, 3, 28, 0, 59, tzinfo=UTC))
    assert network.sent == []
    deliver_due(datetime(2027, 3, 28, 1, 30, tzinfo=UTC))
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_the_clock_puts_aside_what_nobody_approved_in_time(cast: Cast, blog: Account, network: Network) -> None:
    post = submitted(cast, "tess", blog, at=MORNING - A_MINUTE, send_at=MORNING)
    tick(MORNING + A_MINUTE)
    post.refresh_from_db()
    assert (post.state, post.reason) == (PS.EXPIRED, "Nobody approved it before its time.")


def test_approved_for_later_it_is_approved_until_then(cast: Cast, blog: Account, network: Network) -> None:
    later = MORNING + timedelta(days=21)
    post = submitted(cast, "tess", blog, at=MORNING, send_at=later)
    approve(post=post, by=cast.member("ada"), version=post.version, at=MORNING)
    deliver_due(later)
    assert state_of(post) == (PS.PUBLISHED, S.SENT)
