"""Whether a text certainly names nobody who must not be published.

What nobody found is not enough for that: a name may be written small, or look like an ordinary word. So no word of the
text may be part of a barred person's name at all, be it "will" or "page".
"""

import re
from collections.abc import Iterable

from .findings import Finding
from .folding import fold
from .roll import Roll

_WORD = re.compile(r"[^\W\d_]+")


def names_nobody_barred(text: str | None, roll: Roll | None, found: Iterable[Finding]) -> bool:
    """Whether the roll says whom not to publish, and no word in the text could be the name of one of them."""
    if not text or not roll or "do_not_publish" in roll.lacks or any(finding.do_not_publish for finding in found):
        return False
    return roll.barred_words.isdisjoint(_WORD.findall(fold(text).key))
