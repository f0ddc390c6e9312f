"""A situation in one or a few plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..situation import COMPLETE
from ..vocabulary import Vocabulary
from .grammar import definite, fill, joined, sentence, slots_of, without_options
from .words import account_words, action_pattern, bare, content_statement, is_denied, phrase, statement

SOMEBODY = "somebody"
MOST_DENIED = 4  # more than these are not named one by one
ACCOUNT_SLOTS = frozenset({"account", "on", "from"})
ALL_LISTED = {  # of a facet that is complete: with something given, with nothing given
    "content": ("nothing else of note is in it", "there is nothing of note in it"),
    "approval": ("nobody else has approved", "nobody has approved"),
    "circumstance": ("nothing else is the case", "there are no special circumstances"),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a situation speaks of, as its sentences name them a second time."""

    actor: str
    counterpart: str
    it: str

    @property
    def slots(self) -> dict[str, str]:
        return {"actor": self.actor, "counterpart": self.counterpart}


def cast(situation: Mapping[str, Any]) -> Cast:
    """The people of a situation, and what its content stands in."""
    action, actor, counterpart = situation.get("action", ""), situation.get("actor"), situation.get("counterpart")
    same = bool(actor) and actor == counterpart
    return Cast(
        actor=_again("actor", actor) if actor else "the person acting",
        counterpart=_again("counterpart", counterpart, same)
        if counterpart
        else _action(action, "other") or "the other person",
        it=_action(action, "it") or "it",
    )


def _again(facet: str, value: str, same: bool = False) -> str:
    noun = phrase(facet, value)
    again = phrase(facet, value, "again") or definite(noun)
    return f"the other {again.removeprefix('the ')}" if same else noun if again == noun else again


def _action(action: str, form: str) -> str:
    return phrase("action", action, form) if action else ""


def situation_sentence(vocabulary: Vocabulary, situation: Mapping[str, Any]) -> str:
    """What is done or happens, as a person would say it. Every facet that is given is said."""
    people = cast(situation)
    pattern = _pattern(situation)
    said = slots_of(pattern)
    parts = [_opening(vocabulary, situation, pattern, people), *_rest(vocabulary, situation, people, said)]
    return " ".join(sentence(part) for part in parts if part) or "Nothing is known yet."


def _pattern(situation: Mapping[str, Any]) -> str:
    if "action" in situation:
        return action_pattern(situation["action"])
    if situation.keys() & {
        "actor",
        "counterpart",
        "account",
        "channel",
        "category",
        "device",
        "place",
        "time",
        "relationship",
    }:
        return "{actor} does something [concerning {counterpart}] {on}"
    return ""


def _opening(vocabulary: Vocabulary, situation: Mapping[str, Any], pattern: str, people: Cast) -> str:
    if not pattern:
        return ""
    done = fill(pattern, _slots(situation, pattern))
    tie = statement("relationship", situation["relationship"], people.slots).yes if "relationship" in situation else ""
    return _setting(situation, done, is_event(vocabulary, situation)) + (f"; {tie}" if tie else "")


def _slots(situation: Mapping[str, Any], pattern: str) -> dict[str, str]:
    account, channel = situation.get("account"), situation.get("channel")
    if channel == "social_media" and "social media" in pattern:
        channel = None  # said already
    noun = account_words(account, channel)
    where = phrase("channel", channel, "there") if channel else ""
    needs_actor = "{actor}" in without_options(pattern)  # an event reads well without one, an act does not
    return {
        "actor": _said(situation, "actor") or (SOMEBODY if needs_actor else ""),
        "counterpart": _counterpart(situation),
        "category": _said(situation, "category"),
        "account": noun,
        "on": f"on {noun}" if account else where,
        "from": f"from {noun}" if account else where,
    }


def _said(situation: Mapping[str, Any], facet: str) -> str:
    return phrase(facet, situation[facet]) if facet in situation else ""


def _counterpart(situation: Mapping[str, Any]) -> str:
    noun = _said(situation, "counterpart")
    if noun and situation["counterpart"] == situation.get("actor"):
        return f"another {definite(noun).removeprefix('the ')}"
    return noun


def _setting(situation: Mapping[str, Any], done: str, event: bool) -> str:
    """When, where and on whose device, after what is done."""
    device = _said(situation, "device")
    parts = [
        f"{'on' if event else 'using'} {device}" if device else "",
        _said(situation, "place"),
        _said(situation, "time"),
    ]
    said = [part for part in parts if part]
    return ", ".join([done, *said]) if len(said) > 1 else " ".join([done, *said])


