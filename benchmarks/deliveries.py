"""How fast posts go out: a thousand, of a hundred schools, due within one minute, to a WordPress that takes its time, by four workers.

    python -m benchmarks.deliveries                  SQLite
    python -m benchmarks.deliveries --postgres       PostgreSQL, from the wheel

It fails unless all are out within five minutes of the first one's time, and each of them once.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.platforms.fake_wordpress import PASSWORD, USER, FakeWordPress, Row, fake_wordpress

if TYPE_CHECKING:
    from gatepost.publishing.models import Post
    from gatepost.schools.models import PackEdition, Person

POSTS, SCHOOLS, WORKERS = 1_000, 100, 4
ANSWERS_AFTER = 0.15  # seconds, for each request
WITHIN = timedelta(minutes=5)
DUE_WITHIN = timedelta(minutes=1)
LEAD = timedelta(seconds=20)  # for the workers to start
WORKER = [sys.executable, "-c", "from gatepost.cli.main import run; run()", "worker"]
CATEGORY = "an announcement of an event"
TEXT = "The garden club has planted beans behind the hall, and measures every Friday how far they have come."


class SlowWordPress(FakeWordPress):
    """One site for all schools, which takes as long as a real one over the internet, and keeps what was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.categories[self._next()] = CATEGORY  # or a hundred schools would add it at the same moment

    def answer(self, method: str, path: str, said: Row, upload: tuple[str, bytes] | None) -> Any:
        time.sleep(ANSWERS_AFTER)
        return super().answer(method, path, said, upload)

    def _change(self, post: Row, said: Row) -> None:
        was = post["status"]
        super()._change(post, said)
        if post["status"] == "publish" != was:
            self.shown.append(post["slug"])


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="gatepost-bench-") as folder:
        environment = {"GATEPOST_DATA": folder, "GATEPOST_MODE": "development"}
        if options.postgres:
            from benchmarks.site_pages import _postgres

            environment |= {"DATABASE_URL": _postgres(Path(folder))}
        os.environ.update(environment)
        wordpress = SlowWordPress()
        with fake_wordpress(wordpress):
            first = _seed(wordpress.url, options.posts)
            with _workers():
                taken = _wait(first, options.posts)
        _report(wordpress, options.posts, taken)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--posts", type=int, default=POSTS)
    return parser.parse_args()


# ---------------------------------------------------------------------- what is to go out


