"""What the tests of publishing share: the school's blog, connected to a network of the test's."""

from __future__ import annotations

import pytest

from gatepost.channels.models import Account
from tests.cast import Cast

from .making import Network, an_account, connected


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def blog(cast: Cast, network: Network, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The school's blog, connected."""
    return connected(an_account(cast.riverside, name="Riverside blog", channel="blog"), network, monkeypatch)
