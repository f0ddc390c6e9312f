"""Taking away what was found in the archive: a ZIP for whoever asked the school for it, that proves itself.

It is written to the disk post by post, so that an archive of any size fits. That it was taken away, by whom and what for, stands in the
record, with the digest of its manifest: so it can be shown later that a file is the one that was handed out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any

from django.utils import timezone

from gatepost.records.services import subject_of, write
from gatepost.rulings.models import Ruling
from gatepost.schools.members import Member
from gatepost.schools.models import School
from gatepost.schools.roles import Permission

from ..errors import NotDone
from ..export.disclosure import Disclosure
from ..export.files import Packed, beside, pack
from ..export.package import Package
from ..export.telling import Facts, Telling, to_tell
from ..models import Post
from ..queries import Search, archive

KIND = "gatepost posts 1"
AT_ONCE = 50
"""Posts that are in memory together."""


@dataclass(frozen=True)
class Export:
    """What was taken away. `file` is gone from the disk once it is closed."""

    file: IO[bytes]
    name: str
    packed: Packed
    manifest: str
    """The SHA-256 of the manifest, as the record has it."""


def export_posts(
    *, by: Member, search: Search, disclosure: Disclosure, reason: str, at: datetime | None = None
) -> Export:
    """What a search finds in the archive, as a file to take away.

    Raises:
        NotDone: no reason is given, nothing is found, or there is no room for the file.
    """
    school, moment = by.school, at or timezone.now()
    by.require(Permission.EXPORT_POSTS, school)
    if not reason.strip():
        raise NotDone("Say what it is for. It stands in the record.")
    found = list(archive(by, search).order_by("published_at", "pk").values_list("pk", flat=True))
    if not found:
        raise NotDone("Nothing is found, so there is nothing to export.")
    telling = Telling(school, disclosure, timezone.localdate(moment))
    with ExitStack() as until_done:
        file = until_done.enter_context(beside())
        try:
            with Package(file) as package:
                asked = telling.search(search)
                packed = pack(package, school, _told(school, found, telling), {"search": asked})
                manifest = package.seal(_head(by, telling, asked, packed, moment), moment)
        except OSError as problem:
            raise NotDone(f"The file could not be written: {problem.strerror}. Ask whoever runs Gatepost.") from problem
        _record(by, reason, disclosure, packed, manifest, moment)
        until_done.pop_all()  # from here on it is closed by whoever reads it
    file.seek(0)
    return Export(file, f"{school.slug}-posts-{timezone.localdate(moment)}.zip", packed, manifest)


def _told(school: School, found: Sequence[int], telling: Telling) -> Iterator[Facts]:
    for start in range(0, len(found), AT_ONCE):
        some = to_tell(school.posts.filter(pk__in=found[start : start + AT_ONCE])).order_by("published_at", "pk")
        rulings = _rulings(school, list(some))
        for post in some:
            yield telling.facts(post, rulings[subject_of(post)])


def _rulings(school: School, posts: Sequence[Post]) -> dict[str, list[Ruling]]:
    """What the policy said of posts as they went out."""
    found: dict[str, list[Ruling]] = {subject_of(post): [] for post in posts}
    done = school.rulings.filter(subject__in=found, done=True).select_related("edition").defer("edition__text")
    for ruling in done.order_by("at", "pk"):
        found[ruling.subject].append(ruling)
    return found


def _head(by: Member, telling: Telling, asked: dict[str, str], packed: Packed, at: datetime) -> dict[str, Any]:
    return {
        "kind": KIND,
        "school": by.school.name,
        "asked_by": telling.who(by.person, at),
        "at": timezone.localtime(at),
        "search": asked,
        "with": asdict(telling.disclosure),
        **asdict(packed),
    }


def _record(by: Member, reason: str, disclosure: Disclosure, packed: Packed, manifest: str, at: datetime) -> None:
    facts = {
        "posts": packed.posts,
        "missing": len(packed.missing),
        "left_out": len(packed.left_out),
        "with": [name for name, wanted in asdict(disclosure).items() if wanted],
        "manifest": manifest,
    }
    write(school=by.school, by=by, verb="posts_exported", subject=by.school, facts=facts, text=reason, at=at)
