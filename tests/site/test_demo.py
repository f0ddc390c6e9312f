"""The demonstration: everything that a visitor is to find is there, and its record is real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.installations import Installation

pytestmark = pytest.mark.xdist_group("demo")  # which takes long to make, and is made once

LOOK = """
import json
from django.utils import timezone
from gatepost.channels.models import Application
from gatepost.publishing.models import Delivery, Post, PostReminder
from gatepost.publishing.queries import for_approval
from gatepost.rulings.models import Duty
from gatepost.schools.members import member_of
from gatepost.schools.models import ImagePermission, PostHeld, SafeguardingBar, School, Trust
from gatepost.schools.policies import in_force
now = timezone.now()
print(json.dumps({
    "packs": sorted({in_force(school).edition.name for school in School.objects.all()}),
    "trusts": [trust.schools.count() for trust in Trust.objects.all()],
    "people": [school.people.count() for school in School.objects.all()],
    "heads": PostHeld.objects.filter(role="headteacher").count(),
    "leads": PostHeld.objects.filter(role="trust_lead").values("person__user").distinct().count(),
    "answers": sorted(set(ImagePermission.objects.values_list("answer", flat=True))),
    "barred": SafeguardingBar.objects.count(),
    "applications": sorted(set(Application.objects.values_list("state", flat=True))),
    "duties": sorted(set(Duty.objects.values_list("state", flat=True))),
    "posts": sorted({"-".join(sorted(set(school.posts.values_list("state", flat=True)))) for school in School.objects.all()}),
    "deliveries": sorted(set(Delivery.objects.values_list("state", flat=True))),
    "undescribed": Post.objects.filter(pictures__alt="").count(),
    "turned down by a clause": Post.objects.filter(state="refused").exclude(clause="").count(),
    "reminders": PostReminder.objects.count(),
    "heads who approve": sum(
        any(for_approval(member_of(post.person))) for post in PostHeld.objects.filter(role="headteacher")
    ),
    "overdue": Duty.objects.filter(state="due", due_at__lt=now).count() > 0,
    "ahead": Duty.objects.filter(state="due", due_at__gt=now).count() > 0,
}))
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    site = Installation(tmp_path_factory.mktemp("demo") / "data", {"GATEPOST_MODE": "demo"})
    site.do("demo", "--data", site.folder, "--no-serve")
    return site


def test_it_has_everything_that_a_visitor_is_to_find(demo: Installation) -> None:
    found = json.loads(demo.python(LOOK))
    assert found.pop("people") == [pytest.approx(60, abs=5)] * 6
    assert found == {
        "packs": ["bradfield", "cambrian", "catcott", "cavendish", "little-missenden"],
        "trusts": [2],
        "heads": 6,
        "leads": 1,
        "answers": ["given", "refused", "withdrawn"],
        "barred": 12,
        "applications": ["draft", "opened", "refused", "submitted"],
        "duties": ["done", "due"],
        "posts": ["draft-idea-published-refused-scheduled-submitted-taken_down"],
        "deliveries": ["due", "sent", "taken_down", "waiting_by_hand"],
        "undescribed": 0,
        "turned down by a clause": 6,
        "reminders": 6,
        "heads who approve": 6,
        "overdue": True,
        "ahead": True,
    }


def test_its_record_is_whole_and_in_the_order_of_time(demo: Installation) -> None:
    assert demo.do("verify").count("is whole") == 6
    disorder = (
        "from gatepost.records.models import Entry\n"
        "from gatepost.schools.models import School\n"
        "for school in School.objects.all():\n"
        "    times = list(Entry.objects.filter(school=school).order_by('number').values_list('at', flat=True))\n"
        "    assert times == sorted(times), school.slug\n"
    )
    demo.python(disorder)


def test_it_is_not_made_over_another(demo: Installation) -> None:
    ended = demo.run("demo", "--data", demo.folder, "--no-serve")
    assert ended.code == 2
    assert "holds a site already" in ended.err


def test_it_is_kept_if_asked(demo: Installation) -> None:
    assert "The demonstration stands in" in demo.do("demo", "--data", demo.folder, "--no-serve", "--keep")


def test_a_backup_of_it_comes_back(demo: Installation, tmp_path: Path) -> None:
    demo.do("backup", tmp_path / "demo.backup")
    other = Installation(tmp_path / "other", {"GATEPOST_MODE": "demo"})
    assert other.do("restore", tmp_path / "demo.backup").count("is whole") == 6
