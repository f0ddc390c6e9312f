"""Importing people: hand in a file, look at what it would do, confirm. And exporting them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ..access import school_page
from ..forms import UploadForm
from ..imports import FileNotRead, NotApplied, Plan, import_tables, read_bytes, rows_of, waiting
from ..imports.exporting import export_csv, export_oneroster
from ..imports.rows import COLUMNS
from ..members import Member
from ..roles import Permission

SHOWN = 200
"""How many changes, and how many bad rows, are shown one by one."""


@school_page(Permission.MANAGE_PEOPLE)
def hand_in(request: HttpRequest, member: Member) -> HttpResponse:
    """A file is handed in. It is read at once, so that one that cannot be used is refused here."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read()
        try:
            rows_of(read_bytes(upload.name, content), member.school)
        except FileNotRead as problem:
            form.add_error("file", str(problem))
        else:
            _forget(request)
            token = waiting.keep(upload.name, content)
            request.session["import"] = {"school": member.school.pk, "name": upload.name, "token": token}
            return redirect("schools:import-plan", member.school.slug)
    return render(request, "schools/import.html", {"form": form, "columns": COLUMNS})


@school_page(Permission.MANAGE_PEOPLE)
def plan(request: HttpRequest, member: Member) -> HttpResponse:
    """What the file would do; sent back with the plan's digest, it is done."""
    kept, content = _kept(request, member)
    if content is None:
        messages.error(request, "The file is no longer here. Hand it in again.")
        return redirect("schools:import", member.school.slug)
    tables = read_bytes(kept["name"], content)
    refused = ""
    if request.method == "POST":
        try:
            done = import_tables(
                school=member.school, tables=tables, by=member, confirmed=request.POST.get("plan", ""), do=True
            )
        except NotApplied as problem:
            refused = str(problem.message)
        else:
            _forget(request)
            messages.success(request, _told(done))
            return redirect("schools:people", member.school.slug)
    made = import_tables(school=member.school, tables=tables, by=member, do=False)
    context = {"plan": made, "name": kept["name"], "refused": refused, "shown": SHOWN, "changes": _changes(made)}
    return render(request, "schools/import_plan.html", context)


@school_page(Permission.MANAGE_PEOPLE)
@require_POST
def drop(request: HttpRequest, member: Member) -> HttpResponse:
    _forget(request)
    messages.success(request, "The file is dropped. Nothing was changed.")
    return redirect("schools:import", member.school.slug)


@school_page(Permission.MANAGE_PEOPLE)
@require_POST
def csv(request: HttpRequest, member: Member) -> HttpResponse:
    content = "\ufeff" + export_csv(school=member.school, by=member)
    return _file(content.encode(), "text/csv; charset=utf-8", f"{member.school.slug}-people-{timezone.localdate()}.csv")


@school_page(Permission.MANAGE_PEOPLE)
@require_POST
def oneroster(request: HttpRequest, member: Member) -> HttpResponse:
    content = export_oneroster(school=member.school, by=member)
    return _file(content, "application/zip", f"{member.school.slug}-oneroster-{timezone.localdate()}.zip")


def _kept(request: HttpRequest, member: Member) -> tuple[dict[str, Any], bytes | None]:
    kept = request.session.get("import") or {}
    if kept.get("school") != member.school.pk:
        return {}, None
    return kept, waiting.content_of(kept["token"])


def _forget(request: HttpRequest) -> None:
    if kept := request.session.pop("import", None):
        waiting.drop(kept["token"])


def _changes(made: Plan) -> list[tuple[str, str]]:
    """What would change, one line a person, the first `SHOWN` of them."""
    changed = [
        (
            change.person.name,
            "; ".join(f"{name}: {_said(old)} → {_said(new)}" for name, (old, new) in change.facts.items()),
        )
        for change in made.change[:SHOWN]
    ]
    leaving = [(person.name, f"leaves; the last day is {day:%d %B %Y}") for person, day in made.leave[:SHOWN]]
    names = {row.id: row.name for row in made.add} | {id: person.name for id, person in made.known.items()}
    posts = [(names[id], f"becomes {role.words}") for id, role in made.posts[:SHOWN]]
    families = [(names[id], f"parent or carer of {_children(names, ids)}") for id, ids in made.families[:SHOWN]]
    return [*leaving, *changed, *posts, *families][:SHOWN]


def _children(names: dict[str, str], ids: frozenset[str]) -> str:
    return ", ".join(sorted(names.get(id, id) for id in ids)) or "nobody"


def _said(value: Any) -> str:
    return str(value) if value else "nothing"


def _told(done: Plan) -> str:
    return f"Imported: {len(done.add)} added, {len(done.change)} changed, {len(done.leave)} left."


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": disposition, "Cache-Control": "no-store"}
    )
