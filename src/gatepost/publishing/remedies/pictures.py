"""Pictures: faces of whom nobody says whose they are, and files that are too large for a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from django.urls import reverse

from gatepost.platforms.limits import limits_of
from gatepost.schools.members import Member

from ..models import Picture
from ..services.pictures import make_smaller, remove_picture
from ..services.putting_right import make_unrecognisable
from .case import Case, Remedy, Trouble, tells_against


def of_picture(case: Case, picture: Picture, number: int) -> Iterator[Remedy]:
    """What has somebody not be seen in a picture. Blurring is one press only where as many faces were found as people are in it."""
    people = sum(1 for each in case.said if each.picture_id == picture.pk)
    if len(picture.faces) >= people:
        yield _blurring(case, picture, number)
    yield Remedy("Choose what to blur", leads=_page_of(picture))
    which = "the picture" if len(case.pictures) == 1 else f"picture {number}"
    take_out = partial(remove_picture, picture=picture, by=case.member)
    yield Remedy(f"Take {which} out", f"take-out-{picture.pk}", take_out, "The picture is taken out.")


def unnamed_faces(case: Case) -> Iterator[Trouble]:
    """Faces of which nobody has said whose they are, where the policy wants to know."""
    if not any(tells_against(each, "shows_person") for each in case.judged):
        return
    said = {each.picture_id for each in case.said}
    for number, picture in enumerate(case.pictures, start=1):
        if picture.faces and picture.pk not in said:
            faces = "a face" if len(picture.faces) == 1 else f"{len(picture.faces)} faces"
            remedies = (
                Remedy("Say who is in it", leads=f"#id_shown-{picture.pk}"),
                _blurring(case, picture, number),
                Remedy("Choose what to blur", leads=_page_of(picture)),
            )
            yield Trouble(f"Picture {number} shows {faces}, and nobody is said to be in it.", remedies)


def too_large(case: Case) -> Iterator[Trouble]:
    """Pictures whose files are larger than one of the networks takes."""
    limits = [limit.most for each in case.judged if (limit := limits_of(each.account.channel).picture_bytes)]
    large = [each for each in case.pictures if limits and each.size > min(limits)]
    if not large:
        return
    which, it = ("One picture is", "it") if len(large) == 1 else (f"{len(large)} pictures are", "them")
    shrink = partial(_make_smaller, large, case.member)
    remedy = Remedy(f"Make {it} smaller", "smaller", shrink, "Done. On a screen they look as before.")
    yield Trouble(f"{which} larger than a network takes.", (remedy,))


def _blurring(case: Case, picture: Picture, number: int) -> Remedy:
    faces = "the face" if len(picture.faces) == 1 else f"all {len(picture.faces)} faces"
    return Remedy(
        f"Blur {faces} in picture {number}",
        f"blur-{picture.pk}",
        partial(make_unrecognisable, picture=picture, by=case.member),
        "The faces are blurred, and nobody is said to be in the picture any more. Look whether somebody can still be recognised.",
    )


def _make_smaller(pictures: Iterable[Picture], by: Member) -> None:
    for picture in pictures:
        make_smaller(picture=picture, by=by)


def _page_of(picture: Picture) -> str:
    return reverse("publishing:retouch", args=[picture.post.school.slug, picture.post_id, picture.pk])
