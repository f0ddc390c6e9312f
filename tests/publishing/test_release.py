"""A post whose author may not send from the account: its verdict says in plain words who has to send it."""

from __future__ import annotations

import pytest

from gatepost.publishing.judging.judgement import judge
from gatepost.publishing.services.approving import approve
from tests.cast import Cast, assemble, person

from .making import MORNING, a_draft, an_account, answers, submitted, with_picture_of

POLICIES = ["bradfield", "cambrian", "catcott", "cavendish", "little-missenden"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("pack", POLICIES)
def test_it_names_whoever_has_to_send_it_and_never_says_that_they_may_not(pack: str) -> None:
    cast = assemble(pack)
    (judged,) = judge(a_draft(cast, "tess", an_account(cast.riverside)))
    who = "Ada Example or Ben Example" if pack == "catcott" else "Ada Example"
    card = judged.card
    assert (card.mark, card.name, card.answer) == ("needs", "Needed first", f"Not yet: {who} has to send it.")
    assert [need.words for need in card.needs] == [
        f"{who} has to send it, as Tess Example may not send from Riverside News. So it is judged as if they posted it."
    ]
    assert "not authorised" not in card.situation


@pytest.mark.parametrize("pack", POLICIES)
def test_the_headteachers_own_waits_for_nobody_and_she_is_authorised(pack: str) -> None:
    cast = assemble(pack)
    (judged,) = judge(a_draft(cast, "ada", an_account(cast.riverside)))
    assert not judged.release
    assert "not authorised" not in judged.card.situation
    assert "has to send it" not in judged.card.answer


def test_once_it_is_released_the_policy_alone_speaks(cast: Cast) -> None:
    post = submitted(cast, "tess", an_account(cast.riverside), at=MORNING)
    approve(post=post, by=cast.member("ada"), version=post.version, at=MORNING)
    (judged,) = judge(post, at=MORNING)
    assert "has to send it" not in " ".join([judged.card.answer, *(need.words for need in judged.card.needs)])


def test_what_the_policy_rules_out_is_not_said_to_wait_for_anybody(cast: Cast) -> None:
    answers(cast.pia, "refused")
    post = a_draft(cast, "tess", an_account(cast.riverside))
    with_picture_of(cast, "tess", post, cast.pia)
    (judged,) = judge(post)
    assert judged.stopped
    assert "has to send it" not in judged.card.answer


def test_many_who_could_are_not_all_listed(cast: Cast) -> None:
    for name in ("Hal", "Ida", "Jo", "Kim"):
        person(cast.riverside, name, "staff", "headteacher")
    (judged,) = judge(a_draft(cast, "tess", an_account(cast.riverside)))
    assert judged.card.answer.endswith("or another who may send from the account has to send it.")


def test_where_nobody_can_send_it_that_is_said(cast: Cast) -> None:
    cast.ada.posts.all().delete()
    (judged,) = judge(a_draft(cast, "tess", an_account(cast.riverside)))
    assert "nobody can at the moment" in judged.card.answer
