"""The archive: whoever remembers anything of a post finds it, with what became of it, and learns of nobody what they may not know."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from gatepost.channels.models import Account
from gatepost.publishing.content import sought_in
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.queries import Became, Search, archive
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import take_down
from gatepost.publishing.services.writing import Worded
from gatepost.publishing.tasks import deliver_due
from gatepost.records import files
from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import Cast, person

from .making import MORNING, Network, a_draft, an_account, answers, connected, only, with_picture_of
from .test_correcting import LATER, corrected

SignedIn = Callable[[Person], Client]
ARCHIVE = "/schools/riverside/posts/archive/"
NOTHING = "Nothing was ever out that fits"


def out(cast: Cast, blog: Account, *shown: Person, **facts: Any) -> Post:
    """A post of the headteacher's that went out, with a picture if it shows somebody."""
    post = a_draft(cast, "ada", blog, at=MORNING, **{"stated": ["appropriately_dressed"], **facts})
    if shown:
        with_picture_of(cast, "ada", post, *shown)
        post.refresh_from_db()
    submit(post=post, by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    post.refresh_from_db()
    assert post.state == Post.State.PUBLISHED
    return post


def searched(client: Client, **asked: Any) -> str:
    return client.get(ARCHIVE, asked).content.decode()


# ---------------------------------------------------------------------- what is found


def test_a_post_is_found_by_any_of_its_words(
    cast: Cast, blog: Account, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = connected(an_account(cast.riverside), network, monkeypatch)
    worded = Worded(page, text="For the page alone: radishes.", first_comment="Bring a spade.")
    answers(cast.ada, "given")
    post = out(cast, page, cast.ada, title="Allotment", text="Peas and éclairs.", wordings=[worded])
    out(cast, blog, text="Another.")
    tess = cast.member("tess")
    for words in ("allotment", "PEAS", "ÉCLAIRS", "radishes page", "spade", "beans", "allotment spade"):
        assert list(archive(tess, Search(text=words))) == [post], words
    assert not archive(tess, Search(text="allotment another")).exists()


def test_a_per_cent_sign_is_what_it_is(cast: Cast, blog: Account) -> None:
    out(cast, blog, text="Beans.")
    all_of_it = out(cast, blog, text="100% beans.")
    assert list(archive(cast.member("tess"), Search(text="%"))) == [all_of_it]


def test_a_post_is_found_by_who_wrote_it_even_if_they_have_left(cast: Cast, blog: Account, signed_in: SignedIn) -> None:
    post = out(cast, blog)
    Person.objects.filter(pk=cast.ada.pk).update(left_on=timezone.localdate() - timedelta(days=1))
    assert list(archive(cast.member("tess"), Search(author=cast.ada))) == [post]
    page = searched(signed_in(cast.tess), author=cast.ada.pk)
    assert f"/posts/{post.pk}/" in page
    assert NOTHING in searched(signed_in(cast.tess), author=cast.ada.pk, category="achievement")


def test_what_was_never_out_is_not_in_it(cast: Cast, blog: Account) -> None:
    submit(post=a_draft(cast, "tess", blog), by=cast.member("tess"))
    a_draft(cast, "tess", blog)
    assert not archive(cast.member("ada")).exists()


def test_what_is_not_everywhere_down_is_found_and_said(cast: Cast, signed_in: SignedIn) -> None:
    page = an_account(cast.riverside)
    post = a_draft(cast, "ada", page, at=MORNING)
    Post.objects.filter(pk=post.pk).update(state="published", published_at=MORNING)
    post.deliveries.create(account=page, key="a", state="sent", sent_at=MORNING, due_at=MORNING, next_try_at=MORNING)
    post.refresh_from_db()
    tess = cast.member("tess")
    assert list(archive(tess, Search(became=Became.OUT))) == [post]
    take_down(post=post, by=cast.member("ada"), because="mistake")
    assert list(archive(tess, Search(became=Became.NOT_DOWN))) == [post]
    shown = searched(signed_in(cast.tess), became="not_down")
    assert "It may still be seen on Riverside News." in shown
    post.deliveries.update(state=Delivery.State.TAKEN_DOWN, taken_down_at=MORNING)
    assert not archive(tess, Search(became=Became.NOT_DOWN)).exists()
    assert list(archive(tess, Search(became=Became.TAKEN_DOWN))) == [post]
    assert not archive(tess, Search(became=Became.OUT)).exists()


def test_what_was_corrected_is_found_by_the_words_before_and_after(
    cast: Cast, blog: Account, signed_in: SignedIn
) -> None:
    before = out(cast, blog, text="Beans behind the hall.")
    after = corrected(cast, before, text="Peas behind the hall.")
    client = signed_in(cast.ada)
    assert f"/posts/{after.pk}/" not in searched(client)
    deliver_due(LATER)
    assert list(archive(cast.member("tess"), Search(became=Became.CORRECTED))) == [before]
    old, new = searched(client, text="beans"), searched(client, text="peas")
    assert "Corrected since" in old
    assert f'/posts/{after.pk}/">What it says since' in old
    assert f'/posts/{before.pk}/">What it said before' in new
    assert "They are peas." in new
    assert "They are peas." not in searched(signed_in(cast.tess), text="peas")


# ---------------------------------------------------------------------- the page


def test_a_card_shows_the_picture_where_it_went_when_and_what_became_of_it(
    cast: Cast, blog: Account, signed_in: SignedIn
) -> None:
    answers(cast.ada, "given")
    post = out(cast, blog, cast.ada, title="Allotment")
    client = signed_in(cast.tess)
    page = searched(client)
    shot = f"/schools/riverside/posts/{post.pk}/pictures/{post.pictures.get().pk}/small/"
    assert f'src="{shot}" alt="Beans"' in page
    assert only(post).address in page
    assert "Out since Tuesday 8 September 2026, 09:00, by Ada Example" in page
    take_down(post=post, by=cast.member("ada"), because="out_of_date", reason="Sports day is over.", at=MORNING)
    page = searched(client)
    assert "it is out of date." in page
    assert "Sports day is over." not in page
    assert "Sports day is over." in searched(signed_in(cast.ada))


def test_the_picture_of_a_card_is_small_and_of_this_school_alone(
    cast: Cast, blog: Account, signed_in: SignedIn
) -> None:
    answers(cast.ada, "given")
    post = out(cast, blog, cast.ada)
    picture = post.pictures.get()
    address = f"/schools/riverside/posts/{post.pk}/pictures/{picture.pk}/small/"
    answer = signed_in(cast.tess).get(address)
    with Image.open(io.BytesIO(answer.content)) as small:
        assert max(small.size) == 320
    assert answer["Cache-Control"] == "private, no-store"
    assert signed_in(cast.cy).get(address).status_code == 404
    files.path_of(cast.riverside, picture.digest).unlink()
    assert signed_in(cast.tess).get(address).status_code == 404


def test_the_next_page_keeps_the_search(cast: Cast, blog: Account, signed_in: SignedIn) -> None:
    for number in range(21):
        post = a_draft(cast, "ada", blog, text=f"Beans {number}.", at=MORNING)
        at = MORNING + timedelta(minutes=number)
        Post.objects.filter(pk=post.pk).update(state="published", published_at=at, sought=sought_in(post))
    client = signed_in(cast.tess)
    assert "?text=beans&amp;category=event_advert&amp;page=2" in searched(client, text="beans", category="event_advert")
    second = searched(client, text="beans", category="event_advert", page=2)
    assert "Beans 0." in second
    assert "Beans 20." not in second


def test_the_page_asks_the_database_as_often_for_six_cards_as_for_one(
    cast: Cast, blog: Account, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    answers(cast.pia, "given")
    client = signed_in(cast.ada)

    def more(count: int) -> None:
        for _ in range(count):
            post = out(cast, blog, cast.pia)
            take_down(post=post, by=cast.member("ada"), because="mistake", at=MORNING)
            corrected(cast, out(cast, blog))
            deliver_due(LATER)

    more(1)
    with CaptureQueriesContext(connection) as once:
        searched(client, text="beans")
    more(2)
    with django_assert_num_queries(len(once)):
        searched(client, text="beans")


def test_what_is_asked_wrongly_is_said_and_nothing_is_searched(cast: Cast, blog: Account, signed_in: SignedIn) -> None:
    out(cast, blog)
    client = signed_in(cast.tess)
    for asked, said in (
        ({"first": "2026-09-09", "last": "2026-09-08"}, "The last day cannot be before the first."),
        ({"first": "yesterday"}, "Enter a valid date."),
        ({"text": "a " * 13}, "Search for at most 12 words at once."),
        ({"person": "Nobody At All"}, "No post shows or names anybody of just this name."),
        ({"became": "eaten"}, "Select a valid choice."),
    ):
        answer = client.get(ARCHIVE, asked)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert said in page
        assert "Nothing was searched yet." in page


def test_an_empty_archive_is_told_from_a_search_that_finds_nothing(
    cast: Cast, blog: Account, signed_in: SignedIn
) -> None:
    client = signed_in(cast.tess)
    assert "Nothing is out yet" in searched(client)
    out(cast, blog)
    assert NOTHING in searched(client, text="turnips")


# ---------------------------------------------------------------------- who learns what of whom


def test_whoever_does_not_see_the_people_of_the_school_does_not_search_by_person(
    cast: Cast, blog: Account, signed_in: SignedIn
) -> None:
    answers(cast.pia, "given", use="name")
    out(cast, blog, text="Well done, Pia Example!", category="achievement")
    helper = person(cast.riverside, "Vera", "volunteer", Role.VOLUNTEER)
    client = signed_in(helper)
    assert "roll" not in searched(client, category="achievement")
    assert client.get(f"{ARCHIVE}names/").status_code == 403
    said = searched(client, person="Pia Example")
    assert "Your post does not let you search by person." in said
    assert "Well done" not in said
    assert "Well done" in searched(signed_in(cast.tess), person="Pia Example")


def test_the_list_of_names_holds_only_this_school_s_people_in_posts_that_were_out(
    cast: Cast, blog: Account, signed_in: SignedIn
) -> None:
    answers(cast.pia, "given", use="name")
    out(cast, blog, text="Well done, Pia Example!", category="achievement")
    Person.objects.filter(pk=cast.pia.pk).update(left_on=timezone.localdate() - timedelta(days=1))
    roll = signed_in(cast.tess).get(f"{ARCHIVE}names/").content.decode()
    assert "Pia Example" in roll
    assert "Pat" not in roll
    assert "Cy" not in roll
    without_script = searched(signed_in(cast.tess), category="achievement")
    assert roll in without_script
    assert "Well done" in searched(signed_in(cast.tess), person="Pia Example")


def test_a_bar_changes_nothing_of_what_is_found(cast: Cast, blog: Account, signed_in: SignedIn) -> None:
    """Whether somebody is barred cannot be learnt by searching for them."""
    answers(cast.pia, "given", use="name")
    out(cast, blog, text="Well done, Pia Example!", category="achievement")
    client = signed_in(cast.tess)

    def seen() -> str:
        return searched(client, person="Pia Example").split("<main")[1]

    before = seen()
    place_bar(person=cast.pia, by=cast.member("sam"), reason="A court order")
    assert "Well done" in before
    assert seen() == before


def test_another_school_finds_none_of_it_by_any_name(cast: Cast, blog: Account, signed_in: SignedIn) -> None:
    answers(cast.pia, "given", use="name")
    out(cast, blog, text="Well done, Pia Example!", category="achievement")
    client = signed_in(cast.cy)
    hilltop = ARCHIVE.replace("riverside", "hilltop")
    assert client.get(ARCHIVE).status_code == 404
    for asked in ({"person": "Pia Example"}, {"author": cast.ada.pk}, {"account": blog.pk}, {"text": "Pia"}):
        page = client.get(hilltop, asked).content.decode()
        assert "Well done" not in page
        assert "Ada Example" not in page
        assert "Riverside blog" not in page
