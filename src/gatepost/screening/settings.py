"""What a school tells the screening about itself."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from .findings import Finding
    from .folding import Folded
    from .phrases import Phrases

TextKind = Literal["post", "comment"]
"""What the school means to publish, or what somebody wrote under it."""


class Detector(Protocol):
    """Anything of the school's own that looks at texts, such as `abuse.onnx.OnnxClassifier`."""

    def detect(self, folded: "Folded") -> "list[Finding]": ...


@dataclass(frozen=True)
class Settings:
    """`kind`: whether a text is a post of the school's or a comment. Language is judged in posts only, complaints and
    questions in comments only.
    `trusted`: web addresses that the school trusts ("hawthornbank.sch.uk"), each with all that stands under it.
    `own_accounts`: the school's own accounts, as handles ("@hawthornbank") or addresses
    ("facebook.com/hawthornbank"); a link to one of them is not a link to a personal account.
    `own_words`: words of the school's own that are no misspellings ("Hawthornbank", "phonics").
    `own_detectors`: what looks at each text besides those that are built in.
    `phrases`: what moderators have said is all right here, or is not (`load_phrases`).
    `day`: when a post is to appear; in the weeks before a poll, politics weighs more.
    `region`: the country whose telephone numbers are written without a country code.
    `most_bytes` and `most_pixels`: a larger picture is refused before it is decoded."""

    own_accounts: frozenset[str] = field(default_factory=frozenset)
    region: str = "GB"
    most_bytes: int = 25_000_000
    most_pixels: int = 60_000_000
    kind: TextKind = "post"
    trusted: frozenset[str] = field(default_factory=frozenset)
    own_words: frozenset[str] = field(default_factory=frozenset)
    own_detectors: tuple[Detector, ...] = ()
    phrases: "Phrases | None" = None
    day: date | None = None
