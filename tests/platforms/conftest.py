"""The tests with a real WordPress run only when asked for: `make test-wordpress`."""

from __future__ import annotations

from pathlib import Path

import pytest

REAL = "test_real_wordpress.py"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if collection_path.name == REAL and not any(REAL in asked for asked in config.args) else None
