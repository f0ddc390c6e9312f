"""Any local text classifier in ONNX form beside the built-in detectors: needs the extra `onnx`, never fetches anything.

The model takes texts as strings (one input) and gives a probability for each class, as exporters of whole pipelines
write it. A school that has such a model passes it to `OnnxClassifier` and adds what it finds to the others' findings.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from ..findings import Finding
from ..folding import Folded

_MOST_SURE = 0.6


class OnnxError(RuntimeError):
    """A classifier that cannot be used, and what to do about it."""


class OnnxClassifier:
    """Finds texts that a model of the school's own holds to be of a class: `label` names it in the vocabulary."""

    def __init__(self, path: str | Path, *, label: str = "abusive", place: int = 1, threshold: float = 0.8) -> None:
        if not Path(path).is_file():
            raise OnnxError(f"There is no file {path}. Give the path of an ONNX model on this machine.")
        try:
            onnxruntime: Any = import_module("onnxruntime")
        except ImportError:
            raise OnnxError("An ONNX model needs onnxruntime. Install it with: pip install 'gatepost[onnx]'") from None
        try:
            self._session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        except Exception as problem:  # noqa: BLE001  the runtime raises its own kinds, of no common class
            raise OnnxError(f"{path} is no ONNX model that can be run: {problem}.") from None
        self._input = self._session.get_inputs()[0]
        if "string" not in self._input.type:
            raise OnnxError(f"{path} takes {self._input.type}; only models that take texts as strings can be used.")
        self._label, self._place, self._threshold = label, place, threshold

    def detect(self, folded: Folded) -> list[Finding]:
        """One finding for the whole text, or none; never surer than the built-in model may be."""
        probability = self._probability(folded.original)
        if probability < self._threshold or not folded.original.strip():
            return []
        return [
            Finding(
                label=self._label,
                span=(0, len(folded.original)),
                why=f"The school's own classifier holds this to be {self._label} ({probability:.2f}).",
                confidence=min(_MOST_SURE, probability),
                detector="own classifier",
            )
        ]

    def _probability(self, text: str) -> float:
        import numpy as np

        shape = (1, 1) if len(self._input.shape) == 2 else (1,)
        given = np.array([text], dtype=object).reshape(shape)
        answer: Any = self._session.run(None, {self._input.name: given})[-1]
        first = answer[0]
        return float(list(first.values())[self._place] if isinstance(first, dict) else first[self._place])
