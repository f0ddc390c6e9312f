"""The figures on screening: counted rightly, from texts read rightly, into the right place of a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.figures import Count, balanced, macro_f1, shown
from benchmarks.rolls import roll_of
from benchmarks.screening_quality import report, touching
from benchmarks.screening_speed import A_TURN, Figure, per_second, renumbered, written_texts
from benchmarks.tables import between_marks, table

from benchmarks import labelled_texts

ROWS = [
    {
        "id": "1",
        "kind": "post",
        "text": "Well done Ann and Anna, said Ann!",
        "labels": ["names_child"],
        "spans": [["Ann", "names_child"], ["Anna", "names_child"], ["Ann", "names_child"]],
    },
    {
        "id": "2",
        "kind": "comment",
        "text": "Ring 07700 900123.",
        "labels": ["phone_number"],
        "spans": [["07700 900123", "phone_number"]],
    },
    {"id": "3", "kind": "comment", "text": "The sun shines.", "labels": [], "spans": []},
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "school").mkdir()
    (tmp_path / "school" / "texts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    (tmp_path / "school" / "roll.csv").write_text(
        "first_name,last_name,kind\nAnn,Wetherby,pupil\nAnna,Thirsk,pupil\n", "utf-8"
    )
    (tmp_path / "sms-spam").mkdir()
    (tmp_path / "sms-spam" / "SMSSpamCollection").write_text("ham\tsee you at six\nspam\tWIN a prize\n", "utf-8")
    return tmp_path


def test_a_word_that_is_named_twice_is_meant_at_both_places(data: Path) -> None:
    spans = labelled_texts.school_texts(data)[0].spans
    assert [(start, end) for start, end, _ in spans] == [(10, 13), (18, 22), (29, 32)]


def test_counts() -> None:
    count = Count()
    count.add({1, 2, 3}, {2, 3, 4, 5})
    assert (count.precision, count.recall, count.there) == (2 / 3, 0.5, 4)
    assert count.f1 == pytest.approx(4 / 7)
    assert macro_f1([count, Count()]) == pytest.approx(2 / 7)
    assert shown(Count().precision) == "–"


def test_always_saying_yes_is_worth_a_half() -> None:
    assert balanced([(True, True), (True, True), (True, False)]).accuracy == 0.5


def test_a_touch_counts_for_contact_details_and_a_find_beside_does_not(data: Path) -> None:
    texts = labelled_texts.school_texts(data)
    count = touching(texts, lambda text: [(8, 20, "x"), (0, 2, "y")] if "07700" in text else [])
    assert (count.right, count.missed, count.wrong) == (1, 0, 1)


def test_the_report_says_what_it_measured(data: Path) -> None:
    text = "\n".join(report(data))
    assert "| names_child | 3 | 1.00 | 1.00 |" in text
    assert "0 of 3" in text
    assert "SMS Spam" in text


def test_tables_go_between_the_marks_and_nothing_else_changes() -> None:
    document = "before\n<!-- eval -->\nold\n<!-- /eval -->\nafter"
    written = between_marks(document, "eval", table(("a", "b"), [("1", "2")]))
    assert written == "before\n<!-- eval -->\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n<!-- /eval -->\nafter"
    assert between_marks(written, "eval", table(("a", "b"), [("1", "2")])) == written
    with pytest.raises(SystemExit):
        between_marks("no place", "eval", [])


def test_the_same_roll_every_time() -> None:
    assert roll_of(50).people == roll_of(50).people
    assert len({str(person) for person in roll_of(2000).people}) > 1800


def test_rates_and_targets() -> None:
    assert per_second({"nothing": lambda text: None}, written_texts())["nothing"] > 1000
    assert Figure("x", 10, "texts/s", 20).met is False
    assert Figure("x", 10, "ms", 20).met is True
    assert str(Figure("x", 30, "ms", 20)).endswith("at most 20 ms, NOT MET")


def test_no_engine_sees_the_same_number_in_every_round() -> None:
    once, again = (renumbered(["Ring 07700 900123 at 8.45"], seed) for seed in (1, 2))
    assert len(once) == A_TURN
    assert once != again
    assert all(text.startswith("Ring 07") and text.endswith(" at 8.45") for text in once)