def _rest(vocabulary: Vocabulary, situation: Mapping[str, Any], people: Cast, said: frozenset[str]) -> Iterator[str]:
    yield from _not_yet_said(situation, said)
    yield from _holds(situation, people, said)
    for facet in ("consent", "audience"):
        if facet in situation:
            yield statement(facet, situation[facet], people.slots).yes
    yield from _approvals(listed(situation.get("approval")))
    yield from _circumstances(listed(situation.get("circumstance")), people)
    yield from _all_listed(vocabulary, situation)


def _not_yet_said(situation: Mapping[str, Any], said: frozenset[str]) -> Iterator[str]:
    """The facets for which the sentence of the action had no place."""
    for facet in ("actor", "counterpart"):
        if facet in situation and facet not in said:
            yield f"it concerns {_said(situation, facet)}"
    if situation.keys() & {"account", "channel"} and not said & ACCOUNT_SLOTS:
        account, channel = situation.get("account"), situation.get("channel")
        yield f"it is about {account_words(account, channel) if account else phrase('channel', channel or '')}"


def _holds(situation: Mapping[str, Any], people: Cast, said: frozenset[str]) -> Iterator[str]:
    """What the post or the comment holds, and what it does not."""
    content = listed(situation.get("content"))
    so = [_statement(word, people).predicate for word in content if not is_denied("content", word)]
    nots = [_statement(word, people).denial for word in content if is_denied("content", word)]
    if "category" in situation and "category" not in said:
        so.insert(0, f"is {_said(situation, 'category')}")
    if so:
        yield f"{people.it} {together(so, 'and')}"
    if len(nots) > MOST_DENIED:
        yield f"none of the {'other ' if so else ''}things asked about is in {people.it}"
    elif nots:
        yield f"{people.it} {together(nots, 'or')}"


def _statement(word: str, people: Cast) -> Any:
    return content_statement(bare("content", word), people.it)


def together(predicates: Sequence[str], last: str, between: str = "and") -> str:
    """`is abusive, is racist, names a child` with each verb said once: `is abusive and racist, and names a child`."""
    by_verb: dict[str, list[str]] = {}
    for predicate in predicates:
        verb = _verb(predicate)
        by_verb.setdefault(verb, []).append(predicate.removeprefix(f"{verb} "))
    groups = [f"{verb} {joined(rests, last)}" for verb, rests in by_verb.items()]
    lists = any(len(rests) > 1 for rests in by_verb.values())
    return (
        joined(groups, between)
        if not lists or len(groups) == 1
        else f"{', '.join(groups[:-1])}, {between} {groups[-1]}"
    )


def _verb(predicate: str) -> str:
    words = predicate.split(" ")
    return " ".join(words[:3] if words[:2] == ["does", "not"] else words[:2] if words[1:2] == ["not"] else words[:1])


def _circumstances(circumstances: Sequence[str], people: Cast) -> Iterator[str]:
    nots = [word for word in circumstances if is_denied("circumstance", word)]
    counted = len(nots) > MOST_DENIED
    for word in circumstances:
        said = statement("circumstance", bare("circumstance", word), people.slots)
        if word not in nots:
            yield said.yes
        elif not counted:
            yield said.no
    if counted:
        yield f"none of the {'other ' if len(nots) < len(circumstances) else ''}circumstances asked about is the case"


def _approvals(approval: Sequence[str]) -> Iterator[str]:
    so = [phrase("approval", word) for word in approval if not is_denied("approval", word)]
    nots = [phrase("approval", bare("approval", word)) for word in approval if is_denied("approval", word)]
    if so:
        yield f"{joined(so)} {'has' if len(so) == 1 else 'have'} approved"
    if nots:
        yield f"{joined(nots)} {'has' if len(nots) == 1 else 'have'} not approved"


def _all_listed(vocabulary: Vocabulary, situation: Mapping[str, Any]) -> Iterator[str]:
    """Of an act that holds no text or picture, that nothing is in it goes without saying."""
    for facet in listed(situation.get(COMPLETE)):
        if facet == "content" and not vocabulary.holds_content(situation.get("action")):
            continue
        given = any(not is_denied(facet, word) for word in listed(situation.get(facet)))
        name = facet.replace("_", " ")
        something, nothing = ALL_LISTED.get(facet, (f"no other {name} is given", f"there is no {name}"))
        yield something if given else nothing


def is_event(vocabulary: Vocabulary, situation: Mapping[str, Any]) -> bool:
    """Whether a situation is known to be of something that happens, not of something that is done."""
    action = situation.get("action")
    return action in vocabulary["action"].values and vocabulary.is_event(str(action))


def listed(value: Any) -> list[str]:
    """One value or several, as a list."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
