"""Names on the roll of `cast`: what is taken for a name, and what only looks like one."""

import pytest

from gatepost.screening.findings import Finding
from gatepost.screening.folding import fold
from gatepost.screening.names import detect
from gatepost.screening.roll import Person, Roll

from .cast import ROLL
from .marked import unmarked, with_marks

MISSPELT = [
    "Well done «Charlote»! Today «Charlottte» was in goal",
    "well done «charlote»",
    "«Mohammed»'s bag, «Charlotte» and «Richrad»",
    "«Richrad» painted a shed",
    "«Aisha Kahn», «Priya Niar», «Kofi Mansah» and «Russel Oyelaran»",
    "thanks to «Charlott» from Year 4",
    "«Kofi Menssah»'s shed",
]

NO_SLIP = [
    "Aisha Khanna, Kofi Mensa-Boyd, Priya Nairobi, Ben Satorius",
    "chariots and harlots, a rustle in the hedge, richer than a rajah",
    "Dichard, Sharlotte and Nohamed",
    "a Charlote in a cape, Auntie Charlote, Charlote Bronte",
    "CHARLOTE STREET IS CLOSED",
    "charlote@example.com, @charlote_w, https://example.com/charlote",
    "Rose Feild park",
]

WITHOUT_CAPITALS = [
    "«rose field» jumped so high",
    "is «rose field» in year 5 coming",
    "«priya» and «rose field»!",
    "we walked to rose field, rose field was shut, will forest be open",
    "behind rose field park",
]

MADE_BY = [
    "A model by «Summer».",
    "a lovely painting by «May»!",
    "finished by Summer. Ready by May",
    "made by hope alone",
]


def found_in(text: str) -> list[Finding]:
    return detect(fold(text), ROLL)


PUPILS = [
    "A round of applause for «Aisha» and «Priya»!",
    "«Aisha Khan», «Kofi Mensah» and «Zoë Adeyemi-Hart»",
    "look at our «aisha» xx",
    "told you «priya nair» can swim",
    "«AISHA KHAN» AND «KOFI»",
    "«Zoe» and «Anne Lise» painted the shed",
    "«Anne-Lise», «AnneLise», «AL» and «Zoe Hart»",
    "«Sinead O’Rourke» and «Sinéad ORourke», «sinead o rourke»",
    "is «mohamed el sayed»'s bag here",
    "A splendid volcano, «Mo»!",
    "«Aisha»'s poem, «Kofi»’s shed, «Aisha»s volcano, «priya»s mum",
    "«A. Khan», «K Mensah», «P. Nair», «M. Ellis»",
    "Readers: «Lucy J», «Lucy W», and «Lucy W»'s pumpkin",
    "«Charlotte» was in goal. Good old «Webb»",
    "goals from «Mensah» and «Oyelaran»",
    "«Aisha Noor Khan» and «Priya S. Nair»",
    "Thank you «Priya»\nWe love it",
    "Da iawn «Aisha», pawb yn falch",
    "Well done «Zoe\u0308»",
    "Well do\u00adne «Ai\u200bsha»!",
    "Y5's «Kofi»",
]

SOMEBODY_ELSE = [
    "Mo Farah, Neil Armstrong and Ben Nevis",
    "we flew over ben nevis",
    "The Jack Russell next door; a jack russell too",
    "Thomas the Tank Engine and Richard the Lionheart",
    "a Charlotte in a cape, two Josephs, another Russell and Richard III",
    "My auntie Rose, Nanny Priya and Uncle Ben's rice",
    "St Joseph's, King Richard, Queen Charlotte, Prince Mark",
    "For the nativity Joseph needs a beard",
    "Lucy T was there",
    "T. Khan and B. Webb",
    "Aisha Patel is from another school",
    "Mrs Khan and Mr Mensah made the cakes",
    "Mr and Mrs Page came",
    "karl@example.com, kofi@example.com, @aisha_k, https://example.com/aisha",
    "Aishah, Kofie, Priyanka, sub-Aisha, Aisha-Lou, Benjamin",
    "Amazing Grace, Rose Field park, Mark Rober",
]

