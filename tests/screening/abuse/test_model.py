"""The small model: never loud, deaf to which group is named, and its file is checked when it is read."""

import pytest

from gatepost.screening.abuse import model, onnx


def test_it_is_never_surer_than_it_may_be() -> None:
    loud = ["every", "single", "one", "of", "you", "bitch", "whore", "cunt"] * 3
    assert model.score(loud) > 2 * model.weights().threshold
    assert model.sounds_abusive(loud) == 0.6


def test_written_weights_are_read_again() -> None:
    known = model.weights()
    assert model.read(model.written(known)) == known


@pytest.mark.parametrize("group", ["muslims", "jewish", "gay", "women", "immigrants"])
def test_it_cannot_tell_groups_apart(group: str) -> None:
    assert model.score(["eid", "mubarak", "to", group]) == model.score(["eid", "mubarak", "to", "disabled"])


def test_it_says_nothing_of_short_or_empty_texts() -> None:
    assert model.sounds_abusive([]) == 0
    assert model.sounds_abusive(["whore"]) == 0


def test_it_is_well_under_a_megabyte() -> None:
    assert len(model.written(model.weights())) < 100_000


def test_damaged_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="damaged"):
        model.read(b'{"step": 1, "bias": 0, "threshold": 3}\n123')


def test_an_own_classifier_says_what_is_missing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(onnx.OnnxError, match="There is no file"):
        onnx.OnnxClassifier(tmp_path / "nothing.onnx")
    (tmp_path / "broken.onnx").write_bytes(b"no model")
    with pytest.raises(onnx.OnnxError, match=r"gatepost\[onnx\]|no ONNX model"):
        onnx.OnnxClassifier(tmp_path / "broken.onnx")
