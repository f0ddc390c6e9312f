"""`/healthz`, for whatever watches over the site: is it up, does the database answer, and has it the tables that this version needs?

It is answered before anything else looks at the request: a probe comes without a session, over plain HTTP, to an address of the machine.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

PATH = "/healthz"


class Health:
    """Middleware that answers the probe: 200 and "ok", or 503 and what is wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != PATH:
            return self.get_response(request)
        trouble = self._trouble()
        return HttpResponse(
            f"{trouble or 'ok'}\n",
            status=503 if trouble else 200,
            content_type="text/plain",
            headers={"Cache-Control": "no-store"},
        )

    def _trouble(self) -> str:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            # What this process runs does not change, so once nothing is missing it stays so.
            self.migrated = self.migrated or not migrations_pending()
        except DatabaseError:
            return "the database does not answer"
        return "" if self.migrated else "the database is not up to date: run `gatepost migrate`"


def migrations_pending() -> bool:
    """Whether the database lacks something that this version needs."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
