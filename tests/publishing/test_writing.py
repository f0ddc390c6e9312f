"""Writing: drafts that nobody overwrites, ideas in a minute, pictures without what the camera wrote."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from gatepost.channels.models import Account
from gatepost.publishing.errors import Incomplete, NotDone, Overtaken
from gatepost.publishing.models import Picture, Portrayed, Post
from gatepost.publishing.moves import offered
from gatepost.publishing.services import pictures
from gatepost.publishing.services.pictures import (
    MOST,
    Said,
    add_picture,
    blur,
    content_of,
    crop,
    portray,
    put_in_order,
    remove_picture,
    restore,
)
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.writing import Worded, Written, draft, edit, look_over, offer, take_up, withdraw
from gatepost.records import files
from gatepost.screening import PictureError
from tests.cast import Cast

from .making import a_draft, a_jpeg, with_picture_of

S = Post.State


@pytest.fixture
def post(cast: Cast, blog: Account) -> Post:
    """Tess's draft."""
    return a_draft(cast, "tess", blog)


def test_a_draft_need_not_be_complete(cast: Cast) -> None:
    post = draft(by=cast.member("tess"), written=Written())
    assert (post.state, post.text, post.category) == (S.DRAFT, "", "")


def test_two_windows_do_not_overwrite_each_other(cast: Cast, post: Post) -> None:
    tess, seen = cast.member("tess"), post.version
    edit(post=post, by=tess, written=Written(text="In one window."), version=seen)
    with pytest.raises(Overtaken):
        edit(post=post, by=tess, written=Written(text="In the other."), version=seen)
    assert Post.objects.get(pk=post.pk).text == "In one window."


def test_each_account_has_its_own_words_or_those_of_the_post(cast: Cast, post: Post, blog: Account) -> None:
    own = Written(text="For all.", wordings=[Worded(blog, text="For the blog.")])
    edit(post=post, by=cast.member("tess"), written=own, version=post.version)
    assert post.wordings.get().text == "For the blog."
    edit(post=post, by=cast.member("tess"), written=Written("For all.", wordings=[Worded(blog)]), version=post.version)
    assert post.wordings.get().text == "For all."


@pytest.mark.parametrize("name", ["ben", "ada", "pat", "gwen", "cy"])
def test_only_its_author_changes_a_draft(cast: Cast, post: Post, name: str) -> None:
    with pytest.raises(PermissionDenied):
        edit(post=post, by=cast.member(name), written=Written(text="Mine."), version=post.version)


def test_an_account_of_another_school_is_not_written_to(cast: Cast, blog: Account) -> None:
    with pytest.raises(PermissionDenied):
        draft(by=cast.member("cy"), written=Written(wordings=[Worded(blog)]))
    assert not Post.objects.exists()


def test_words_that_no_policy_knows_are_not_kept(cast: Cast, post: Post) -> None:
    with pytest.raises(NotDone):
        look_over(post=post, by=cast.member("tess"), holds=["nice"])
    with pytest.raises(NotDone):
        draft(by=cast.member("tess"), written=Written(category="fun"))


@pytest.mark.parametrize("value", ["authorised_for_account", "not_on_no_publish_list", "nice"])
def test_an_author_states_nothing_that_gatepost_knows_better(cast: Cast, post: Post, value: str) -> None:
    with pytest.raises(NotDone, match=value):
        edit(post=post, by=cast.member("tess"), written=Written(stated=[value]), version=post.version)
    with pytest.raises(NotDone, match=value):
        draft(by=cast.member("tess"), written=Written(stated=[value]))


def test_an_idea_with_a_photo_is_taken_up_by_somebody_who_writes_it(cast: Cast) -> None:
    idea = offer(by=cast.member("tess"), text="Beans!")
    add_picture(post=idea, by=cast.member("tess"), data=a_jpeg(), name="IMG_1.jpg")
    take_up(post=idea, by=cast.member("ben"))
    assert (idea.state, idea.author, idea.suggested_by, idea.pictures.count()) == (S.DRAFT, cast.ben, cast.tess, 1)
    with pytest.raises(Overtaken):
        take_up(post=idea, by=cast.member("ada"))


def test_parents_and_governors_suggest_nothing(cast: Cast) -> None:
    for name in ("pat", "gwen"):
        with pytest.raises(PermissionDenied):
            offer(by=cast.member(name), text="Beans!")


def test_what_is_offered_is_what_is_accepted(cast: Cast, post: Post) -> None:
    assert offered(post, cast.member("tess")) == {"edited", "submitted", "planned", "withdrawn"}
    assert offered(post, cast.member("ada")) == {"taken_over", "withdrawn"}
    assert offered(post, cast.member("pat")) == set()
    withdraw(post=post, by=cast.member("tess"))
    assert offered(post, cast.member("tess")) == set()


# ---------------------------------------------------------------------- pictures