def _seed(address: str, count: int) -> datetime:
    """The schools with their posts, ready to go out. Gives the time of the first."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gatepost.site.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from gatepost.schools.policies import edition_of

    call_command("migrate", verbosity=0)
    edition = edition_of("little-missenden")
    began = time.perf_counter()
    with transaction.atomic():
        posts = [post for number in range(SCHOOLS) for post in _school(number, edition, address, count // SCHOOLS)]
        first = timezone.now() + LEAD
        _ready(posts, first)
    print(f"{len(posts):,} posts of {SCHOOLS} schools made in {time.perf_counter() - began:.0f} s")
    return first


def _school(number: int, edition: PackEdition, address: str, count: int) -> list[Post]:
    """A school with its headteacher, its blog, and so many posts of hers with a picture each."""
    from django.utils import timezone

    from gatepost.channels.models import Account
    from gatepost.publishing.models import Connection, Post, Wording
    from gatepost.schools.models import Adoption, Person, PostHeld, School
    from gatepost.schools.roles import Role
    from gatepost.schools.secrets import encrypt

    now = timezone.now()
    day = now.date() - timedelta(days=30)
    school = School.objects.create(name=f"School {number}", slug=f"school-{number}")
    Adoption.objects.create(school=school, edition=edition, from_day=day)
    head = Person.objects.create(
        school=school, kind="staff", first_name="Ada", last_name=f"Head{number}", joined_on=day
    )
    PostHeld.objects.create(person=head, role=Role.HEADTEACHER, from_day=day)
    blog = Account.objects.create(
        school=school, channel="blog", kind="official", name="Blog", audience="public", opened_on=day
    )
    Connection.objects.create(
        account=blog,
        platform="wordpress",
        address=address,
        username=USER,
        secret=encrypt(PASSWORD),
        connected_at=now,
        checked_at=now,
        healthy=True,
    )
    posts = Post.objects.bulk_create(_post(head, place) for place in range(count))
    Wording.objects.bulk_create(Wording(post=post, account=blog) for post in posts)
    _pictures(posts)
    return posts


def _post(head: Person, place: int) -> Post:
    from django.utils import timezone

    from gatepost.publishing.models import Post

    now = timezone.now()
    return Post(
        school=head.school,
        author=head,
        text=f"{TEXT} ({place})",
        category="event_advert",
        state=Post.State.SCHEDULED,
        created_at=now,
        changed_at=now,
    )


def _pictures(posts: list[Post]) -> None:
    import io

    from PIL import Image

    from gatepost.publishing.models import Picture
    from gatepost.records import files

    file = io.BytesIO()
    Image.new("RGB", (1600, 1200), (60, 120, 60)).save(file, "JPEG")
    digest, size = files.keep(posts[0].school, io.BytesIO(file.getvalue()))
    facts = {"kept": digest, "digest": digest, "size": size, "width": 1600, "height": 1200}
    Picture.objects.bulk_create(
        Picture(post=post, order=1, name="beans.jpg", media_type="image/jpeg", alt="Beans", fingerprint="0", **facts)
        for post in posts
    )


def _ready(posts: list[Post], first: datetime) -> None:
    """Looked over, and due one after the other within a minute."""
    from gatepost.platforms.drafts import content_hash, new_key
    from gatepost.publishing.content import matter_of
    from gatepost.publishing.drafts import draft_of
    from gatepost.publishing.models import Delivery, Post

    deliveries = []
    for place, post in enumerate(posts):
        post.looked_over = {"holds": [], "holds_not": [], "digest": matter_of(post)}
        wording, key = post.wordings.select_related("account").get(), new_key()
        due = first + DUE_WITHIN * place / len(posts)
        facts = {"key": key, "digest": content_hash(draft_of(wording, key)), "due_at": due, "next_try_at": due}
        deliveries.append(Delivery(post=post, account=wording.account, **facts))
    Post.objects.bulk_update(posts, ["looked_over"], batch_size=100)
    Delivery.objects.bulk_create(deliveries)


# ---------------------------------------------------------------------- and going


@contextmanager
def _workers() -> Iterator[None]:
    running = [subprocess.Popen(WORKER, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(WORKERS)]
    try:
        yield
    finally:
        for worker in running:
            worker.terminate()
        for worker in running:
            worker.wait(60)


def _wait(first: datetime, count: int) -> timedelta:
    """How long after the first one's time all were out; or how long was waited for them."""
    from django.utils import timezone

    from gatepost.publishing.models import Delivery

    out = Delivery.objects.filter(state=Delivery.State.SENT)
    while out.count() < count and timezone.now() < first + WITHIN:
        time.sleep(1)
    return timezone.now() - first


def _report(wordpress: SlowWordPress, count: int, taken: timedelta) -> None:
    from gatepost.publishing.models import Delivery

    sent = Delivery.objects.filter(state=Delivery.State.SENT, sent_at__isnull=False)
    late = sorted((at - due).total_seconds() for at, due in sent.values_list("sent_at", "due_at") if at)
    twice = len(wordpress.shown) - len(set(wordpress.shown))
    print(f"{len(late):,} of {count:,} out after {taken.total_seconds():.0f} s, {twice} twice, by {WORKERS} workers")
    if late:
        p95 = late[int(len(late) * 0.95)]
        print(f"after its time: median {statistics.median(late):.0f} s, p95 {p95:.0f} s, the last {late[-1]:.0f} s")
    for state, error in Delivery.objects.exclude(pk__in=sent).values_list("state", "error").distinct():
        print(f"left: {state} {error}")
    if len(late) < count or len(set(wordpress.shown)) != count or twice:
        raise SystemExit("Not everything went out once.")


if __name__ == "__main__":
    main()
