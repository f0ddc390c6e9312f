"""Approving: by whom the policy names, never one's own, and exactly what was seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gatepost.channels.models import Account
from gatepost.publishing.errors import Incomplete, NotDone, NotForYou, Overtaken, OwnPost, TooLate
from gatepost.publishing.judging.judgement import standing_approvals
from gatepost.publishing.models import Approval, Delivery, Post
from gatepost.publishing.moves import offered
from gatepost.publishing.queries import for_approval
from gatepost.publishing.services import approving
from gatepost.publishing.services.approving import approve, approve_several, refuse
from gatepost.publishing.services.pictures import describe
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.writing import Worded, Written, edit, look_over, take_over, withdraw
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.members import member_of
from gatepost.schools.roles import Role
from tests.cast import Cast, person

from .making import MORNING, Network, a_draft, answers, only, submitted, with_picture_of

S = Post.State


@pytest.fixture
def post(cast: Cast, blog: Account) -> Post:
    """Tess's post, waiting."""
    return submitted(cast, "tess", blog)


def test_an_approved_post_goes_out(cast: Cast, post: Post, network: Network) -> None:
    assert approve(post=post, by=cast.member("ada"), version=post.version) == []
    deliver_due(only(post).due_at)
    assert len(network.sent) == 1


def test_nobody_approves_their_own(cast: Cast, blog: Account) -> None:
    own = submitted(cast, "ben", blog)
    with pytest.raises(OwnPost):
        approve(post=own, by=cast.member("ben"), version=own.version)
    assert "approved" not in offered(own, cast.member("ben"))


def test_whoever_takes_a_post_over_is_its_author_and_cannot_approve_it(cast: Cast, post: Post) -> None:
    ada = cast.member("ada")
    take_over(post=post, by=ada)
    assert (post.author, post.suggested_by, post.state) == (cast.ada, cast.tess, S.DRAFT)
    with pytest.raises(OwnPost):
        approve(post=post, by=ada, version=post.version)


def test_a_teacher_a_pupil_s_parent_and_another_school_cannot_approve(cast: Cast, post: Post) -> None:
    teacher = member_of(person(cast.riverside, "Ted", "staff", Role.TEACHER))
    for member in (teacher, cast.member("pat"), cast.member("cy")):
        with pytest.raises(PermissionDenied):
            approve(post=post, by=member, version=post.version)


def test_whom_the_policy_does_not_name_cannot_approve(cast: Cast, post: Post) -> None:
    with pytest.raises(NotForYou, match="somebody who may send from the account"):
        approve(post=post, by=cast.member("gwen"), version=post.version)


def test_an_edit_voids_the_approval(cast: Cast, post: Post, blog: Account, network: Network) -> None:
    ada, tess = cast.member("ada"), cast.member("tess")
    approve(post=post, by=ada, version=post.version)
    edit(post=post, by=tess, version=post.version, written=Written("Other.", "", "reminder", wordings=[Worded(blog)]))
    assert post.state == S.DRAFT
    assert Approval.objects.get().voided_at is not None
    look_over(post=post, by=tess)
    submit(post=post, by=tess)
    assert post.state == S.SUBMITTED
    deliver_due(MORNING + timedelta(days=3650))
    assert network.sent == []


def test_a_new_description_of_a_picture_voids_it_too(cast: Cast, blog: Account) -> None:
    answers(cast.pia, "given")
    post = a_draft(cast, "tess", blog, stated=["appropriately_dressed"])
    picture = with_picture_of(cast, "tess", post, cast.pia)
    submit(post=post, by=cast.member("tess"))
    approve(post=post, by=cast.member("ada"), version=post.version)
    picture.refresh_from_db()
    describe(picture=picture, by=cast.member("tess"), alt="Beans in pots")
    assert Post.objects.get(pk=post.pk).state == S.DRAFT
    assert only(post).state == Delivery.State.STOPPED


def test_what_was_changed_after_it_was_seen_is_not_approved(cast: Cast, post: Post, blog: Account) -> None:
    seen = post.version
    written = Written(text="Other.", category="reminder", wordings=[Worded(blog)])
    edit(post=post, by=cast.member("tess"), version=post.version, written=written)
    look_over(post=post, by=cast.member("tess"))
    submit(post=post, by=cast.member("tess"))
    with pytest.raises(Overtaken):
        approve(post=post, by=cast.member("ada"), version=seen)


