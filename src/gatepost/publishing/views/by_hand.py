"""What a person does on a network: posting, removing, trying again, and saying whether something is out."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gatepost.platforms.outcomes import Handover
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..forms.by_hand import PostedForm, RemovedForm, SettleForm
from ..hands import may_be_out, require_hand
from ..models import Delivery
from ..moves import SUBMIT, offered
from ..services import by_hand as hands
from ..services.taking_down import removed_by_hand
from ..services.tidying import upload_removed_by_hand
from .pages import CannotBe, address_of, delivery_of, press

Screenshot = tuple[str, str, BinaryIO]


@school_page(Permission.SEE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: HttpRequest, member: Member, pk: int, delivery: int) -> HttpResponse:
    """Posting by hand. What is to be posted comes once somebody asks for it, as everything is decided again then."""
    found = _mine(member, pk, delivery)
    says_posted = request.method == "POST" and "posted" in request.POST
    if not says_posted:
        return _asked(request, member, found)
    form = PostedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            link, file = form.cleaned_data["link"], form.cleaned_data["screenshot"]
            hands.posted(delivery=found, by=member, link=link, screenshot=_screenshot(file))
        except CannotBe as problem:
            form.add_error(None, str(problem))
        else:
            _thank(request, found)
            return redirect(address_of(found.post))
    if may_be_out(found):
        return _page(request, found, None, form)
    return _prepared(request, member, found, form)


@school_page(Permission.SEE_POSTS)
@require_POST
def removed(request: HttpRequest, member: Member, pk: int, delivery: int) -> HttpResponse:
    """That a post is gone, or with `what=upload` that nothing is left of what was uploaded for it."""
    found = _mine(member, pk, delivery)
    if request.POST.get("what") == "upload":
        return press(
            request,
            lambda: upload_removed_by_hand(delivery=found, by=member),
            to=address_of(found.post),
            done=f"Nothing is left on {found.account.name}, and the record says so.",
        )
    form = RemovedForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "The screenshot is not a picture that can be read.")
        return redirect(address_of(found.post))
    file = _screenshot(form.cleaned_data["screenshot"])
    return press(
        request,
        lambda: removed_by_hand(delivery=found, by=member, screenshot=file),
        to=address_of(found.post),
        done=f"It is gone from {found.account.name}, and the record says so.",
    )


@school_page(Permission.SEE_POSTS)
@require_POST
def not_posted(request: HttpRequest, member: Member, pk: int, delivery: int) -> HttpResponse:
    """Back to where it can be handed in, for whoever can."""
    found = _mine(member, pk, delivery)
    return press(
        request,
        lambda: hands.not_posted(delivery=found, by=member),
        to=address_of(found.post, "check" if SUBMIT.name in offered(found.post, member) else "post"),
        done=f"It is not out on {found.account.name}, and the record says so.",
    )


@school_page(Permission.SEE_POSTS)
@require_POST
def again(request: HttpRequest, member: Member, pk: int, delivery: int) -> HttpResponse:
    found = _mine(member, pk, delivery)
    return press(
        request,
        lambda: hands.try_again(delivery=found, by=member),
        to=address_of(found.post),
        done="It is tried again within a minute.",
    )


@school_page(Permission.SEE_POSTS)
@require_POST
def settle(request: HttpRequest, member: Member, pk: int, delivery: int) -> HttpResponse:
    found = _mine(member, pk, delivery)
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say whether it is there, and give a link that is one.")
        return redirect(address_of(found.post))
    return press(
        request,
        lambda: hands.settle(delivery=found, by=member, **form.cleaned_data),
        to=address_of(found.post),
        done="Thank you. The record says so.",
    )


def _asked(request: HttpRequest, member: Member, delivery: Delivery) -> HttpResponse:
    """What there is to do with it now."""
    if may_be_out(delivery):
        return _page(request, delivery, None, PostedForm())
    if delivery.state != Delivery.State.BY_HAND:
        messages.info(request, "This is not to be posted by hand, or somebody has posted it already.")
        return redirect(address_of(delivery.post))
    if request.method == "POST":
        return _prepared(request, member, delivery, PostedForm(initial={"link": delivery.address}))
    return _page(request, delivery, None, None)


def _mine(member: Member, pk: int, delivery: int) -> Delivery:
    """A delivery that this member sees to with their own hands."""
    found = delivery_of(member, pk, delivery)
    require_hand(found, member)
    return found


def _thank(request: HttpRequest, delivery: Delivery) -> None:
    if delivery.state == Delivery.State.TO_REMOVE:
        messages.warning(
            request, "It was stopped while you had it, so it must not stay: delete it there now, and say so here."
        )
    else:
        messages.success(request, "It is out, and the record says so.")


def _prepared(request: HttpRequest, member: Member, delivery: Delivery, form: PostedForm) -> HttpResponse:
    try:
        handover = hands.prepare(delivery=delivery, by=member)
    except CannotBe as problem:
        messages.error(request, str(problem))
        return redirect(address_of(delivery.post))
    return _page(request, delivery, handover, form)


def _page(request: HttpRequest, delivery: Delivery, handover: Handover | None, form: PostedForm | None) -> HttpResponse:
    page: dict[str, Any] = {"delivery": delivery, "post": delivery.post, "handover": handover, "form": form}
    if handover:
        page["first_comment"] = delivery.post.wordings.get(account=delivery.account_id).first_comment
        page["pictures"] = list(zip(delivery.post.pictures.all(), handover.pictures, strict=True))
    return render(request, "publishing/by_hand.html", page)


def _screenshot(file: UploadedFile | None) -> Screenshot | None:
    if not file:
        return None
    return file.name or "screenshot", file.content_type or "", cast(BinaryIO, file)
