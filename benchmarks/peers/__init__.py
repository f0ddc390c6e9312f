"""Other policy engines, each given the same rules in the form that suits it best.

Every module has the same two functions. `build(rules, situations)` prepares the engine, and each situation as a request in the words of
that engine; none of that is timed. `answer(engine, request)` asks, and reads the answer back as a verdict and the ids of the rules that
carry it; all of that is timed. `TELLS` says which of those ids the engine can name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from ..generated import GeneratedRule, Situation

Answer = tuple[str, tuple[str, ...]]  # forbidden, permitted or silent; and the rules that carry it
ALL, ONE_THAT_FORBIDS = "all", "one that forbids"


class Peer(Protocol):
    NAME: str
    PACKAGE: str
    TELLS: str

    def build(self, rules: Sequence[GeneratedRule], situations: Sequence[Situation]) -> tuple[Any, list[Any]]: ...

    def answer(self, engine: Any, request: Any) -> Answer: ...
