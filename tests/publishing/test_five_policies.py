"""The five schools: who sends, who approves, what is stopped. The code is the same; the packs differ."""

from __future__ import annotations

from itertools import product

import pytest

from gatepost.channels.models import Account, Authorisation
from gatepost.channels.situations import AUDIENCES, KINDS, networks
from gatepost.policy import pack_text, parse_pack
from gatepost.publishing.errors import InTheWay, NotForYou, PolicyStops
from gatepost.publishing.judging.judgement import judge
from gatepost.publishing.models import Post
from gatepost.publishing.queries import approvers
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.writing import offer
from gatepost.publishing.situations import STATED
from gatepost.rulings.models import Duty
from tests.cast import STARTED, Cast, assemble

from .making import a_draft, an_account, answers, submitted, with_picture_of

POLICIES = ["bradfield", "cambrian", "catcott", "cavendish", "little-missenden"]
S = Post.State

pytestmark = pytest.mark.django_db


def who(post: Post) -> list[tuple[str, list[str]]]:
    """Whose approval is wanted, and who could give it."""
    return [(each.words, sorted(person.first_name for person in each.people)) for each in approvers(post, judge(post))]


def let_post(account: Account, person: str, cast: Cast) -> None:
    Authorisation.objects.create(account=account, person=getattr(cast, person), may="post", from_day=STARTED)


@pytest.mark.parametrize(
    ("pack", "releasing"),
    [
        ("bradfield", ["Ada"]),
        ("cambrian", ["Ada"]),
        ("catcott", ["Ada", "Ben"]),
        ("cavendish", ["Ada"]),
        ("little-missenden", ["Ada"]),
    ],
)
def test_who_may_not_send_from_an_account_waits_for_somebody_who_may(pack: str, releasing: list[str]) -> None:
    cast = assemble(pack)
    post = submitted(cast, "tess", an_account(cast.riverside))
    assert post.state == S.SUBMITTED
    assert who(post) == [("somebody who may send from the account", releasing)]


@pytest.mark.parametrize(
    ("pack", "state"),
    [
        ("bradfield", S.SUBMITTED),
        ("cambrian", S.SUBMITTED),
        ("catcott", S.SCHEDULED),  # the office manager runs the account
        ("cavendish", S.SUBMITTED),  # the headteacher posts, and nobody else
        ("little-missenden", S.SUBMITTED),
    ],
)
def test_the_office_manager_sends_only_where_the_policy_names_that_post(pack: str, state: str) -> None:
    cast = assemble(pack)
    assert submitted(cast, "ben", an_account(cast.riverside)).state == state


@pytest.mark.parametrize("pack", [pack for pack in POLICIES if pack != "cavendish"])
def test_whoever_is_authorised_for_an_account_sends_from_it(pack: str) -> None:
    cast = assemble(pack)
    account = an_account(cast.riverside)
    let_post(account, "tess", cast)
    assert submitted(cast, "tess", account).state == S.SCHEDULED


def test_at_cavendish_the_headteacher_alone_sends_whatever_the_register_says() -> None:
    cast = assemble("cavendish")
    account = an_account(cast.riverside)
    let_post(account, "ben", cast)
    post = submitted(cast, "tess", account)
    with pytest.raises(NotForYou):
        approve(post=post, by=cast.member("ben"), version=post.version)
    assert approve(post=post, by=cast.member("ada"), version=post.version) == []
    assert post.state == S.SCHEDULED


def test_at_little_missenden_what_could_stir_controversy_is_shown_to_a_senior_leader() -> None:
    cast = assemble("little-missenden")
    account = an_account(cast.riverside)
    let_post(account, "tess", cast)
    post = submitted(cast, "tess", account, holds=["political"])
    assert who(post) == [("a senior leader", ["Ada"])]
    approve(post=post, by=cast.member("ada"), version=post.version)
    assert post.state == S.SCHEDULED


def test_at_catcott_politics_is_stopped_with_its_clause() -> None:
    cast = assemble("catcott")
    post = a_draft(cast, "ben", an_account(cast.riverside), holds=["political"])
    with pytest.raises(PolicyStops) as stopped:
        submit(post=post, by=cast.member("ben"))
    assert [clause.id for clause in stopped.value.card.clauses] == ["CAT-40"]
    post.refresh_from_db()
    assert post.state == S.DRAFT


@pytest.mark.parametrize("pack", POLICIES)
@pytest.mark.parametrize("answer", ["given", "refused", "withdrawn", None])
def test_a_child_is_shown_only_with_permission(pack: str, answer: str | None) -> None:
    cast = assemble(pack)
    account = an_account(cast.riverside)
    if answer:
        answers(cast.pia, answer)
    post = a_draft(cast, "ada", account, stated=["appropriately_dressed"])
    with_picture_of(cast, "ada", post, cast.pia)
    if answer == "given":
        assert submit(post=post, by=cast.member("ada")) == []
    else:
        with pytest.raises((PolicyStops, InTheWay)):
            submit(post=post, by=cast.member("ada"))


def test_at_little_missenden_dress_is_asked_after() -> None:
    cast = assemble("little-missenden")
    answers(cast.pia, "given")
    post = a_draft(cast, "ada", an_account(cast.riverside))
    with_picture_of(cast, "ada", post, cast.pia)
    with pytest.raises(PolicyStops) as stopped:
        submit(post=post, by=cast.member("ada"))
    assert "LM-093" in [clause.id for clause in stopped.value.card.clauses]


@pytest.mark.parametrize(
    ("pack", "clauses"), [("catcott", ["CAT-22"]), *((pack, []) for pack in POLICIES if pack != "catcott")]
)
def test_a_suggestion_reaches_whoever_the_policy_names(pack: str, clauses: list[str]) -> None:
    cast = assemble(pack)
    post = offer(by=cast.member("tess"), text="The sunflowers are out.")
    assert post.state == S.IDEA
    assert [duty.clause for duty in Duty.objects.all()] == clauses
    assert not Duty.objects.filter(state=Duty.State.DUE).exists()  # suggesting it here is raising it


@pytest.mark.parametrize("pack", POLICIES)
def test_a_child_s_name_goes_with_the_picture_if_the_family_agrees_but_at_cavendish_never(pack: str) -> None:
    cast = assemble(pack)
    for use in ("image", "name", "name_with_image"):
        answers(cast.pia, "given", use)
    account = an_account(cast.riverside)
    post = a_draft(cast, "ada", account, text="Pia Example has planted beans.", stated=["appropriately_dressed"])
    with_picture_of(cast, "ada", post, cast.pia)
    if pack != "cavendish":
        assert submit(post=post, by=cast.member("ada")) == []
        return
    with pytest.raises(PolicyStops) as stopped:
        submit(post=post, by=cast.member("ada"))
    assert "CAV-25" in [clause.id for clause in stopped.value.card.clauses]


@pytest.mark.parametrize("pack", POLICIES)
def test_nothing_is_wanted_of_a_post_that_nobody_can_say(pack: str) -> None:
    policy = parse_pack(pack_text(pack), pack)
    known = {"authorised_for_account", "not_on_no_publish_list", *STATED}
    for kind, audience, channel in product(KINDS, AUDIENCES, networks(policy)):
        place = {"account": kind, "audience": audience, "channel": channel}
        situation = {"action": "publish", "actor": "teacher", **place, "complete": ["content"]}
        wanted = [need for need in policy.decide(situation).unmet if need.facet == "circumstance"]
        assert [need for need in wanted if known.isdisjoint(need.values)] == [], place
