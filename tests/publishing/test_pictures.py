"""Pictures on the page where a post is written: added at once, put in order, cut, blurred; and files that are no pictures."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from html import unescape
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from gatepost.channels.models import Account
from gatepost.publishing.models import Picture, Post
from gatepost.publishing.services import pictures
from gatepost.publishing.services.pictures import MOST, Said, add_picture, content_of, portray
from gatepost.publishing.services.putting_right import make_unrecognisable
from gatepost.publishing.services.writing import Worded, Written, draft
from gatepost.records import files
from gatepost.schools.models import Person
from gatepost.screening import screen_picture
from tests.cast import Cast
from tests.publishing.making import a_jpeg, an_account, submitted

SignedIn = Callable[[Person], Client]
FACES = [[100, 50, 60, 60], [220, 60, 60, 60]]
TYPED = {"HX-Request": "true"}


@pytest.fixture
def page(cast: Cast) -> Account:
    """The school's Facebook page."""
    return an_account(cast.riverside)


@pytest.fixture
def post(cast: Cast, page: Account) -> Post:
    """Tess's draft."""
    written = Written(text="Sports day", category="event_advert", wordings=[Worded(page)])
    return draft(by=cast.member("tess"), written=written)


def at(post: Post, rest: str = "write/") -> str:
    return f"/schools/riverside/posts/{post.pk}/{rest}"


def form(post: Post, **more: Any) -> dict[str, Any]:
    """The form as it stands on the page."""
    post.refresh_from_db()
    accounts = [each.account_id for each in post.wordings.all()]
    alts = {f"alt-{each.pk}": each.alt for each in post.pictures.all()}
    stands = {"version": post.version, "text": post.text, "category": post.category, "accounts": accounts}
    return {**stands, **alts, **more}


def a_file(content: bytes, name: str = "sports.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def added(cast: Cast, post: Post, name: str = "sports.jpg", size: tuple[int, int] = (400, 300)) -> Picture:
    return add_picture(post=post, by=cast.member("tess"), data=a_jpeg(size), name=name)


def a_png_bomb() -> bytes:
    """A small file that says it has four hundred million pixels."""
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    return file.getvalue()


def a_png_that_lies() -> bytes:
    """A picture that says it is small, and whose content never ends."""
    file = io.BytesIO()
    Image.new("RGB", (200, 200)).save(file, "PNG")
    whole = file.getvalue()
    start = whole.index(b"IDAT") - 4
    content = zlib.compress(b"\0" * 80_000_000)
    chunk = len(content).to_bytes(4, "big") + b"IDAT" + content
    return whole[:start] + chunk + zlib.crc32(chunk[4:]).to_bytes(4, "big") + whole[-12:]


# ---------------------------------------------------------------------- adding


def test_a_picture_is_sent_at_once_and_comes_back_to_be_described(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    sent = form(post, text="Sports day, and more", then="add", pictures=[a_file(a_jpeg())])
    back = signed_in(cast.tess).post(at(post), sent, headers=TYPED).content.decode()
    picture = post.pictures.get()
    post.refresh_from_db()
    assert post.text == "Sports day, and more"
    assert f'id="picture-{picture.pk}"' in back
    assert f'name="alt-{picture.pk}"' in back
    assert "Describe the picture for those who cannot see it." in back
    assert f'name="version" value="{post.version}"' in back
    assert "<html" not in back


def test_a_picture_is_added_though_a_link_is_half_typed(
    cast: Cast, signed_in: SignedIn, post: Post, page: Account
) -> None:
    client = signed_in(cast.tess)
    half = {f"link-{page.pk}": "https://"}
    back = client.post(at(post), form(post, then="add", pictures=[a_file(a_jpeg())], **half), headers=TYPED)
    post.refresh_from_db()
    assert post.pictures.count() == 1
    assert "Not kept yet." in back.content.decode()
    assert f'name="version" value="{post.version}"' in back.content.decode()


def test_without_script_the_same_button_adds_the_pictures(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    sent = form(post, then="add", pictures=[a_file(a_jpeg()), a_file(a_jpeg((300, 300)))])
    shown = signed_in(cast.tess).post(at(post), sent, follow=True).content.decode()
    assert "Picture 2" in shown
    assert post.pictures.count() == 2


def test_a_photo_from_a_phones_camera_is_added_with_those_that_were_chosen(
    cast: Cast, signed_in: SignedIn, post: Post
) -> None:
    client = signed_in(cast.tess)
    assert 'accept="image/*" capture="environment"' in client.get(at(post)).content.decode()
    client.post(at(post), form(post, pictures=[a_file(a_jpeg()), a_file(a_jpeg((300, 300)), "image.jpg")]))
    assert post.pictures.count() == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"not a picture at all", "this is not a picture that can be opened; use JPEG, PNG, WebP or GIF"),
        (b"%PDF-1.7\n" + b"0" * 200, "this is not a picture that can be opened"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "not a picture that can be opened",
        ),
        (a_jpeg((800, 600))[:600], "cut off or damaged"),
        (a_png_bomb(), "million pixels; save it smaller"),
    ],
    ids=["words", "pdf", "svg", "truncated", "bomb"],
)
@pytest.mark.parametrize("headers", [{}, TYPED], ids=["pressed", "at once"])
def test_what_is_no_picture_is_said_in_a_sentence_and_nothing_typed_is_lost(
    cast: Cast, signed_in: SignedIn, post: Post, content: bytes, says: str, headers: dict[str, str]
) -> None:
    sent = form(post, text="What I typed", then="add", pictures=[a_file(content), a_file(a_jpeg())])
    shown = unescape(signed_in(cast.tess).post(at(post), sent, headers=headers, follow=True).content.decode())
    assert "sports.jpg: " in shown
    assert says in shown
    post.refresh_from_db()
    assert post.text == "What I typed"
    assert post.pictures.count() == 1  # the other one


