"""Moving a post to another time, holding it back, letting it go: an approval is for one time, so it is asked for again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from gatepost.calendars import LONDON
from gatepost.channels.models import Account, Authorisation
from gatepost.publishing.clock import in_london
from gatepost.publishing.errors import HeldBack, NoSuchTime, NotDone, Overtaken, PolicyStops, TooLate
from gatepost.publishing.forms.moments import MomentField
from gatepost.publishing.models import Approval, Delivery, Post
from gatepost.publishing.moves import offered
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.pausing import pause_all, resume
from gatepost.publishing.services.planning import STOPPED, hold, let_go, move
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.writing import Worded, Written, edit, withdraw
from gatepost.publishing.tasks import deliver_due, expire_late
from gatepost.records.models import Entry
from gatepost.records.wording import sentence
from gatepost.schools.members import member_of
from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from tests.cast import STARTED, Cast, person

from .making import MORNING, Network, a_draft, answers, submitted, with_picture_of

SignedIn = Callable[[Person], Client]
S = Post.State
A_DAY = timedelta(days=1)
TOMORROW, LATER = MORNING + A_DAY, MORNING + 3 * A_DAY


@pytest.fixture
def approved(cast: Cast, blog: Account) -> Post:
    """Tess's post for tomorrow, which Ada has approved."""
    post = submitted(cast, "tess", blog, at=MORNING, send_at=TOMORROW)
    approve(post=post, by=cast.member("ada"), version=post.version, at=MORNING)
    return post


def moved(cast: Cast, post: Post, by: str, to: datetime = LATER, **facts: Any) -> Any:
    return move(post=post, by=cast.member(by), version=post.version, send_at=to, **{"at": MORNING, **facts})


def due(post: Post) -> list[datetime]:
    return [each.due_at for each in post.deliveries.filter(state=Delivery.State.DUE)]


# ---------------------------------------------------------------------- moving


def test_a_post_that_is_moved_waits_for_its_approval_again_and_goes_out_only_then(
    cast: Cast, approved: Post, network: Network
) -> None:
    assert moved(cast, approved, "tess")
    assert (approved.state, approved.send_at) == (S.SUBMITTED, LATER)
    assert Approval.objects.get().voided_at == MORNING
    deliver_due(TOMORROW)
    deliver_due(LATER)
    assert network.sent == []
    approve(post=approved, by=cast.member("ada"), version=approved.version, at=MORNING)
    deliver_due(TOMORROW)
    assert network.sent == []
    deliver_due(LATER)
    assert len(network.sent) == 1


def test_whoever_may_approve_moves_it_and_may_still_approve_it(cast: Cast, approved: Post) -> None:
    moved(cast, approved, "ada")
    assert approved.author == cast.tess
    approve(post=approved, by=cast.member("ada"), version=approved.version, at=MORNING)
    assert due(approved) == [LATER]


def test_what_needs_nobody_s_approval_goes_out_at_its_new_time(cast: Cast, blog: Account, network: Network) -> None:
    post = submitted(cast, "ada", blog, at=MORNING, send_at=TOMORROW)
    assert moved(cast, post, "ada") == []
    deliver_due(TOMORROW)
    assert network.sent == []
    deliver_due(LATER)
    assert len(network.sent) == 1


def test_others_do_not_move_it(cast: Cast, approved: Post) -> None:
    colleague = member_of(person(cast.riverside, "Ted", "staff", Role.TEACHER))
    for member in (colleague, cast.member("pat"), cast.member("cy")):
        with pytest.raises(PermissionDenied):
            move(post=approved, by=member, version=approved.version, send_at=LATER, at=MORNING)
    approved.refresh_from_db()
    assert (approved.state, approved.send_at) == (S.SCHEDULED, TOMORROW)


def test_a_draft_is_planned_by_its_author_alone_and_stays_a_draft(cast: Cast, blog: Account) -> None:
    post = a_draft(cast, "tess", blog, at=MORNING)
    with pytest.raises(PermissionDenied):
        moved(cast, post, "ada")
    assert moved(cast, post, "tess") == []
    assert (post.state, post.send_at) == (S.DRAFT, LATER)
    submit(post=post, by=cast.member("tess"), at=MORNING)


def test_a_time_that_has_passed_or_is_its_own_is_refused(cast: Cast, approved: Post) -> None:
    with pytest.raises(NotDone, match="has passed"):
        moved(cast, approved, "tess", MORNING)
    with pytest.raises(NotDone, match="has that time already"):
        moved(cast, approved, "tess", TOMORROW)
    assert due(approved) == [TOMORROW]


