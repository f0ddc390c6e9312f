"""The pages of posts, as people use them: without script, by those who may and those who may not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gatepost.channels.models import Account
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.services.approving import approve
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.models import Person
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import Cast, assemble
from tests.publishing.making import TEXT, a_draft, a_jpeg, an_account, answers, only, submitted, with_picture_of

SignedIn = Callable[[Person], Client]
POSTS = "/schools/riverside/posts/"
LINK = "https://www.facebook.com/riverside/posts/1"


@pytest.fixture
def page(cast: Cast) -> Account:
    """The school's Facebook page, which Gatepost is not connected to."""
    return an_account(cast.riverside)


def at(post: Post, page: str = "") -> str:
    return f"{POSTS}{post.pk}/{page}"


def text_of(client: Client, address: str, **asked: Any) -> str:
    return client.get(address, asked).content.decode()


def fields(post: Post, *on: Account, **given: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    sent = {"version": post.version, "text": TEXT, "category": "event_advert", "accounts": [each.pk for each in on]}
    return {**sent, **given}


def begun(client: Client) -> Post:
    client.post(f"{POSTS}begin/")
    return Post.objects.latest("pk")


def a_file(name: str = "beans.jpg", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or a_jpeg(), "image/jpeg")


# ---------------------------------------------------------------------- writing


def test_a_teacher_writes_a_post_looks_it_over_and_submits_it(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    sent = client.post(at(post, "write/"), {**fields(post, page), "then": "check"}, follow=True)
    assert TEXT in sent.content.decode()
    post.refresh_from_db()
    looked = client.post(at(post, "check/"), {"version": post.version, "holds-0": []}, follow=True).content.decode()
    assert "Submit it for approval" in looked
    assert "Ada Example" in looked
    done = client.post(at(post, "submit/"), follow=True).content.decode()
    post.refresh_from_db()
    assert post.state == Post.State.SUBMITTED
    assert "The post is submitted." in done


def test_where_nothing_is_changed_looking_over_and_submitting_is_one_press(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    client.post(at(post, "write/"), fields(post, page))
    shown = text_of(client, at(post, "check/"))
    assert "Ada Example" in shown  # who has to approve it is named before it is submitted
    post.refresh_from_db()
    done = client.post(at(post, "check/"), {"version": post.version, "then": "submit"}, follow=True).content.decode()
    post.refresh_from_db()
    assert (post.state, "The post is submitted." in done) == (Post.State.SUBMITTED, True)


@pytest.mark.parametrize(("pack", "says"), [("little-missenden", "what you ticked changes"), ("catcott", "CAT-40")])
def test_what_is_ticked_and_changes_the_answer_is_shown_before_it_is_submitted(
    pack: str, says: str, signed_in: SignedIn, db: None
) -> None:
    cast = assemble(pack)
    post = a_draft(cast, "tess", an_account(cast.riverside), stated=["appropriately_dressed"])
    client = signed_in(cast.tess)
    (group,) = re.findall(r'name="(holds-\d+)" value="political"', text_of(client, at(post, "check/")))
    ticked = {"version": post.version, group: ["political"], "then": "submit"}
    answer = client.post(at(post, "check/"), ticked, follow=True).content.decode()
    post.refresh_from_db()
    assert (post.state, says in answer) == (Post.State.DRAFT, True)


def test_beginning_twice_gives_the_same_empty_post(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.tess)
    assert begun(client) == begun(client)


def test_what_is_typed_is_kept_as_it_is_typed_and_the_policy_answers(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    kept = client.post(at(post, "write/"), fields(post, page), headers={"HX-Request": "true"}).content.decode()
    post.refresh_from_db()
    assert post.text == TEXT
    assert "verdict-card" in kept
    assert "<html" not in kept
    assert f'name="version" value="{post.version}"' in kept


def test_whoever_types_on_a_post_that_was_withdrawn_is_led_to_it(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    client.post(at(post, "withdraw/"))
    led = client.post(at(post, "write/"), fields(post, page), headers={"HX-Request": "true"})
    assert led["HX-Redirect"] == at(post)


def test_a_link_that_is_none_is_said_and_nothing_typed_is_lost(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    wrong = client.post(at(post, "write/"), fields(post, page, **{f"link-{page.pk}": "not a link"})).content.decode()
    assert "There is something to put right" in wrong
    assert TEXT in wrong
    assert "not a link" in wrong


def test_somebody_who_writes_on_an_old_page_is_told_and_keeps_their_words(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    client.post(at(post, "write/"), fields(post, page))
    late = client.post(at(post, "write/"), fields(post, page, text="Other words")).content.decode()
    assert "changed elsewhere" in late
    assert "Other words" in late
    post.refresh_from_db()
    assert post.text == TEXT
    again = re.search(r'name="version" value="(\d+)"', late)
    assert again is not None
    client.post(at(post, "write/"), fields(post, page, text="Other words", version=again[1]))
    post.refresh_from_db()
    assert post.text == "Other words"


def test_whoever_presses_save_while_their_words_are_being_kept_is_not_told_of_a_change(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    client.post(at(post, "write/"), fields(post, page), headers={"HX-Request": "true"})
    saved = client.post(at(post, "write/"), fields(post, page, named="Pia Example"), follow=True).content.decode()
    assert "changed elsewhere" not in saved
    assert post.portrayed.get().person == cast.pia


def test_a_name_that_is_half_typed_does_not_keep_the_words_from_being_kept(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    kept = client.post(at(post, "write/"), fields(post, page, named="Pi"), headers={"HX-Request": "true"})
    assert "Kept." in kept.content.decode()
    post.refresh_from_db()
    assert post.text == TEXT


def test_a_picture_is_added_described_and_shows_who_may_be_shown(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    client.post(at(post, "write/"), fields(post, page, pictures=[a_file(), a_file("hall.jpg")]))
    post.refresh_from_db()
    first, second = post.pictures.all()
    said = {f"alt-{first.pk}": "Beans", f"shown-{first.pk}": "Pia Example (pupil)"}
    written = client.post(at(post, "write/"), fields(post, page, **said), follow=True).content.decode()
    assert "Not known" in written
    assert post.portrayed.get().person == cast.pia
    answers(cast.pia, "given")
    assert "Permission given" in text_of(client, at(post, "write/"))
    assert client.get(at(post, f"pictures/{first.pk}/"))["Content-Type"] == "image/jpeg"
    post.refresh_from_db()
    client.post(at(post, "write/"), fields(post, page, remove=second.pk))
    assert list(post.pictures.all()) == [first]
    post.refresh_from_db()
    said = {"take-back": post.portrayed.get().pk}
    client.post(at(post, "write/"), fields(post, page, **said))
    assert not post.portrayed.exists()


def test_whoever_must_not_be_shown_looks_like_whoever_said_no(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = a_draft(cast, "tess", page)
    answers(cast.pia, "given")
    with_picture_of(cast, "tess", post, cast.pia)
    place_bar(person=cast.pia, by=cast.member("sam"), reason="")
    written = text_of(signed_in(cast.tess), at(post, "write/"))
    assert "Permission refused" in written
    assert "Must not be shown" not in written


def test_a_name_that_nobody_has_is_said(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    wrong = client.post(at(post, "write/"), fields(post, page, named="Nobody Atall")).content.decode()
    assert "Choose from the list who is meant: Nobody Atall." in wrong


def test_a_file_that_is_no_picture_is_said_and_the_words_are_kept(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    sent = fields(post, page, pictures=[a_file("notes.jpg", b"words"), a_file()])
    said = client.post(at(post, "write/"), sent, follow=True).content.decode()
    assert "notes.jpg" in said
    post.refresh_from_db()
    assert post.text == TEXT
    assert post.pictures.count() == 1


def test_what_is_still_to_do_is_said_before_submitting(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.tess)
    post = begun(client)
    checked = text_of(client, at(post, "check/"))
    assert "Choose at least one account." in checked
    assert "Submit it" not in checked


def test_what_the_policy_stops_is_not_offered_for_submission(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = a_draft(cast, "tess", page)
    answers(cast.pia, "refused")
    with_picture_of(cast, "tess", post, cast.pia)
    client = signed_in(cast.tess)
    checked = text_of(client, at(post, "check/"))
    assert "It cannot be submitted like this" in checked
    assert "Pia Example may not be shown" in checked
    refused = client.post(at(post, "submit/"), follow=True)
    post.refresh_from_db()
    assert post.state == Post.State.DRAFT
    assert refused.redirect_chain[-1][0] == at(post, "check/")


# ---------------------------------------------------------------------- approving


def test_the_headteacher_approves_in_two_taps(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = submitted(cast, "tess", page)
    client = signed_in(cast.ada)
    assert at(post, "approve/") in text_of(client, POSTS)
    seen = text_of(client, at(post, "approve/"))
    assert TEXT in seen
    assert "Approve it" in seen
    client.post(at(post, "approve/"), {"version": post.version})
    post.refresh_from_db()
    assert post.state == Post.State.SCHEDULED


def test_a_post_is_turned_down_with_a_reason_that_its_author_reads(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    post = submitted(cast, "tess", page)
    client = signed_in(cast.ada)
    empty = client.post(at(post, "refuse/"), {"version": post.version, "reason": ""}).content.decode()
    assert "There is something to put right" in empty
    client.post(at(post, "refuse/"), {"version": post.version, "reason": "The date is wrong."})
    post.refresh_from_db()
    assert post.state == Post.State.REFUSED
    assert "The date is wrong." in text_of(signed_in(cast.tess), at(post))


def test_nobody_is_offered_to_approve_their_own(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = submitted(cast, "tess", page)
    Post.objects.filter(pk=post.pk).update(author=cast.ada)
    client = signed_in(cast.ada)
    assert "somebody else has to approve it" in text_of(client, at(post, "approve/"))
    client.post(at(post, "approve/"), {"version": post.version})
    post.refresh_from_db()
    assert post.state == Post.State.SUBMITTED


def test_an_approval_of_what_was_changed_meanwhile_is_none(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = submitted(cast, "tess", page)
    said = signed_in(cast.ada).post(at(post, "approve/"), {"version": post.version - 1}, follow=True).content.decode()
    post.refresh_from_db()
    assert post.state == Post.State.SUBMITTED
    assert "changed in the meantime" in said


# ---------------------------------------------------------------------- by hand, and down again


@pytest.fixture
def by_hand(cast: Cast, page: Account) -> Delivery:
    """A post that waits for somebody to post it."""
    post = submitted(cast, "tess", page)
    approve(post=post, by=cast.member("ada"), version=post.version)
    deliver_due()
    return only(post)


def test_a_post_is_posted_by_hand_and_confirmed_with_its_link(
    cast: Cast, signed_in: SignedIn, by_hand: Delivery
) -> None:
    client, address = signed_in(cast.ada), at(by_hand.post, f"deliveries/{by_hand.pk}/")
    assert address in text_of(client, POSTS)
    assert TEXT not in text_of(client, address)
    assert TEXT in client.post(address).content.decode()
    wrong = client.post(address, {"posted": "1", "link": "https://example.org/1"}).content.decode()
    assert "not to Facebook" in wrong
    client.post(address, {"posted": "1", "link": LINK})
    by_hand.refresh_from_db()
    assert (by_hand.state, by_hand.address) == (Delivery.State.SENT, LINK)
    assert at(by_hand.post) in text_of(client, f"{POSTS}archive/", text="beans")


def test_a_post_is_taken_down_and_removed_by_hand(cast: Cast, signed_in: SignedIn, by_hand: Delivery) -> None:
    client, address = signed_in(cast.ada), at(by_hand.post, f"deliveries/{by_hand.pk}/")
    assert "Take it down" not in text_of(client, at(by_hand.post))
    client.post(address, {"posted": "1", "link": LINK})
    assert "Take it down" in text_of(client, at(by_hand.post))
    client.post(at(by_hand.post, "take-down/"), {"because": "mistake", "reason": "Peas, not beans."})
    shown = text_of(client, at(by_hand.post))
    assert "It is gone" in shown
    assert "Peas, not beans." in shown
    client.post(f"{address}removed/", {"screenshot": a_file("gone.jpg")})
    by_hand.refresh_from_db()
    assert by_hand.state == Delivery.State.TAKEN_DOWN
    assert at(by_hand.post) in text_of(client, f"{POSTS}archive/", became="taken_down")


def test_stopping_everything_stops_what_is_handed_out(cast: Cast, signed_in: SignedIn, by_hand: Delivery) -> None:
    client, address = signed_in(cast.ada), at(by_hand.post, f"deliveries/{by_hand.pk}/")
    client.post(f"{POSTS}pause/", {"reason": "A funeral"})
    assert "A funeral" in text_of(client, POSTS)
    assert "Everything is stopped" in client.post(address, follow=True).content.decode()
    client.post(f"{POSTS}resume/")
    assert TEXT in client.post(address).content.decode()


# ---------------------------------------------------------------------- ideas


def test_an_idea_with_a_picture_is_suggested_and_taken_up(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.tess).post(f"{POSTS}suggest/", {"text": "We won!", "pictures": [a_file()]})
    idea = Post.objects.get()
    assert (idea.state, idea.pictures.count()) == (Post.State.IDEA, 1)
    client = signed_in(cast.ada)
    assert "We won!" in text_of(client, POSTS)
    client.post(at(idea, "take-up/"))
    idea.refresh_from_db()
    assert (idea.author, idea.suggested_by) == (cast.ada, cast.tess)


def test_a_suggestion_of_nothing_is_none(cast: Cast, signed_in: SignedIn) -> None:
    said = signed_in(cast.tess).post(f"{POSTS}suggest/", {"text": ""}).content.decode()
    assert "Write a sentence, or add a picture." in said
    assert not Post.objects.exists()


# ---------------------------------------------------------------------- who may not


def test_a_parent_sees_no_posts_and_another_school_none_at_all(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = submitted(cast, "tess", page)
    assert signed_in(cast.pat).get(POSTS).status_code == 403
    for address in (POSTS, at(post), at(post, "approve/"), at(post, "write/")):
        assert signed_in(cast.cy).get(address).status_code == 404
    assert signed_in(cast.cy).get(f"/schools/hilltop/posts/{post.pk}/").status_code == 404


def test_a_teacher_does_not_open_the_page_to_approve_nor_anothers_draft(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    waiting, draft = submitted(cast, "ada", page), a_draft(cast, "ada", page)
    client = signed_in(cast.tess)
    assert client.get(at(waiting, "approve/")).status_code == 403
    assert client.get(at(draft)).status_code == 404
    assert client.post(at(waiting, "withdraw/")).status_code == 403


@pytest.mark.parametrize("address", ["", "archive/"])
def test_a_list_asks_as_often_for_five_as_for_one(
    cast: Cast, signed_in: SignedIn, page: Account, django_assert_num_queries: Any, address: str
) -> None:
    client = signed_in(cast.tess)

    def make(number: int) -> None:
        for _ in range(number):
            a_draft(cast, "tess", page)
            out = a_draft(cast, "tess", page)
            Post.objects.filter(pk=out.pk).update(state="published", published_at=out.created_at)

    make(1)
    client.get(POSTS + address)
    with CaptureQueriesContext(
        connection,
    ) as once:
        client.get(POSTS + address)
    make(4)
    with django_assert_num_queries(len(once)):
        client.get(POSTS + address)
