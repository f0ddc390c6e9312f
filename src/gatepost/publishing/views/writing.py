"""Writing a post: everything on one page, kept as it is typed, with what the policy says and what puts it right beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from gatepost.channels.views.pages import under_policy
from gatepost.schools.access import school_page
from gatepost.schools.image_permissions import Light
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..content import read_whole
from ..errors import Overtaken
from ..forms.writing import WriteForm, named_in, said_rows
from ..judging.judgement import judge
from ..missing import missing
from ..models import Picture, Post
from ..moves import EDIT
from ..remedies import pressed, troubles
from ..services.pictures import AS_IT_WAS, add_picture, describe, portray, put_in_order, remove_picture, restore
from ..services.putting_right import take_back
from ..services.writing import Written, draft, edit
from .pages import CannotBe, address_of, post_of
from .verdicts import Verdict, verdict_of

GRAVEST = (Light.BARRED, Light.REFUSED, Light.WITHDRAWN, Light.UNKNOWN, Light.PERMITTED)


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
    _read_once(post, member)
    if request.method != "POST":
        return _page(request, member, post, WriteForm(post))
    form = WriteForm(post, request.POST, request.FILES)
    if request.htmx:  # type: ignore[attr-defined]
        return _kept_while_typing(request, member, post, form)
    return _kept(request, member, post, form)


# ---------------------------------------------------------------------- what is shown


def _page(request: HttpRequest, member: Member, post: Post, form: WriteForm) -> HttpResponse:
    shown = {"form": form, "pictures": form.picture_rows, "named": named_in(post), **_beside(request, member, post)}
    return render(request, "publishing/write.html", shown)


def _beside(request: HttpRequest, member: Member, post: Post) -> dict[str, Any]:
    """What stands beside the form: the verdict, what is missing, what is in the way and how it is put right."""
    verdict = verdict_of(post, member, whole=False)
    return {
        "post": post,
        "verdict": verdict,
        "missing": list(missing(post)),
        "troubles": troubles(post, verdict.judged, member, _address_for(request)),
        "light_of": _lights(verdict),
    }


def _read_once(post: Post, member: Member) -> None:
    """Have at hand what the form and the verdict both ask for, until something of it is changed."""
    post.school = member.school
    if post.author_id == member.person.pk:
        post.author = member.person
    prefetch_related_objects([post.school], "accounts")
    read_whole(post)


def _lights(verdict: Verdict) -> dict[int, str]:
    """Each person's gravest light, by their number: what stands beside their name in a picture."""
    return {
        each.person.pk: min((light for _, light in each.lights), key=GRAVEST.index)
        for each in verdict.people
        if each.lights
    }


def _address_for(request: HttpRequest) -> Callable[[str], str]:
    return lambda token: request.build_absolute_uri(reverse("permission:answer", args=[token]))


# ---------------------------------------------------------------------- while somebody types


def _kept_while_typing(request: HttpRequest, member: Member, post: Post, form: WriteForm) -> HttpResponse:
    """Everything is kept that can be: of names those that were chosen from the list. Added pictures come back as they are shown."""
    before = {each.pk for each in form.kept_pictures}
    problems, kept = form.wrong_words, False
    in_step = form.cleaned_data.get("version") == post.version
    if not problems:
        try:
            _keep(post, member, form, version=form.cleaned_data["version"], chosen=True)
            kept = True
        except CannotBe as problem:
            problems = [str(problem)]
    refused = _add(post, member, form.cleaned_data.get("pictures", ()))
    _read_once(post, member)
    added = [row for row in WriteForm(post).picture_rows if row.picture.pk not in before] if _adds(request) else []
    shown = {
        **_beside(request, member, post),
        "pictures": said_rows(post),
        "named": named_in(post),
        "new": added,
        "problems": problems,
        "refused": refused,
        "kept": kept,
        "in_step": in_step,
    }
    response = render(request, f"publishing/{'_added' if _adds(request) else '_kept'}.html", shown)
    return trigger_client_event(response, "chosen", {"fields": form.chosen}) if kept else response


