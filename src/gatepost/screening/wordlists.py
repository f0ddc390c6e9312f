"""Lists of words, written as a reader would type them."""


def words(text: str) -> frozenset[str]:
    """The words in a text, parted by any white space."""
    return frozenset(text.split())
