import pytest

from gatepost.screening.adverts import detect
from gatepost.screening.folding import fold

IN_COMMENTS = [
    "We're now open at Corner Cuts barbers, £8 kids cuts, walk ins welcome",
    "Anyone wanting Avon orders before Christmas let me know",
    "If your kids love dance, Star Steps has free trial classes this week, details on our page",
    "I've started a little candle business, wax melts £3 or 2 for £5, message me",
    "Need your ovens cleaning? Sparkle Ovens, from £40, fully insured",
    "Piano lessons, all ages, patient teacher, £18 half hour. Spaces Tues and Thurs",
    "Garden clearance and fencing, no job too small, ring Pete on 01632 960555",
    "Childminder with two after school spaces from September, Ofsted outstanding. PM me",
    "Stall at the market this Sat selling handmade scrunchies from £2, come say hi!",
    "We hire hot tubs, weekend special £120, message to book",
    "I do gel nails from home, £25 a set, message me to book x",
    "Hi all, taking bookings for kids' party face painting, from £45 an hour, DM for availability",
    "My husband is a plumber if anyone needs one, fully insured and no call out charge, ring Dave",
    "Pop into Bella's Cafe on the High Street, kids eat free all half term!",
    "New slimming group starting Tuesday at the village hall, first session free!",
    "11+ tutor with spaces available, £30 per hour. Contact me for details",
    "Selling my daughter's bike, £40 ono, collection only",
]

IN_POSTS = [
    "Our friends at Mill Lane Dental are taking on new patients. Book now and quote SCHOOL for a free whitening kit!",
    "Thinking of moving? Hartley's Estate Agents are offering our families a reduced fee of 1% this spring.",
    "The Red Lion is doing two-for-one Sunday roasts this weekend, so why not book a table?",
    "Kids' gymnastics at FlipZone: first class free, then £6 a week. Sign up at reception or call the studio.",
    "Treat Mum this Mother's Day at The Crown: three courses for £18.95. Call to reserve.",
    "Local mum Jo runs KidzFit boot camp every Saturday, £5 a class, and we think you'd love it. Book at kidzfit.example",
    "Half-price haircuts for all our families at Snips on Mill Street this week. Just mention the school!",
    "Looking for a holiday? Seaview Caravans are offering 15% discount for parents at our school. Book online now.",
    "Miss Lane's mum has opened a florist: roses from £3 and free delivery. Order today.",
]

SCHOOL_LIFE = [
    "Our uniform sale is on Friday: jumpers £2, polo shirts 50p. Cash only.",
    "Tickets for the Christmas play are £3 and are on sale at the office from Monday.",
    "After-school club costs £8.50 a session. To book, speak to the office.",
    "School photos are on Tuesday. Please come in full uniform.",
    "Thank you to Tesco for the free fruit and to Barton Garage for sponsoring our football kit.",
    "Swimming lessons for Year 4 start on Monday. Bring a towel.",
    "Dance club has a few spaces left: Thursdays, £4 a session, book through ParentPay.",
]

TALK = [
    "Anyone recommend a good plumber? boiler gone again",
    "how much are the tickets and can we pay on the door?",
    "Best £3 I've spent all week, brilliant show",
    "We paid £25 for that photo pack and it was worth it",
]


@pytest.mark.parametrize("text", IN_COMMENTS)
def test_advert_in_a_comment_is_found(text: str) -> None:
    assert [finding.label for finding in detect(fold(text), "comment")] == ["commercial_advert"]


@pytest.mark.parametrize("text", IN_POSTS)
def test_advert_in_a_post_is_found(text: str) -> None:
    assert [finding.label for finding in detect(fold(text), "post")] == ["commercial_advert"]


@pytest.mark.parametrize("text", SCHOOL_LIFE)
def test_the_schools_own_offers_are_no_adverts(text: str) -> None:
    assert detect(fold(text), "post") == []


@pytest.mark.parametrize("text", TALK)
def test_talk_of_prices_is_no_advert(text: str) -> None:
    assert detect(fold(text), "comment") == []


def test_a_business_that_serves_the_school_is_labelled_so() -> None:
    text = "Our uniform supplier has 10% off all blazers until Sunday. Order online."
    assert [finding.label for finding in detect(fold(text), "post")] == ["school_related_advert"]
