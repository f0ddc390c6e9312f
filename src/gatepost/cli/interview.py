"""The interview in a terminal: numbered answers, `?` for why, `d` for "I don't know", `q` for enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from gatepost.policy.asking import Answer, Asked, Interview
from gatepost.policy.pack import Pack

from .page import BLANK, Line, line, show, spans

WHY, UNKNOWN, ENOUGH, NONE = "?", "d", "q", "0"
Ask = Callable[[str], str]
Groups = Sequence[tuple[str, Sequence[Answer]]]


class Enough(Exception):
    """The person has answered as much as they want to."""


def interview(pack: Pack, ask: Ask = input) -> Mapping[str, Any]:
    """Ask until nothing more could change the answer, or the person has had enough. The situation that came of it."""
    show(_welcome(pack))
    state = Interview(pack)
    try:
        while state.question:
            state = _put(state, state.question, ask)
    except (Enough, EOFError):
        pass
    show([BLANK])
    return state.situation


def _welcome(pack: Pack) -> Sequence[Line]:
    keys = (
        f"Type a number. {WHY} says why it is asked, {UNKNOWN} is “I don't know”, {ENOUGH} ends with the answer so far."
    )
    return [line(f"{pack.organisation}, {pack.title}", "heading"), line(keys, "quiet")]


def _put(state: Interview, asked: Asked, ask: Ask) -> Interview:
    """Put one question and take its answer."""
    if asked.yes_or_no:
        return _yes_or_no(state, asked, ask)
    if asked.several:
        return _several(state, asked, ask)
    if asked.groups:
        return _chosen(state, asked, _grouped(asked, ask))
    found = _one(asked, asked.answers, ask, more=bool(asked.others))
    if found == NONE:
        found = _one(asked, asked.others, ask)
    return _chosen(state, asked, found)


def _chosen(state: Interview, asked: Asked, value: str | None) -> Interview:
    return state.skip(asked) if value is None else state.answer(asked, [value])


def _grouped(asked: Asked, ask: Ask) -> str | None:
    """First the heading, then the answer under it."""
    while True:
        headings = [Answer(heading, heading) for heading, _ in asked.groups]
        heading = headings[0].value if len(headings) == 1 else _one(asked, headings, ask)
        if heading is None:
            return None
        answers = next(answers for name, answers in asked.groups if name == heading)
        found = _one(asked, answers, ask, more=len(headings) > 1, heading=heading)
        if found != NONE:
            return found


def _one(asked: Asked, answers: Sequence[Answer], ask: Ask, *, more: bool = False, heading: str = "") -> str | None:
    """One of the answers; None for "I don't know", NONE for something else."""
    show(_listing(asked, answers, "Something else" if more else "", heading))
    while True:
        typed = _typed(asked, ask)
        if typed == UNKNOWN:
            return None
        if typed == NONE and more:
            return NONE
        if typed.isdecimal() and 0 < int(typed) <= len(answers):
            return answers[int(typed) - 1].value
        show([_again(len(answers), "one number")])


def _several(state: Interview, asked: Asked, ask: Ask) -> Interview:
    show(_listing(asked, asked.answers, "None of these", groups=asked.groups))
    while True:
        typed = _typed(asked, ask)
        if typed == UNKNOWN:
            return state.skip(asked)
        numbers = typed.replace(",", " ").split()
        if numbers == [NONE]:
            return state.answer(asked, [])
        if numbers and all(number.isdecimal() and 0 < int(number) <= len(asked.answers) for number in numbers):
            return state.answer(asked, [asked.answers[int(number) - 1].value for number in numbers])
        show([_again(len(asked.answers), "all that are so, such as 1, 3")])


def _yes_or_no(state: Interview, asked: Asked, ask: Ask) -> Interview:
    show([BLANK, line(f"{asked.words} (y/n)", "heading")])
    while True:
        typed = _typed(asked, ask)
        if typed == UNKNOWN:
            return state.skip(asked)
        if typed in ("y", "yes"):
            return state.answer(asked, [asked.answers[0].value])
        if typed in ("n", "no", NONE):
            return state.answer(asked, [])
        show([line(f"Please type y or n, {UNKNOWN} for “I don't know”, or {WHY} for why.", "quiet")])


def _typed(asked: Asked, ask: Ask) -> str:
    """What the person types, once they no longer ask why."""
    while True:
        typed = ask("> ").strip().lower()
        if typed in (ENOUGH, "quit", "stop"):
            raise Enough
        if typed not in (WHY, "why", "why?"):
            return typed
        show(line(why, "quiet", indent=2, hanging=2) for why in asked.why)


def _listing(
    asked: Asked, answers: Sequence[Answer], last: str, heading: str = "", groups: Groups = ()
) -> Iterator[Line]:
    yield BLANK
    yield line(heading or asked.words, "heading")
    if asked.several:
        yield line("All that are so, such as 1, 3.", "quiet")
    headings = {under[0]: name for name, under in groups}
    for number, answer in enumerate(answers, 1):
        if answer in headings:
            yield line(headings[answer], "quiet", indent=5)
        yield spans((f"{number:>3}  ", "clause"), (answer.words, "text"), hanging=5)
    if last:
        yield spans((f"{NONE:>3}  ", "clause"), (last, "quiet"))


def _again(count: int, what: str) -> Line:
    return line(f"Please type {what} from 1 to {count}, {UNKNOWN} for “I don't know”, or {WHY} for why.", "quiet")
