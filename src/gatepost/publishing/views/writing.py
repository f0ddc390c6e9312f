"""Writing a post: everything on one page, kept as it is typed, with what the policy says beside it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from gatepost.channels.views.pages import under_policy
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..errors import Overtaken
from ..forms.writing import WriteForm
from ..models import Picture, Post
from ..moves import EDIT
from ..services.pictures import add_picture, blur, describe, portray, remove_picture, restore
from ..services.writing import Written, draft, edit
from .pages import CannotBe, address_of, post_of
from .verdicts import verdict_of


@school_page(Permission.COMPOSE_POSTS)
@require_POST
def begin(request: HttpRequest, member: Member) -> HttpResponse:
    """A new post, or the one that was begun before and is still empty."""
    empty = member.school.posts.filter(author=member.person, state=Post.State.DRAFT, text="", title="", wordings=None)
    post = empty.filter(pictures=None, category="").first() or draft(by=member, written=Written())
    return redirect(address_of(post, "write"))


@school_page(Permission.COMPOSE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
@under_policy
def write(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """The post to be written. Sent by htmx while somebody types, the words are kept, and what the policy says comes back."""
    post = post_of(member, pk)
    if not (post.state in EDIT.sources and EDIT.open_to(post, member)):
        messages.info(request, "This post is not yours to change, or can no longer be changed.")
        elsewhere = address_of(post)
        return HttpResponseClientRedirect(elsewhere) if request.htmx else redirect(elsewhere)  # type: ignore[attr-defined]
    if request.method != "POST":
        return _page(request, member, post, _form(post, member))
    form = _form(post, member, request)
    if request.htmx:  # type: ignore[attr-defined]
        return _kept_while_typing(request, member, post, form)
    return _kept(request, member, post, form)


def _form(post: Post, member: Member, request: HttpRequest | None = None) -> WriteForm:
    found = {one.person.pk: one for each in verdict_of(post, member, whole=False).judged for one in each.people}
    return WriteForm(post, found.values(), *((request.POST, request.FILES) if request else ()))


def _page(request: HttpRequest, member: Member, post: Post, form: WriteForm) -> HttpResponse:
    verdict = verdict_of(post, member, whole=False)
    return render(request, "publishing/write.html", {"post": post, "form": form, "verdict": verdict})


def _kept_while_typing(request: HttpRequest, member: Member, post: Post, form: WriteForm) -> HttpResponse:
    """The words and where they go are kept as soon as they can be; names and pictures once a button is pressed."""
    problems = form.wrong_words
    if not problems:
        try:
            edit(post=post, by=member, written=form.written(), version=form.cleaned_data["version"])
        except CannotBe as problem:
            problems = [str(problem)]
    verdict = verdict_of(post, member, whole=False)
    return render(
        request, "publishing/_kept.html", {"post": post, "verdict": verdict, "problems": problems, "typing": True}
    )


def _kept(request: HttpRequest, member: Member, post: Post, form: WriteForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, member, post, form)
    try:
        _keep(post, member, form)
    except Overtaken:
        post.refresh_from_db()
        typed = request.POST.copy()
        typed["version"] = str(post.version)  # pressed again, this page is what holds
        form.data = typed
        form.add_error(None, "The post was changed elsewhere in the meantime. Save again to keep what stands here.")
        return _page(request, member, post, form)
    except CannotBe as problem:
        form.add_error(None, str(problem))
        return _page(request, member, post, form)
    problems = [*_add(post, member, form.cleaned_data["pictures"]), *_change(request, post, member)]
    for sentence in problems:
        messages.error(request, sentence)
    if request.POST.get("then") == "check" and not problems:
        return redirect(address_of(post, "check"))
    messages.success(request, "It is kept as a draft.")
    return redirect(address_of(post, "write"))


@transaction.atomic
def _keep(post: Post, member: Member, form: WriteForm) -> None:
    edit(post=post, by=member, written=form.written(), version=form.seen)
    for picture, alt in form.described():
        describe(picture=picture, by=member, alt=alt)
    people = form.people()
    if people is not None:
        portray(post=post, by=member, people=people)


def _add(post: Post, member: Member, files: Iterable[UploadedFile]) -> list[str]:
    """Add pictures, and give a sentence for each that could not be. One that cannot be used does not keep out the others."""
    problems = []
    for file in files:
        try:
            add_picture(post=post, by=member, data=file.read(), name=file.name or "picture")
        except CannotBe as problem:
            problems.append(str(problem))
    return problems


def _change(request: HttpRequest, post: Post, member: Member) -> list[str]:
    """Do what a button beside a picture says."""
    does = {"blur": _blur, "restore": restore, "remove": remove_picture}
    for name, act in does.items():
        picture = next((each for each in post.pictures.all() if str(each.pk) == request.POST.get(name)), None)
        if picture is not None:
            try:
                act(picture=picture, by=member)
            except CannotBe as problem:
                return [str(problem)]
    return []


def _blur(*, picture: Picture, by: Member) -> None:
    blur(picture=picture, by=by, boxes=[tuple(face) for face in picture.faces])
