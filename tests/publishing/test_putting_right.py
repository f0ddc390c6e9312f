"""What stands in the way of a post is put right with one press beside the verdict."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from gatepost.channels.models import Account
from gatepost.publishing.judging.judgement import judge
from gatepost.publishing.models import Picture, Post
from gatepost.publishing.remedies import troubles
from gatepost.publishing.services.pictures import Said, add_picture, describe, portray
from gatepost.publishing.services.putting_right import (
    DISCLAIMER_LINE,
    add_disclaimer,
    leave_name_out,
    leave_words_out,
)
from gatepost.publishing.services.writing import Worded, Written, draft, look_over, written_of
from gatepost.schools.models import Person
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import STARTED, Cast
from tests.publishing.making import a_jpeg, an_account, answers

SignedIn = Callable[[Person], Client]
FACES = [[100, 50, 60, 60], [220, 60, 60, 60]]


@pytest.fixture
def page(cast: Cast) -> Account:
    """The school's Facebook page."""
    return an_account(cast.riverside)


def saying(cast: Cast, text: str, *on: Account, by: str = "tess", **facts: Any) -> Post:
    wordings = [Worded(account) for account in on]
    return draft(by=cast.member(by), written=Written(text=text, category="event_advert", wordings=wordings, **facts))


def showing(cast: Cast, post: Post, *people: Person, faces: int = 2) -> Picture:
    """A picture of these people in which so many faces were found."""
    tess = cast.member("tess")
    picture = add_picture(post=post, by=tess, data=a_jpeg(), name="sports.jpg", alt="A race")
    Picture.objects.filter(pk=picture.pk).update(faces=FACES[:faces], holds=["shows_person"] if faces else [])
    portray(post=post, by=tess, people=[Said(person, "shown", picture) for person in people])
    return picture


def at(post: Post) -> str:
    return f"/schools/riverside/posts/{post.pk}/write/"


def beside(client: Client, post: Post) -> str:
    """What stands on the page, in words."""
    return unescape(client.get(at(post)).content.decode())


def offered(client: Client, post: Post) -> dict[str, str]:
    """The buttons that put something right: what they say, and what they are called."""
    buttons = re.findall(r'name="press" value="([^"]+)">([^<]+)<', client.get(at(post)).content.decode())
    return {unescape(says): key for key, says in buttons}


def press(client: Client, post: Post, says: str) -> str:
    """Press a button beside the verdict, with the form as it stands."""
    post.refresh_from_db()
    key = offered(client, post)[says]
    form = {
        "version": post.version,
        "text": post.text,
        "title": post.title,
        "category": post.category,
        "stated": post.stated,
        "accounts": [each.account_id for each in post.wordings.all()],
        **{f"own-{each.account_id}": each.own_text for each in post.wordings.all()},
        **{f"comment-{each.account_id}": each.first_comment for each in post.wordings.all()},
        **{f"alt-{each.pk}": each.alt for each in post.pictures.all()},
    }
    answer = client.post(at(post), {**form, "press": key}, follow=True)
    post.refresh_from_db()
    return unescape(answer.content.decode())


# ---------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("refused", "helps", "does_not"),
    [
        (("image",), "Take the picture out", "Write “a pupil” instead of “Pia”"),
        (("name",), "Write “a pupil” instead of “Pia”", "Take the picture out"),
    ],
)
def test_of_somebody_shown_and_named_only_that_is_offered_which_leaves_what_they_may_be(
    refused: tuple[str, ...], helps: str, does_not: str, cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    for use in ("image", "name"):
        answers(cast.pia, "refused" if use in refused else "given", use)
    answers(cast.pia, "refused", "name_with_image")
    post = saying(cast, "Well done, Pia!", page)
    showing(cast, post, cast.pia, faces=0)
    buttons = offered(signed_in(cast.tess), post)
    assert (helps in buttons, does_not in buttons) == (True, False)


def test_a_name_without_permission_is_left_out_of_the_words(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "Pia won. We saw Pia's beans. #Pia", page, title="Pia Example wins")
    client = signed_in(cast.tess)
    assert "Nobody has said yet whether Pia Example may be named on Riverside News." in beside(client, post)
    press(client, post, "Write “a pupil” instead of “Pia Example”")
    assert post.text == "A pupil won. We saw a pupil's beans."
    assert post.title == "A pupil wins"
    assert "Pia" not in " ".join(offered(client, post))


def test_the_words_of_one_account_and_the_first_comment_lose_the_name_too(cast: Cast, page: Account) -> None:
    own = Written(text="Beans", wordings=[Worded(page, text="Well done, Pia!", first_comment="Bravo Pia")])
    post = draft(by=cast.member("tess"), written=own)
    leave_name_out(post=post, person=cast.pia, names=["Pia"], by=cast.member("tess"))
    wording = post.wordings.get()
    assert (wording.own_text, wording.first_comment) == ("Well done, a pupil!", "Bravo a pupil")


def test_a_name_in_the_description_of_a_picture_is_found_and_left_out(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    post = saying(cast, "A race", page)
    picture = showing(cast, post, faces=0)
    describe(picture=picture, by=cast.member("tess"), alt="Pia Example running")
    press(signed_in(cast.tess), post, "Write “a pupil” instead of “Pia Example”")
    assert post.pictures.get().alt == "A pupil running"


def test_a_name_within_another_word_stays(cast: Cast, page: Account) -> None:
    post = saying(cast, "Pia plays the piano. Piano by Pia.", page)
    leave_name_out(post=post, person=cast.pia, names=["Pia"], by=cast.member("tess"))
    assert post.text == "A pupil plays the piano. Piano by a pupil."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Pia and Tim won.", "Two pupils won."),
        ("Well done, Tim, Pia and Max!", "Well done, three pupils!"),
        ("We saw Pia, Tim, Ann and Max.", "We saw two pupils, Ann and a pupil."),
        ("Pia and Tim's beans.", "Two pupils’ beans."),
        ("Pia won, and then Tim.", "A pupil won, and then a pupil."),
    ],
)
def test_several_names_that_are_left_out_one_after_the_other_are_counted(
    cast: Cast, page: Account, text: str, left: str
) -> None:
    post = saying(cast, text, page)
    for name in ("Pia", "Tim", "Max"):
        leave_name_out(post=post, person=cast.pia, names=[name], by=cast.member("tess"))
        post.refresh_from_db()
    assert post.text == left


