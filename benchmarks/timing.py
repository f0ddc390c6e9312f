"""Timing calls side by side: the callers take turns, so that whatever else the machine does falls on all of them alike."""

from __future__ import annotations

import gc
import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter_ns
from typing import Any

Calls = tuple[Callable[[Any], object], Sequence[Any]]  # a function, and what to call it with, one after the other


@dataclass(frozen=True, slots=True)
class Timing:
    """Microseconds a call.

    `p99` is what 99 in 100 calls stay under; where other programs share the core, that tells of them. `hardest` is what 99 in 100
    arguments stay under, each by the median of its own calls, and tells of the argument alone.
    """

    median: float
    p99: float
    hardest: float
    calls: int

    def as_dict(self) -> dict[str, float]:
        figures = {"median_us": self.median, "p99_us": self.p99, "hardest_us": self.hardest}
        return {name: round(figure, 2) for name, figure in figures.items()} | {"calls": self.calls}


def pin_to_one_core() -> None:
    """Keep this process and its children on one core, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def time_in_turns(callers: Mapping[str, Calls], rounds: int) -> dict[str, Timing]:
    """Time every call of every caller, `rounds` times over, after one round that is not counted."""
    taken: dict[str, list[list[int]]] = {name: [] for name in callers}
    for call, arguments in callers.values():
        _time(call, arguments)
    gc.collect()
    gc.freeze()  # what is built by now is not looked through again while the clock runs
    for _ in range(rounds):
        for name, (call, arguments) in callers.items():
            taken[name].append(_time(call, arguments))
    gc.unfreeze()
    return {name: _summary(times) for name, times in taken.items()}


def _time(call: Callable[[Any], object], arguments: Sequence[Any]) -> list[int]:
    times = []
    for argument in arguments:
        start = perf_counter_ns()
        call(argument)
        times.append(perf_counter_ns() - start)
    return times


def _summary(rounds: Sequence[Sequence[int]]) -> Timing:
    calls = [time / 1000 for times in rounds for time in times]
    of_arguments = [median(times) / 1000 for times in zip(*rounds, strict=True)]
    return Timing(median(calls), _p99(calls), _p99(of_arguments), len(calls))


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100, method="inclusive")[-1]


def machine() -> str:
    """What ran this, and how busy it was: above a load of 1 a core, other programs slow everything down."""
    load = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, {platform.machine()}, pinned to one core{load}"