def test_what_is_out_or_being_sent_is_not_moved(cast: Cast, approved: Post) -> None:
    Delivery.objects.update(state=Delivery.State.SENDING)
    with pytest.raises(Overtaken, match="being sent"):
        moved(cast, approved, "tess")
    Delivery.objects.update(state=Delivery.State.DUE)
    approved.refresh_from_db()
    deliver_due(TOMORROW)
    approved.refresh_from_db()
    with pytest.raises(Overtaken):
        moved(cast, approved, "tess")
    assert approved.state == S.PUBLISHED


def test_what_was_changed_after_it_was_seen_is_not_moved(cast: Cast, approved: Post) -> None:
    seen = approved.version
    moved(cast, approved, "tess")
    with pytest.raises(Overtaken):
        move(post=approved, by=cast.member("ada"), version=seen, send_at=LATER + A_DAY, at=MORNING)
    assert Post.objects.get().send_at == LATER


def test_an_approval_of_the_old_time_does_not_count_for_the_new_one(cast: Cast, blog: Account) -> None:
    post = submitted(cast, "tess", blog, at=MORNING, send_at=TOMORROW)
    seen = post.version
    moved(cast, post, "tess")
    with pytest.raises(Overtaken):
        approve(post=post, by=cast.member("ada"), version=seen, at=MORNING)


def test_what_nobody_approved_in_time_is_given_a_new_one(cast: Cast, blog: Account) -> None:
    post = submitted(cast, "tess", blog, at=MORNING, send_at=TOMORROW)
    expire_late(TOMORROW)
    post.refresh_from_db()
    assert post.state == S.EXPIRED
    moved(cast, post, "tess", at=TOMORROW)
    assert (post.state, post.reason) == (S.SUBMITTED, "")


def test_the_policy_is_asked_again_and_may_stop_it(cast: Cast, blog: Account) -> None:
    answers(cast.pia, "given")
    post = a_draft(cast, "tess", blog, stated=["appropriately_dressed"], send_at=TOMORROW, at=MORNING)
    with_picture_of(cast, "tess", post, cast.pia)
    submit(post=post, by=cast.member("tess"), at=MORNING)
    cast.pia.image_permissions.update(until_day=MORNING.date() - A_DAY)
    with pytest.raises(PolicyStops):
        moved(cast, post, "ada")
    post.refresh_from_db()
    assert (post.state, post.send_at, post.reason) == (S.DRAFT, LATER, STOPPED)


def test_the_record_says_who_moved_it_and_to_when(cast: Cast, approved: Post) -> None:
    moved(cast, approved, "ada")
    entry = Entry.objects.get(school=cast.riverside, verb="post_moved")
    assert entry.actor == f"person:{cast.ada.pk}"
    assert sentence(entry.verb, entry.facts).startswith("moved the post to 11 September 2026, 09:00, so that")


# ---------------------------------------------------------------------- holding back


def held(cast: Cast, post: Post, by: str = "sam", reason: str = "A parent has called.") -> Post:
    hold(post=post, by=cast.member(by), version=post.version, reason=reason, at=MORNING)
    return post


def test_a_post_that_is_held_does_not_go_out_until_it_is_let_go_and_approved(
    cast: Cast, approved: Post, network: Network
) -> None:
    held(cast, approved)
    assert (approved.state, approved.held_by, approved.reason) == (S.HELD, cast.sam, "A parent has called.")
    deliver_due(TOMORROW)
    assert network.sent == []
    assert let_go(post=approved, by=cast.member("sam"), version=approved.version, at=MORNING)
    assert (approved.state, approved.held_by) == (S.SUBMITTED, None)
    approve(post=approved, by=cast.member("ada"), version=approved.version, at=MORNING)
    deliver_due(TOMORROW)
    assert len(network.sent) == 1


def test_its_author_cannot_undo_what_somebody_else_holds_back(cast: Cast, blog: Account, network: Network) -> None:
    Authorisation.objects.create(account=blog, person=cast.tess, may="post", from_day=STARTED)
    post = submitted(cast, "tess", blog, at=MORNING, send_at=TOMORROW)
    assert post.state == S.SCHEDULED  # under this policy hers needs nobody's approval
    held(cast, post)
    tess = cast.member("tess")
    assert offered(post, tess) == {"withdrawn"}
    written = Written("Other words.", "", "reminder", wordings=[Worded(blog)])
    for act in (
        lambda: let_go(post=post, by=tess, version=post.version, at=MORNING),
        lambda: moved(cast, post, "tess"),
        lambda: edit(post=post, by=tess, version=post.version, written=written, at=MORNING),
    ):
        with pytest.raises(HeldBack, match="Sam Example holds this post back"):
            act()
    deliver_due(TOMORROW)
    assert network.sent == []
    withdraw(post=post, by=tess, at=MORNING)


