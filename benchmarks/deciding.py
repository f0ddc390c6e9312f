"""All benchmarks in one run, on one core: `python -m benchmarks.deciding`; with `--json`, as data."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from . import comparing, starting
from .rounds import CONTENT_OPEN, FULLY_GIVEN, UNKNOWNS, Round, against_peers, on_real_packs
from .starting import Measure
from .timing import Timing, machine, pin_to_one_core

ROUNDS = {60: 25, 600: 12}  # rules -> how often each of the situations is put
REAL_ROUNDS = 20
SLOWEST = {60: 25.0, 600: 30.0}  # rules -> microseconds that a full decision may take
LEAST_LEAD = {60: 4.0, 600: 10.0}  # rules -> times faster than the fastest of the others
OURS = (FULLY_GIVEN, CONTENT_OPEN, UNKNOWNS)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.deciding", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print data instead of tables")
    as_json = parser.parse_args().json
    show: Callable[[Iterable[str]], None] = _nothing if as_json else _print
    pin_to_one_core()
    show([f"{machine()}. Microseconds a decision; all answers are first checked against the plain evaluator's."])
    show(["Of gatepost, the whole decision; of the others, forbidden, permitted or silent, and the rules that say so."])
    generated = {}
    for count, rounds in ROUNDS.items():
        generated[count] = against_peers(count, rounds)
        show(_peer_table(count, generated[count]))
    real = on_real_packs(REAL_ROUNDS)
    show(_real_table(real))
    measures = [*starting.loading(), starting.asking(), *comparing.comparing()]
    show(_measures_table(measures))
    if as_json:
        print(json.dumps(_as_data(generated, real, measures), indent=2))


def _print(lines: Iterable[str]) -> None:
    print("\n".join(lines), flush=True)


def _nothing(lines: Iterable[str]) -> None:
    pass


def fastest_peer(found: Round) -> tuple[str, float]:
    """The fastest of the other engines, and its median."""
    peers = {name: timing.median for name, timing in found.timings.items() if name not in OURS}
    name = min(peers, key=peers.__getitem__)
    return name, peers[name]


def _as_data(generated: dict[int, Round], real: Sequence[Round], measures: Sequence[Measure]) -> dict[str, Any]:
    return {
        "machine": machine(),
        "generated": [found.as_dict() | {"targets": _targets(count, found)} for count, found in generated.items()],
        "real": [found.as_dict() for found in real],
        "measures": [measure.as_dict() for measure in measures],
    }


def _targets(count: int, found: Round) -> dict[str, Any]:
    name, median = fastest_peer(found)
    return {
        "median_us": SLOWEST[count],
        "lead": LEAST_LEAD[count],
        "fastest_peer": name,
        "leads": {ours: round(median / found.timings[ours].median, 2) for ours in OURS},
    }


def _peer_table(count: int, found: Round) -> Iterable[str]:
    name, fastest = fastest_peer(found)
    verdicts = ", ".join(f"{number} {verdict}" for verdict, number in sorted(found.verdicts.items()))
    yield ""
    yield f"{found.title}: {verdicts}; {found.carriers:.2f} rules carry a verdict on average"
    yield f"{'':46}{'median':>10}{'p99':>10}{'hardest':>10}  fastest other / this"
    for who, timing in found.timings.items():
        yield f"  {who:<44}{_figures(timing)}{fastest / timing.median:>12.2f}"
    yield f"  wanted of gatepost: a median of at most {SLOWEST[count]:g}, and {LEAST_LEAD[count]:g} in the last column ({name} is 1)"


def _real_table(real: Sequence[Round]) -> Iterable[str]:
    yield ""
    yield f"{'Full decisions of the real packs':<36}{'rules':>10}{'median':>10}{'p99':>10}{'hardest':>10}"
    for found in real:
        yield f"  {found.title:<34}{found.rules:>10}{_figures(found.timings['gatepost'])}"


def _figures(timing: Timing) -> str:
    return f"{timing.median:>10.1f}{timing.p99:>10.1f}{timing.hardest:>10.1f}"


def _measures_table(measures: Sequence[Measure]) -> Iterable[str]:
    yield ""
    yield "Starting and comparing" + " " * 34 + "found  at most"
    for measure in measures:
        mark = "" if measure.met else "  MISSED"
        yield f"  {measure.what:<50}{measure.found:>9.4g}{measure.target:>9g} {measure.unit}{mark}"


if __name__ == "__main__":
    main()
