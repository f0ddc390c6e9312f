"""From what was found to what a pack decides on."""

import pytest
from PIL import Image

from gatepost.policy import load_pack, load_vocabulary
from gatepost.screening import Finding, Person, Roll, Settings, screen, screen_text
from gatepost.screening.folding import Folded
from gatepost.screening.phrases import Phrase, Phrases

from .cast import ROLL
from .pictured import encoded

POST = {"actor": "teacher", "action": "publish", "account": "official", "channel": "facebook"}


def test_a_situation_holds_what_was_found() -> None:
    screening = screen("Well done Kofi Mensah, ring 07700 900123", roll=ROLL)
    assert screening.situation() == {
        "content": ["identifies_pupil", "names_child", "phone_number"],
        "circumstance": ["on_no_publish_list"],
    }


def test_a_text_that_can_name_nobody_barred_says_so() -> None:
    assert screen("Well done Aisha Khan!", roll=ROLL).situation()["circumstance"] == ["not_on_no_publish_list"]
    assert screen("The sun shines.", roll=ROLL).circumstances() == {"not_on_no_publish_list"}


@pytest.mark.parametrize(
    "text", ["Well done Lucy!", "well done kofi", "The Mensah family came", "Kofi's and Aisha's team"]
)
def test_where_a_word_could_be_a_barred_name_it_is_never_said(text: str) -> None:
    assert "not_on_no_publish_list" not in screen(text, roll=ROLL).circumstances()


def test_beside_a_picture_it_is_never_said_since_nobody_in_it_is_known() -> None:
    picture = encoded(Image.new("RGB", (80, 60), "green"))
    assert screen("Well done Aisha!", [picture], ROLL).circumstances() == set()
    assert screen("Well done Aisha!", roll=ROLL, shows_child=True).circumstances() == set()
    assert screen(None, [picture], ROLL).circumstances() == set()


def test_without_a_roll_that_says_whom_not_to_publish_it_is_never_said() -> None:
    people = [Person("Aisha", "Khan", "pupil")]
    assert screen("Well done Aisha!").circumstances() == set()
    assert screen("Well done Aisha!", roll=Roll()).circumstances() == set()
    assert screen("", roll=ROLL).circumstances() == set()
    short = screen("Well done Aisha!", roll=Roll(people, lacks=["do_not_publish"]))
    assert short.circumstances() == set()
    assert short.notes() == ("The roll has no column do_not_publish.",)


def test_nothing_found_is_unknown_and_not_nothing() -> None:
    assert screen("The sun shines.").situation() == {}


def test_a_pack_decides_on_it_as_it_stands() -> None:
    decision = load_pack("catcott").decide({**POST, **screen("Well done Aisha Khan", roll=ROLL).situation()})
    assert decision.verdict == "needs"


def test_every_value_is_one_of_the_vocabulary() -> None:
    text = "Well done Kofi! Email jo@example.com, vote Labour, you idiots. instagram.com/meg bit.ly/abc £5 off today only, buy now"
    vocabulary = load_vocabulary()
    for facet, values in screen(text, roll=ROLL, kind="comment").situation().items():
        assert set(values) <= set(vocabulary[facet].values)


def test_kind_may_be_given_with_the_text_or_in_the_settings() -> None:
    asked = "What time does the disco start please?"
    assert "query" not in screen(asked).labels()
    assert "query" in screen(asked, kind="comment").labels()
    assert "query" in screen(asked, settings=Settings(kind="comment")).labels()
    assert "query" not in screen(asked, settings=Settings(kind="comment"), kind="post").labels()


def test_language_is_judged_in_posts_only() -> None:
    text = "there going too bring alot of they're book's, we could of went tommorow"
    assert "poor_language" in screen(text, kind="post").labels()
    assert "poor_language" not in screen(text, kind="comment").labels()


def test_trusted_addresses_may_be_given_with_the_text_or_in_the_settings() -> None:
    text = "All the photos: http://thornfield-photos.test/sports"
    assert "untrusted_source" in screen(text).labels()
    assert "untrusted_source" not in screen(text, trusted=["thornfield-photos.test"]).labels()
    assert (
        "untrusted_source"
        not in screen(text, settings=Settings(trusted=frozenset({"thornfield-photos.test"}))).labels()
    )


@pytest.mark.parametrize("text", ["Thank you for a lovely moring", "So proud of our Aisha"])
def test_findings_come_in_the_order_of_the_text(text: str) -> None:
    spans = [finding.span for finding in screen_text(text, ROLL) if finding.span]
    assert spans == sorted(spans)


def test_a_phrase_of_the_school_silences_a_finding_and_says_so() -> None:
    learnt = Phrases((Phrase("allow", "you idiots", "the name of our quiz team"),))
    screening = screen("Well played, you idiots!", settings=Settings(phrases=learnt))
    assert screening.labels() == set()
    assert screening.notes() == ("“you idiots” is allowed at this school: the name of our quiz team",)


def test_no_phrase_outranks_the_roll() -> None:
    learnt = Phrases((Phrase("allow", "Kofi", "his mother says it is all right"),))
    assert screen("Well done Kofi", roll=ROLL, settings=Settings(phrases=learnt)).circumstances() == {
        "on_no_publish_list"
    }


def test_detector_of_the_schools_own_is_asked_too() -> None:
    class Owls:
        def detect(self, folded: Folded) -> list[Finding]:
            at = folded.key.find("owl")
            return [
                Finding(label="humour", why="An owl.", confidence=0.5, detector="owls", span=folded.span(at, at + 3))
            ]

    assert screen("Zoë saw an OWL", settings=Settings(own_detectors=(Owls(),))).labels() == {"humour"}