def test_what_the_camera_wrote_is_gone_and_the_original_is_nowhere(cast: Cast, post: Post) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    original = a_jpeg(exif=exif)
    picture = add_picture(post=post, by=cast.member("tess"), data=original, name="garden.jpg")
    kept = content_of(picture)
    assert b"A camera" in original
    assert b"A camera" not in kept
    assert [path.read_bytes() for path in _folder(post).rglob("*") if path.is_file()] == [kept]


def _folder(post: Post):  # type: ignore[no-untyped-def]
    return files.path_of(post.school, "00").parent.parent


def test_a_blurred_and_a_cropped_copy_are_sent_and_can_be_undone(cast: Cast, post: Post) -> None:
    tess = cast.member("tess")
    picture = add_picture(post=post, by=tess, data=a_jpeg(), name="garden.jpg")
    blur(picture=picture, by=tess, boxes=[(10, 10, 50, 50)])
    crop(picture=picture, by=tess, box=(0, 0, 200, 100))
    assert Image.open(io.BytesIO(content_of(picture))).size == (200, 100) == (picture.width, picture.height)
    assert picture.digest != picture.kept
    restore(picture=picture, by=tess)
    assert (picture.digest, picture.width) == (picture.kept, 400)


def test_a_picture_that_is_put_back_as_it_was_is_looked_over_anew_for_whom_it_shows(
    cast: Cast, blog: Account, post: Post
) -> None:
    picture = with_picture_of(cast, "tess", post, cast.pia)
    tess = cast.member("tess")
    blur(picture=picture, by=tess, boxes=[(10, 10, 50, 50)])
    portray(post=picture.post, by=tess, people=[])  # nobody can be recognised
    restore(picture=picture, by=tess)
    post.refresh_from_db()
    with pytest.raises(Incomplete, match="Look the post over"):
        submit(post=post, by=tess)


def test_nothing_is_made_of_a_picture_for_whoever_may_not_change_the_post(
    cast: Cast, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = add_picture(post=post, by=cast.member("tess"), data=a_jpeg(), name="garden.jpg")
    looked_at: list[object] = []
    monkeypatch.setattr(pictures, "screen_picture", lambda *given, **named: looked_at.append(given))
    for by in map(cast.member, ("ben", "gwen")):
        for change in (
            lambda by=by: add_picture(post=post, by=by, data=a_jpeg(), name="a.jpg"),
            lambda by=by: blur(picture=picture, by=by, boxes=[(10, 10, 50, 50)]),
            lambda by=by: crop(picture=picture, by=by, box=(0, 0, 200, 100)),
            lambda by=by: restore(picture=picture, by=by),
        ):
            with pytest.raises(PermissionDenied):
                change()
    assert looked_at == []


@pytest.mark.parametrize("box", [(0, 0, 10, 10), (350, 0, 100, 100), (-1, 0, 100, 100)])
def test_a_part_that_is_not_in_the_picture_is_not_cut_out(cast: Cast, post: Post, box: tuple[int, ...]) -> None:
    picture = add_picture(post=post, by=cast.member("tess"), data=a_jpeg(), name="garden.jpg")
    with pytest.raises(PictureError):
        crop(picture=picture, by=cast.member("tess"), box=box)  # type: ignore[arg-type]
    assert Picture.objects.get().digest == picture.kept


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff\xe0 cut off"])
def test_what_is_no_picture_is_refused_and_nothing_is_kept(cast: Cast, post: Post, data: bytes) -> None:
    with pytest.raises(PictureError):
        add_picture(post=post, by=cast.member("tess"), data=data, name="garden.jpg")
    assert not post.pictures.exists()


def test_a_picture_of_far_too_many_pixels_is_refused_before_it_is_unpacked(cast: Cast, post: Post) -> None:
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    with pytest.raises(PictureError, match="million pixels"):
        add_picture(post=post, by=cast.member("tess"), data=file.getvalue(), name="bomb.png")


def test_pictures_are_put_in_order_and_taken_out_with_what_was_said_of_them(cast: Cast, post: Post) -> None:
    tess = cast.member("tess")
    first, second = (add_picture(post=post, by=tess, data=a_jpeg((w, 300)), name="a.jpg") for w in (400, 500))
    portray(post=post, by=tess, people=[Said(cast.pia, "shown", first)])
    put_in_order(post=post, by=tess, pictures=[second.pk, first.pk])
    assert list(post.pictures.all()) == [second, first]
    remove_picture(picture=first, by=tess)
    assert not Portrayed.objects.exists()


def test_there_are_only_so_many_pictures(cast: Cast, post: Post) -> None:
    tess = cast.member("tess")
    for _ in range(MOST):
        add_picture(post=post, by=tess, data=a_jpeg((60, 60)), name="a.jpg")
    with pytest.raises(NotDone, match=str(MOST)):
        add_picture(post=post, by=tess, data=a_jpeg((60, 60)), name="a.jpg")


def test_people_of_another_school_are_not_named(cast: Cast, post: Post) -> None:
    with pytest.raises(NotDone):
        portray(post=post, by=cast.member("tess"), people=[Said(cast.cy, "named")])
