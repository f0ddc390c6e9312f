"""Words behind their disguises: "k n o b", "m0r0n", "p*ki", "stuuupid" and look-alike letters of other alphabets.

For abuse only: names and addresses are never read this way. A disguise is lifted only where a word of a given
vocabulary comes out, so "Y5" and "8.45" stay what they are. Every word remembers where it stands in the plain text.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .folding import Folded

_HOMOGLYPHS = str.maketrans(
    "авеёзкмнорстухіїјѕԁһԛԝɡɑαβεικνορτυχγσωηʀɪɴʟᴀᴇᴏᴜᴋᴛᴄ“”«»„",
    "abeeskmhopctyxiijsdhqwgaabeikvoptuxyownrinlaeouktc" + '"""""',
)
_LEET = str.maketrans({"0": "o", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g"}
                      | {"@": "a", "$": "s", "€": "e", "£": "l", "+": "t", "(": "c", "§": "s"})  # fmt: skip
_ONES = ("i", "l", "")
_MASKS = "*#_%?"
_TOKEN = re.compile(
    r"(?P<dotted>(?<!\w)[^\W\d_](?:[.\-_*+~/][^\W_]){2,}(?![^\W_]))"
    r"|(?P<word>[@$(*]?[^\W_](?:['@$!*#€£+|(%?.\-]*[\w*$@+])*[*#]*)"
    r"|(?P<end>[.!?…\n]+)|(?P<quote>[\"'“”«»„`]+)|(?P<comma>[,;:()/&~-]+)|(?P<other>\S)"
)
_PARTS = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?…]|[,;:()/&-]")
_SAME = re.compile(r"(.)\1{2,}")
_DOUBLE = re.compile(r"(.)\1+")
_DISGUISING = re.compile(r"[\d@$*#€£+|(%?!]|\w[.\-]\w")
_LONGEST = 48
_SHORTEST_MISSPELT, _SHORTEST_LEFT_OUT = 5, 6
_SHORTEST_RUN, _LONGEST_RUN = 3, 40
_STANDING_FOR_LETTERS = "@$*€"
END, QUOTE, COMMA = ".", '"', ","


class Word(NamedTuple):
    """One word as it is meant, and where it stands in the plain text (`Folded.key`)."""

    meant: str
    start: int
    end: int


