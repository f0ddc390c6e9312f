import pytest

from gatepost.screening.cues import Cue, Cues, claim, outermost, outside
from gatepost.screening.folding import fold

CUES = Cues({"one": "give\ngive me\nfrom £#\n#% off\nlost # stone", "two": "donat*\n...stop"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("give me", ["give", "give me"]),
        ("forgive, given", []),
        ("donating donate", ["donat", "donat"]),
        ("from £4.50 now", ["from £4.50"]),
        ("from £ now", []),
        ("20% off", ["% off"]),
        ("x% off", []),
        ("lost 2 stone", ["lost 2 stone"]),
        ("lost 2 stones", []),
        ("lost two stone", []),
        ("wait ...stop", ["...stop"]),
        ("", []),
    ],
)
def test_phrases_stand_as_whole_words(text: str, found: list[str]) -> None:
    assert [text[cue.start : cue.end] for cue in CUES.find(text)] == found


def test_outermost_leaves_out_what_lies_inside() -> None:
    assert outermost(CUES.find("give me")) == [Cue(0, 7, "one")]


def test_a_claim_quotes_the_original() -> None:
    folded = fold("Zoë, GIVE  me it")
    (cue,) = [cue for cue in CUES.find(folded.key) if cue.group == "one"]
    finding = claim(folded, cue, label="spam", why="{words} asks.", confidence=0.5, detector="test")
    assert (finding.span, finding.why) == ((5, 9), "“GIVE” asks.")


def test_outside_leaves_out_what_lies_inside_a_span() -> None:
    cues = CUES.find("give, give me, give")
    assert [(cue.start, cue.end) for cue in outside(cues, [(6, 13), (5, 6), (15, 16)])] == [(0, 4), (15, 19)]