def test_an_edit_begun_before_it_was_held_is_not_kept(cast: Cast, approved: Post, blog: Account) -> None:
    before = Post.objects.get()
    held(cast, approved)
    written = Written("Other words.", "", "reminder", wordings=[Worded(blog)])
    with pytest.raises(Overtaken):
        edit(post=before, by=cast.member("tess"), version=before.version, written=written, at=MORNING)
    assert Post.objects.get().state == S.HELD


def test_its_author_holds_and_lets_go_their_own(cast: Cast, approved: Post) -> None:
    held(cast, approved, "tess", "The date may change.")
    let_go(post=approved, by=cast.member("tess"), version=approved.version, at=MORNING)
    assert approved.state == S.SUBMITTED


def test_holding_needs_a_reason_and_the_right(cast: Cast, approved: Post) -> None:
    with pytest.raises(NotDone, match="Say why"):
        held(cast, approved, reason="  ")
    volunteer = member_of(person(cast.riverside, "Vi", "volunteer", Role.VOLUNTEER))
    for member in (cast.member("pat"), cast.member("cy"), volunteer):
        with pytest.raises(PermissionDenied):
            hold(post=approved, by=member, version=approved.version, reason="No.", at=MORNING)
    assert due(approved) == [TOMORROW]


def test_whoever_may_move_a_post_may_hold_it_back_and_let_go_what_they_held_and_nobody_else_did(
    cast: Cast, approved: Post
) -> None:
    held(cast, approved, "gwen", "The governors look at it.")  # the chair approves posts, and takes none down
    let_go(post=approved, by=cast.member("gwen"), version=approved.version, at=MORNING)
    assert approved.state == S.SUBMITTED
    held(cast, approved, "sam", "A child may be in danger.")
    with pytest.raises(HeldBack):
        let_go(post=approved, by=cast.member("gwen"), version=approved.version, at=MORNING)


def test_a_post_whose_time_passed_while_it_was_held_is_let_go_only_with_a_new_one(cast: Cast, approved: Post) -> None:
    held(cast, approved)
    after = TOMORROW + timedelta(hours=1)
    with pytest.raises(TooLate):
        let_go(post=approved, by=cast.member("ada"), version=approved.version, at=after)
    with pytest.raises(NotDone, match="has passed"):
        let_go(post=approved, by=cast.member("ada"), version=approved.version, send_at=TOMORROW, at=after)
    let_go(post=approved, by=cast.member("ada"), version=approved.version, send_at=LATER, at=after)
    assert (approved.state, approved.send_at) == (S.SUBMITTED, LATER)


def test_what_gatepost_held_while_everything_was_stopped_its_author_moves(cast: Cast, approved: Post) -> None:
    pause_all(by=cast.member("ada"), at=MORNING)
    resume(by=cast.member("ada"), at=TOMORROW)
    approved.refresh_from_db()
    assert (approved.state, approved.held_by) == (S.HELD, None)
    moved(cast, approved, "tess", at=TOMORROW)
    assert approved.state == S.SUBMITTED


# ---------------------------------------------------------------------- the nights when the clocks change

FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
HALF_PAST_ONE = time(1, 30)


