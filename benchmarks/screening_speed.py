"""How fast Gatepost screens, on one core: `python -m benchmarks.screening_speed`; with `--json`, as data.

Contact details are timed beside Presidio's patterns where it is installed, on the same texts in the same run. `--data FOLDER` takes
the labelled school texts of a folder instead of those that stand beside this module.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from PIL import Image

from gatepost.screening import Roll, Settings, addresses, emails, phones, screen, screen_picture
from gatepost.screening.folding import fold
from gatepost.screening.webaddresses import web_addresses

from .labelled_texts import school_texts
from .rolls import roll_of
from .tables import between_marks, table
from .timing import machine, pin_to_one_core

DOCUMENT = Path(__file__).parents[1] / "docs" / "screening.md"
ROUNDS, A_TURN = 7, 1500  # and texts in each
_LAST_FIGURES = re.compile(r"(?<=\d)\d{3}(?!\d)")
LEAD = 20.0  # times Presidio's texts a second
PEOPLE = {500: 3000.0, 20_000: 1000.0}  # on the roll -> texts a second that are wanted
MILLIONS = (4000, 3000)  # a photo of 12 megapixels
IMPORTING = "import time; start = time.perf_counter(); import gatepost.screening; print(time.perf_counter() - start)"
STARTING = """
import time; start = time.perf_counter()
from gatepost.screening import screen
screen("Well done to everybody who came, and thank you.")
print(time.perf_counter() - start)
"""
MEMORY = """
import sys
from pathlib import Path
from benchmarks.rolls import roll_of
from benchmarks.screening_speed import photo, written_texts
from gatepost.screening import screen
roll, picture = roll_of(20_000), photo()
for text in written_texts(): screen(text, roll=roll)
screen("", [picture], roll)
lines = Path("/proc/self/status").read_text().splitlines()
print(*[int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")])
"""


Screen = Callable[[str], object]


@dataclass(frozen=True)
class Figure:
    """Something measured: at least so many a second, or at most so much of anything else. No target: for information."""

    what: str
    found: float
    unit: str
    target: float | None = None

    @property
    def is_rate(self) -> bool:
        return self.unit in ("texts/s", "times")

    @property
    def met(self) -> bool:
        if self.target is None:
            return True
        return self.found >= self.target if self.is_rate else self.found <= self.target

    @property
    def measured(self) -> str:
        return f"{self.found:,.{2 if self.found < 10 else 0}f} {self.unit}"

    @property
    def wanted(self) -> str:
        return (
            "" if self.target is None else f"{'at least' if self.is_rate else 'at most'} {self.target:,.0f} {self.unit}"
        )

    def __str__(self) -> str:
        return f"  {self.what:<62}{self.measured:>16}   {self.wanted}{'' if self.met else ', NOT MET'}".rstrip()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screening_speed", description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with labelled school texts")
    parser.add_argument("--json", action="store_true", help="print data instead of a table")
    parser.add_argument("--write", action="store_true", help="write the table into docs/screening.md too")
    options = parser.parse_args()
    pin_to_one_core()
    texts = [item.text for item in school_texts(options.data)] if options.data else written_texts()
    figures = list(measured(texts))
    if options.json:
        data = [{**asdict(figure), "met": figure.met} for figure in figures]
        print(json.dumps({"machine": machine(), "figures": data}, indent=2))
        return
    length = sum(map(len, texts)) / len(texts)
    print(f"{machine()}. {len(texts)} school texts of {length:.0f} characters on average.")
    print("\n".join(map(str, figures)))
    if options.write:
        said = f"{machine()}. {len(texts)} school texts of {length:.0f} characters on average."
        rows = table(("", "measured", "wanted"), ([figure.what, figure.measured, figure.wanted] for figure in figures))
        DOCUMENT.write_text(between_marks(DOCUMENT.read_text("utf-8"), "speed", [said, "", *rows]), "utf-8")


def written_texts() -> list[str]:
    """The texts that stand beside this module."""
    return (Path(__file__).parent / "school_texts.txt").read_text("utf-8").splitlines()


def measured(texts: Sequence[str]) -> Iterator[Figure]:
    """All figures, one after another."""
    yield from _beside_presidio(texts)
    for size, wanted in PEOPLE.items():
        roll, seconds = _built(size)
        if size == max(PEOPLE):
            yield Figure(f"building a roll of {size:,} people", seconds, "s", 1)
        rate = per_second({"screen": _screen_with(roll)}, texts)["screen"]
        yield Figure(f"the whole of screen, {size:,} people on the roll", rate, "texts/s", wanted)
    yield Figure("a photo of 12 megapixels", _photo_milliseconds(), "ms", 400)
    yield Figure("import gatepost.screening", _printed(IMPORTING) * 1000, "ms", 300)
    yield Figure("import, and screen a first text", _printed(STARTING) * 1000, "ms")
    yield Figure("peak memory with 20,000 people and a photo", _printed(MEMORY), "MB", 250)


def per_second(screens: Mapping[str, Screen], texts: Sequence[str]) -> dict[str, float]:
    """Texts a second of each, the median of several rounds in turns after one that is not counted.

    By the time of the processor: what other programs do meanwhile does not count, for any of them.
    """
    rates: dict[str, list[float]] = {name: [] for name in screens}
    for turn in range(ROUNDS + 1):
        many = renumbered(texts, turn)
        for name, look in screens.items():
            start = process_time()
            for text in many:
                look(text)
            if turn:
                rates[name].append(len(many) / (process_time() - start))
        if not turn:
            gc.collect()
            gc.freeze()  # what is built by now is not looked through again while the clock runs
    gc.unfreeze()
    return {name: median(found) for name, found in rates.items()}


def renumbered(texts: Sequence[str], seed: int) -> list[str]:
    """At least `A_TURN` texts, those given over and over with other last figures in their numbers: no number is remembered."""
    figures = Random(seed)
    rounds = -(-A_TURN // len(texts))
    return [_LAST_FIGURES.sub(lambda _: f"{figures.randrange(1000):03}", text) for _ in range(rounds) for text in texts]


def _beside_presidio(texts: Sequence[str]) -> Iterator[Figure]:
    """Each peer in turns with Gatepost alone: the patterns of one crowd those of another out of the memory that they share."""
    what = "contact details and links"
    yield Figure(f"{what}, Gatepost", per_second({"Gatepost": _contact_details}, texts)["Gatepost"], "texts/s")
    for name, peer in _peers().items():
        rates = per_second({"Gatepost": _contact_details, name: peer}, texts)
        yield Figure(f"{what}, {name}", rates[name], "texts/s")
        yield Figure("  Gatepost against that", rates["Gatepost"] / rates[name], "times", LEAD)


def _peers() -> dict[str, Screen]:
    if not find_spec("presidio_analyzer"):
        return {}
    from .presidio_patterns import REGIONS, analyser

    return {
        "Presidio's patterns, UK numbers only": analyser(links=True),
        "Presidio's patterns as they come": analyser(regions=REGIONS, links=True),
    }


def _contact_details(text: str) -> object:
    """What Presidio's recognisers of phone numbers, e-mail addresses, postcodes and web addresses find, and streets."""
    folded = fold(text)
    found = (phones.detect(text, "GB"), emails.detect(folded), addresses.detect(folded))
    return found, web_addresses(text)


def _screen_with(roll: Roll) -> Screen:
    """The whole of screening, with texts as comments and as posts in turn."""
    post, comment = Settings(), Settings(kind="comment")

    return lambda text: screen(text, roll=roll, settings=comment if len(text) % 2 else post)


def _built(size: int) -> tuple[Roll, float]:
    """A roll, and the seconds until it is ready: what is looked up in it is built when it is first used."""
    people = roll_of(size).people
    start = process_time()
    roll = Roll(people)
    screen("Well done Aisha", roll=roll)
    return roll, process_time() - start


def photo() -> bytes:
    """The sample photo, enlarged to 12 megapixels."""
    stream = BytesIO()
    with Image.open(str(files("gatepost") / "samples" / "photo.jpg")) as sample:
        sample.convert("RGB").resize(MILLIONS).save(stream, "JPEG", quality=88)
    return stream.getvalue()


def _photo_milliseconds() -> float:
    data = photo()
    screen_picture(data)
    taken = []
    for _ in range(ROUNDS):
        start = process_time()
        screen_picture(data)
        taken.append((process_time() - start) * 1000)
    return median(taken)


def _printed(code: str) -> float:
    """What a fresh process prints, the median of several."""
    command = (sys.executable, "-c", code)
    return median(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(3))


if __name__ == "__main__":
    main()
