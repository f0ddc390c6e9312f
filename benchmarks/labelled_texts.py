"""Texts with the labels that a careful reader gave them, and where in the text each is due."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from gatepost.screening import TextKind

_HERE = Path(__file__).parent

LabelledSpan = tuple[int, int, str]


@dataclass(frozen=True)
class LabelledText:
    """A text, all the labels that are due, and the spans of those that have one."""

    id: str
    kind: TextKind
    text: str
    labels: frozenset[str]
    spans: tuple[LabelledSpan, ...] = ()


@dataclass(frozen=True)
class TextSet:
    """A set of texts, each one that should be noticed or one that should not; `said` tells what they are."""

    name: str
    texts: tuple[tuple[str, bool], ...]
    said: str


def school_texts(data: Path) -> list[LabelledText]:
    """The labelled school texts in a folder with `school/texts.jsonl`."""
    return _read(data / "school" / "texts.jsonl")


def held_out_texts() -> list[LabelledText]:
    """School texts written to measure with, apart from the rules; they have no spans. Errors on abuse have been read since."""
    return _read(_HERE / "held_out.jsonl")


def functional_probes() -> tuple[TextSet, TextSet]:
    """Statements by what they do (derogation, threats, denial, quotation, disguise) and the group they speak of.

    `True` stands for hateful; abuse of one person, of a thing or of a group that is not protected is not.
    """
    return (
        _probe("functional_probe.jsonl", "deliberately hard ones, by the hand that wrote the rules, after the rules"),
        _probe(
            "functional_probe_plain.jsonl", "plain ones, by somebody who had not seen the rules or any list of words"
        ),
    )


def _probe(file: str, said: str) -> TextSet:
    rows = map(json.loads, (_HERE / file).read_text("utf-8").splitlines())
    return TextSet("Functional probe", tuple((row["text"], row["hateful"]) for row in rows), said)


def _read(path: Path) -> list[LabelledText]:
    lines = path.read_text("utf-8").split("\n")
    return [_labelled(json.loads(line)) for line in lines if line.strip()]


def _labelled(row: dict[str, Any]) -> LabelledText:
    return LabelledText(
        row["id"], row["kind"], row["text"], frozenset(row["labels"]), tuple(_spans(row["text"], row["spans"]))
    )


def _spans(text: str, given: list[list[str]]) -> Iterator[LabelledSpan]:
    """Where the words stand: a word that is named twice is meant at its first place and then at its second."""
    taken: list[tuple[int, int]] = []
    for words, label in given:
        start = text.index(words)
        while any(start < other_end and other < start + len(words) for other, other_end in taken):
            start = text.index(words, start + 1)
        taken.append((start, start + len(words)))
        yield start, start + len(words), label


def abuse_sets(data: Path) -> Iterator[TextSet]:
    """The public sets of abuse that are there. `True` stands for hateful, or sexist."""
    if (path := data / "davidson" / "labeled_data.csv").exists():
        rows = [(row["tweet"], row["class"]) for row in _rows(path)]
        texts = tuple((text, label == "0") for text, label in rows if label != "1" and is_held_out(text))
        yield TextSet(
            "Davidson", texts, "tweets; hate against neither, the merely offensive left out; a tenth kept from training"
        )
    if (path := data / "edos" / "edos_labelled_aggregated.csv").exists():
        texts = tuple((row["text"], row["label_sexist"] == "sexist") for row in _rows(path) if row["split"] == "test")
        yield TextSet("EDOS", texts, "posts; sexist against not, test split")
    if (path := data / "hatemoji" / "build_test.csv").exists():
        texts = tuple((row["text"], row["label_gold"] in ("1", "1.0")) for row in _rows(path))
        yield TextSet("HatemojiBuild", texts, "statements with emoji; hateful against not, test split")
    if (path := data / "hatecheck" / "test_suite_cases.csv").exists():
        texts = tuple((row["test_case"], row["label_gold"] == "hateful") for row in _rows(path))
        yield TextSet("HateCheck", texts, "functional tests; never trained on, nor tuned on")


def is_held_out(tweet: str) -> bool:
    """Whether the model was not trained on a tweet of Davidson's; `scripts/train_abuse_model.py` draws the same line."""
    return crc32(tweet.encode()) % 10 == 0


def spam_set(data: Path) -> TextSet | None:
    """The SMS spam collection, if it is there."""
    path = data / "sms-spam" / "SMSSpamCollection"
    if not path.exists():
        return None
    rows = (line.partition("\t") for line in path.read_text("utf-8", errors="replace").splitlines() if "\t" in line)
    texts = tuple((text, label == "spam") for label, _, text in rows)
    return TextSet("SMS Spam", texts, "text messages of about 2005, spam against not")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
