import pytest

from gatepost.screening.folding import fold
from gatepost.screening.queries import detect

QUERIES = [
    "Can we still order the photos?",
    "whats the code for the ttrs please",
    "Does it matter what colour t shirt",
    "Is it too late to sign up for football club?",
    "do you know if the swimming is on this week",
    "Who do I speak to about free school meals",
    "Looks brilliant! How do we get tickets?",
    "My son says it's non uniform tomorrow, is that right?",
    "Has the coach left yet",
    "what do they need for the trip pls x",
    "Any chance of a later slot for those of us working?",
    "would love to help, who do i contact?",
    "So is that both days or just the Friday?",
    "Are Year 1 back at half 3?",
    "Is the disco for all years or just KS2?",
    "Where do we collect the costumes from",
    "Do you need any more volunteers for Friday? I could do a couple of hours",
    "Does the minibus have booster seats?",
    "Hi can you confirm if its school dinners or packed lunch on the trip",
    "Will the video be shared for those of us who couldn't make it",
    "Mine's lost his letter, what are the dates again?",
    "Are grandparents allowed?",
    "Who won the raffle hamper??",
    "how much spending money should they bring",
    "Is there parking at the farm",
    "what size is the blazer badge please",
    "Do they need a packed lunch tomorrow?",
    "When's the last day of term?",
    "Has anyone picked up a grey PE hoodie by mistake, age 7-8?",
    "Hi, are siblings allowed to come to the fair?",
    "Can someone tell me who the new chair of the PTA is",
    "any update on the heating?",
    "Lovely pics! Will there be more on the website?",
    "Just wondering if nursery are back on Monday or Tuesday",
    "is school open",
    "Which door do Reception come out of?",
    "Sorry if I've missed this but how do we book parents evening?",
    "Do you sell the old style cardigans still",
]

NO_QUERIES = [
    "Isn't she gorgeous? ❤️",
    "How is my baby in Year 6 already?!",
    "Where does the time go?",
    "What a day! Thanks all",
    "Who doesn't love a conga?",
    "Lovely weather for it wasn't it?",
    "What's not to love?",
    "When they came out singing I was in bits",
    "Is that my boy at the back? 😍",
    "what an amazing show, who needs the West End",
    "Can't wait for this",
    "Can we just say a huge thank you to the kitchen team",
    "Do it again next year please",
    "Will be there!",
    "How lovely",
    "Anyone who missed it, you missed a treat",
]


@pytest.mark.parametrize("text", QUERIES)
def test_question_is_found(text: str) -> None:
    findings = detect(fold(text))
    assert {finding.label for finding in findings} == {"query"}


@pytest.mark.parametrize("text", NO_QUERIES)
def test_rhetoric_wants_no_answer(text: str) -> None:
    assert detect(fold(text)) == []


def test_the_question_itself_is_marked() -> None:
    text = "Lovely day! What time does it finish? See you there."
    (finding,) = detect(fold(text))
    assert finding.span is not None
    assert text[slice(*finding.span)] == "What time does it finish?"


def test_an_eye_roll_makes_a_question_rhetorical() -> None:
    assert detect(fold("Is there any parking left?"))
    assert not detect(fold("Is there any brain left in that office? 🙄"))
