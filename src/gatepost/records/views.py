"""The record's pages: all of it, one entry, checking it, checkpoints, and the files kept as evidence."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from . import checkpoints as signing
from . import files, queries, services, verifying
from .forms import CheckpointForm, EraseForm, RecordFilter
from .models import Entry, PersonalText
from .wording import said


@school_page(Permission.READ_RECORD)
@require_safe
def record(request: HttpRequest, member: Member) -> HttpResponse:
    form = RecordFilter(request.GET, reader=member)
    if not form.is_valid():
        return render(request, "records/record.html", {"form": form, "lines": []}, status=400)
    shown = queries.entries(member.school, member)
    chosen = form.cleaned_data
    if chosen["verb"]:
        shown = shown.filter(verb=chosen["verb"])
    if chosen["subject"]:
        shown = shown.filter(subject=chosen["subject"])
    if chosen["before"]:
        shown = shown.filter(number__lt=chosen["before"])
    found = queries.lines(shown[: queries.PAGE + 1], member.school, member)
    lines = found[: queries.PAGE]
    older = lines[-1].number if len(found) > queries.PAGE else None
    about = queries.about(member.school, chosen["subject"]) if chosen["subject"] else ""
    return render(
        request, "records/record.html", {"form": form, "lines": lines, "older": older, "about": about, "chosen": chosen}
    )


@school_page(Permission.READ_RECORD)
@require_safe
def entry(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    shown = _entry(member, number)
    (line,) = queries.lines([shown], member.school, member)
    facts = [(said(name).capitalize(), said(value)) for name, value in shown.facts.items()]
    return render(
        request,
        "records/entry.html",
        {
            "entry": shown,
            "line": line,
            "facts": facts,
            "file": getattr(shown, "evidence", None),
            "reason": PersonalText.Reason(shown.personal_text.erased_because).label if line.erased_at else "",
            "may_erase": bool(line.text) and member.may(Permission.ERASE_PERSONAL_TEXT),
        },
    )


@school_page(Permission.ERASE_PERSONAL_TEXT)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    shown = _entry(member, number)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.erase(entry=shown, by=member, because=PersonalText.Reason(form.cleaned_data["because"]))
        except services.AlreadyErased as told:
            messages.error(request, str(told))
        else:
            messages.success(request, f"The words of entry {number} are erased. The entry itself stays.")
        return redirect("records:entry", member.school.slug, number)
    (line,) = queries.lines([shown], member.school, member)
    return render(request, "records/erase.html", {"form": form, "line": line})


@school_page(Permission.READ_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, member: Member) -> HttpResponse:
    report = verifying.check(school=member.school, by=member) if request.method == "POST" else None
    last = queries.last_check(member.school)
    lines = queries.lines([last] if last else [], member.school, member)
    return render(request, "records/check.html", {"report": report, "last": lines})


@school_page(Permission.READ_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def checkpoints(request: HttpRequest, member: Member) -> HttpResponse:
    """The page of checkpoints; posted to, it says whether one that somebody kept still holds."""
    posted = request.method == "POST"
    form = CheckpointForm(request.POST, request.FILES) if posted else CheckpointForm()
    report = None
    if posted and form.is_valid():
        try:
            report = signing.verify_checkpoint(form.cleaned_data["checkpoint"], member.school)
        except signing.CheckpointUnreadable as told:
            form.add_error("checkpoint", str(told))
    return render(
        request,
        "records/checkpoints.html",
        {
            "form": form,
            "report": report,
            "key": signing.public_key(),
            "may_export": member.may(Permission.EXPORT_CHECKPOINT),
        },
    )


@school_page(Permission.EXPORT_CHECKPOINT)
@require_POST
def export_checkpoint(request: HttpRequest, member: Member) -> HttpResponse:
    try:
        text = signing.export(school=member.school, by=member)
    except signing.NothingToSign as told:
        messages.error(request, str(told))
        return redirect("records:checkpoints", member.school.slug)
    name = f"{member.school.slug}-checkpoint-{timezone.localdate()}.json"
    return _attachment(text.encode(), name, "application/json")


@school_page(Permission.READ_RECORD)
@require_safe
def evidence(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    kept = get_object_or_404(member.school.evidence, pk=pk)
    try:
        content = files.read(member.school, kept.digest)
    except files.EvidenceDamaged as told:
        return render(request, "records/damaged.html", {"file": kept, "told": str(told)}, status=404)
    return _attachment(content, kept.name, kept.media_type)


def _entry(member: Member, number: int) -> Entry:
    return get_object_or_404(queries.entries(member.school, member).select_related("evidence"), number=number)


def _attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to keep. A browser must not show it, nor guess what it is, nor run anything in it."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": str(content_disposition_header(as_attachment=True, filename=name)),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
