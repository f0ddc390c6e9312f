"""What a probe is told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

PROBE = "/healthz"


@pytest.fixture
def production(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["gatepost.riverside.example"]
    settings.SECURE_SSL_REDIRECT = True


@pytest.mark.django_db
@pytest.mark.usefixtures("production")
def test_a_probe_of_the_machine_itself_needs_no_name_and_no_encryption(client: Client) -> None:
    response = client.get(PROBE, headers={"host": "127.0.0.1:8000"})
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
@pytest.mark.usefixtures("production")
def test_nothing_else_is_answered_under_a_foreign_name(client: Client) -> None:
    assert client.get("/", headers={"host": "127.0.0.1:8000"}).status_code == 400


@pytest.mark.django_db
def test_tables_that_are_missing_are_said(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'records'")
    response = client.get(PROBE)
    assert response.status_code == 503
    assert b"gatepost migrate" in response.content


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def gone(*args: object) -> None:
        raise OperationalError("could not connect to gatepost@10.0.0.1")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get(PROBE)
    assert response.status_code == 503
    assert response.content == b"the database does not answer\n"
