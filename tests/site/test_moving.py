"""A backup moves a site from SQLite to PostgreSQL and back. Runs where DATABASE_URL leads to a PostgreSQL (`make test-postgres`)."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.installations import FILLED, SECRET, Installation
from tests.site.test_backup import DIGEST, REASON

HERE = os.environ.get("DATABASE_URL", "")
pytestmark = pytest.mark.skipif(not HERE.startswith("postgres"), reason="DATABASE_URL does not lead to a PostgreSQL")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Installation]:
    """An installation on a database of its own in the PostgreSQL at hand."""
    import psycopg

    name = f"moved_{uuid.uuid4().hex}"
    with psycopg.connect(HERE, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield Installation(tmp_path / "elsewhere", {"DATABASE_URL": urlsplit(HERE)._replace(path=f"/{name}").geturl()})
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_site_moves_to_postgresql_and_back(
    founded: Installation, elsewhere: Installation, empty: Installation, tmp_path: Path
) -> None:
    founded.do("backup", tmp_path / "from-sqlite")
    assert "is whole" in elsewhere.do("restore", tmp_path / "from-sqlite")
    assert elsewhere.python("from django.db import connection; print(connection.vendor)") == "postgresql\n"
    assert elsewhere.python(REASON) == f"{SECRET}\n"

    elsewhere.python(FILLED.replace("SafeguardingBar.objects.create", "dict").replace("encrypt(", "str("))
    elsewhere.do("backup", tmp_path / "from-postgresql")
    assert "is whole" in empty.do("restore", tmp_path / "from-postgresql")
    assert empty.python(DIGEST) == elsewhere.python(DIGEST)
