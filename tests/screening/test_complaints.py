import pytest

from gatepost.screening.complaints import detect
from gatepost.screening.folding import fold

COMPLAINTS = [
    "The new one way system is chaos",
    "An hour in the rain and not one person came out to us",
    "She came home without her coat and nobody let us know",
    "We expected more from you, nothing ever changes",
    "Can't believe the school has put dinner money up AGAIN with no warning",
    "Not a single adult on the gate this morning, anyone could have walked in. Shocking",
    "Same kids get the main parts every year, it's all about favourites",
    "Disgusted. My child has allergies and was given the wrong lunch.",
    "You say communication is key but I had to find out about the inset day from Facebook",
    "With respect, three emails and no answer is poor",
    "it was freezing in that hall and nobody thought to put the heating on",
    "My daughter's coat has been stolen and the school aren't interested",
    "I think it's terrible that the older ones don't get a trip this year",
    "Yet another letter asking for money, we are not made of it",
    "Honestly the one way system is making everything worse",
    "shame the sound was so bad you couldn't hear a word they were singing",
    "The homework this week was way too hard, she was up til 9 in tears",
    "Another non uniform day?? I've four kids, that's £4 every few weeks, it's getting silly now",
    "The new parking arrangements are a nightmare, took me 25 mins to get out",
    "Nobody thought to tell the parents of the ones who didn't get picked. Heartbroken little boy here",
    "My child was made to stand outside for forgetting her PE kit. Over the top if you ask me",
    "Why bother asking for our views when you've already made your mind up",
    "Feels like the younger years get everything and Year 6 get nothing",
    "I am not at all pleased about the photos going up without asking us",
    "Would it really hurt to answer emails",
    "Third week running that swimming's been cancelled. We've paid for ten lessons!",
    "It's a disgrace that the toilets are still broken after three weeks.",
    "My son came home soaked again because nobody let them in at lunch. Not happy.",
    "Still waiting for someone to ring me back about the bullying",
    "Why do we only ever find out the night before? Poor communication as always",
    "£18 for a jumper, what a rip off",
    "Absolutely shocking that you can't answer the phone. I was on hold for 40 minutes",
    "Really unhappy with the way this was handled",
    "The car park is an accident waiting to happen and nothing ever gets done",
    "Third supply teacher this half term. How are they meant to learn anything?",
    "Would have been nice to be told the club was cancelled before I left work",
    "my daughter was in tears because she was left out of the photo AGAIN",
    "Mine has been off the bus list twice now and nobody seems to know why",
    "no vegetarian option again. not good enough",
    "So we are just meant to take a day off work for a 20 minute assembly",
]

NO_COMPLAINTS = [
    "Gutted we couldn't make it, looks like a great day",
    "Sick of this rain, hope it clears for sports day",
    "No complaints from us, brilliant as ever",
    "Those costumes are ridiculous 😂 love it",
    "My lad was disgusted that there was no pudding left haha",
    "Lovely service from the office this morning, thank you",
    "Well that was worth the wait! fantastic show",
    "We waited 20 minutes for an ice cream but it was lovely",
]


@pytest.mark.parametrize("text", COMPLAINTS)
def test_complaint_is_found(text: str) -> None:
    findings = detect(fold(text))
    assert {finding.label for finding in findings} == {"complaint"}


@pytest.mark.parametrize("text", NO_COMPLAINTS)
def test_contentment_and_jokes_are_no_complaints(text: str) -> None:
    assert detect(fold(text)) == []
