"""Where the sentences of a text begin and end, well enough for posts and comments without much punctuation."""

import re

_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"')\]]{0,3}(?=\s|$)|(?<![!?])[!?]++(?!\w)|\n+|[\u2600-\u27bf\U0001f000-\U0001faff]+"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences, each from its first character to behind its closing signs."""
    ends = [found.end() for found in _END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    found, start = [], 0
    for end in ends:
        stripped = text[start:end].strip()
        if stripped:
            first = text.index(stripped[0], start)
            found.append((first, first + len(stripped)))
        start = end
    return found
