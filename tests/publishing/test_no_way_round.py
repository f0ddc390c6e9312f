"""Ways round the policy that are shut: facts unticked, names that changed, approvals that ran out, accounts that are compromised."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gatepost.channels.models import Account
from gatepost.channels.services.accounts import report_compromise
from gatepost.publishing.errors import NotDone
from gatepost.publishing.judging.judgement import judge
from gatepost.publishing.models import Approval, Portrayed
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.by_hand import prepare
from gatepost.publishing.services.pictures import Said, portray
from gatepost.publishing.services.writing import look_over
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.models import Person
from tests.cast import Cast

from .making import MORNING, a_draft, an_account, answers, only, submitted, with_picture_of


def test_nobody_unticks_what_follows_from_whom_they_named(cast: Cast, blog: Account) -> None:
    post = a_draft(cast, "ada", blog)
    picture = with_picture_of(cast, "ada", post, cast.pia)
    people = [Said(cast.pia, "shown", picture), Said(cast.pia, "named")]
    portray(post=post, by=cast.member("ada"), people=people)
    follows = ["name_with_image", "names_child", "identifies_pupil", "shows_child"]
    look_over(post=post, by=cast.member("ada"), holds_not=follows)
    (judged,) = judge(post)
    assert set(follows) <= set(judged.situation["content"])


def test_whoever_was_found_when_it_was_handed_in_is_meant_still_under_another_name(cast: Cast, blog: Account) -> None:
    answers(cast.pia, "given", use="name")
    post = submitted(cast, "ada", blog, text=f"Well done {cast.pia.first_name} {cast.pia.last_name}!", at=MORNING)
    assert post.portrayed.filter(person=cast.pia, how=Portrayed.How.FOUND).exists()
    Person.objects.filter(pk=cast.pia.pk).update(first_name="Quilla", last_name="Otherwise")
    (judged,) = judge(post, at=MORNING)
    assert cast.pia in [each.person for each in judged.people]


def test_an_approval_that_has_run_out_is_given_anew(cast: Cast, blog: Account) -> None:
    post = submitted(cast, "tess", blog, at=MORNING)
    ran_out = Approval.objects.create(
        post=post,
        value="release",
        person=cast.ada,
        at=MORNING,
        digest="0" * 64,
        expires_at=MORNING + timedelta(hours=1),
    )
    approve(post=post, by=cast.member("ada"), version=post.version, at=MORNING + timedelta(hours=2))
    ran_out.refresh_from_db()
    assert ran_out.voided_at is not None
    assert post.approvals.filter(voided_at__isnull=True, value="release").exists()


def test_nothing_is_handed_out_for_an_account_that_was_taken_over(cast: Cast) -> None:
    account = an_account(cast.riverside)
    post = submitted(cast, "ada", account, at=MORNING)
    deliver_due(MORNING)
    report_compromise(account=account, by=cast.member("ada"), at=MORNING)
    with pytest.raises(NotDone, match="compromised"):
        prepare(delivery=only(post), by=cast.member("ada"), at=MORNING)