EVERYDAY_WORDS = [
    "Grace and favour, a hope and a prayer, joy for all",
    "Will you come? Mark my words, you will!",
    "Will bring chairs. Summer is here, hope you can come",
    "Hope springs eternal. Joy to the world",
    "SUMMER FAIR: HOPE TO SEE YOU THERE",
    "Summer frosts are rare. A rose by any other name. The Rose garden",
    "Happy Summer holidays! The first day of May, 2nd May, May 5th, in May",
    "The coach stops at Rose Field park",
    "Our values are Hope, Joy and Grace",
    "Mark your calendars. Mark the date",
    "House points: Rose 20, Hope 14",
    "will forest be open? thanks will do. where there's a will",
    "Art club, Summer term, May half term",
    "the page was torn, page 4 was blank, john",
]

EVERYDAY_NAMES = [
    "«Will» and «Rose» in Year 5",
    "Well done «Grace», «Hope» and «Summer»!",
    "thanks to our very own «will», and to you",
    "congrats «grace»!!",
    "«Rose» won the poetry prize. «Mark»'s poem came second",
    "Here «Will» saves a penalty",
    "«Priya», «Will» and «May»",
    "«Grace Meadows», «Will Forest», «Summer Frost»",
    "«GRACE MEADOWS» WINS THE CUP. WILL FOREST BE OPEN?",
    "«Hope» (Y5) and «Joy» from Reception",
    "Star of the week: «Grace»",
    "well done «grace» and «priya»",
    "WELL DONE «GRACE»",
    "I hope «Will» will be there",
    "Can «Will» come out to play?",
]

STAFF = [
    "farewell to Mrs «Ashworth», and Mr. «Page»",
    "mr «page» was there; MISS «SHAH»",
    "Signed by Mr «D. John»",
    "Mr «Daniel John» and Ms «P Shah»",
    "That was «Helen» building a rainforest",
    "miss «priti» is lovely",
    "we will miss page so much, but not mr «page»",
]

HASHTAGS = [
    "#Go«Kofi» #WellDone«Aisha» #«Priya»Rocks",
    "#Team«Mensah» #«AishaKhan» #«AnneLise»",
    "#go«kofi» #«aisha»rocks #«Priya»",
    "#Go«Grace» #Team«Will»",
    "#SummerFair #RoseField #Grace #Hope #WillPower",
    "#MoFarah #priyanka #CharlottesWeb #BenNevis",
]


@pytest.mark.parametrize("text", PUPILS + EVERYDAY_NAMES + MISSPELT + WITHOUT_CAPITALS + MADE_BY)
def test_pupil_is_named(text: str) -> None:
    plain, _ = unmarked(text)
    assert with_marks(plain, found_in(plain), "names_child") == text


@pytest.mark.parametrize("text", SOMEBODY_ELSE + NO_SLIP)
def test_somebody_else_is_not_the_pupil(text: str) -> None:
    assert with_marks(text, found_in(text)) == text


@pytest.mark.parametrize("text", EVERYDAY_WORDS)
def test_everyday_word_is_not_a_name(text: str) -> None:
    assert with_marks(text, found_in(text)) == text


@pytest.mark.parametrize("text", STAFF)
def test_member_of_staff_is_named_without_the_title(text: str) -> None:
    plain, _ = unmarked(text)
    assert with_marks(plain, found_in(plain), "names_staff") == text
    assert {f.label for f in found_in(plain)} == {"names_staff"}


@pytest.mark.parametrize("text", HASHTAGS)
def test_names_in_hashtags(text: str) -> None:
    plain, _ = unmarked(text)
    assert with_marks(plain, found_in(plain)) == text


def people(text: str) -> list[list[str]]:
    return [[str(person) for person in f.people] for f in found_in(text)]


def test_namesakes_are_all_who_could_be_meant() -> None:
    assert people("Aisha") == [["Aisha Khan (Year 5)", "Aisha Begum (Year 2)"]]