def test_an_empty_file_is_said(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    sent = form(post, text="What I typed", pictures=[a_file(b"")])
    shown = signed_in(cast.tess).post(at(post), sent, follow=True).content.decode()
    assert "The submitted file is empty." in shown
    assert "What I typed" in shown


def test_a_file_that_is_too_large_is_said(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    sent = form(post, text="What I typed", pictures=[a_file(a_jpeg() + b"\0" * 26_000_000)])
    shown = signed_in(cast.tess).post(at(post), sent, follow=True).content.decode()
    assert "the file is larger than 25 MB" in shown
    post.refresh_from_db()
    assert (post.text, post.pictures.count()) == ("What I typed", 0)


def test_a_picture_that_unpacks_to_more_than_it_says_does_no_harm(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    sent = form(post, text="What I typed", pictures=[a_file(a_png_that_lies(), "lies.png")])
    signed_in(cast.tess).post(at(post), sent)
    post.refresh_from_db()
    assert post.text == "What I typed"
    assert all((each.width, each.height) == (200, 200) for each in post.pictures.all())


def test_a_picture_that_is_a_program_too_loses_the_program(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    hidden = b"PK\x03\x04<script>alert('hello')</script>"
    signed_in(cast.tess).post(at(post), form(post, pictures=[a_file(a_jpeg() + hidden)]))
    kept = content_of(post.pictures.get())
    assert b"script" not in kept
    assert b"PK" not in kept[-40:]


def test_more_pictures_than_a_post_may_have_are_said(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    for _ in range(MOST):
        added(cast, post, size=(60, 60))
    sent = form(post, pictures=[a_file(a_jpeg())])
    shown = signed_in(cast.tess).post(at(post), sent, follow=True).content.decode()
    assert f"A post has at most {MOST} pictures." in shown


def test_a_picture_that_is_there_is_not_opened_again_while_somebody_types(
    cast: Cast, signed_in: SignedIn, post: Post
) -> None:
    added(cast, post)
    client = signed_in(cast.tess)
    with patch.object(files, "read", side_effect=AssertionError("a picture was read")):
        kept = client.post(at(post), form(post, text="Beans"), headers=TYPED).content.decode()
    assert "1 of 10 pictures" in kept


def test_more_pictures_than_a_network_takes_are_said_beside_it(cast: Cast, signed_in: SignedIn) -> None:
    x = an_account(cast.riverside, name="@riverside", channel="x")
    post = draft(by=cast.member("tess"), written=Written(text="#Sports day", wordings=[Worded(x)]))
    for _ in range(5):
        added(cast, post, size=(60, 60))
    shown = signed_in(cast.tess).get(at(post)).content.decode()
    assert "5 of 4 pictures: too many" in shown
    assert "X takes at most 4 pictures; there are 5." in shown
    assert "11 of 280 characters" in shown
    assert "1 hashtag" in shown


# ---------------------------------------------------------------------- order, cutting, blurring


def test_a_picture_is_put_earlier_and_later(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    first, second, third = (added(cast, post, size=(60 + n, 60)) for n in range(3))
    client = signed_in(cast.tess)
    client.post(at(post), form(post, later=first.pk))
    assert list(post.pictures.all()) == [second, first, third]
    client.post(at(post), form(post, earlier=third.pk))
    assert list(post.pictures.all()) == [second, third, first]
    client.post(at(post), form(post, earlier=second.pk))
    assert list(post.pictures.all()) == [second, third, first]


def test_a_picture_is_cut_to_a_box_and_put_back(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    picture = added(cast, post)
    client, where = signed_in(cast.tess), at(post, f"pictures/{picture.pk}/change/")
    client.post(where, {"do": "crop", "x": 10, "y": 20, "width": 200, "height": 100})
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (200, 100)
    client.post(where, {"do": "restore"})
    picture.refresh_from_db()
    assert (picture.width, picture.digest) == (400, picture.kept)


@pytest.mark.parametrize(
    ("box", "says"),
    [
        ({}, "Draw the part to keep, or give all four numbers."),
        ({"x": 1, "y": 1, "width": 5, "height": 5}, "at least 50 pixels wide and high"),
        ({"x": 300, "y": 1, "width": 200, "height": 100}, "choose a part that is inside the picture"),
        ({"x": -1, "y": "a"}, "There is something to put right"),
    ],
)
def test_a_box_that_cannot_be_cut_is_said_and_stays_in_the_fields(
    cast: Cast, signed_in: SignedIn, post: Post, box: dict[str, Any], says: str
) -> None:
    picture = added(cast, post)
    answer = signed_in(cast.tess).post(at(post, f"pictures/{picture.pk}/change/"), {"do": "crop", **box})
    shown = answer.content.decode()
    assert says in shown
    assert all(f'value="{value}"' in shown for value in box.values())
    picture.refresh_from_db()
    assert picture.width == 400


def test_the_faces_chosen_are_blurred_and_no_others(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    picture = added(cast, post)
    Picture.objects.filter(pk=picture.pk).update(faces=FACES)
    portray(
        post=post, by=cast.member("tess"), people=[Said(cast.pia, "shown", picture), Said(cast.tess, "shown", picture)]
    )
    client, where = signed_in(cast.tess), at(post, f"pictures/{picture.pk}/change/")
    shown = client.get(where).content.decode()
    assert "Face 2" in shown
    assert 'x="220" y="60" width="60" height="60"' in shown
    pia = picture.portrayed.get(person=cast.pia)
    with patch("gatepost.publishing.services.pictures.blurred", side_effect=lambda data, boxes, name: data) as blurring:
        client.post(where, {"do": "blur", "faces": ["2"], "gone": [pia.pk]})
    assert blurring.call_args.args[1] == ((220, 60, 60, 60),)
    assert [each.person for each in picture.portrayed.all()] == [cast.tess]


def test_others_can_write_while_a_picture_is_looked_at(
    cast: Cast, signed_in: SignedIn, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, depth, seen = added(cast, post), len(connection.savepoint_ids), []

    def look(*given: Any, **named: Any) -> Any:
        seen.append(len(connection.savepoint_ids) - depth)
        return screen_picture(*given, **named)

    monkeypatch.setattr(pictures, "screen_picture", look)
    client, box = signed_in(cast.tess), {"x": 10, "y": 10, "width": 80, "height": 80}
    client.post(at(post, f"pictures/{picture.pk}/change/"), {"do": "blur", **box})
    client.post("/schools/riverside/posts/suggest/", {"text": "Beans!", "pictures": [a_file(a_jpeg())]})
    Picture.objects.filter(pk=picture.pk).update(faces=FACES)
    make_unrecognisable(picture=Picture.objects.get(pk=picture.pk), by=cast.member("tess"))
    assert seen == [0, 0, 0]


def test_a_box_of_ones_own_is_blurred(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    picture = added(cast, post)
    box = {"x": 10, "y": 10, "width": 80, "height": 80}
    shown = signed_in(cast.tess).post(at(post, f"pictures/{picture.pk}/change/"), {"do": "blur", **box}, follow=True)
    assert "It is blurred." in shown.content.decode()
    picture.refresh_from_db()
    assert picture.digest != picture.kept


def test_nothing_to_blur_is_said(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    picture = added(cast, post)
    shown = signed_in(cast.tess).post(at(post, f"pictures/{picture.pk}/change/"), {"do": "blur"}).content.decode()
    assert "Tick the faces to blur, or draw a box." in shown


def test_nobody_changes_the_pictures_of_somebody_elses_post(cast: Cast, signed_in: SignedIn, post: Post) -> None:
    picture = added(cast, post)
    box = {"do": "crop", "x": 0, "y": 0, "width": 100, "height": 100}
    signed_in(cast.ada).post(at(post, f"pictures/{picture.pk}/change/"), box)
    picture.refresh_from_db()
    assert picture.width == 400
    assert signed_in(cast.cy).get(at(post, f"pictures/{picture.pk}/change/")).status_code == 404


def test_cutting_a_picture_of_a_post_that_waits_has_it_approved_anew(
    cast: Cast, signed_in: SignedIn, page: Account
) -> None:
    waiting = submitted(cast, "tess", page)
    client = signed_in(cast.tess)
    assert "becomes a draft again" in client.get(at(waiting)).content.decode()
    client.post(at(waiting), form(waiting, pictures=[a_file(a_jpeg())]))
    waiting.refresh_from_db()
    assert waiting.state == Post.State.DRAFT


def test_everybody_who_cannot_be_recognised_any_more_is_taken_out_at_once(
    cast: Cast, signed_in: SignedIn, post: Post
) -> None:
    picture = added(cast, post)
    shown = [Said(person, "shown", picture) for person in (cast.pia, cast.ben)]
    portray(post=picture.post, by=cast.member("tess"), people=shown)
    gone = [each.pk for each in picture.portrayed.all()]
    box = {"x": 10, "y": 10, "width": 60, "height": 60}
    signed_in(cast.tess).post(at(post, f"pictures/{picture.pk}/change/"), {"do": "blur", "gone": gone, **box})
    picture.refresh_from_db()
    assert picture.digest != picture.kept
    assert not picture.portrayed.exists()
