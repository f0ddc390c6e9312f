"""The whole site in one file, and back."""

from __future__ import annotations

import json
import shutil
import signal
import time
import zipfile
from pathlib import Path

import pytest

from tests.site.conftest import Install
from tests.site.installations import FILLED, SECRET, Installation

DIGEST = "from gatepost.records.models import Entry; print(Entry.objects.order_by('number').last().digest)"
REASON = """
from gatepost.schools.models import SafeguardingBar
from gatepost.schools.secrets import decrypt
print(decrypt(SafeguardingBar.objects.get().reason))
"""

WITH_A_PICTURE = """
from io import BytesIO
from PIL import Image
from gatepost.publishing.services.pictures import add_picture
from gatepost.publishing.services.writing import Written, draft
from gatepost.schools.members import GATEPOST, member_of
from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from gatepost.schools.services.posts import give_post
file, ada = BytesIO(), Person.objects.get()
give_post(person=ada, role=Role.TEACHER, by=GATEPOST, from_day=ada.joined_on)
Image.new("RGB", (80, 60), "green").save(file, "JPEG")
add_picture(post=draft(by=member_of(ada), written=Written()), by=member_of(ada), data=file.getvalue(), name="field.jpg")
"""
PICTURE = """
from gatepost.publishing.models import Picture
from gatepost.records import files
found = Picture.objects.get()
print(len(files.read(found.post.school, found.digest)) == found.size)
"""


@pytest.fixture(scope="module")
def backup(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the founded installation."""
    file = tmp_path_factory.mktemp("backups") / "site.backup"
    Installation(templates / "founded").do("backup", file)
    return file


def test_a_site_comes_back_as_it_was(founded: Installation, install: Install, tmp_path: Path) -> None:
    file, other = tmp_path / "site.backup", install("other")
    assert "1 file of evidence or pictures, read again and found whole" in founded.do("backup", file)
    restored = other.do("restore", file)
    assert "The record of Riverside is whole" in restored
    assert other.python(DIGEST) == founded.python(DIGEST)
    assert other.python(REASON) == f"{SECRET}\n"
    assert [path.read_bytes() for path in (other.folder / "evidence").rglob("*") if path.is_file()] == [b"seen"]


def test_the_pictures_of_posts_come_back_too(founded: Installation, install: Install, tmp_path: Path) -> None:
    other = install("other")
    founded.python(WITH_A_PICTURE)
    assert "2 files of evidence or pictures" in founded.do("backup", tmp_path / "site.backup")
    other.do("restore", tmp_path / "site.backup")
    assert other.python(PICTURE) == "True\n"


def test_a_restored_site_goes_on(backup: Path, empty: Installation) -> None:
    empty.do("restore", backup)
    empty.python(FILLED.replace("SafeguardingBar.objects.create", "dict").replace("encrypt(", "str("))
    assert "is whole" in empty.do("verify")


def test_secrets_stay_encrypted_in_it(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        assert b"gAAAA" in archive.read("tables/schools.safeguardingbar.jsonl")
        assert not [name for name in archive.namelist() if SECRET.encode() in archive.read(name)]
    assert backup.stat().st_mode & 0o077 == 0


def test_it_goes_only_into_an_empty_site(backup: Path, founded: Installation) -> None:
    before = founded.python(DIGEST)
    refused = founded.run("restore", backup)
    assert refused.code == 2
    assert refused.err.startswith("gatepost: The site is not empty")
    assert founded.python(DIGEST) == before


def test_a_file_that_is_there_is_not_written_over(founded: Installation, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine")
    assert founded.run("backup", tmp_path / "kept").code == 2
    assert (tmp_path / "kept").read_text() == "mine"


def test_a_file_of_evidence_that_is_gone_is_said(founded: Installation, tmp_path: Path) -> None:
    for path in (founded.folder / "evidence").rglob("*"):
        if path.is_file():
            path.unlink()
    ended = founded.run("backup", tmp_path / "site.backup")
    assert ended.code == 1
    assert "1 file of evidence or pictures could not be kept" in ended.out


def damage(file: Path, how: str) -> None:
    """Damage a backup in one of the ways in which files are damaged."""
    if how == "cut short":
        file.write_bytes(file.read_bytes()[:-2000])
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "another file":
        file.write_text("not a backup at all")
    elif how == "a bit turned":
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    else:
        rewrite(file, how)


def rewrite(file: Path, how: str) -> None:
    """Write the zip anew, whole as a zip, with a row changed, a table left out or a file put in."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if how == "a row changed":
        name = "tables/schools.person.jsonl"
        members[name] = members[name].replace(b"Ada", b"Eve")
    elif how == "a table missing":
        del members["tables/records.entry.jsonl"]
    elif how == "a file too many":
        members["evidence/riverside/../../escaped"] = b"x"
    elif how == "another version":
        told = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps(told | {"migrations": told["migrations"][1:]}).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    "how",
    [
        "cut short",
        "empty",
        "another file",
        "a bit turned",
        "a row changed",
        "a table missing",
        "a file too many",
        "another version",
    ],
)
def test_a_damaged_backup_restores_nothing(backup: Path, empty: Installation, tmp_path: Path, how: str) -> None:
    file = Path(shutil.copy(backup, tmp_path / "damaged"))
    damage(file, how)
    refused = empty.run("restore", file)
    assert refused.code == 2, refused.out
    assert refused.err.startswith("gatepost: ")
    assert "Traceback" not in refused.err
    assert empty.python("from gatepost.schools.models import School; print(School.objects.count())") == "0\n"


def test_killed_in_the_middle_it_leaves_no_half_file_under_its_name(founded: Installation, tmp_path: Path) -> None:
    """And nothing is the worse for it: the site goes on, and the next backup is whole."""
    founded.python(
        "from django.contrib.auth.hashers import make_password\n"
        "from gatepost.schools.models import User\n"
        "User.objects.bulk_create(User(email=f'{n}@riverside.example', password='!') for n in range(60_000))"
    )
    file = tmp_path / "site.backup"
    process = founded.start("backup", file)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".site.backup-*")) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    assert not file.exists()
    assert "found whole" in founded.do("backup", file)