@pytest.mark.parametrize("text", ["Aisha K", "A. Khan", "Aisha Khan", "Aisha (Y5)", "Aisha in Year 5"])
def test_initial_surname_or_class_tells_namesakes_apart(text: str) -> None:
    assert people(text) == [["Aisha Khan (Year 5)"]]


@pytest.mark.parametrize(
    "text", ["Aisha in Year 1", "Thank you Aisha, Year 5 loved it", "Well done Aisha Year 5 are proud"]
)
def test_class_that_may_be_another_tells_nothing(text: str) -> None:
    assert people(text) == people("Aisha")


@pytest.mark.parametrize("text", ["Aisha and Yusuf Khan", "Yusuf & Aisha Khan"])
def test_surname_said_once_is_that_of_both(text: str) -> None:
    family = Roll([*ROLL.people, Person("Yusuf", "Khan", "pupil", year_group="1")])
    both = [[str(person) for person in f.people] for f in detect(fold(text), family)]
    assert sorted(both) == [["Aisha Khan (Year 5)"], ["Yusuf Khan (Year 1)"]]


def test_surname_said_once_may_be_of_one_only() -> None:
    assert people("Lucy and Aisha Khan")[0] == ["Lucy Jarvis (Year 3)", "Lucy Walsh (Year 6)"]


def test_brothers_and_sisters_are_all_of_that_surname() -> None:
    family = Roll([Person("Yusuf", "Khan", "pupil"), Person("Aisha", "Khan", "pupil"), Person("Ben", "Sato", "pupil")])
    (finding,) = detect(fold("the Khan twins won"), family)
    assert [person.first_name for person in finding.people] == ["Yusuf", "Aisha"]


def test_misspelling_is_said_and_believed_less() -> None:
    (finding,) = found_in("Aisha Kahn")
    assert finding.why == "“Aisha Kahn” looks like a misspelling of Aisha Khan (Year 5)."
    assert finding.confidence < found_in("Aisha Khan")[0].confidence


def test_right_spelling_on_the_roll_is_no_misspelling_of_another() -> None:
    roll = Roll([Person("Mohamed", "Khan", "pupil"), Person("Mohammed", "Sato", "pupil")])
    (finding,) = detect(fold("well done Mohammed"), roll)
    assert [person.last_name for person in finding.people] == ["Sato"]


def test_nickname_counts_only_where_the_roll_has_it() -> None:
    assert people("Well done Mo, Charlie, Lottie and Rich") == [["Mohamed El-Sayed (Reception)"]]


def test_pupil_comes_before_staff_of_the_same_name() -> None:
    (finding,) = found_in("well done Bryan")
    assert finding.label == "names_child"
    assert [person.kind for person in finding.people] == ["pupil", "staff"]


def test_do_not_publish_is_said() -> None:
    (finding,) = found_in("Kofi saved it")
    assert finding.do_not_publish
    assert finding.why == "“Kofi” is on the school's roll: Kofi Mensah (Year 5); Kofi Mensah must not be published."


def test_do_not_publish_is_said_of_the_namesake_it_holds_for() -> None:
    (finding,) = found_in("Lucy sang")
    assert finding.do_not_publish
    assert (
        finding.why == "“Lucy” could be Lucy Jarvis (Year 3) or Lucy Walsh (Year 6); Lucy Walsh must not be published."
    )


def test_no_bar_where_none_is_barred() -> None:
    assert not found_in("Aisha Khan")[0].do_not_publish


@pytest.mark.parametrize(
    ("text", "identifies"),
    [("Aisha Khan", True), ("Aisha in Year 5", True), ("Aisha", False), ("Aisha K", False), ("Mr Daniel John", False)],
)
def test_full_name_or_class_identifies_a_pupil(text: str, identifies: bool) -> None:
    assert found_in(text)[0].identifies is identifies


def test_full_name_outranks_first_name() -> None:
    assert [f.confidence for f in found_in("Aisha Khan. Aisha. Will (Y6)")] == [0.98, 0.85, 0.75]


def test_empty_roll_finds_nothing() -> None:
    assert detect(fold("Aisha Khan #GoKofi"), Roll()) == []
