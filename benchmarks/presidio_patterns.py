"""Microsoft Presidio's pattern recognisers of UK contact details, with an empty language engine: nothing is fetched.

Presidio is set up as it would be for a UK school: numbers of region GB only, e-mail addresses and postcodes, and words
around a find raise its score. Its default engine looks for names with a model that has to be downloaded; names are
therefore no part of the comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

LABELS = {"PHONE_NUMBER": "phone_number", "EMAIL_ADDRESS": "email_address", "UK_POSTCODE": "contact_details"}
LINKS = {"URL": "web_address"}
REGIONS = ("US", "GB", "DE", "FR", "IL", "IN", "CA", "BR")  # those in which it looks unless it is told otherwise
Found = list[tuple[int, int, str]]


def analyser(
    *, regions: Sequence[str] = ("GB",), least_score: float = 0.0, leniency: int = 1, links: bool = False
) -> Callable[[str], Found]:
    """A function that finds contact details as (start, end, label).

    `regions` whose numbers are looked for, `REGIONS` by default of its own; `leniency` 1, its default, wants numbers that are in use;
    `links`: whether web addresses are looked for too.
    """
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.predefined_recognizers import (
        EmailRecognizer,
        PhoneRecognizer,
        UkPostcodeRecognizer,
        UrlRecognizer,
    )

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())  # the list in the package, not a fetched one
    registry = RecognizerRegistry(
        recognizers=[
            PhoneRecognizer(supported_regions=regions, leniency=leniency),
            EmailRecognizer(),
            UkPostcodeRecognizer(),
            *([UrlRecognizer()] if links else []),
        ],
        supported_languages=["en"],
    )
    engine = AnalyzerEngine(
        registry=registry, nlp_engine=_blank_engine(), supported_languages=["en"], default_score_threshold=least_score
    )

    labels = LABELS | LINKS if links else LABELS

    def find(text: str) -> Found:
        found = engine.analyze(text, language="en", entities=list(labels))
        return [(item.start, item.end, labels[item.entity_type]) for item in found]

    return find


def _blank_engine() -> Any:
    """An engine that parts a text into words, as the context of a find needs, and does no more."""
    import spacy
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

    words = spacy.blank("en")

    class Blank(NlpEngine):  # type: ignore[misc]  # its types are not known here
        def load(self) -> None:
            pass

        def is_loaded(self) -> bool:
            return True

        def process_text(self, text: str, language: str) -> NlpArtifacts:
            doc = words(text)
            return NlpArtifacts(
                entities=[],
                tokens=doc,
                tokens_indices=[token.idx for token in doc],
                lemmas=[token.lower_ for token in doc],
                nlp_engine=self,
                language=language,
            )

        def process_batch(self, texts: Any, language: str, **_: Any) -> Any:
            for text in texts:
                yield text, self.process_text(text, language)

        def is_stopword(self, word: str, language: str) -> bool:
            return bool(words.vocab[word].is_stop)

        def is_punct(self, word: str, language: str) -> bool:
            return bool(words.vocab[word].is_punct)

        def get_supported_entities(self) -> list[str]:
            return []

        def get_supported_languages(self) -> list[str]:
            return ["en"]

    return Blank()
