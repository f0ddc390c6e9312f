"""A draft on the page: the verdict, what was found in it and where, the clauses, and what to do about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gatepost.policy.decision import Decision
from gatepost.policy.pack import Form, Pack
from gatepost.policy.vocabulary import NOT, Vocabulary
from gatepost.policy.wording import need_sentence, question_sentence, value_words
from gatepost.policy.wording.grammar import joined, sentence
from gatepost.screening import Finding, Screening

from .answers import advice_lines, answer_json, clause_lines, duty_lines, verdict_lines
from .page import BLANK, Line, line, spans

AROUND = 32  # characters of the text shown on either side of what was found
MOST_QUESTIONS = 3
SPEAKING_AGAINST = (Form.FORBID, Form.REQUIRE, Form.ADVISE_AGAINST)
NAME_WITH_IMAGE, BARRED = "name_with_image", "on_no_publish_list"
FOLLOWS_FROM = {NAME_WITH_IMAGE: ("names_child", "shows_person"), "identifies_pupil": ("names_child",)}


@dataclass(frozen=True)
class Draft:
    """A draft post: what it holds as far as could be seen, the situation that makes, and the answer."""

    pack: Pack
    text: str
    screening: Screening
    situation: Mapping[str, Any]

    @cached_property
    def decision(self) -> Decision:
        return self.pack.decide(self.situation)

    def turning_on(self, clause: str) -> set[str]:
        """What the draft holds on which a clause turns, as values of `content`."""
        facet = self.pack.vocabulary["content"]
        labels = [label for label in self.situation.get("content", ()) if label in facet.values]
        groups = self._asked(clause, "content")
        return {label for group in groups for label in labels if facet.covers(group, label)}

    def behind(self, clause: str) -> list[Finding]:
        """The findings on which a clause turns."""
        sources = {source for label in self.turning_on(clause) for source in (label, *FOLLOWS_FROM.get(label, ()))}
        found = [finding for finding in self.screening.findings if finding.label in sources]
        if any(BARRED in group for group in self._asked(clause, "circumstance")):
            return [finding for finding in found if finding.do_not_publish or finding.box]
        return found

    def _asked(self, clause: str, facet: str) -> list[tuple[str, ...]]:
        """What the rules of a clause that speak against something ask of a facet."""
        rules = [rule for rule in self.pack.clauses[clause].rules if rule.form in SPEAKING_AGAINST]
        tests = [test for rule in rules for when in rule.when if (test := when.test(facet))]
        return [group for test in tests for group in test.groups]

    def as_dict(self) -> dict[str, Any]:
        return {
            **answer_json(self.pack, self.situation),
            "findings": [self._finding(finding) for finding in self.screening.findings],
            "notes": [*self.screening.notes(), *self.screening.questions()],
            "to_do": [{"kind": kind, "clause": clause, "says": says} for kind, clause, says in to_do(self)],
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return {
            "label": finding.label,
            "words": self.words(finding),
            "span": list(finding.span) if finding.span else None,
            "picture": finding.picture,
            "box": list(finding.box) if finding.box else None,
            "why": finding.why,
            "confidence": finding.confidence,
            "detector": finding.detector,
            "do_not_publish": finding.do_not_publish,
        }

    def words(self, finding: Finding) -> str | None:
        """The words of the text that a finding is about."""
        return self.text[slice(*finding.span)] if finding.span else None


def situation_of(vocabulary: Vocabulary, said: Mapping[str, Any], screening: Screening) -> dict[str, Any]:
    """What the person says, and what was found; where the two differ the person is right."""
    situation = dict(said)
    for facet, found in (("content", screening.labels()), ("circumstance", screening.circumstances())):
        given = list(said.get(facet, ()))
        denied = {word.removeprefix(NOT) for word in given if word not in vocabulary[facet].values}
        kept = [
            name for name in vocabulary[facet].values if name in found and not _denied(vocabulary, facet, name, denied)
        ]
        if merged := [*given, *(name for name in kept if name not in given)]:
            situation[facet] = merged
    return situation


def _denied(vocabulary: Vocabulary, facet: str, name: str, denied: set[str]) -> bool:
    return bool(denied & {name, *vocabulary[facet].values[name].ancestors})


# ---------------------------------------------------------------------- the page


def draft_lines(draft: Draft) -> Iterator[Line]:
    """The whole answer on a draft."""
    yield from verdict_lines(draft.pack, draft.decision, draft.situation)
    yield from _found_in_text(draft)
    yield from _found_in_pictures(draft)
    yield from clause_lines(draft.pack, draft.decision)
    yield from _to_do_lines(draft)
    yield from duty_lines(draft.decision)
    yield from advice_lines(draft.pack, draft.decision)


def _found_in_text(draft: Draft) -> Iterator[Line]:
    if not draft.text:
        return
    yield BLANK
    yield line("Found in the text", "heading")
    found = [finding for finding in draft.screening.findings if finding.span]
    if not found:
        yield line("Nothing was found, which does not mean that nothing is there.", indent=2)
    for finding in found:
        before, words, after = context(draft.text, *(finding.span or (0, 0)))
        said = sentence(value_words("content", finding.label)).rstrip(".")
        yield spans(
            ("• ", "quiet"),
            (said, "heading"),
            (f": {before}", "text"),
            (f"“{words}”", "marked"),
            (after, "text"),
            indent=2,
            hanging=2,
        )
        yield line(finding.why, "bad" if finding.do_not_publish else "quiet", indent=4)
    for question in draft.screening.questions():
        yield line(question, indent=2)


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words found, with some of the text on either side, on one line and without control characters."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return _one_line(before), _one_line(text[start:end]), _one_line(after)


def _one_line(text: str) -> str:
    """A stranger's text must not move the cursor or turn the line round."""
    shown = "".join(
        " " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return re.sub(" +", " ", shown)


def _found_in_pictures(draft: Draft) -> Iterator[Line]:
    for picture in draft.screening.pictures:
        yield BLANK
        yield line(f"Found in {_one_line(picture.name)}", "heading")
        for note in picture.notes:
            yield spans(("• ", "quiet"), (note, "text"), indent=2, hanging=2)
        if picture.faces:
            yield line(
                "Whether they are children or adults is for you to say (--set content=shows_child).", "quiet", indent=4
            )


# ---------------------------------------------------------------------- what to do


def to_do(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """(kind, clause, sentence): what to take out, what to put in place, what to find out."""
    decision = draft.decision
    if decision.verdict in ("forbidden", "discouraged"):
        for clause in decision.because:
            yield "take_out" if draft.behind(clause) else "leave", clause, _take_out(draft, clause)
    yield from _to_put_in_place(draft)
    for question in decision.questions[:MOST_QUESTIONS]:
        asked = question_sentence(draft.pack.vocabulary, question, draft.situation)
        yield "find_out", "", f"{asked} {_how_to_say(question.facet, question.answers)}"


def _take_out(draft: Draft, clause: str) -> str:
    found = draft.behind(clause)
    if not found:
        return "This does not turn on anything that was found in the draft: the clause speaks against it as it is."
    if draft.turning_on(clause) == {NAME_WITH_IMAGE}:
        names = things(draft, [finding for finding in found if finding.span])
        faces = things(draft, [finding for finding in found if finding.box])
        return sentence(f"take out either {names} or {faces or 'the picture'}")
    return sentence(f"take out {things(draft, found)}")


def _to_put_in_place(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Each need once, with all that it is needed for."""
    asked: dict[str, list[str]] = {}
    for need in draft.decision.unmet:
        asked.setdefault(need_sentence(need, draft.situation), []).append(need.clause)
    for said, clauses in asked.items():
        found = list(dict.fromkeys(finding for clause in clauses for finding in draft.behind(clause)))
        reason = f" This is because of {things(draft, found)}." if found else ""
        yield "put_in_place", ", ".join(dict.fromkeys(clauses)), said + reason


def things(draft: Draft, findings: list[Finding]) -> str:
    """Findings as things: the words in the text, the faces in a picture."""
    said: list[str] = []
    for finding in findings:
        words = draft.words(finding)
        if words:
            said.append(f"“{_one_line(words)}”")
        elif finding.box:
            said.append(f"the faces in {finding.picture}")
        else:
            said.append(f"the coordinates in the file of {finding.picture}")
    return joined(list(dict.fromkeys(said)))


def _how_to_say(facet: str, answers: tuple[str, ...]) -> str:
    nothing = " or, if nothing else is in it, --set complete=content" if facet == "content" else ""
    more = " …" if len(answers) > 1 else ""
    return f"(--set {facet}={answers[0]}{more}{nothing})" if answers else ""


TO_DO_MARKS = {
    "take_out": ("✗ ", "bad"),
    "leave": ("✗ ", "bad"),
    "put_in_place": ("□ ", "needs"),
    "find_out": ("? ", "quiet"),
}


def _to_do_lines(draft: Draft) -> Iterator[Line]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for kind, clause, says in to_do(draft):
        grouped.setdefault((kind, says), []).append(clause)
    if grouped:
        yield BLANK
        yield line("What to do", "heading")
    for (kind, says), clauses in grouped.items():
        cited = ", ".join(dict.fromkeys(filter(None, clauses)))
        yield spans(TO_DO_MARKS[kind], (says, "text"), (f"  {cited}", "clause"), indent=2, hanging=2)
