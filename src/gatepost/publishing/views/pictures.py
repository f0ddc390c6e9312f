"""One picture of a post being written: blurring faces or a place of one's own, and cutting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..forms.pictures import RetouchForm
from ..models import Picture
from ..moves import EDIT
from ..services.pictures import AS_IT_WAS, blur, crop, restore
from ..services.putting_right import take_back
from .pages import CannotBe, address_of, post_of


@school_page(Permission.COMPOSE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def retouch(request: HttpRequest, member: Member, pk: int, picture: int) -> HttpResponse:
    """The picture with its faces numbered. Posted to, it is blurred, cut, or as it was added."""
    post = post_of(member, pk)
    found = get_object_or_404(post.pictures.select_related("post__school"), pk=picture)
    if not (post.state in EDIT.sources and EDIT.open_to(post, member)):
        messages.info(request, "This post is not yours to change, or can no longer be changed.")
        return redirect(address_of(post))
    said = list(found.portrayed.select_related("person", "post", "picture"))
    form = RetouchForm(found, said, request.POST or None)
    if request.method == "POST" and form.is_valid() and (done := _do(request, member, found, form)):
        messages.success(request, done)
        return redirect(request.path)
    faces = [(number, *box) for number, box in enumerate(found.faces, start=1)]
    page = {"post": post, "picture": found, "form": form, "faces": faces, "letters": max(24, found.width // 25)}
    return render(request, "publishing/retouch.html", page)


def _do(request: HttpRequest, member: Member, picture: Picture, form: RetouchForm) -> str:
    """Do what the button says, and give the sentence for it; nothing where it cannot be done, which the form then says."""
    does = {"crop": _crop, "restore": _restore}.get(request.POST.get("do", ""), _blur)
    try:
        return does(member, picture, form)
    except CannotBe as problem:
        form.add_error(None, str(problem))
        return ""


def _blur(member: Member, picture: Picture, form: RetouchForm) -> str:
    if not form.boxes:
        form.add_error(None, "Tick the faces to blur, or draw a box.")
        return ""
    blur(picture=picture, by=member, boxes=form.boxes)
    # Whoever it shows is taken out after it: should that fail, they are still named.
    if gone := list(picture.portrayed.filter(pk__in=form.cleaned_data.get("gone", ()))):
        take_back(post=picture.post, said=gone, by=member)
    return "It is blurred. Look whether somebody can still be recognised."


def _crop(member: Member, picture: Picture, form: RetouchForm) -> str:
    if form.box is None:
        form.add_error(None, "Draw the part to keep, or give all four numbers.")
        return ""
    crop(picture=picture, by=member, box=form.box)
    return "The picture is cut."


def _restore(member: Member, picture: Picture, form: RetouchForm) -> str:
    restore(picture=picture, by=member)
    return AS_IT_WAS
