import pytest

from gatepost.screening.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three", ["One.", "Two?", "Three"]),
        ("Really?! Yes", ["Really?!", "Yes"]),
        ("At 8.50 see bbc.co.uk/a?b=c now", ["At 8.50 see bbc.co.uk/a?b=c now"]),
        ("first line\n\nsecond", ["first line", "second"]),
        ("lovely 😍 thanks", ["lovely 😍", "thanks"]),
        ("  ", []),
        ("", []),
    ],
)
def test_sentences_are_told_apart(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts
