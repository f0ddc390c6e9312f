"""How long a fresh process takes to load a pack, and the shell to get an answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from gatepost.policy import shipped_packs

TIMES = 5
LOADING = """
import sys, time
start = time.perf_counter()
from gatepost.policy import load_pack
load_pack(sys.argv[1])
print(time.perf_counter() - start)
"""
QUESTION = ("actor=teacher", "action=accept_friend_request", "account=personal", "counterpart=pupil")


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that takes seconds, and what it should stay under."""

    what: str
    found: float
    target: float
    unit: str

    @property
    def met(self) -> bool:
        return self.found <= self.target

    def as_dict(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "found": round(self.found, 3),
            "target": self.target,
            "unit": self.unit,
            "met": self.met,
        }


def loading() -> list[Measure]:
    """Every shipped pack, imports included, each time in a process of its own; and the same with the start of Python counted in."""
    measures = []
    for name in shipped_packs():
        inside, whole = zip(*[_load(name) for _ in range(TIMES)], strict=True)
        measures.append(Measure(f"load {name} (imports included)", median(inside) * 1000, 300, "ms"))
        measures.append(Measure(f"load {name} (whole process)", median(whole) * 1000, 300, "ms"))
    return measures


def _load(name: str) -> tuple[float, float]:
    start = perf_counter()
    printed = _output((sys.executable, "-c", LOADING, name))
    return float(printed), perf_counter() - start


def asking() -> Measure:
    """`gatepost ask` as it is typed in a shell."""
    command = (str(Path(sys.executable).with_name("gatepost")), "ask", "cavendish", *QUESTION)
    taken = []
    for _ in range(TIMES):
        start = perf_counter()
        _output(command)
        taken.append(perf_counter() - start)
    return Measure("gatepost ask cavendish ..., from the shell", median(taken), 0.5, "s")


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
