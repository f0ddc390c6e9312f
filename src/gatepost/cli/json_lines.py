"""Many texts, one a line as JSON: each is screened, and its findings go out as a line of JSON in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from .errors import Misuse

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

    from gatepost.screening import Finding, Roll, Screening, Settings

KINDS = ("post", "comment")
BATCH, CHUNK = 4096, 64  # lines held at once, and lines given to a process at once
Line = tuple[str, bytes]  # where it stands ("texts.jsonl, line 3"), and what is in it


def is_json_line(line: bytes) -> bool:
    """Whether a line is an object with a text, and not a text that happens to begin with a brace."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return "text" in json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False


def screened(lines: Iterable[Line], roll: Roll | None, settings: Settings, processes: int) -> Iterator[str]:
    """The answer to each line, as JSON. Raises Misuse at the first line that is not what it should be."""
    if processes == 1:
        yield from map(partial(answer, roll, settings), lines)
        return
    with _pool(processes, roll, settings) as pool:
        rest = iter(lines)
        while batch := list(islice(rest, BATCH)):
            yield from pool.imap(_answer_here, batch, CHUNK)


def answer(roll: Roll | None, settings: Settings, line: Line) -> str:
    """The answer to one line, in plain ASCII so that any program can read it."""
    from gatepost.screening import screen

    given = _read(*line, settings.kind)
    screening = screen(given["text"], roll=roll, settings=replace(settings, kind=given["kind"]))
    return json.dumps({"id": given["id"], **found_json(given["text"], screening)})


def found_json(text: str, screening: Screening) -> dict[str, Any]:
    """What was found, as plain data. `labels` are those of the findings; `situation` has what follows from them too."""
    findings = screening.findings
    return {
        "labels": list(dict.fromkeys(finding.label for finding in findings)),
        "spans": [[*finding.span, finding.label] for finding in findings if finding.span],
        "findings": [finding_json(text, finding) for finding in findings],
        "situation": screening.situation(),
        "notes": [*screening.notes(), *screening.questions()],
    }


def finding_json(text: str, finding: Finding) -> dict[str, Any]:
    """A finding as plain data, with the words that it is about."""
    return {
        "label": finding.label,
        "words": text[slice(*finding.span)] if finding.span else None,
        "span": list(finding.span) if finding.span else None,
        "picture": finding.picture,
        "box": list(finding.box) if finding.box else None,
        "why": finding.why,
        "confidence": finding.confidence,
        "detector": finding.detector,
        "people": [str(person) for person in finding.people],
        "do_not_publish": finding.do_not_publish,
    }


def _read(where: str, line: bytes, kind: str) -> dict[str, Any]:
    """A line's id, kind and text; the kind is, unless the line says, the one given."""
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Misuse(f"{where}: this is not a line of JSON.") from None
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise Misuse(f'{where}: an object with a text is wanted, such as {{"id": "1", "kind": "post", "text": "..."}}.')
    given = {"id": None, "kind": kind, **given}
    if given["kind"] not in KINDS:
        raise Misuse(f"{where}: the kind is {' or '.join(KINDS)}, not {given['kind']!r}.")
    return given


# ---------------------------------------------------------------------- in other processes

_answer: Callable[[Line], str]


def _pool(processes: int, roll: Roll | None, settings: Settings) -> Pool:
    """Processes started anew, not copies of this one, which may be running threads."""
    from multiprocessing import get_context

    return get_context("spawn").Pool(processes, _start, (roll, settings))


def _start(roll: Roll | None, settings: Settings) -> None:
    """Make a process ready. Ctrl-C is for the first process alone, which ends the others."""
    import signal

    global _answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _answer = partial(answer, roll, settings)


def _answer_here(line: Line) -> str:
    return _answer(line)
