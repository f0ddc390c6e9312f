"""Slurs, insults and swearing: words of the lexicon, judged by whom they are aimed at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..wordlists import words as listed
from .context import denied, excused, in_innocent_phrase, of_oneself
from .passages import Claim, Passage
from .wording import Entry, load, with_parts, wording

_ALONE = listed("loser losers freak weirdo pathetic scum fatty liar liars creep knob dick clowns psycho")
_SHORT = 3
_SLURS = ("racist", "homophobic", "sexist")
_RECLAIMED = re.compile(
    r"(?:^| )(?:i am|i was|we are|i identify|my|us|fellow|as a|being a|proud|my fellow)(?: \S+){0,3}$"
)
_PRAISE = re.compile(r"^(?: \S+){0,4}? ?(?:slay\w*|killed it|nailed it|got this|rocked|let us|love|proud|queen|party)")
_THING = listed(
    """
    weather homework car printer computer phone app website traffic rain snow idea game lego jumper shoes shoe sock socks
    lights light cold virus bug day week machine photocopier zip rule rules question questions mistake joke jokes song
    oclock o'clock hat hats hair noise noises song dance walk walks costume costumes film movie voice voices face faces
    alarm clock laptop tablet screen keyboard mouse mug kettle boiler heating door doors gate gates window windows chair chairs
    table desk bus van bike parking tyre wasp wasps slugs nettles app form forms letter letters system website password
    proof board grin smile trick tricks thing things stuff time times amount amounts money price prices test tests sats
    """
)


def detect(passage: Passage) -> Iterator[Claim]:
    """Claims for every insult in a passage; nothing for those quoted, reported, denied or said of oneself."""
    entries = wording().entries
    for index, word in enumerate(passage.meant):
        entry = entries.get(word)
        if entry and not in_innocent_phrase(passage, index, index + 1):
            yield from _judged(passage, index, word, entry)


def _judged(passage: Passage, at: int, word: str, entry: Entry) -> Iterator[Claim]:
    excuse = excused(passage, at, at + 1)
    written = passage.written(at, at + 1)
    if entry.how == "swearing":
        if sworn_at(passage, at):
            if not excuse:
                yield Claim("abusive", at, at + 1, f"“{written}” is sworn at somebody.", 0.8, "insults")
        elif word not in ("arse", "arsed", "wtf", "cock up", "bugger off"):
            yield Claim("offensive", at, at + 1, f"“{written}” is strong swearing.", 0.5, "insults")
        return
    if entry.how == "always":
        yield from _always(passage, at, word, entry, excuse)
    elif not excuse and not _about_a_thing(passage, at) and aimed(passage, at) and not of_oneself(passage, at, at + 1):
        if entry.how == "mild":
            if not passage.fond:
                yield Claim("abusive", at, at + 1, f"“{written}” is {entry.why}, aimed at somebody.", 0.45, "insults")
        elif not denied(passage, at):
            yield Claim(entry.kind, at, at + 1, f"“{written}” is aimed at somebody.", 0.6, "insults")


def _always(passage: Passage, at: int, word: str, entry: Entry, excuse: str) -> Iterator[Claim]:
    written = passage.written(at, at + 1)
    slur = entry.kind in _SLURS or "disability" in entry.why
    if (
        excuse
        or _unnamed_speaker(passage, at)
        or (of_oneself(passage, at, at + 1) and not slur)
        or _about_a_thing(passage, at)
    ):
        if slur:
            yield Claim("offensive", at, at + 1, f"“{written}” is {entry.why}, quoted or told here.", 0.4, "insults")
        return
    if denied(passage, at, 2) and not slur:
        return
    if slur and _reclaimed(passage, at):
        yield Claim(
            "offensive", at, at + 1, f"“{written}” is {entry.why}, said here of oneself or fondly.", 0.4, "insults"
        )
        return
    if _a_name(passage, at):
        return
    yield Claim(entry.kind, at, at + 1, f"“{written}” is {entry.why}.", 0.9 if slur else 0.8, "insults")


@dataclass(frozen=True)
class _Aim:
    """A way of aiming: patterns for the words before and after, for what must not follow, and for the insult itself."""

    before: re.Pattern[str]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    words: re.Pattern[str] | None

    def holds(self, word: str, before: str, after: str) -> bool:
        if self.words and not self.words.fullmatch(word):
            return False
        if (self.not_after and self.not_after.match(after)) or (self.after and not self.after.match(after)):
            return False
        return bool(self.before.search(before))


@cache
def _aims() -> tuple[_Aim, ...]:
    data = load("aim.yaml")

    def pattern(each: dict[str, str], name: str) -> re.Pattern[str] | None:
        return re.compile(with_parts(each[name], data["parts"])) if name in each else None

    return tuple(
        _Aim(
            re.compile(with_parts(each["before"], data["parts"])),
            pattern(each, "after"),
            pattern(each, "not_after"),
            pattern(each, "words"),
        )
        for each in data["aims"]
    )


def aimed(passage: Passage, at: int) -> bool:
    """Whether an insulting word is aimed at a person: "you are thick", "that stupid woman", "bunch of muppets"."""
    first, last = passage.sentence(at)
    before = " ".join(passage.meant[max(first, at - 8) : at])
    after = " ".join(passage.meant[at + 1 : min(last, at + 4)])
    if any(aim.holds(passage.meant[at], before, after) for aim in _aims()):
        return True
    alone = last - first <= _SHORT and not first and last >= len(passage.meant) - 1
    return alone and passage.meant[at] in _ALONE


def sworn_at(passage: Passage, at: int) -> bool:
    """Whether swearing is aimed: "fuck you", "piss off", "f*** the lot of you"."""
    word = passage.meant[at]
    first, last = passage.sentence(at)
    after = " ".join(passage.meant[at + 1 : min(last, at + 5)]) + " "
    before = " ".join(passage.meant[max(first, at - 4) : at]) + " "
    if word in ("fuck off", "piss off", "stfu", "gtfo", "bugger off"):
        return not re.search(r"(?:to|the|let us|us|me) $", before)
    if word in ("fuck", "shit") and re.match(
        r"(?:off|you|u|him|her|them|the lot|all of you|your|the head|the staff|this school|yourself|them all)\b", after
    ):
        return not re.match(r"you know|off to bed", after)
    if re.search(r"(?:go|eat|shut the|full of|get the|talking|talk|get) $", before) and word in ("fuck", "shit"):
        return word != "shit" or not re.search(r"(?:get) $", before)
    if word in ("fucking", "bastarding") and re.match(r"(?:joke|disgrace|useless|clueless|pathetic|scum)\b", after):
        return bool(re.search(r"(?:you|ur|your|he|she|they|staff|head) (?:\S+ ){0,3}$", before))
    return False


def _unnamed_speaker(passage: Passage, at: int) -> bool:
    """Whether the insult is for somebody whose words are quoted against them: "some idiot shouted “...”"."""
    return bool(passage.quotations) and "some" in passage.meant[max(0, at - 2) : at]


def _reclaimed(passage: Passage, at: int) -> bool:
    """A slur that people use of themselves, or to a friend with praise."""
    first, last = passage.sentence(at)
    before, after = (
        " ".join(passage.meant[max(first, at - 7) : at]),
        " ".join(passage.meant[at + 1 : min(last, at + 8)]),
    )
    if re.search(r"(?:^| )you(?: |$)", before):
        return False
    if re.match(r"like (?:me|us|myself|ourselves)(?: |$)", after):
        return True
    return bool(_RECLAIMED.search(" " + before) or _PRAISE.match(" " + after.replace(", ", "")))


def _about_a_thing(passage: Passage, at: int) -> bool:
    """Whether what is called names is a thing: "this stupid weather", "idiot-proof"."""
    after = passage.meant[at + 1 : at + 3]
    return bool(after) and after[0] in _THING


def _a_name(passage: Passage, at: int) -> bool:
    """Whether the word is a name here: a capital inside a sentence, with a capital beside it, as in "Mr Dick Cockburn"."""
    word = passage.words[at]
    flat = passage.folded.flat
    written = flat[word.start : word.end]
    if not (written[:1].isupper() and written[1:].islower() and len(written) > 2):
        return False
    following = flat[word.end : word.end + 2]
    title = re.search(
        r"(?:Mr|Mrs|Miss|Ms|Dr|Sir|Rev|Uncle|Auntie|Aunt|Grandad|Nanny|Nan)\.? $",
        flat[max(0, word.start - 8) : word.start],
    )
    return bool(title) or (word.start > 0 and following[:1] == " " and following[1:2].isupper())
