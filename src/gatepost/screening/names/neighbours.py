"""The words next to a place in a text, and whether a sentence begins there. Each looks at a few characters only."""

import re

_WORD_AFTER = re.compile(r"[ \t]{1,2}([^\W_][\w'-]{0,40})")
_WORD_BEFORE = re.compile(r"[^\W_][\w'-]{0,40}\Z")
_REACH = 48
_MID_SENTENCE = frozenset(",-&/%£$()'\"+@#_")


def word_after(text: str, position: int) -> str:
    """The next word if nothing but a space lies between; otherwise nothing."""
    found = _WORD_AFTER.match(text, position)
    return found[1] if found else ""


def words_after(text: str, position: int, count: int) -> list[str]:
    """Up to `count` words that follow with nothing but spaces between."""
    words: list[str] = []
    while len(words) < count and (found := _WORD_AFTER.match(text, position)):
        words.append(found[1])
        position = found.end()
    return words


def word_before(text: str, position: int) -> str:
    """The word before if nothing but a space lies between (or the full stop of "Mr."); otherwise nothing."""
    window = text[max(0, position - _REACH) : position]
    stripped = window.rstrip(" \t")
    if stripped == window:
        return ""
    found = _WORD_BEFORE.search(
        stripped.removesuffix(".") if stripped[-3:].lower() in ("mr.", "rs.", "ms.", "dr.") else stripped
    )
    return found.group() if found else ""


def starts_sentence(flat: str, position: int) -> bool:
    """Whether a capital here may be owed to the sentence alone: after a full stop, a line break, a colon, an emoji."""
    while position and flat[position - 1] in " \t\"'(*_“[":
        position -= 1
    if not position:
        return True
    before = flat[position - 1]
    if before == "-":
        return flat[position - 2 : position - 1] in ("", " ", "\n")
    return not before.isalnum() and before not in _MID_SENTENCE
