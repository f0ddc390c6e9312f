"""How long it takes to compare two real packs, and how much memory."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

from .starting import Measure

PAIRS = (("catcott", "cambrian"), ("bradfield", "little-missenden"))
PATIENCE = 12  # seconds until a comparison is given up
# The process says itself how much memory it took at most: what the system tells a parent counts in the parent's own, before the child
# became another program. Linux keeps the child's own peak in /proc; `ru_maxrss` is the next best thing (bytes on macOS).
COMPARING = """
import resource, sys
from pathlib import Path
from gatepost.policy import load_pack
from gatepost.policy.comparing import compare
compare(load_pack(sys.argv[1]), load_pack(sys.argv[2]))
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peaks = [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")]
print(*peaks or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])
"""


def comparing() -> list[Measure]:
    """Time and peak memory of each comparison, each in a process of its own."""
    return [measure for pair in PAIRS for measure in _compare(*pair)]


def _compare(one: str, other: str) -> list[Measure]:
    what = f"compare {one} {other}"
    start = perf_counter()
    try:
        command = (sys.executable, "-c", COMPARING, one, other)
        printed = subprocess.run(command, check=True, timeout=PATIENCE, stdout=subprocess.PIPE, text=True).stdout
    except subprocess.TimeoutExpired:
        return [Measure(f"{what} (given up)", perf_counter() - start, 5, "s")]
    taken = perf_counter() - start
    return [Measure(what, taken, 5, "s"), Measure(f"{what}, peak memory", int(printed) / 1024**2, 500, "MB")]