def test_an_edit_between_the_look_and_the_deed_is_noticed(
    cast: Cast, post: Post, blog: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    expire_if_late = approving.expire_if_late

    def edited_meanwhile(late: Post, at: object) -> bool:
        written = Written(text="Other.", category="reminder", wordings=[Worded(blog)])
        edit(post=Post.objects.get(pk=post.pk), by=cast.member("tess"), version=post.version, written=written)
        return expire_if_late(late, at)  # type: ignore[arg-type]

    monkeypatch.setattr(approving, "expire_if_late", edited_meanwhile)
    with pytest.raises(Overtaken):
        approve(post=post, by=cast.member("ada"), version=post.version)
    assert not Delivery.objects.exists()


def test_two_who_approve_have_approved_once(cast: Cast, post: Post) -> None:
    hal = member_of(person(cast.riverside, "Hal", "staff", Role.HEADTEACHER))
    first, second = Post.objects.get(pk=post.pk), Post.objects.get(pk=post.pk)
    approve(post=first, by=cast.member("ada"), version=first.version)
    with pytest.raises(Overtaken):
        approve(post=second, by=hal, version=second.version)
    assert Delivery.objects.count() == 1


def test_late_approval_sends_nothing(cast: Cast, blog: Account, network: Network) -> None:
    post = submitted(cast, "tess", blog, at=MORNING - timedelta(hours=1), send_at=MORNING)
    with pytest.raises(TooLate):
        approve(post=post, by=cast.member("ada"), version=post.version, at=MORNING + timedelta(minutes=1))
    assert Post.objects.get(pk=post.pk).state == S.EXPIRED


def test_an_approval_runs_out(cast: Cast, post: Post) -> None:
    approve(post=post, by=cast.member("ada"), version=post.version)
    approval = Approval.objects.get()
    assert standing_approvals(post, approval.expires_at) == []
    assert standing_approvals(post, approval.at) == [approval]


def test_a_refusal_says_why_and_the_author_tries_again(cast: Cast, post: Post, blog: Account) -> None:
    ada, tess = cast.member("ada"), cast.member("tess")
    with pytest.raises(NotDone, match="Say why"):
        refuse(post=post, by=ada, version=post.version, reason=" ")
    with pytest.raises(NotDone, match="no such clause"):
        refuse(post=post, by=ada, version=post.version, reason="No.", clause="LM-999")
    refuse(post=post, by=ada, version=post.version, reason="Wait for the photo.", clause="LM-128")
    assert (post.state, post.reason, post.clause) == (S.REFUSED, "Wait for the photo.", "LM-128")
    edit(post=post, by=tess, version=post.version, written=Written("Beans!", "", "reminder", wordings=[Worded(blog)]))
    look_over(post=post, by=tess)
    submit(post=post, by=tess)
    assert post.state == S.SUBMITTED


def test_a_week_s_plan_is_approved_at_once_but_each_for_itself(cast: Cast, blog: Account) -> None:
    posts = [submitted(cast, "tess", blog) for _ in range(3)]
    withdraw(post=posts[1], by=cast.member("tess"))
    left = approve_several(posts=[(post, post.version) for post in posts], by=cast.member("ada"))
    assert [post for post, _ in left] == [posts[1]]
    assert sorted(post.state for post in Post.objects.all()) == [S.SCHEDULED, S.SCHEDULED, S.WITHDRAWN]


def test_only_those_whose_approval_is_wanted_see_it_waiting(cast: Cast, post: Post) -> None:
    assert for_approval(cast.member("ada")) == [post]
    for name in ("ben", "gwen", "tess", "cy", "pat"):
        assert for_approval(cast.member(name)) == []


def test_what_is_missing_is_said_all_at_once(cast: Cast) -> None:
    post = a_draft(cast, "tess", text="", category="")
    Post.objects.filter(pk=post.pk).update(looked_over={})
    post.refresh_from_db()
    with pytest.raises(Incomplete) as incomplete:
        submit(post=post, by=cast.member("tess"))
    assert len(incomplete.value.missing) == 4


def test_nobody_submits_what_was_changed_after_it_was_looked_over(cast: Cast, blog: Account) -> None:
    post = a_draft(cast, "tess", blog)
    written = Written(text="Other.", category="reminder", wordings=[Worded(blog)])
    edit(post=post, by=cast.member("tess"), version=post.version, written=written)
    with pytest.raises(Incomplete, match="Look the post over"):
        submit(post=post, by=cast.member("tess"))
