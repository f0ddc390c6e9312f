"""A text as the names detector reads it, with what is true of the whole of it worked out once."""

import re
from dataclasses import dataclass
from functools import cached_property

from .figures import STORIES

_VALUES = re.compile(r"\b(?:values?|virtues?|advent|candles?|houses?|house points|theme|half[- ]term)\b")


@dataclass(frozen=True)
class Passage:
    """`flat` and `key` are the plain forms of the text; `forenames` are those of the roll that are nobody's surname."""

    flat: str
    key: str
    forenames: frozenset[str] = frozenset()

    @cached_property
    def speaks_of_values(self) -> bool:
        """Whether Hope, Joy and Ruby may be the school's values or houses."""
        return bool(_VALUES.search(self.key))

    @cached_property
    def cast(self) -> frozenset[str]:
        """Forenames that belong to a story the text is about."""
        told = (cast for words, cast in STORIES if any(word in self.key for word in words))
        return frozenset[str]().union(*told)
