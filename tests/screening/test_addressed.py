import pytest

from gatepost.screening import names
from gatepost.screening.addressed import detect
from gatepost.screening.folding import fold

from .cast import ROLL

ADDRESSED = [
    "Mrs Okoro please can you call me about Friday, the office line is engaged",
    "Tracey check your inbox",
    "Hi Mr Boyd just letting you know Ella is off today with a cold",
    "Gemma, your son pushed mine over and I want a word",
    "@Kelly Marsh tell your mum I said hi",
    "Miss Grant you should be ashamed of yourself",
    "watch your back mr boyd",
    "Mr and Mrs Daley, you have not yet returned the trip form. Please do so today.",
    "A message for Liam's dad: your van is blocking the kitchen delivery.",
    "Mrs Iqbal, thank you for your e-mail. We will look into it and ring you back.",
    "Claire can you drop me a message about the lift share please",
    "Hiya Tom its Mel from next door, your mum's locked out",
    "Mrs Bell I dropped off Ella's glasses at the office, please make sure she wears them",
    "Dave you still owe for the curry",
    "Would the parents of Lola Jennings please ring the school office straight away.",
    "Mr Hobbs, your application has been turned down. Please collect your papers.",
    "Hi Karen, can you ring me when you get this, it's about Saturday",
    "@sam.jones did you get my message about the lift?",
    "Mr Patel your lights are on in the car park",
    "Becky hun have you still got my casserole dish? x",
    "Steve mate you owe me a pint",
    "Dear Mrs Ellison, I would like to speak to you about my son's reading book",
    "you'll be sorry miss dean",
    "Would Mrs Hughes please contact the office about Tom's attendance.",
    "Dear Mr and Mrs Cole, your child's fees are overdue.",
    "Could Jamie's mum please collect his inhaler from the office.",
    "Sharon, you left your purse in the hall. It's in the office.",
]

NOT_ADDRESSED = [
    "Dear parents, please remember that school closes at 1pm on Friday.",
    "Could Year 5 please bring a packed lunch tomorrow?",
    "Could you please send in a box?",
    "Good morning everyone! Please remember your child's PE kit.",
    "Well done to Sam, you should be very proud!",
    "Happy birthday Mrs Lane, hope you have a lovely day!",
    "Monday, please bring wellies.",
    "Reception parents, you are invited to stay and play.",
    "Thank you Mr Patel, your assembly made us all smile.",
    "Mr Patel can play the trumpet, did you know?",
    "Thanks Miss Dean you've been brilliant this year",
    "Wow I can't believe how big you all are",
    "Yes you can park on the field",
    "Brilliant, you can tell they worked hard",
    "Sarah said you can get them from Asda",
    "Hi all, does anyone have a spare tie your child has grown out of?",
]


@pytest.mark.parametrize("text", ADDRESSED)
def test_message_to_one_person_is_found(text: str) -> None:
    findings = detect(fold(text))
    assert {finding.label for finding in findings} == {"addressed_to_individual"}


@pytest.mark.parametrize("text", NOT_ADDRESSED)
def test_words_for_all_or_in_praise_are_not(text: str) -> None:
    assert detect(fold(text)) == []


def test_a_name_of_the_roll_is_called_in_any_case() -> None:
    text = "we are all watching you priya nair, just stay away"
    named = names.detect(fold(text), ROLL)
    (finding,) = detect(fold(text), named)
    assert finding.span is not None
    assert text[slice(*finding.span)] == "priya nair"


def test_a_name_of_the_roll_that_is_spoken_of_is_not_called() -> None:
    text = "can you tell priya nair the coach is late"
    assert not detect(fold(text), names.detect(fold(text), ROLL))


def test_spans_fit_the_original_behind_signs_that_are_folded() -> None:
    text = "😀 ﷺ e\u0301\nMrs Holt, please collect the coat"
    (finding,) = detect(fold(text))
    assert finding.span is not None
    assert text[slice(*finding.span)] == "Mrs Holt"
