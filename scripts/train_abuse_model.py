"""Train the small model of abusive wording: NumPy alone, the same weights bit for bit each time.

    python scripts/train_abuse_model.py ../shared/data            writes the weights and prints the figures
    python scripts/train_abuse_model.py ../shared/data --check    trains and says whether the shipped weights come out

The folder holds `davidson/labeled_data.csv`, `edos/edos_labelled_aggregated.csv` and `hatemoji/build_*.csv`.
`docs/abuse-model.md` says what they are, under which licence, and what the model is worth.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from gatepost.screening.abuse import model
from gatepost.screening.abuse.wording import wording
from gatepost.screening.folding import fold

_TARGET = Path(model.__file__).with_name(model.FILE)
_ROUNDS = 120
_RATE = 0.35
_SHRINK = 2e-5
_THRESHOLD = 3.0

Floats = NDArray[np.float64]


class Text(NamedTuple):
    """A text of a public set: hateful or not, and whether it is kept out of training."""

    source: str
    words: list[str]
    hateful: bool
    held_out: bool


def texts(folder: Path) -> Iterator[Text]:
    """All texts; of Davidson's set only hate and neither: "offensive" is swearing among friends as often as not."""
    for row in _rows(folder / "davidson" / "labeled_data.csv"):
        if row["class"] != "1":
            yield Text("davidson", _words(row["tweet"]), row["class"] == "0", crc32(row["tweet"].encode()) % 10 == 0)
    for row in _rows(folder / "edos" / "edos_labelled_aggregated.csv"):
        yield Text("edos", _words(row["text"]), row["label_sexist"] == "sexist", row["split"] == "test")
    for part in ("train", "validation", "test"):
        for row in _rows(folder / "hatemoji" / f"build_{part}.csv"):
            yield Text("hatemoji", _words(row["text"]), row["label_gold"] == "1", part == "test")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _words(text: str) -> list[str]:
    return model.plain([word.meant for word in wording().speller.words(fold(text))]) or ["-"]


class Rows:
    """Texts as places of features in one long row, with where each text starts."""

    def __init__(self, chosen: list[Text]) -> None:
        places: list[int] = []
        starts = []
        self.hateful = np.array([text.hateful for text in chosen], dtype=np.float64)
        known: dict[str, list[int]] = {}
        for text in chosen:
            starts.append(len(places))
            for word in text.words:
                places += known.setdefault(word, list(model.features_of_word(word)))
            places += [model.feature_of_pair(*pair) for pair in zip(text.words, text.words[1:], strict=False)]
        self.places = np.array(places, dtype=np.int64)
        self.starts = np.array(starts, dtype=np.int64)
        lengths = np.diff(np.append(self.starts, len(places)))
        self.scale = 1 / np.sqrt(np.array([len(text.words) for text in chosen], dtype=np.float64))
        self.text_of = np.repeat(np.arange(len(chosen)), lengths)

    def scores(self, values: Floats, bias: float) -> Floats:
        return np.add.reduceat(values[self.places], self.starts) * self.scale + bias

    def gradient(self, error: Floats) -> Floats:
        return np.bincount(self.places, weights=(error * self.scale)[self.text_of], minlength=model.SIZE)


def balanced(chosen: list[Text]) -> Floats:
    """A weight for each text, so that every set counts alike, and in it the hateful as much as the others."""
    weight = np.zeros(len(chosen))
    for source in sorted({text.source for text in chosen}):
        for hateful in (False, True):
            mine = [i for i, text in enumerate(chosen) if text.source == source and text.hateful == hateful]
            weight[mine] = 1 / len(mine)
    return weight / weight.sum()


def trained(chosen: list[Text]) -> model.Weights:
    """Logistic regression by Adam over all texts at once; then each weight in one byte."""
    rows, weight = Rows(chosen), balanced(chosen)
    values, bias = np.zeros(model.SIZE), 0.0
    mean, square = np.zeros(model.SIZE), np.zeros(model.SIZE)
    for step in range(1, _ROUNDS + 1):
        error = weight * (1 / (1 + np.exp(-rows.scores(values, bias))) - rows.hateful)
        slope = rows.gradient(error) + _SHRINK * values
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        pace = _RATE / (1 + step / 20)
        values -= pace * 0.1 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-7)
        bias -= pace * float(error.sum())
    step_size = float(np.abs(values).max()) / 127
    rounded = np.rint(values / step_size).astype(np.int8)
    return model.Weights(rounded.tolist(), round(step_size, 12), round(bias, 9), _THRESHOLD)


def report(known: model.Weights, held_out: list[Text]) -> str:
    """How the model does on texts that it has not seen, set by set: recall of hateful and of other texts."""
    lines = ["set        texts  threshold  hateful  not hateful  balanced"]
    rows = Rows(held_out)
    scores = rows.scores(np.array(known.values, dtype=np.float64) * known.step, known.bias)
    for source in sorted({text.source for text in held_out}):
        mine = np.array([text.source == source for text in held_out])
        for threshold in (0.0, known.threshold):
            said, right = scores[mine] >= threshold, rows.hateful[mine] > 0
            found, spared = float(said[right].mean()), float((~said[~right]).mean())
            lines.append(
                f"{source:10} {mine.sum():5}  {threshold:9.1f}  {found:7.3f}  {spared:11.3f}  {(found + spared) / 2:8.3f}"
            )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the small model of abusive wording.")
    parser.add_argument("data", type=Path, help="the folder with the public sets")
    parser.add_argument("--check", action="store_true", help="write nothing; say whether the shipped weights come out")
    asked = parser.parse_args()
    everything = list(texts(asked.data))
    known = trained([text for text in everything if not text.held_out])
    print(report(known, [text for text in everything if text.held_out]))
    data = model.written(known)
    if asked.check:
        same = _TARGET.exists() and _TARGET.read_bytes() == data
        print("The shipped weights are exactly these." if same else "The shipped weights are NOT these.")
        return 0 if same else 1
    _TARGET.write_bytes(data)
    print(f"Wrote {len(data):,} bytes to {_TARGET.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
