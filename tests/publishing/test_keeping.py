"""Nothing that somebody types is lost: kept as it is typed, and given back where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gatepost.channels.models import Account
from gatepost.publishing.judging.receiving import receivers
from gatepost.publishing.models import Post
from gatepost.publishing.services.writing import Worded, Written, draft
from gatepost.schools.models import Person, PostHeld
from gatepost.schools.roles import Role
from tests.cast import STARTED, Cast, assemble
from tests.publishing.making import an_account

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]
TYPED = {"HX-Request": "true"}


@pytest.fixture
def page(cast: Cast) -> Account:
    """The school's Facebook page."""
    return an_account(cast.riverside)


@pytest.fixture
def post(cast: Cast, page: Account) -> Post:
    """Tess's draft."""
    return draft(by=cast.member("tess"), written=Written(text="Beans", wordings=[Worded(page)]))


def at(post: Post) -> str:
    return f"/schools/riverside/posts/{post.pk}/write/"


def test_whoever_was_signed_out_gets_back_what_they_sent(post: Post) -> None:
    answer = Client().post(at(post), {"version": post.version, "text": "Half an hour of thought"})
    assert answer.status_code == 401
    shown = answer.content.decode()
    assert "You are signed out" in shown
    assert "Half an hour of thought" in shown


def test_whoever_is_signed_out_and_sends_nothing_is_asked_to_sign_in(post: Post) -> None:
    assert Client().post(at(post)).status_code == 302
    assert Client().get(at(post)).status_code == 302


def test_what_is_half_right_is_not_kept_and_stays_on_the_page(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    sent = {"version": post.version, "text": "New words", "send_at": "tomorrow", "accounts": []}
    kept = signed_in(cast.tess).post(at(post), sent, headers=TYPED).content.decode()
    assert "Not kept yet." in kept
    assert "When does it go out?" in kept
    post.refresh_from_db()
    assert post.text == "Beans"


def test_a_name_chosen_from_the_list_is_kept_and_its_field_is_free_for_the_next(
    cast: Cast, signed_in: SignedIn, post: Post, page: Account
) -> None:
    sent = {"version": post.version, "text": "Beans", "accounts": [page.pk], "named": "Pia Example (pupil)"}
    kept = signed_in(cast.tess).post(at(post), sent, headers=TYPED)
    assert post.portrayed.get().person == cast.pia
    assert '"id_named"' in kept["HX-Trigger"]
    assert "Pia Example is not in the words" in kept.content.decode()


def test_a_name_that_is_being_typed_waits_until_it_is_chosen_or_saved(
    cast: Cast, signed_in: SignedIn, post: Post, page: Account
) -> None:
    client = signed_in(cast.tess)
    sent = {"version": post.version, "text": "Beans", "accounts": [page.pk], "named": "Pia Example"}
    kept = client.post(at(post), sent, headers=TYPED)
    assert not post.portrayed.exists()
    assert "id_named" not in kept["HX-Trigger"]
    post.refresh_from_db()
    client.post(at(post), {**sent, "version": post.version})
    assert post.portrayed.get().person == cast.pia


def test_an_answer_while_somebody_types_asks_as_often_for_many_people_and_accounts_as_for_few(
    cast: Cast, signed_in: SignedIn, post: Post, page: Account, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.tess)

    def type_words(text: str, *accounts: Account) -> None:
        post.refresh_from_db()
        sent = {"version": post.version, "text": text, "accounts": [each.pk for each in accounts]}
        client.post(at(post), sent, headers=TYPED)

    more = [an_account(cast.riverside, name=f"Page {number}") for number in range(4)]
    type_words("Well done, Pia!", page, *more)
    with CaptureQueriesContext(connection) as few:
        type_words("Well done again, Pia!", page, *more)
    for number in range(30):
        Person.objects.create(
            school=cast.riverside, kind="pupil", first_name="Pia", last_name=f"Name{number}", joined_on=STARTED
        )
    with django_assert_max_num_queries(len(few)):
        type_words("Well done, once more, Pia!", page, *more)


def test_an_idea_says_whom_it_goes_to_before_and_after(cast: Cast, signed_in: SignedIn) -> None:
    client, suggest = signed_in(cast.tess), "/schools/riverside/posts/suggest/"
    assert "It goes to Ada Example (headteacher)" in client.get(suggest).content.decode()
    thanked = unescape(client.post(suggest, {"text": "We won!"}, follow=True).content.decode())
    assert "Thank you. Your idea is with Ada Example (headteacher)" in thanked


def test_an_idea_whose_picture_cannot_be_used_stays_on_the_page(cast: Cast, signed_in: SignedIn) -> None:
    broken = SimpleUploadedFile("race.jpg", b"no picture", "image/jpeg")
    sent = {"text": "We won!", "pictures": [broken]}
    said = signed_in(cast.tess).post("/schools/riverside/posts/suggest/", sent).content.decode()
    assert "race.jpg: this is not a picture that can be opened" in said
    assert "We won!" in said
    assert not Post.objects.exists()


def test_where_there_is_no_account_yet_the_page_says_where_they_come_from(cast: Cast, signed_in: SignedIn) -> None:
    empty = draft(by=cast.member("tess"), written=Written())
    shown = signed_in(cast.tess).get(at(empty)).content.decode()
    assert "The school has no open account in its register yet." in shown


def test_an_idea_goes_to_whom_the_policy_names() -> None:
    cast = assemble("catcott")
    PostHeld.objects.create(person=cast.sam, role=Role.LINE_MANAGER, from_day=STARTED)
    assert receivers(cast.member("tess")) == "Sam Example (line manager)"
    assert receivers(cast.member("sam")).startswith("Ada Example (headteacher)")  # nobody suggests it to themselves


def test_where_nobody_answers_for_posts_an_idea_is_welcome_all_the_same(cast: Cast) -> None:
    PostHeld.objects.exclude(person=cast.tess).delete()
    assert receivers(cast.member("tess")) == "whoever answers for the school's posts"
