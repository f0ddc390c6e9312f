"""Pictures of a post: added without what the camera wrote beside them, described, blurred, cropped, put in order, taken out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gatepost.records import files
from gatepost.schools.members import Member
from gatepost.schools.models import Person, School
from gatepost.schools.roles import Permission
from gatepost.screening import screen_picture
from gatepost.screening.blurring import blurred
from gatepost.screening.findings import Box
from gatepost.screening.hashing import fingerprint
from gatepost.screening.stripping import stripped

from ..cropping import cropped, smaller
from ..errors import NotDone, Overtaken
from ..models import Picture, Portrayed, Post
from ..moves import EDIT
from .moving import record, require_open
from .writing import reopen

MOST = 10
"""Pictures in a post: what the most generous of the networks takes at once."""
AS_IT_WAS = "The picture is as it was added. Look who can be recognised in it now, and name them."
_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}


@dataclass(frozen=True)
class Examined:
    """A picture that can be used, without what the camera wrote beside it: its name, and what is kept of it."""

    name: str
    facts: Mapping[str, Any]


def add_picture(
    *, post: Post, by: Member, data: bytes, name: str, alt: str = "", at: datetime | None = None
) -> Picture:
    """Add a picture. The original is not kept.

    Raises:
        PictureError: it is no picture that can be used; the message says why.
        NotDone: there are as many as a post may have.
    """
    _require_change(post, by)
    return add_examined(post=post, by=by, picture=examine(by=by, data=data, name=name), alt=alt, at=at)


def examine(*, by: Member, data: bytes, name: str) -> Examined:
    """Look at a picture before it is added. It takes a second, in which nobody else could write: so in no transaction.

    Raises:
        PictureError: it is no picture that can be used; the message says why.
    """
    by.require(Permission.SUGGEST_POST, by.school)
    return Examined(name, _facts(by.school, stripped(data, name=name), name))


@transaction.atomic
def add_examined(*, post: Post, by: Member, picture: Examined, alt: str = "", at: datetime | None = None) -> Picture:
    """Add a picture that was examined.

    Raises:
        NotDone: there are as many as a post may have.
    """
    if post.pictures.count() >= MOST:
        raise NotDone(f"A post has at most {MOST} pictures.")
    _change(post, by, at)
    last = post.pictures.order_by("-order").first()
    facts = {"name": picture.name[:200], "alt": alt, "kept": picture.facts["digest"], **picture.facts}
    added = Picture.objects.create(post=post, order=last.order + 1 if last else 1, **facts)
    record(post, "post_picture_added", by=by, at=at, picture=added.pk, digest=added.digest)
    return added


def blur(*, picture: Picture, by: Member, boxes: Iterable[Box], at: datetime | None = None) -> None:
    """Blur places of a picture, as a rule faces. Whoever was shown there is still named until somebody takes them out.

    Raises:
        PictureError: a box lies outside the picture.
    """
    _derive(picture, by, lambda: blurred(content_of(picture), tuple(boxes), name=picture.name), "blurred", at)


def crop(*, picture: Picture, by: Member, box: Box, at: datetime | None = None) -> None:
    """Cut a picture to a box.

    Raises:
        PictureError: the box is too small, or lies outside the picture.
    """
    _derive(picture, by, lambda: cropped(content_of(picture), box, name=picture.name), "cropped", at)


def restore(*, picture: Picture, by: Member, at: datetime | None = None) -> None:
    """The picture as it was added. Whoever could not be recognised any more is to be named again: so the post is looked over anew."""
    _derive(picture, by, lambda: files.read(picture.post.school, picture.kept), "restored", at)


@transaction.atomic
def describe(*, picture: Picture, by: Member, alt: str, at: datetime | None = None) -> None:
    """Say what a picture shows, for those who do not see it."""
    _change(picture.post, by, at)
    Picture.objects.filter(pk=picture.pk).update(alt=alt.strip())
    picture.refresh_from_db()


def make_smaller(*, picture: Picture, by: Member, at: datetime | None = None) -> None:
    """Make a picture as large as a screen shows it, and no larger."""
    _derive(picture, by, lambda: smaller(content_of(picture), name=picture.name), "shrunk", at)


@transaction.atomic
def put_in_order(*, post: Post, by: Member, pictures: Sequence[int], at: datetime | None = None) -> None:
    """Put the pictures in an order, by their numbers."""
    _change(post, by, at)
    for place, pk in enumerate(pictures, start=1):
        post.pictures.filter(pk=pk).update(order=place)


@transaction.atomic
def remove_picture(*, picture: Picture, by: Member, at: datetime | None = None) -> None:
    """Take a picture out, with what was said of whom it shows."""
    post, pk = picture.post, picture.pk
    _change(post, by, at)
    picture.delete()
    record(post, "post_picture_removed", by=by, at=at, picture=pk)


@dataclass(frozen=True)
class Said:
    """That somebody is shown in a picture, named in the text, or not meant by it."""

    person: Person
    how: str
    picture: Picture | None = None


@transaction.atomic
def portray(*, post: Post, by: Member, people: Iterable[Said], at: datetime | None = None) -> None:
    """Say whom the post shows and names, all of them anew.

    Raises:
        NotDone: somebody is not of this school, or a picture not of this post.
    """
    said = list(people)
    for each in said:
        if each.person.school_id != post.school_id or (each.picture and each.picture.post_id != post.pk):
            raise NotDone("Choose from the people of the school and the pictures of the post.")
    _change(post, by, at)
    post.portrayed.all().delete()
    for each in said:
        Portrayed.objects.get_or_create(post=post, person=each.person, how=each.how, picture=each.picture)
    record(post, "post_portrayed", by=by, at=at, how=sorted({each.how for each in said}), people=len(said))


def said_of(post: Post) -> list[Said]:
    """Whom a post shows and names, as somebody said."""
    told = post.portrayed.exclude(how=Portrayed.How.FOUND).select_related("person", "picture")
    return [Said(each.person, each.how, each.picture) for each in told]


def content_of(picture: Picture) -> bytes:
    """The picture as it is sent.

    Raises:
        EvidenceDamaged: the file is gone, or is not what it was.
    """
    return files.read(picture.post.school, picture.digest)


def _derive(picture: Picture, by: Member, made: Callable[[], bytes], how: str, at: datetime | None) -> None:
    """Have something else sent than before. It is made and looked at outside the transaction, and only for whoever may change the post."""
    _require_change(picture.post, by)
    facts, was = _facts(picture.post.school, made(), picture.name), picture.digest
    with transaction.atomic():
        _change(picture.post, by, at)
        if not Picture.objects.filter(pk=picture.pk, digest=was).update(**facts):
            raise Overtaken(picture.post)
        _look_again(picture.post)
        picture.refresh_from_db()
        record(picture.post, "post_picture_changed", by=by, at=at, picture=picture.pk, how=how, digest=picture.digest)


def _look_again(post: Post) -> None:
    """What somebody saw when they looked the post over counts no more, even where it comes to look like that once again."""
    post.looked_over = {**post.looked_over, "digest": ""}
    post.save(update_fields=["looked_over"])


def _facts(school: School, data: bytes, name: str) -> dict[str, Any]:
    """What is kept of a picture beside its content, which is put where its digest says."""
    seen = screen_picture(data, name=name)
    looks = f"{fingerprint(data, name=name):016x}"
    digest, size = files.keep(school, io.BytesIO(data))
    return {
        "digest": digest,
        "size": size,
        "media_type": _MEDIA_TYPES[seen.format],
        "width": seen.width,
        "height": seen.height,
        "faces": [list(face.box) for face in seen.faces],
        "holds": sorted({finding.label for finding in seen.findings}),
        "fingerprint": looks,
    }


def _require_change(post: Post, by: Member) -> None:
    """Refuse whoever may not change the post, before anything slow is done for them.

    Raises:
        PermissionDenied, HeldBack, NotDone: they may not.
    """
    by.require(Permission.SUGGEST_POST, post.school)
    if post.state != Post.State.IDEA:
        require_open(EDIT, post, by)
    elif post.author_id != by.person.pk:
        raise NotDone("Take the suggestion up first.")


def _change(post: Post, by: Member, at: datetime | None) -> None:
    """A picture is part of what is approved: whoever changes one changes the post. An idea stays an idea."""
    _require_change(post, by)
    if post.state != Post.State.IDEA:
        reopen(post, by=by, at=at or timezone.now())
    post.refresh_from_db()  # what was read of its pictures and people does not stand any more
