"""A small linear model of hateful and abusive wording: 65,536 weights of one byte, hashed features, no dependency.

It hears what the rules do not know, and is wrong more often than they are: `docs/abuse-model.md` says how often. So it
speaks only where no rule did, only when it is very sure, and never with more confidence than 0.6. Words for a group
("Muslim", "gay", "woman") are all one and the same word to it: it cannot hold one group's name against anybody.
"""

import json
import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from zlib import crc32

from ..normalising import COMMA, END, QUOTE
from .wording import wording

SIZE = 1 << 16
FILE = "weights.bin"
_GROUP = "☐"
_MARKS = (END, QUOTE, COMMA, "'s")
_MOST_WORDS = 400
_FEWEST_WORDS = 4
_MOST_SURE = 0.6


@dataclass(frozen=True)
class Weights:
    """Weights of the hashed features in steps of `step`, what a text starts from, and from where a text is reported."""

    values: Sequence[int]
    step: float
    bias: float
    threshold: float


def score(words: Sequence[str]) -> float:
    """How much a text sounds like those that people marked as hateful: above 0 more than not."""
    heard = plain(words)
    if not heard:
        return -math.inf
    known = weights()
    total = sum(map(_of_word, heard))
    total += sum(map(_of_pair, heard, heard[1:]))
    return known.bias + known.step * total / math.sqrt(len(heard))


def sounds_abusive(words: Sequence[str]) -> float:
    """The confidence of a finding, or nought: only long enough texts, only above the threshold."""
    known = weights()
    heard = score(words)
    if len(plain(words)) < _FEWEST_WORDS or heard < known.threshold:
        return 0.0
    return min(_MOST_SURE, 0.4 + 0.05 * (heard - known.threshold))


def plain(words: Sequence[str]) -> list[str]:
    """The words that the model hears: no marks, any group by one name, no more than a page."""
    groups = wording().kinds
    return [_GROUP if word in groups else word for word in words if word not in _MARKS][:_MOST_WORDS]


def features_of_word(word: str) -> Iterator[int]:
    """Where the weights of a word stand: the whole word and its runs of three to five letters."""
    if word == _GROUP:
        return
    yield _place("w " + word)
    framed = f"<{word[:30]}>"
    for length in (3, 4, 5):
        for start in range(len(framed) - length + 1):
            yield _place("c " + framed[start : start + length])


def feature_of_pair(first: str, second: str) -> int:
    return _place(f"p {first} {second}")


def _place(feature: str) -> int:
    return crc32(feature.encode("utf-8", "replace")) % SIZE


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> int:
    values = weights().values
    return sum(values[place] for place in features_of_word(word))


@lru_cache(maxsize=100_000)
def _of_pair(first: str, second: str) -> int:
    return weights().values[feature_of_pair(first, second)]


@cache
def weights() -> Weights:
    return read(resources.files(__package__).joinpath(FILE).read_bytes())


def read(data: bytes) -> Weights:
    """Weights from a file: one line of JSON, then one signed byte for each feature."""
    head, _, body = data.partition(b"\n")
    figures = json.loads(head)
    values = array("b", body)
    if len(values) != SIZE:
        raise ValueError(f"The weights of the abuse model are damaged: {len(values)} instead of {SIZE}.")
    return Weights(values, figures["step"], figures["bias"], figures["threshold"])


def written(known: Weights) -> bytes:
    """The file that `read` reads."""
    head = json.dumps({"step": known.step, "bias": known.bias, "threshold": known.threshold})
    return head.encode() + b"\n" + array("b", known.values).tobytes()
