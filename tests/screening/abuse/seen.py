"""What the detectors of abuse see in a text, in short."""

from gatepost.screening.abuse import detect
from gatepost.screening.folding import fold

ABUSE = {"abusive", "racist", "sexist", "homophobic", "bullying", "threatening", "lewd"}


def kinds(text: str) -> set[str]:
    """The labels of abuse in a text."""
    return {finding.label for finding in detect(fold(text))} & ABUSE