def test_colleagues_are_counted_too_and_what_the_author_wrote_elsewhere_stays(cast: Cast, page: Account) -> None:
    post = saying(cast, "Sam and Ben cooked.", page, title="A colleague and a colleague")
    for name in ("Sam", "Ben"):
        leave_name_out(post=post, person=cast.sam, names=[name], by=cast.member("tess"))
        post.refresh_from_db()
    assert (post.text, post.title) == ("Two colleagues cooked.", "A colleague and a colleague")


def test_whoever_has_the_same_name_is_said_not_to_be_meant(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "The author Pia Example came to read to us.", page)
    client = signed_in(cast.tess)
    press(client, post, "Another Pia Example is meant")
    assert post.portrayed.get().how == "not_meant"
    assert "Pia Example" in post.text
    assert not [each for each in judge(post) if each.in_the_way]


def test_a_name_that_many_have_is_asked_about_once(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    joined = {"school": cast.riverside, "kind": "pupil", "joined_on": STARTED}
    ivies = [
        Person.objects.create(first_name="Ivy", last_name=name, **joined) for name in ("Ash", "Brook", "Cole", "Dun")
    ]
    post = saying(cast, "Well done, Ivy!", page)
    client = signed_in(cast.tess)
    shown = beside(client, post)
    assert "“Ivy” could be any of 4 people who may not be named on Riverside News." in shown
    assert "could be any of 4 people</span>" in shown
    press(client, post, "None of them is meant")
    assert {each.person for each in post.portrayed.filter(how="not_meant")} == set(ivies)
    assert offered(client, post) == {}


# ---------------------------------------------------------------------- people in pictures


def test_the_faces_of_a_picture_are_blurred_and_nobody_is_in_it_any_more(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    post = saying(cast, "A race", page)
    picture = showing(cast, post, cast.pia)
    answers(cast.pia, "refused")
    client = signed_in(cast.tess)
    assert "Pia Example may not be shown on Riverside News: permission was refused." in beside(client, post)
    said = press(client, post, "Blur all 2 faces in picture 1")
    picture.refresh_from_db()
    assert picture.digest != picture.kept
    assert not post.portrayed.exists()
    assert "Look whether somebody can still be recognised." in said


def test_blurring_is_not_offered_with_one_press_where_fewer_faces_were_found_than_people_are_shown(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    post = saying(cast, "A race", page)
    showing(cast, post, cast.pia, faces=0)
    client = signed_in(cast.tess)
    assert not [says for says in offered(client, post) if says.startswith("Blur")]
    assert "Choose what to blur" in beside(client, post)


def test_the_picture_is_taken_out(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "A race", page)
    showing(cast, post, cast.pia)
    press(signed_in(cast.tess), post, "Take the picture out")
    assert not post.pictures.exists()
    assert not post.portrayed.exists()


def test_a_withdrawn_permission_says_so_and_a_bar_looks_like_a_refusal(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    post = saying(cast, "A race", page)
    showing(cast, post, cast.pia)
    client = signed_in(cast.tess)
    answers(cast.pia, "given")
    answers(cast.pia, "withdrawn")
    assert "permission was withdrawn" in beside(client, post)
    answers(cast.pia, "given")
    place_bar(person=cast.pia, by=cast.member("sam"), reason="A reason")
    shown = beside(client, post)
    assert "Pia Example may not be shown on Riverside News: permission was refused." in shown
    assert "barred" not in shown.lower()
    assert "Ask Pia" not in shown


# ---------------------------------------------------------------------- asking for permission


def test_whoever_does_not_record_answers_is_told_whom_to_ask(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "A race", page)
    showing(cast, post, cast.pia)
    client = signed_in(cast.tess)
    assert "Ask Ada Example or Ben Example to ask Pia's parents." in beside(client, post)
    assert "Ask Pia's parents" not in offered(client, post)


def test_the_office_asks_the_parents_with_one_press(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "Pia won.", page, by="ben")
    client = signed_in(cast.ben)
    press(client, post, "Ask Pia's parents")
    assert [letter.to for letter in mail.outbox] == [[cast.pat.email]]
    assert f"/people/{cast.pia.pk}/answers/record/?use=name&channel=social_media" in beside(client, post)


def test_the_link_to_enter_an_answer_has_the_purpose_and_the_channel_chosen(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    asked = {"use": "name", "channel": "social_media"}
    form = signed_in(cast.ben).get(f"/schools/riverside/people/{cast.pia.pk}/answers/record/", asked).content.decode()
    assert '<option value="name" selected>' in form
    assert '<option value="social_media" selected>' in form


# ---------------------------------------------------------------------- words, statements, sizes, accounts


def test_a_link_that_nobody_trusts_is_taken_out(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "Read on at http://bit.ly/abc today.", page)
    press(signed_in(cast.tess), post, "Take “http://bit.ly/abc” out")
    assert post.text == "Read on at today."


def test_nothing_is_offered_to_be_taken_out_that_the_policy_does_not_mind(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    post = saying(cast, "The garden club has planted beans behind the hall.", page)
    assert offered(signed_in(cast.tess), post) == {}


def test_words_are_left_out_wherever_they_stand(cast: Cast, page: Account) -> None:
    post = saying(cast, "Ring 020 7946 0018. Or 020 7946 0018!", page)
    leave_words_out(post=post, words=["020 7946 0018"], by=cast.member("tess"))
    assert post.text == "Ring. Or!"


def test_the_author_says_with_one_press_what_only_they_can_know(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "A race", page)
    answers(cast.pia, "given")
    showing(cast, post, cast.pia)
    client = signed_in(cast.tess)
    assert "Yes, it is so" in offered(client, post)
    press(client, post, "Yes, it is so")
    assert post.stated == ["appropriately_dressed"]


def test_the_line_that_the_policy_wants_is_added_with_one_press(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "In my view beans are best.", page)
    look_over(post=post, by=cast.member("tess"), holds=["personal_view_as_school"])
    press(signed_in(cast.tess), post, "Add that line")
    assert post.text == f"In my view beans are best.\n\n{DISCLAIMER_LINE}"
    assert post.stated == ["disclaimer_shown"]


def test_the_line_stands_there_once_however_often_it_is_added(cast: Cast, page: Account) -> None:
    post = saying(cast, "Beans", page)
    for _ in range(2):
        add_disclaimer(post=post, by=cast.member("tess"))
    assert post.text.count(DISCLAIMER_LINE) == 1


def test_a_picture_that_is_too_large_for_a_network_is_made_smaller(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    post = saying(cast, "A field", page)
    picture = showing(cast, post, faces=0)
    Picture.objects.filter(pk=picture.pk).update(size=4_600_000)
    client = signed_in(cast.tess)
    assert "Picture 1 has 4.6 MB; Facebook takes at most 4 MB." in beside(client, post)
    press(client, post, "Make it smaller")
    assert post.pictures.get().size < 4_000_000
    assert "takes at most 4 MB" not in beside(client, post)


def test_a_button_that_is_not_offered_any_more_changes_nothing(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "Beans", page)
    before = written_of(post)
    sent = {"version": post.version, "text": "Beans", "category": "event_advert", "accounts": [page.pk]}
    signed_in(cast.tess).post(at(post), {**sent, "press": f"leave-name-out-{cast.pia.pk}"})
    assert written_of(post) == before


def test_nobody_puts_right_what_somebody_else_writes(cast: Cast, signed_in: SignedIn, page: Account) -> None:
    post = saying(cast, "Pia won.", page)
    signed_in(cast.ada).post(at(post), {"version": post.version, "press": f"leave-name-out-{cast.pia.pk}"})
    post.refresh_from_db()
    assert post.text == "Pia won."


def test_every_button_says_what_stands_in_the_way(cast: Cast, page: Account) -> None:
    post = saying(cast, "Pia won. http://bit.ly/abc", page)
    found = troubles(post, judge(post), cast.member("tess"), str)
    assert all(trouble.says and (trouble.remedies or trouble.ask) for trouble in found)
    assert len(found) == 2
