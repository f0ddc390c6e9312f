"""What to do about a draft: what to take out, what to put in place first, what to find out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gatepost.policy.wording import need_sentence, question_sentence, value_words
from gatepost.policy.wording.grammar import joined, sentence
from gatepost.screening import Finding

from .drafts import Draft

MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: take_out, leave (nothing in the draft would change it), put_in_place or find_out."""

    kind: str
    says: str
    clauses: tuple[str, ...] = ()


def to_do(draft: Draft) -> Iterator[Step]:
    """What to do, each thing once: what to take out, what to put in place, what to find out."""
    decision = draft.decision
    if draft.barred:
        says = (
            f"take out {things(draft, draft.barred)}: the school's roll says not to publish, whatever the policy allows"
        )
        yield Step("take_out", sentence(says))
    if decision.verdict in ("forbidden", "discouraged"):
        yield from _to_take_out(draft, decision.because)
    yield from _to_put_in_place(draft)
    for question in decision.questions[:MOST_QUESTIONS]:
        asked = question_sentence(draft.pack.vocabulary, question, draft.situation)
        yield Step("find_out", f"{asked} {_how_to_say(question.facet, question.answers)}")


def _to_take_out(draft: Draft, clauses: Sequence[str]) -> Iterator[Step]:
    said: dict[str, list[str]] = {}
    for clause in clauses:
        said.setdefault(_take_out(draft, clause), []).append(clause)
    for sentence_, ids in said.items():
        yield Step("take_out" if draft.turning_on(ids[0]) else "leave", sentence_, tuple(ids))


def _take_out(draft: Draft, clause: str) -> str:
    found, held = draft.behind(clause), draft.turning_on(clause)
    if not held:
        return "This does not turn on anything that was found in the draft: the clause speaks against it as it is."
    if not found:
        return sentence(f"take out what {joined(sorted(value_words('content', label) for label in held))}")
    if draft.name_or_picture(clause):
        names = things(draft, [finding for finding in found if finding.span])
        faces = things(draft, [finding for finding in found if finding.box])
        return sentence(f"take out either {names or 'the name'} or {faces or 'the picture'}")
    return sentence(f"take out {things(draft, found)}")


def _to_put_in_place(draft: Draft) -> Iterator[Step]:
    """Each need once, with all that it is needed for."""
    asked: dict[str, list[str]] = {}
    for need in draft.decision.unmet:
        asked.setdefault(need_sentence(need, draft.situation), []).append(need.clause)
    for said, clauses in asked.items():
        found = list(dict.fromkeys(finding for clause in clauses for finding in draft.behind(clause)))
        reason = f" This is because of {things(draft, found)}." if found else ""
        yield Step("put_in_place", said + reason, tuple(dict.fromkeys(clauses)))


def things(draft: Draft, findings: list[Finding]) -> str:
    """Findings as things: the words in the text, the faces in a picture."""
    said: list[str] = []
    for finding in findings:
        words = draft.words(finding)
        if words:
            said.append(f"“{one_line(words)}”")
        elif finding.box:
            said.append(f"the faces in {finding.picture}")
        else:
            said.append(f"the coordinates in the file of {finding.picture}")
    return joined(list(dict.fromkeys(said)))


def _how_to_say(facet: str, answers: tuple[str, ...]) -> str:
    nothing = " or, if nothing else is in it, --set complete=content" if facet == "content" else ""
    more = " …" if len(answers) > 1 else ""
    return f"(--set {facet}={answers[0]}{more}{nothing})" if answers else ""


def one_line(text: str) -> str:
    """A stranger's text must not move the cursor or turn the line round."""
    shown = "".join(
        " " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return re.sub(" +", " ", shown)
