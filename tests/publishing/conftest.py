"""What the tests of publishing share: the school's blog, connected to a network of the test's."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatepost.channels.models import Account
from tests.cast import Cast

from .making import Network, an_account, connected

REAL = "test_real_wordpress.py"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The tests with a real WordPress run only when asked for: `make test-wordpress`."""
    return True if collection_path.name == REAL and not any(REAL in asked for asked in config.args) else None


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def blog(cast: Cast, network: Network, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The school's blog, connected."""
    return connected(an_account(cast.riverside, name="Riverside blog", channel="blog"), network, monkeypatch)
