"""Correcting a post that is out: approved as the first was, changed where it stands, and both versions kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from gatepost.channels.models import Account
from gatepost.platforms.errors import Refused, TryAgain
from gatepost.publishing import queries
from gatepost.publishing.errors import Incomplete, NotDone, Overtaken
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.by_hand import posted, prepare
from gatepost.publishing.services.correcting import correct
from gatepost.publishing.services.pictures import describe
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import take_down
from gatepost.publishing.services.writing import Worded, Written, edit, look_over
from gatepost.publishing.tasks import deliver_due
from gatepost.records.models import Entry, PersonalText
from gatepost.records.queries import timeline
from gatepost.records.services import erase
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person
from tests.cast import Cast

from .making import (
    MORNING,
    TEXT,
    Killed,
    Network,
    a_draft,
    an_account,
    answers,
    only,
    raising,
    submitted,
    with_picture_of,
)

SignedIn = Callable[[Person], Client]
LATER = MORNING + timedelta(minutes=10)
RIGHT = "The garden club has planted peas behind the hall."
LINK = "https://www.facebook.com/riverside/posts/1"
S, D = Post.State, Delivery.State


@pytest.fixture
def out(cast: Cast, blog: Account) -> Post:
    """A post that is out on the blog."""
    return sent(cast, blog)


def sent(cast: Cast, *on: Account) -> Post:
    post = submitted(cast, "ada", *on, at=MORNING, title="Beans")
    deliver_due(MORNING)
    post.refresh_from_db()
    return post


def rewritten(cast: Cast, correction: Post, text: str = RIGHT, by: str = "ada") -> Post:
    """The correction with other words, looked over."""
    wordings = [Worded(each.account) for each in correction.wordings.all()]
    written = Written(text=text, title=correction.title, category=correction.category, wordings=wordings)
    edit(post=correction, by=cast.member(by), written=written, version=correction.version, at=LATER)
    look_over(post=correction, by=cast.member(by), at=LATER)
    return correction


def corrected(cast: Cast, post: Post, by: str = "ada", text: str = RIGHT) -> Post:
    """A correction that is handed in."""
    correction = correct(post=post, by=cast.member(by), reason="They are peas.", at=LATER)
    submit(post=rewritten(cast, correction, text, by), by=cast.member(by), at=LATER)
    correction.refresh_from_db()
    return correction


def states(*posts: Post) -> list[str]:
    for post in posts:
        post.refresh_from_db()
    return [post.state for post in posts]


def happened(cast: Cast, post: Post) -> list[str]:
    return [line.sentence for line in timeline(cast.riverside, post, cast.member("ada"))]


def test_what_is_out_is_changed_where_it_stands_and_nothing_is_sent_a_second_time(
    cast: Cast, out: Post, network: Network
) -> None:
    correction = corrected(cast, out)
    (key,) = network.posts
    assert network.posts[key].text == TEXT
    deliver_due(LATER)
    assert network.posts[key].text == RIGHT
    assert network.sent == [key]
    assert states(out, correction) == [S.CORRECTED, S.PUBLISHED]
    assert (only(out).state, only(correction).state) == (D.REPLACED, D.SENT)
    assert only(correction).address == only(out).address


def test_both_versions_stay_in_the_archive_with_who_and_why(cast: Cast, out: Post) -> None:
    correction = corrected(cast, out)
    deliver_due(LATER)
    found = queries.archive(cast.member("gwen"), queries.Search(text="garden"))
    assert {(post.pk, post.text) for post in found} == {(out.pk, TEXT), (correction.pk, RIGHT)}
    assert correction.corrects == out
    assert correction.corrects_because == "They are peas."
    assert "began a correction of the post" in happened(cast, out)
    assert "put the correction in its place everywhere" in happened(cast, out)
    assert happened(cast, correction)[0] == "began this to correct a post that is out"


def test_a_correction_waits_for_the_approval_that_the_first_needed(cast: Cast, out: Post, network: Network) -> None:
    correction = corrected(cast, out, by="tess")
    deliver_due(LATER)
    assert states(out, correction) == [S.PUBLISHED, S.SUBMITTED]
    assert next(iter(network.posts.values())).text == TEXT
    approve(post=correction, by=cast.member("ada"), version=correction.version, at=LATER)
    deliver_due(LATER)
    assert next(iter(network.posts.values())).text == RIGHT


def test_it_is_looked_over_anew_even_if_only_a_description_changes(cast: Cast, blog: Account, network: Network) -> None:
    answers(cast.pia, "given")
    post = submitted_with_picture(cast, blog)
    correction = correct(post=post, by=cast.member("ada"), reason="It is a bed of peas.", at=LATER)
    with pytest.raises(Incomplete):
        submit(post=correction, by=cast.member("ada"), at=LATER)
    (picture,) = correction.pictures.all()
    assert [each.person for each in correction.portrayed.all()] == [cast.pia]
    describe(picture=picture, by=cast.member("ada"), alt="Peas", at=LATER)
    look_over(post=correction, by=cast.member("ada"), at=LATER)
    submit(post=correction, by=cast.member("ada"), at=LATER)
    deliver_due(LATER)
    assert [each.alt for each in next(iter(network.posts.values())).pictures] == ["Peas"]
    assert [each.alt for each in post.pictures.all()] == ["Beans"]


def submitted_with_picture(cast: Cast, blog: Account) -> Post:
    post = a_draft(cast, "ada", blog, at=MORNING, stated=["appropriately_dressed"])
    with_picture_of(cast, "ada", post, cast.pia)
    submit(post=post, by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    return post


def test_where_gatepost_cannot_change_it_somebody_is_told_to_and_says_so(cast: Cast) -> None:
    page = an_account(cast.riverside)
    post = sent(cast, page)
    ada = cast.member("ada")
    prepare(delivery=only(post), by=ada, at=MORNING)
    posted(delivery=only(post), by=ada, link=LINK, at=MORNING)
    correction = corrected(cast, post)
    deliver_due(LATER)
    assert only(correction).state == D.BY_HAND
    handover = prepare(delivery=only(correction), by=ada, at=LATER)
    assert "choose to edit it" in handover.steps[0]
    assert handover.address == LINK
    assert handover.text == RIGHT
    assert states(post, correction) == [S.PUBLISHED, S.SCHEDULED]
    posted(delivery=only(correction), by=ada, link=LINK, at=LATER)
    assert states(post, correction) == [S.CORRECTED, S.PUBLISHED]


def test_a_post_on_two_accounts_is_corrected_once_it_is_so_on_both(cast: Cast, blog: Account) -> None:
    page, ada = an_account(cast.riverside), cast.member("ada")
    post = sent(cast, blog, page)
    by_hand = post.deliveries.get(account=page)
    prepare(delivery=by_hand, by=ada, at=MORNING)
    posted(delivery=by_hand, by=ada, link=LINK, at=MORNING)
    correction = corrected(cast, post)
    deliver_due(LATER)
    assert states(post, correction) == [S.PUBLISHED, S.PUBLISHED]
    left = correction.deliveries.get(account=page)
    prepare(delivery=left, by=ada, at=LATER)
    posted(delivery=left, by=ada, link=LINK, at=LATER)
    assert states(post) == [S.CORRECTED]


def test_a_change_of_which_nobody_knows_is_made_again(cast: Cast, out: Post, network: Network) -> None:
    correction = corrected(cast, out)
    network.update, original = failing(Killed()), network.update  # type: ignore[assignment,method-assign]
    with pytest.raises(Killed):
        deliver_due(LATER)
    network.update = original  # type: ignore[method-assign]
    for hours in range(1, 4):
        deliver_due(LATER + timedelta(hours=hours))
    assert next(iter(network.posts.values())).text == RIGHT
    assert states(out, correction) == [S.CORRECTED, S.PUBLISHED]


def test_a_network_that_does_not_answer_is_asked_again(cast: Cast, out: Post, network: Network) -> None:
    correction = corrected(cast, out)
    network.update, original = failing(TryAgain("Not now.")), network.update  # type: ignore[assignment,method-assign]
    deliver_due(LATER)
    assert states(out, correction) == [S.PUBLISHED, S.SCHEDULED]
    network.update = original  # type: ignore[method-assign]
    deliver_due(LATER + timedelta(hours=2))
    assert states(out, correction) == [S.CORRECTED, S.PUBLISHED]


def test_what_was_deleted_there_is_not_corrected_and_it_is_said(cast: Cast, out: Post, network: Network) -> None:
    correction = corrected(cast, out)
    network.update = failing(Refused("It is not on WordPress any more."))  # type: ignore[assignment,method-assign]
    deliver_due(LATER)
    assert (only(correction).state, only(correction).error) == (D.FAILED, "It is not on WordPress any more.")
    assert states(out) == [S.PUBLISHED]


def failing(problem: BaseException) -> Callable[..., None]:
    def go(*_: object) -> None:
        raise problem

    return go


def test_a_correction_is_corrected_in_its_turn(cast: Cast, out: Post, network: Network) -> None:
    first = corrected(cast, out)
    deliver_due(LATER)
    first.refresh_from_db()
    second = corrected(cast, first, text="The garden club has planted leeks behind the hall.")
    deliver_due(LATER)
    assert "leeks" in next(iter(network.posts.values())).text
    assert states(out, first, second) == [S.CORRECTED, S.CORRECTED, S.PUBLISHED]


def test_taking_down_the_correction_takes_down_what_is_out(cast: Cast, out: Post, network: Network) -> None:
    correction = corrected(cast, out)
    deliver_due(LATER)
    correction.refresh_from_db()
    assert take_down(post=correction, by=cast.member("ada"), because="mistake", at=LATER) == []
    assert network.posts == {}
    assert states(out, correction) == [S.CORRECTED, S.TAKEN_DOWN]


def test_what_is_corrected_while_its_author_has_it_taken_down_comes_down_whoever_corrected_it(
    cast: Cast, blog: Account, network: Network, signed_in: SignedIn
) -> None:
    post = submitted(cast, "tess", blog, at=MORNING)
    approve(post=post, by=cast.member("ada"), version=post.version, at=MORNING)
    deliver_due(MORNING)
    client, asking = signed_in(cast.tess), f"/schools/riverside/posts/{post.pk}/take-down/"
    assert "everywhere that it is out" in client.get(asking).content.decode()
    post.refresh_from_db()
    correction = corrected(cast, post)
    deliver_due(LATER)
    client.post(asking, {"because": "permission", "reason": "Her mother rang."})
    assert network.posts == {}
    assert states(post, correction) == [S.CORRECTED, S.TAKEN_DOWN]
    assert (correction.take_down.by, correction.take_down.reason) == (cast.tess, "Her mother rang.")
    with pytest.raises(Overtaken):
        take_down(post=post, by=cast.member("tess"), because="permission", at=LATER)


def test_what_could_not_be_removed_of_the_correction_is_shown_to_whoever_asked_for_the_first_version(
    cast: Cast, out: Post, network: Network, signed_in: SignedIn
) -> None:
    correction = corrected(cast, out)
    deliver_due(LATER)
    network.before["take_down"] = raising(TryAgain("The blog does not answer."))
    went = signed_in(cast.ada).post(f"/schools/riverside/posts/{out.pk}/take-down/", {"because": "mistake"})
    assert went["Location"] == f"/schools/riverside/posts/{correction.pk}/#left"


def test_whoever_may_take_down_neither_version_takes_down_none(cast: Cast, out: Post, network: Network) -> None:
    corrected(cast, out)
    deliver_due(LATER)
    out.refresh_from_db()
    with pytest.raises(PermissionDenied):
        take_down(post=out, by=cast.member("tess"), because="mistake", at=LATER)
    assert network.posts


def test_what_comes_down_is_not_corrected_any_more(cast: Cast, out: Post, network: Network) -> None:
    correction = corrected(cast, out)
    take_down(post=out, by=cast.member("ada"), because="mistake", at=LATER)
    deliver_due(LATER)
    assert network.posts == {}
    assert states(out, correction) == [S.TAKEN_DOWN, S.WITHDRAWN]


def test_what_is_corrected_here_and_not_yet_there_comes_down_everywhere(
    cast: Cast, blog: Account, network: Network
) -> None:
    page, ada = an_account(cast.riverside), cast.member("ada")
    post = sent(cast, blog, page)
    by_hand = post.deliveries.get(account=page)
    prepare(delivery=by_hand, by=ada, at=MORNING)
    posted(delivery=by_hand, by=ada, link=LINK, at=MORNING)
    correction = corrected(cast, post)
    deliver_due(LATER)
    correction.refresh_from_db()
    take_down(post=correction, by=ada, because="mistake", at=LATER)
    assert network.posts == {}
    assert states(post, correction) == [S.TAKEN_DOWN, S.TAKEN_DOWN]
    assert post.deliveries.get(account=page).state == D.TO_REMOVE


def test_one_correction_at_a_time_with_a_reason_and_only_of_what_is_out(cast: Cast, out: Post, blog: Account) -> None:
    ada = cast.member("ada")
    with pytest.raises(NotDone, match="Say what is wrong"):
        correct(post=out, by=ada, reason=" ")
    correct(post=out, by=ada, reason="Peas")
    with pytest.raises(NotDone, match="already"):
        correct(post=out, by=ada, reason="Leeks")
    with pytest.raises(NotDone):
        correct(post=submitted(cast, "ada", blog), by=ada, reason="Peas")
    for name in ("gwen", "pat", "cy"):
        with pytest.raises(PermissionDenied):
            correct(post=out, by=cast.member(name), reason="Peas")


def test_a_correction_goes_only_where_the_post_is_out(cast: Cast, out: Post) -> None:
    page = an_account(cast.riverside)
    correction = correct(post=out, by=cast.member("ada"), reason="Peas", at=LATER)
    written = Written(text=RIGHT, category="event_advert", wordings=[Worded(page)])
    edit(post=correction, by=cast.member("ada"), written=written, version=correction.version, at=LATER)
    look_over(post=correction, by=cast.member("ada"), at=LATER)
    with pytest.raises(Incomplete, match="only where the post is out"):
        submit(post=correction, by=cast.member("ada"), at=LATER)


def test_the_reason_that_is_erased_in_the_record_is_erased_beside_the_words(cast: Cast, out: Post) -> None:
    correction = correct(post=out, by=cast.member("ada"), reason="Pia is not in the garden club.")
    entry = Entry.objects.get(verb="post_correction_begun")
    erase(entry=entry, by=GATEPOST, because=PersonalText.Reason.ASKED)
    correction.refresh_from_db()
    assert correction.corrects_because == ""


# ---------------------------------------------------------------------- in the browser


def test_a_correction_is_begun_on_the_page_and_shows_what_changes(cast: Cast, signed_in: SignedIn, out: Post) -> None:
    client, at = signed_in(cast.ada), f"/schools/riverside/posts/{out.pk}/"
    assert f"{at}correct/" in client.get(at).content.decode()
    assert "There is something to put right" in client.post(f"{at}correct/", {"reason": ""}).content.decode()
    begun = client.post(f"{at}correct/", {"reason": "They are peas."})
    correction = Post.objects.get(corrects=out)
    assert begun["Location"] == f"/schools/riverside/posts/{correction.pk}/write/"
    rewritten(cast, correction)
    seen = client.get(f"/schools/riverside/posts/{correction.pk}/").content.decode()
    assert "They are peas." in seen
    assert "peas</ins>" in seen
    assert "beans</del>" in seen
    assert "being corrected" in client.get(at).content.decode()
