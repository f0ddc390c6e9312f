"""The files of an export: a folder for each post, a table of all of them, and a page to read them on. Made post by post, on the disk."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string

from gatepost.records import files
from gatepost.schools.imports.rows import guarded
from gatepost.schools.models import School

from .package import Package, as_json, as_text, read_back
from .telling import Facts

INDEX, TABLE, LOOKS = "index.html", "posts.csv", "style.css"
TEMPLATES = "publishing/export"
POSTS_HERE = "<!-- posts -->"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it a spreadsheet may take a £ for something else."""


@dataclass
class Packed:
    """What was put in, and which pictures were not."""

    posts: int = 0
    missing: list[Facts] = field(default_factory=list)
    """Pictures that are damaged or gone."""
    left_out: list[Facts] = field(default_factory=list)
    """Pictures that show somebody who may not be published."""


def beside() -> IO[bytes]:
    """A file without a name, on the disk of the school's files: it is gone once it is closed, whatever happens."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return TemporaryFile(dir=folder)


def pack(package: Package, school: School, told: Iterable[Facts], page: Mapping[str, Any]) -> Packed:
    """Put posts into a package. `page` is said above them on the page."""
    packed, latest = Packed(), None
    with beside() as table, beside() as articles:
        for facts in told:
            _put(package, school, facts, packed)
            table.write(_lines(_rows(facts)))
            articles.write(render_to_string(f"{TEMPLATES}/post.html", {"post": facts}).encode())
            packed.posts, latest = packed.posts + 1, facts["out_since"]
        if latest:
            package.add(TABLE, _table(table), latest)
            package.add(INDEX, _page(articles, {**page, "school": school, "packed": packed}), latest)
            package.add(LOOKS, render_to_string(f"{TEMPLATES}/{LOOKS}"), latest)
    return packed


def _put(package: Package, school: School, facts: Facts, packed: Packed) -> None:
    """The folder of a post: its pictures just as they were sent, what is told of it, and what the policy said."""
    folder, at = facts["folder"], facts["out_since"]
    for picture in facts["pictures"]:
        path = f"{folder}/{picture['file']}"
        known = {"post": facts["number"], "path": path, "sha256": picture["sha256"]}
        if picture["not_here"]:
            packed.left_out.append({**known, "why": picture["not_here"]})
            continue
        try:
            package.add(path, files.read(school, picture["sha256"]), at)
        except files.EvidenceDamaged as problem:
            picture["not_here"] = str(problem)
            packed.missing.append({**known, "why": str(problem)})
    package.add(f"{folder}/post.json", as_json(facts), at)
    package.add(f"{folder}/decision.txt", render_to_string(f"{TEMPLATES}/decision.txt", {"post": facts}), at)


def _rows(facts: Facts) -> Iterator[dict[str, Any]]:
    """A row for each account on which it was out."""
    down = facts["taken_down"] or {}
    for on in facts["on"]:
        yield {
            "number": facts["number"],
            "title": facts["title"],
            **{name: on[name] for name in ("account", "network", "sent_at", "words", "link", "first_comment")},
            "address": on["address"],
            "about": facts["about"],
            "pictures": len(facts["pictures"]),
            "written_by": facts["written_by"],
            "approved_by": "; ".join(each["by"] for each in facts["approvals"]),
            "state": on["state"],
            "taken_down_at": on["taken_down_at"],
            "taken_down_because": down.get("because", ""),
            "folder": facts["folder"],
        }


COLUMNS = (
    *("number", "title", "account", "network", "sent_at", "words", "link", "first_comment", "address", "about"),
    *("pictures", "written_by", "approved_by", "state", "taken_down_at", "taken_down_because", "folder"),
)


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows of a table in which no spreadsheet finds a formula."""
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerows([guarded(as_text(row[name])) for name in COLUMNS] for row in rows)
    return written.getvalue().encode()


def _table(rows: IO[bytes]) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK.encode()
    yield _lines([dict(zip(COLUMNS, COLUMNS, strict=True))])
    yield from read_back(rows)


def _page(articles: IO[bytes], page: Mapping[str, Any]) -> Iterator[bytes]:
    above, below = render_to_string(f"{TEMPLATES}/{INDEX}", page).split(POSTS_HERE)
    yield above.encode()
    yield from read_back(articles)
    yield below.encode()