class Speller:
    """Reads words through their disguises.

    `known` are all words of the rules; `hidden` those worth finding behind a disguise, `misspelt` those worth finding
    with two letters swapped or one left out; `respelt` turns a spelling into what is meant, in one word or several
    ("youre": "you are"); `unlike` are real words that only look like a slip; `emoji` the pictures that stand for a word.
    """

    def __init__(
        self,
        known: Collection[str],
        hidden: Collection[str],
        *,
        misspelt: Collection[str] = (),
        respelt: Mapping[str, str] | None = None,
        unlike: Collection[str] = (),
        emoji: Mapping[str, str] | None = None,
    ) -> None:
        self._known = frozenset(known)
        self._respelt = {spelling: tuple(meant.split()) for spelling, meant in (respelt or {}).items()}
        self._unlike = frozenset(unlike)
        self._emoji = dict(emoji or {})
        self._strong = frozenset(hidden)
        self._slips = _slips(misspelt, self._known | self._unlike | self._respelt.keys())
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(self._strong, key=lambda w: (len(w), w)):
            self._by_first.setdefault(word[:1], []).append(word)
        self.pieces = lru_cache(maxsize=50_000)(self._pieces)

    def words(self, folded: Folded) -> list[Word]:
        """The words of a text in order, with "." for the end of a sentence and '"' for a quotation mark."""
        found: list[Word] = []
        for chunk in re.finditer(r"\S+|\n", folded.key):
            at, text = chunk.start(), chunk.group()
            pieces = self.pieces_of(text)
            found += [Word(meant, at + start, at + end) for meant, start, end in pieces]
        return self._unspaced(found, folded.key)

    def pieces_of(self, chunk: str) -> Sequence[Word]:
        """The words in a stretch without white space, placed from its start."""
        return self.pieces(chunk) if len(chunk) <= _LONGEST else self._split(chunk)

    def _pieces(self, chunk: str) -> tuple[Word, ...]:
        if chunk == "\n":
            return (Word(END, 0, 1),)
        if chunk.isascii() and chunk.isalpha():
            return tuple(Word(meant, 0, len(chunk)) for meant in self._meant(chunk))
        return tuple(self._split(chunk))

    def _split(self, chunk: str) -> list[Word]:
        pieces: list[Word] = []
        if not chunk.isascii():
            chunk = chunk.translate(_HOMOGLYPHS)
        for token in _TOKEN.finditer(chunk):
            start, end, text = token.start(), token.end(), token.group()
            if token.lastgroup == "word":
                pieces += self._of_word(text, start)
            elif token.lastgroup == "dotted":
                joined = re.sub(r"[^\w]|_", "", text)
                if joined in self._strong:
                    pieces.append(Word(joined, start, end))
                else:
                    pieces += self._of_word(text, start)
            elif token.lastgroup == "other":
                pieces.append(Word(self._emoji.get(text, text), start, end))
            else:
                mark = {"end": END, "quote": QUOTE, "comma": COMMA}[token.lastgroup or "comma"]
                pieces.append(Word(mark, start, end))
        return pieces

    def _of_word(self, text: str, start: int) -> list[Word]:
        if len(text) <= _LONGEST and not text.isalpha() and _DISGUISING.search(text):
            unmasked = self._unmasked(text.rstrip(".-?!") if text[-1] not in "*" else text)
            if unmasked:
                return [Word(unmasked, start, start + len(text))]
        found = []
        for part in _PARTS.finditer(text):
            whole = part.group()
            if whole[0] in ".!?…":
                found.append(Word(END, start + part.start(), start + part.end()))
            elif whole[0] in ",;:()/&-":
                found.append(Word(COMMA, start + part.start(), start + part.end()))
            else:
                found += [Word(m, start + part.start(), start + part.end()) for m in self._meant(whole)]
        return found

    def _meant(self, word: str) -> tuple[str, ...]:
        """What a plain word means: itself, a respelling, or the word behind its slip."""
        if word in self._respelt:
            return self._respelt[word]
        if word in self._known or word in self._unlike or len(word) < 3 or len(word) > _LONGEST:
            return (word,)
        if "'" in word:
            return self._possessive(word)
        if not word.isalpha():
            return (self._unmasked(word) or word,)
        for shorter in (_SAME.sub(r"\1\1", word), _SAME.sub(r"\1", word), _DOUBLE.sub(r"\1", word)):
            if shorter != word and (shorter in self._known or shorter in self._respelt):
                if shorter in self._respelt:
                    return self._respelt[shorter]
                if _SAME.search(word) or shorter in self._strong:
                    return (shorter,)
        if word in self._slips:
            return (self._slips[word],)
        return self._parted(word) or (word,)

    def _possessive(self, word: str) -> tuple[str, ...]:
        base, _, ending = word.partition("'")
        if ending == "s" and base:
            return (*self._meant(base), "'s")
        return (word.replace("'", ""),) if ending not in ("ll", "d", "ve", "re") else (*self._meant(base), "'" + ending)

    def _unmasked(self, text: str) -> str:
        """The strong word behind digits and signs, or nothing."""
        if any(mark in text for mark in "*#%?"):
            return self._behind_stars(text)
        plain = text.translate(_LEET)
        for one in _ONES:
            tried = plain.replace("1", one).replace("!", one).replace("|", one) if one else re.sub(r"\W", "", plain)
            for form in (tried, _DOUBLE.sub(r"\1", tried)):
                if form in self._known and (form in self._strong or (len(form) > 3 and not text[0].isdigit())):
                    return form
                if len(self._respelt.get(form, ())) == 1 and len(form) > 3:
                    return self._respelt[form][0]
        return ""

    def _behind_stars(self, text: str) -> str:
        """ "p*ki", "f***", "b****rd": each star is a letter, at least the first one is shown."""
        plain = text.translate(_LEET).replace("1", "i").replace("!", "i").strip("'")
        if not plain[:1].isalpha() or not re.fullmatch(r"[a-z*#%?]+", plain) or not re.search(r"[*#%]", plain):
            return ""
        if plain.endswith(("?", "#", "%")) or (plain.endswith("*") and len(plain) < 3):
            return ""
        if re.fullmatch(r"[a-z]{3,}\*{1,2}", plain) and plain.rstrip("*") not in (
            "fuc",
            "shi",
            "cun",
            "bit",
            "twa",
            "pak",
        ):
            return ""  # a footnote: "free*"
        form = re.compile(re.sub(r"[*#%?]", "[a-z]", plain))
        fits = [word for word in self._by_first.get(plain[0], ()) if len(word) == len(plain) and form.fullmatch(word)]
        if not fits and plain.endswith("s"):
            fits = [w for w in self._by_first.get(plain[0], ()) if len(w) == len(plain) - 1 and form.fullmatch(w + "s")]
        if not fits and re.fullmatch(r"[a-z]\*{2,}(?:ing|ed|er|s|in)?", plain) and plain[0] in "fcsbtw":
            return {"f": "fuck", "c": "cunt", "s": "shit", "b": "bastard", "t": "twat", "w": "wanker"}[plain[0]] + (
                "ing" if plain.endswith("ing") and plain[0] == "f" else ""
            )
        return next(
            (word for word in ("fuck", "shit", "fucking", "cunt", "twat") if word in fits), fits[0] if fits else ""
        )

    def _parted(self, word: str) -> tuple[str, ...]:
        """The known words that stand in a row in one: "ihatewomen"; nothing unless one of them is strong."""
        if len(word) < 6 or len(word) > 30:
            return ()
        best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 14), end):
                before, part = best[start], word[start:end]
                if before is None or not self._may_stand_in_a_row(part):
                    continue
                if best[end] is None or len(before) + 1 < len(best[end] or ()):
                    best[end] = (*before, part)
        whole = best[-1] or ()
        telling = any(len(part) > 2 and part in self._strong for part in whole) or max(map(len, whole), default=0) > 4
        return whole if len(whole) > 1 and telling else ()

    def _may_stand_in_a_row(self, part: str) -> bool:
        return part in ("i", "a") or (len(part) > 1 and part in self._known)

    def _unspaced(self, words: list[Word], key: str) -> list[Word]:
        """The same words, with runs of single letters read as words: "k n o b"."""
        if sum(word.end - word.start == 1 and key[word.start].isalnum() for word in words) < _SHORTEST_RUN:
            return words
        result: list[Word] = []
        run: list[Word] = []
        for word in [*words, Word(END, len(key), len(key) + 2)]:
            if word.end - word.start == 1 and _spaced_letter(key[word.start]):
                run.append(word)
                continue
            result += self._of_run(run, key)
            run = []
            result.append(word)
        return result[:-1]

    def _of_run(self, run: list[Word], key: str) -> list[Word]:
        """Single letters in a row, read as words where they make any: "a k n o b" is "a", "knob"."""
        if not _SHORTEST_RUN <= len(run) <= _LONGEST_RUN:
            return run
        letters = "".join(key[word.start] for word in run)
        for lead in range(min(3, len(run) - 2)):
            for last in range(len(run), max(len(run) - 3, lead + 2), -1):
                read = self._joined(letters[lead:last])
                if read:
                    middle = [Word(meant, run[lead].start, run[last - 1].end) for meant in read]
                    return [*run[:lead], *middle, *run[last:]]
        return run

    def _joined(self, letters: str) -> tuple[str, ...]:
        if letters in self._strong or (len(letters) > 3 and letters in self._known):
            return (letters,)
        if not letters.isalpha():
            return tuple(filter(None, [self._unmasked(letters)]))
        return self._respelt.get(letters, ()) or self._parted(letters)


def _spaced_letter(character: str) -> bool:
    return character.isalnum() or character in _STANDING_FOR_LETTERS


def _slips(words: Collection[str], real: Collection[str]) -> dict[str, str]:
    """Each word with two inner neighbours swapped or one inner letter left out, where that is no real word."""
    slips: dict[str, str] = {}
    for word in sorted(words):
        if len(word) < _SHORTEST_MISSPELT or " " in word:
            continue
        for at in range(1, len(word) - 1):
            left_out = word[:at] + word[at + 1 :]
            swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            for slip in (swapped, left_out) if len(word) >= _SHORTEST_LEFT_OUT else (swapped,):
                if slip not in real:
                    slips.setdefault(slip, word)
    return slips
