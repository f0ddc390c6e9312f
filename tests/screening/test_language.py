import pytest

from gatepost.screening.folding import fold
from gatepost.screening.language import detect

POOR = [
    "Thankyou too every one who come to the fair it were brilliant and we maked loads of money",
    "Year 5 has did there assembley today and it was realy good",
    "Your all invited too are summer fayre its gonna be ace",
    "The childrens was learning about there bodys in sience",
    "We would of liked to have went outside but the whether was to bad",
    "Pupil's must bring there own pencil's and rubber's",
    "were looking for volunteer's too help with the libary",
    "We was so lucky with the whether and the childrens loved it",
    "Your welcome to come too are assembly on friday",
    "Theres no clubs this week becos the teachers has got training",
    "Please make sure you're child as there name in there jumper",
    "The Year 4s done brilliant in they're assembly, we was very proud off them",
    "Its definately gonna be a grate day out",
    "Pleese bring a pack lunch and dont forget ur coats its gonna be freezing lol",
    "We are definately open tommorrow so please bring you're coats",
    "Year 3 done really good today and they was so excited",
    "Childrens must of forgot there lunch boxes again",
    "Please could parent's send there child in with a bottle of water",
    "Come to are fair on saterday its going to be brilliant",
    "The school will be having it's photo's taken on wensday",
    "PLEASE CAN ALL PARENTS MAKE SURE THAT THEY DO NOT PARK ON THE YELLOW LINES OUTSIDE SCHOOL",
    "What an amazing color display, our favorite so far!",
    "Them is the best cakes, come and get some",
    "Well done Year 3, we think them are brilliant",
    "We hope you was all dry in the end",
    "We would of come with the bus, it could of been longer",
    "The old hall use to be cold",
    "Your looking lovely in the green jumpers",
    "Please bring there coats, we are proud of there work",
    "gr8 day 2day, kids had a blast, c u all 2moro 4 more fun, dont 4get ur wellies",
]

FINE = [
    "Pearl Harbor was our history topic; we read about the World Trade Center too.",
    "It's been a brilliant week and we're so proud of everyone.",
    "There are children in every class who love this book.",
    "'I done a good painting,' said one of our Reception artists.",
    "SPORTS DAY: Friday 10am. BRING WATER!",
    "What have we done today? Phonics, PE, maths and a spot of den building.",
    "Croeso i bawb! Bore coffi dydd Gwener.",
    "Zog, the Gruffalo and Mr Twit came to tea. Whizz-popping!",
    "Twenty paper boats are in the hall, and one of them is yours.",
    "Some of them are hand-painted, and none of them is for sale.",
    "Teaching them is a joy. The teacher who looked after them is retiring.",
    "One of you was faster than the headteacher.",
    "We would of course love to see you. You could of course come by bus.",
    "Did the library use to be a barn? It didn't use to be so warm.",
    "We sat there having our picnic.",
    "Thank you for your looking after the hens all summer.",
]


@pytest.mark.parametrize("text", POOR)
def test_poor_language_is_found(text: str) -> None:
    findings = detect(fold(text))
    assert {finding.label for finding in findings} == {"poor_language"}


@pytest.mark.parametrize("text", FINE)
def test_good_and_playful_language_is_fine(text: str) -> None:
    assert detect(fold(text)) == []


def test_each_slip_is_shown_with_what_is_meant() -> None:
    findings = detect(fold("We recieve them tommorow."))
    assert [finding.why for finding in findings] == [
        "“recieve”: “receive” is probably meant.",
        "“tommorow”: “tomorrow” is probably meant.",
    ]


def test_a_slip_of_two_words_is_shown_with_the_word_that_is_meant() -> None:
    findings = detect(fold("Bring there coats. We would rather then that have the hall."))
    assert [finding.why for finding in findings] == [
        "“there coats”: “their” is probably meant.",
        "“rather then”: “than” is probably meant.",
    ]


def test_american_spelling_is_named_so_but_not_in_names() -> None:
    (finding,) = detect(fold("Bring your favorite book."))
    assert finding.why == "“favorite” is the American spelling; here it is “favourite”."
    assert not detect(fold("We read about Pearl Harbor and Kennedy Center."))


def test_the_schools_own_words_are_right() -> None:
    assert detect(fold("The skool garden is open."))
    assert not detect(fold("The skool garden is open."), {"skool"})


def test_one_careless_form_is_forgiven_but_three_are_not() -> None:
    assert not detect(fold("Dont miss it!"))
    assert len(detect(fold("Dont miss it, u cant get in after 9"))) == 3


def test_addresses_are_not_spelt() -> None:
    assert not detect(fold("See www.colors.example/libary and mail alot@example.com"))


def test_a_heading_is_no_shouting() -> None:
    assert not detect(fold("IMPORTANT NOTICE FOR ALL FAMILIES\nSchool closes at noon."))