def test_a_time_that_the_clocks_leave_out_is_refused_in_words() -> None:
    with pytest.raises(NoSuchTime, match="01:30 on 29 March 2026 does not exist"):
        in_london(FORWARD, HALF_PAST_ONE)
    assert in_london(FORWARD, time(2)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    assert in_london(BACK, HALF_PAST_ONE) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert in_london(BACK, time(2)) == datetime(2026, 10, 25, 2, tzinfo=UTC)


def test_the_field_for_a_moment_does_the_same() -> None:
    assert MomentField().clean("2026-10-25T01:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    with pytest.raises(Exception, match="does not exist"):
        MomentField().clean("2026-03-29T01:30")


def test_whoever_writes_a_post_for_a_time_that_does_not_exist_is_told_so(
    cast: Cast, signed_in: SignedIn, blog: Account
) -> None:
    post = a_draft(cast, "tess", blog)
    sent = {"version": post.version, "text": "Early.", "accounts": [blog.pk], "send_at": "2027-03-28T01:30"}
    said = signed_in(cast.tess).post(f"/schools/riverside/posts/{post.pk}/write/", sent).content.decode()
    assert "01:30 on 28 March 2027 does not exist" in said
    assert "Early." in said


def test_a_post_for_a_time_that_comes_twice_goes_out_once_at_the_first(
    cast: Cast, blog: Account, network: Network
) -> None:
    post = submitted(cast, "ada", blog, at=MORNING, send_at=TOMORROW)
    moved(cast, post, "ada", in_london(BACK, HALF_PAST_ONE))
    deliver_due(datetime(2026, 10, 25, 0, 29, tzinfo=UTC))
    assert network.sent == []
    deliver_due(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    deliver_due(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert len(network.sent) == 1


# ---------------------------------------------------------------------- the pages


def at(post: Post, page: str) -> str:
    return f"/schools/riverside/posts/{post.pk}/{page}/"


def soon(hours: int = 0) -> datetime:
    day = datetime.now(LONDON).date() + 7 * A_DAY
    return datetime.combine(day, time(9 + hours), LONDON)


@pytest.fixture
def waiting(cast: Cast, blog: Account) -> Post:
    """Tess's post for next week, which waits for Ada."""
    return submitted(cast, "tess", blog, send_at=soon())


def test_the_form_says_beforehand_that_it_is_approved_again_and_by_whom(
    cast: Cast, signed_in: SignedIn, waiting: Post
) -> None:
    shown = signed_in(cast.tess).get(at(waiting, "move")).content.decode()
    assert "It has to be approved again." in shown
    assert "Ada Example" in shown


def test_afterwards_it_says_who_has_to_approve_it(cast: Cast, signed_in: SignedIn, waiting: Post) -> None:
    sent = {"version": waiting.version, "day": f"{soon():%Y-%m-%d}", "clock": "11:00"}
    done = signed_in(cast.tess).post(at(waiting, "move"), sent, follow=True)
    assert "It waits for: somebody who may send from the account (Ada Example)." in done.content.decode()
    assert done.redirect_chain[-1][0].startswith("/schools/riverside/posts/calendar/")
    waiting.refresh_from_db()
    assert waiting.send_at == soon(2)


@pytest.mark.parametrize(
    ("day", "clock", "says"),
    [
        ("2027-03-28", "01:30", "does not exist"),
        ("2020-01-01", "09:00", "has passed"),
        ("", "09:00", "required"),
        ("2027-02-30", "09:00", "valid date"),
    ],
)
def test_what_is_wrong_with_a_time_is_said_and_nothing_is_moved(
    cast: Cast, signed_in: SignedIn, waiting: Post, day: str, clock: str, says: str
) -> None:
    sent = {"version": waiting.version, "day": day, "clock": clock}
    assert says in signed_in(cast.tess).post(at(waiting, "move"), sent).content.decode()
    waiting.refresh_from_db()
    assert waiting.send_at == soon()


def test_the_form_proposes_where_a_card_was_dropped_and_says_what_is_there(
    cast: Cast, signed_in: SignedIn, waiting: Post, blog: Account
) -> None:
    submitted(cast, "ada", blog, text="The choir sings.", send_at=soon(2) + timedelta(minutes=30))
    address = f"{at(waiting, 'move')}?to={soon():%Y-%m-%d}&hour=11"
    shown = signed_in(cast.tess).get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'value="11:00"' in shown
    assert "“The choir sings.” goes to the same account within the hour." in shown
    assert "<html" not in shown


def test_whoever_may_not_move_it_is_not_shown_the_form(cast: Cast, signed_in: SignedIn, blog: Account) -> None:
    of_ada = submitted(cast, "ada", blog, send_at=soon())
    assert signed_in(cast.tess).get(at(of_ada, "move")).status_code == 403
    assert signed_in(cast.cy).get(at(of_ada, "move")).status_code == 404


def test_a_post_is_held_back_and_let_go_on_its_pages(cast: Cast, signed_in: SignedIn, waiting: Post) -> None:
    client = signed_in(cast.sam)
    client.post(at(waiting, "hold"), {"version": waiting.version, "reason": "A parent has called."})
    waiting.refresh_from_db()
    assert waiting.state == S.HELD
    told = signed_in(cast.tess).get(at(waiting, "move"), follow=True).content.decode()
    assert "Sam Example holds this post back: “A parent has called.”" in told
    done = signed_in(cast.sam).post(at(waiting, "let-go"), {"version": waiting.version}, follow=True)
    assert "The post is let go. It waits for:" in done.content.decode()


def test_letting_go_what_is_late_asks_for_a_new_time(cast: Cast, signed_in: SignedIn, waiting: Post) -> None:
    hold(post=waiting, by=cast.member("sam"), version=waiting.version, reason="Wait.")
    Post.objects.update(send_at=soon() - 8 * A_DAY)
    client = signed_in(cast.sam)
    assert "has passed. Give it another." in client.get(at(waiting, "let-go")).content.decode()
    client.post(at(waiting, "let-go"), {"version": waiting.version})
    assert Post.objects.get().state == S.HELD
    sent = {"version": waiting.version, "day": f"{soon():%Y-%m-%d}", "clock": "10:00"}
    client.post(at(waiting, "let-go"), sent)
    assert (Post.objects.get().state, Post.objects.get().send_at) == (S.SUBMITTED, soon(1))