def _adds(request: HttpRequest) -> bool:
    return request.POST.get("then") == "add"


# ---------------------------------------------------------------------- when a button is pressed


def _kept(request: HttpRequest, member: Member, post: Post, form: WriteForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, member, post, form)
    try:
        _keep(post, member, form, version=form.seen)
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
    problems = [*_add(post, member, form.cleaned_data["pictures"]), *_do(request, post, member)]
    for sentence in problems:
        messages.error(request, sentence)
    if request.POST.get("then") == "check" and not problems:
        return redirect(address_of(post, "check"))
    return redirect(f"{address_of(post, 'write')}{_place(request, post)}")


@transaction.atomic
def _keep(post: Post, member: Member, form: WriteForm, *, version: int, chosen: bool = False) -> None:
    edit(post=post, by=member, written=form.written(), version=version)
    described, people = form.described(), form.people(chosen=chosen)
    for picture, alt in described:
        describe(picture=picture, by=member, alt=alt)
    if people is not None:
        portray(post=post, by=member, people=people)
    if described or people is not None:
        post.refresh_from_db()


def _add(post: Post, member: Member, files: Iterable[UploadedFile]) -> list[str]:
    """Add pictures, and give a sentence for each that could not be. One that cannot be used does not keep out the others."""
    problems = []
    for file in files:
        try:
            add_picture(post=post, by=member, data=file.read(), name=file.name or "picture")
        except CannotBe as problem:
            problems.append(str(problem))
    return problems


def _do(request: HttpRequest, post: Post, member: Member) -> list[str]:
    """Do what a button beside a picture, a name or the verdict says."""
    act, done = _act(request, post, member)
    if act is None:
        if request.POST.get("then") != "check":  # there it is looked over, and that it is kept is no news
            messages.success(request, "It is kept as a draft.")
        return []
    try:
        act()
    except CannotBe as problem:
        return [str(problem)]
    except OSError:
        return ["The mail server could not be reached. Nobody may have got a letter: try again later."]
    messages.success(request, done)
    return []


def _act(request: HttpRequest, post: Post, member: Member) -> tuple[Callable[[], object] | None, str]:
    """What a button does, and what is said once it is done; nothing for those that only save."""
    if key := request.POST.get("press"):
        remedy = pressed(troubles(post, judge(post), member, _address_for(request)), key)
        return (remedy.does, remedy.done) if remedy else (None, "")
    if said := _chosen(post.portrayed.all(), request.POST.get("take-back")):
        return partial(take_back, post=post, said=[said], by=member), f"{said.person.name} is not in it any more."
    for name, (act, done) in _BESIDE_PICTURES.items():
        if picture := _chosen(post.pictures.all(), request.POST.get(name)):
            return partial(act, picture=picture, by=member), done
    return None, ""


def _chosen(rows: Iterable[Any], pk: str | None) -> Any:
    return next((each for each in rows if str(each.pk) == pk), None)


def _move(places: int, *, picture: Picture, by: Member) -> None:
    """Put a picture earlier or later among the others."""
    order = list(picture.post.pictures.values_list("pk", flat=True))
    at = order.index(picture.pk)
    order.insert(max(0, at + places), order.pop(at))
    put_in_order(post=picture.post, by=by, pictures=order)


_BESIDE_PICTURES: dict[str, tuple[Callable[..., object], str]] = {
    "earlier": (partial(_move, -1), "The pictures are in another order."),
    "later": (partial(_move, 1), "The pictures are in another order."),
    "restore": (restore, AS_IT_WAS),
    "remove": (remove_picture, "The picture is taken out."),
}


def _place(request: HttpRequest, post: Post) -> str:
    """Where on the page somebody was."""
    moved = next((request.POST[name] for name in ("earlier", "later", "restore") if name in request.POST), "")
    if moved and post.pictures.filter(pk=moved if moved.isdigit() else 0).exists():
        return f"#picture-{moved}"
    return "#verdict" if "press" in request.POST else ""
