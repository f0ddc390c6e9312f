"""The little grammar that plain sentences need: patterns with gaps, statements that can be denied or asked, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GAP = re.compile(r"\{(\w+)\}")
OPTION = re.compile(r"\[([^\[\]]*)\]")
AUXILIARIES = {"is": "be", "are": "be", "was": "have been", "has": "have", "can": "be able to", "could": "be able to"}


def fill(pattern: str, slots: Mapping[str, str]) -> str:
    """A pattern with its gaps filled. `[..]` is said only if all its slots are there, `[a|b]` says the first that can be."""

    def option(match: re.Match[str]) -> str:
        return next(
            (choice for choice in match[1].split("|") if all(slots.get(gap) for gap in GAP.findall(choice))), ""
        )

    chosen = OPTION.sub(option, pattern)
    return " ".join(GAP.sub(lambda match: slots.get(match[1], ""), chosen).split())


def slots_of(pattern: str) -> frozenset[str]:
    """The slots that a pattern has a place for."""
    return frozenset(GAP.findall(pattern))


def without_options(pattern: str) -> str:
    """What a pattern says whatever is given."""
    return OPTION.sub("", pattern)


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody or something, the verb in the third person, and the rest; from which the other forms are made."""

    subject: str
    verb: str
    rest: str

    @classmethod
    def parse(cls, text: str, slots: Mapping[str, str]) -> Statement:
        """A statement from `subject | verb | rest`."""
        subject, verb, rest = (fill(part, slots) for part in text.split("|"))
        return cls(subject, verb, rest)

    @property
    def yes(self) -> str:
        # "does" stands in the data where the plain verb is too weak to carry "not" and the question.
        return f"{self.subject} {self.predicate}"

    @property
    def predicate(self) -> str:
        if self.verb == "does":
            verb, _, rest = self.rest.partition(" ")
            return f"{_third_person(verb)} {rest}".strip()
        return f"{self.verb} {self.rest}".strip()

    @property
    def no(self) -> str:
        if self.subject in ("anybody", "nobody"):
            return (
                f"not everybody {self.verb} {self.rest}"
                if self.subject == "anybody"
                else f"somebody {self.verb} {self.rest}"
            )
        return f"{_denied_subject(self.subject, self.verb)} {self.denial}"

    @property
    def denial(self) -> str:
        if self.subject.startswith(("a ", "somebody ")) and self._auxiliary:
            return f"{self.verb} {self.rest}"  # the subject says "no" already
        denied = "cannot" if self.verb == "can" else f"{self._auxiliary or 'does'} not"
        return f"{denied} {_any(self._infinitive)}"

    @property
    def question(self) -> str:
        return f"{(self._auxiliary or 'does')} {self.subject} {self._infinitive}?"

    @property
    def must(self) -> str:
        """The statement as something that has to be so."""
        base = f"{AUXILIARIES[self.verb]} {self.rest}" if self.verb in AUXILIARIES else self._infinitive
        return f"{self.subject} must {base}"

    @property
    def must_not(self) -> str:
        base = f"{AUXILIARIES[self.verb]} {self.rest}" if self.verb in AUXILIARIES else self._infinitive
        return f"{self.subject} must not {_any(base)}"

    @property
    def _auxiliary(self) -> str:
        return self.verb if self.verb in AUXILIARIES or self.verb == "does" else ""

    @property
    def _infinitive(self) -> str:
        return self.rest if self._auxiliary else f"{_plain_verb(self.verb)} {self.rest}"


def _denied_subject(subject: str, verb: str) -> str:
    if verb not in AUXILIARIES:
        return subject
    if subject.startswith("a "):
        return f"no {subject[2:]}"
    return subject.replace("somebody ", "nobody ", 1) if subject.startswith("somebody ") else subject


def _any(text: str) -> str:
    """What is said under a "not": nobody "names somebody", but does not "name anybody"."""
    return re.sub(r"\bsomebody\b", "anybody", text)


def _plain_verb(verb: str) -> str:
    return verb.removesuffix("s")


def _third_person(verb: str) -> str:
    return "has" if verb == "have" else f"{verb}s"


def joined(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def definite(noun: str) -> str:
    """`a teacher` spoken of again: `the teacher`."""
    return re.sub(r"^an? ", "the ", noun)


def with_article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeio' or noun.startswith('X ') else 'a'} {noun}"


def sentence(text: str) -> str:
    """The text as a sentence: a capital at its beginning and one full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.rstrip("”").endswith((".", "?", "!")) else ".")
