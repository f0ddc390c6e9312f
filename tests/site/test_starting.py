"""Beginning a site: its tables, its first school, and what it refuses to start without."""

from __future__ import annotations

import subprocess
import sys

from tests.site.conftest import Install
from tests.site.installations import FOUNDED, PASSWORD, Installation
from tests.site.production import PRODUCTION


def test_a_site_is_founded_and_its_administrator_can_sign_in(empty: Installation) -> None:
    told = empty.do("init", *FOUNDED, "--trust", "The River Trust", "--urn", "123456", stdin=f"{PASSWORD}\n")
    assert told == "Riverside stands at /schools/riverside/ and ada@riverside.example can sign in.\n"
    found = empty.python(
        "from django.contrib.auth import authenticate\n"
        "from gatepost.schools.members import member_of\n"
        f"user = authenticate(None, email='ada@riverside.example', password={PASSWORD!r})\n"
        "member = member_of(user.people.get())\n"
        "print(member.school.name, member.school.trust, member.school.urn, *member.roles, member.may('administer'))"
    )
    assert found == "Riverside The River Trust 123456 site_administrator True\n"
    assert "is whole" in empty.do("verify")


def test_a_school_is_founded_once(founded: Installation) -> None:
    again = founded.run("init", *FOUNDED, stdin=f"{PASSWORD}\n")
    assert (again.code, again.err) == (2, "gatepost: School with this Slug already exists.\n")


def test_an_easy_password_founds_nothing(empty: Installation) -> None:
    refused = empty.run("init", *FOUNDED, stdin="password123\n")
    assert refused.code == 2
    assert "too" in refused.err
    assert empty.python(
        "from gatepost.schools.models import *; print(School.objects.count(), User.objects.count())"
    ) == ("0 0\n")


def test_what_is_not_given_and_cannot_be_asked_is_named(empty: Installation) -> None:
    assert empty.run("init").err == "gatepost: --school is needed.\n"


def test_nothing_runs_on_a_database_that_is_not_up_to_date(install: Install) -> None:
    for command in ("serve", "worker", "verify"):
        ended = install("bare").run(command)
        assert ended.code == 2
        assert ended.err == "gatepost: the database is not up to date. Run `gatepost migrate` first.\n"


def test_an_unsafe_site_does_not_start_and_says_why(install: Install) -> None:
    for command in ("serve", "worker"):
        ended = install("unsafe", GATEPOST_MODE="production").run(command)
        lines = ended.err.splitlines()
        assert ended.code == 2
        assert "gatepost: GATEPOST_SECRET_KEY is not set. In production it must hold a long random text." in lines
        assert all(line.startswith("gatepost: GATEPOST_") for line in lines)


def test_other_programs_that_read_the_settings_say_it_as_plainly(install: Install) -> None:
    site = install("plain", GATEPOST_MODE="production", DJANGO_SETTINGS_MODULE="gatepost.site.settings")
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env=site.variables,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "GATEPOST_HOSTS must name the site's addresses" in done.stderr


def test_django_finds_nothing_to_complain_of_in_production(install: Install) -> None:
    site = install("checked", **PRODUCTION, DJANGO_SETTINGS_MODULE="gatepost.site.settings")
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "DEBUG"],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env=site.variables,
    )
    assert done.returncode == 0, done.stderr


def test_development_serves_this_computer_only(empty: Installation) -> None:
    ended = empty.run("serve", "--host", "0.0.0.0")
    assert ended.code == 2
    assert "serves this computer only" in ended.err


def test_a_database_that_cannot_be_reached_is_said_in_a_line(install: Install) -> None:
    site = install("gone", DATABASE_URL="postgresql://gatepost:secret@127.0.0.1:9/gatepost")
    ended = site.run("verify")
    assert ended.code == 2
    assert ended.err.startswith("gatepost: the database cannot be used (")
    assert ended.err.count("\n") == 1
    assert "secret" not in ended.err
