from pathlib import Path

import pytest

from gatepost.screening import Finding
from gatepost.screening.folding import fold
from gatepost.screening.phrases import Phrase, PhraseError, Phrases, load_phrases, read_phrases, save_phrases

FILE = """
allow:
  - phrase: Rotten  Romans
    reason: a book that Year 3 read
    label: abusive
  - phrase: café
    reason: our community café
deny:
  - phrase: soggy sandwich club
    reason: a name by which a child was mocked
    label: bullying
  - {phrase: "#boycott-us", reason: a campaign against a family}
"""


def finding(text: str, words: str, label: str = "abusive") -> Finding:
    start = text.index(words)
    return Finding(label=label, span=(start, start + len(words)), why="x.", confidence=0.5, detector="test")


def test_an_allowed_phrase_silences_what_lies_inside_it_and_says_so() -> None:
    text = "We loved the ROTTEN\n Romans, you rotten lot"
    inside, outside = finding(text, "ROTTEN"), finding(text, "rotten lot")
    outcome = read_phrases(FILE).apply(fold(text), [inside, outside])
    assert outcome.findings == (outside,)
    (silenced,) = outcome.silenced
    assert silenced.finding == inside
    assert silenced.why == "“Rotten Romans” is allowed at this school: a book that Year 3 read"


def test_an_allowed_phrase_silences_only_its_label() -> None:
    text = "Rotten Romans"
    found = finding(text, "Romans", "names_child")
    assert read_phrases(FILE).apply(fold(text), [found]).findings == (found,)


def test_a_denied_phrase_raises_a_finding_with_its_reason() -> None:
    text = "hello to the Soggy sandwich  club"
    (found,) = read_phrases(FILE).apply(fold(text), []).findings
    assert found.label == "bullying"
    assert found.span is not None
    assert text[slice(*found.span)] == "Soggy sandwich  club"
    assert found.why == "“Soggy sandwich club” is on the school's list: a name by which a child was mocked."


@pytest.mark.parametrize("text", ["soggy sandwich clubs", "xsoggy sandwich club", "soggy sandwich"])
def test_a_phrase_stands_as_whole_words(text: str) -> None:
    assert read_phrases(FILE).apply(fold(text), []).findings == ()


def test_accents_and_signs_are_matched() -> None:
    text = "see you in the CAFE #boycott-us"
    outcome = read_phrases(FILE).apply(fold(text), [finding(text, "CAFE")])
    assert [silenced.phrase.text for silenced in outcome.silenced] == ["café"]
    assert [found.label for found in outcome.findings] == ["abusive"]


@pytest.mark.parametrize("name", ["phrases.yaml", "phrases.json"])
def test_what_is_saved_is_loaded_again(tmp_path: Path, name: str) -> None:
    phrases = read_phrases(FILE)
    save_phrases(phrases, tmp_path / name)
    assert load_phrases(tmp_path / name) == phrases
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("text", ["", "allow:\ndeny:\n", "{}", "allow: []"])
def test_no_phrases_are_fine(text: str) -> None:
    assert read_phrases(text) == Phrases()
    assert Phrases().apply(fold("hello"), []).findings == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("alow:\n  - phrase: a", "phrases.yaml, line 1: “alow” is not known; known are allow, deny."),
        ("- a", "phrases.yaml, line 1: here stand the lists allow and deny, each with a colon."),
        ("allow: yes", "phrases.yaml, line 1: allow is a list of phrases, each after a dash."),
        ("allow:\n  - a", "phrases.yaml, line 2: here stand phrase, reason and label, each with a colon."),
        ("allow:\n  - phrase: a", "phrases.yaml, line 2: a reason is needed."),
        ("allow:\n  - reason: a", "phrases.yaml, line 2: a phrase is needed."),
        (
            "allow:\n  - phrase: a\n    resaon: b",
            "phrases.yaml, line 3: “resaon” is not known; known are phrase, reason, label.",
        ),
        ("allow:\n  - phrase: a\n    phrase: b", "phrases.yaml, line 3: phrase is there twice."),
        ("allow:\n  - phrase: [a]\n    reason: b", "phrases.yaml, line 2: phrase is a piece of text."),
        ("allow:\n  - {phrase: '!!', reason: b}", "phrases.yaml, line 2: “!!” holds no letter and no figure."),
        (
            "deny:\n  - {phrase: a, reason: b, label: rude}",
            "phrases.yaml, line 2: “rude” is no label; labels are the values of content in the vocabulary.",
        ),
        (
            "allow:\n  - {phrase: Big  A, reason: b}\ndeny:\n  - {phrase: big a, reason: b}",
            "phrases.yaml, line 4: “big a” is both allowed and denied.",
        ),
        (
            "allow: [",
            "phrases.yaml, line 1: this cannot be read (expected the node content, but found '<stream end>').",
        ),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, message: str) -> None:
    with pytest.raises(PhraseError) as caught:
        read_phrases(text)
    assert str(caught.value) == message


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(PhraseError, match=r"none.yaml: the file cannot be read \(No such file or directory\)"):
        load_phrases(tmp_path / "none.yaml")
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PhraseError, match=r"odd.yaml: this is not a text in UTF-8"):
        load_phrases(tmp_path / "odd.yaml")


def test_a_phrase_is_plain_data() -> None:
    assert Phrase("deny", "a", "b") == Phrase("deny", "a", "b", "")
