"""The archive: everything that was ever out, found by what somebody remembers of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_safe

from gatepost.records import files
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.models import Person
from gatepost.schools.roles import Permission
from gatepost.screening import PictureError

from .. import queries
from ..errors import NotDone
from ..export.disclosure import to_read_first
from ..forms.archive import ArchiveForm, ExportForm, NamesInArchive, may_ask_for_people
from ..models import Delivery, Picture, Post
from ..queries.archived import NOT_DOWN, Became, with_cards
from ..services.exporting import Export, export_posts
from ..thumbnails import MEDIA_TYPE, thumbnail
from .pages import post_of

PAGE = 12
CALLED = 110
"""Letters of a post without a title that stand in its place."""


@dataclass
class Card:
    """A post that was found: as it was sent, where it went, who agreed, and what became of it."""

    post: Post

    @property
    def called(self) -> str:
        """Its title, or how it begins."""
        return Truncator(self.post.title or self.post.text or str(self.post)).chars(CALLED)

    @property
    def became(self) -> str:
        """What became of it, in a word or two."""
        return Became.NOT_DOWN.label if self.not_down else self.post.get_state_display()

    @property
    def kind(self) -> str:
        """How that looks (`looks.tone`)."""
        if self.not_down:
            return "overdue"
        return "done" if self.post.state == Post.State.PUBLISHED else "closed"

    @property
    def pictures(self) -> list[Picture]:
        return self.post.as_sent  # type: ignore[attr-defined,no-any-return]  # by `with_cards`

    @cached_property
    def deliveries(self) -> list[Delivery]:
        """Where it was out."""
        return [each for each in self.post.sent_to if each.sent_at]  # type: ignore[attr-defined]

    @cached_property
    def not_down(self) -> list[Delivery]:
        """Where something may still be seen of what was to come down."""
        if self.post.state != Post.State.TAKEN_DOWN:
            return []
        return [each for each in self.post.sent_to if each.state in NOT_DOWN]  # type: ignore[attr-defined]

    @cached_property
    def approvers(self) -> list[Person]:
        """Who agreed to it, each once."""
        return list({each.person_id: each.person for each in self.post.agreed_by}.values())  # type: ignore[attr-defined]


@school_page(Permission.SEE_POSTS)
@require_safe
def archive(request: HttpRequest, member: Member) -> HttpResponse:
    form = ArchiveForm(member, request.GET)
    right = form.is_valid()
    found = queries.archive(member, form.search()) if right else member.school.posts.none()
    # All that is found is numbered at once: to count it first, and then look for a page of it, would be to search twice.
    page = Paginator(list(found.values_list("pk", flat=True)), PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "cards": [Card(post) for post in with_cards(list(page))],
        "reads_record": member.may(Permission.READ_RECORD),
        "may_export": member.may(Permission.EXPORT_POSTS) and bool(page.paginator.count),
    }
    return render(request, "publishing/archive.html", shown, status=200 if right else 400)


@school_page(Permission.SEE_POSTS)
@require_safe
def names(request: HttpRequest, member: Member) -> HttpResponse:
    """Whom somebody can search for, once they begin to: without them the page is there sooner."""
    if not may_ask_for_people(member):
        raise PermissionDenied("searching by person")
    return render(request, "publishing/archive_names.html", {"names": NamesInArchive(member.school)})


@school_page(Permission.SEE_POSTS)
@require_safe
def small_picture(request: HttpRequest, member: Member, pk: int, picture: int) -> HttpResponse:
    """A picture as it was sent, in little."""
    found = get_object_or_404(post_of(member, pk).pictures, pk=picture)
    try:
        content = thumbnail(files.read(member.school, found.digest), name=found.name)
    except (files.EvidenceDamaged, PictureError) as problem:
        raise Http404(str(problem)) from None
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@school_page(Permission.EXPORT_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, member: Member) -> HttpResponseBase:
    """Take away what the search in the address finds."""
    back = f"{reverse('publishing:archive', args=[member.school.slug])}?{request.GET.urlencode()}"
    asked = ArchiveForm(member, request.GET)
    if not asked.is_valid():
        return redirect(back)  # where it says what is wrong
    search, form = asked.search(), ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _handed_out(
                export_posts(by=member, search=search, disclosure=form.disclosure, reason=form.cleaned_data["reason"])
            )
        except NotDone as problem:
            form.add_error(None, str(problem))
    found = queries.archive(member, search)
    read_first = to_read_first(member.school, found, timezone.localdate())
    shown = {"form": form, "search": search.in_words, "count": found.count(), "read_first": read_first, "back": back}
    return render(request, "publishing/archive_export.html", shown)


def _handed_out(made: Export) -> FileResponse:
    """A file to keep. It is sent piece by piece, and gone from the disk once it is sent."""
    response = FileResponse(made.file, as_attachment=True, filename=made.name, content_type="application/zip")
    response["X-Content-Type-Options"], response["Cache-Control"] = "nosniff", "private, no-store"
    return response
