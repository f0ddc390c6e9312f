import pytest

from gatepost.screening.donations import detect
from gatepost.screening.folding import fold

ASKS = [
    "We're collecting old towels for the dog shelter, please drop them at the office",
    "Our Ukrainian families need warm coats. If you have any outgrown ones please bring them to the hall.",
    "Could you give £2 a month to our school fund? Every family's gift makes a difference.",
    "Help us fill the shoebox! We need small toys, soap and gloves by 14 November.",
    "Sponsor forms went home today: please ask family and friends to sponsor your child for the bounce-a-thon.",
    "Wear your pyjamas on Friday for a £1 donation to the hospice.",
    "Please dig deep for the Poppy Appeal. Poppies and wristbands are 50p upwards.",
    "Mum is doing the moonwalk for breast cancer care, link on my page if anyone would like to donate",
    "we're raising funds for a headstone for my nephew anything appreciated",
    "We would be so grateful for any spare balls of wool for our knitting club.",
    "Our minibus has finally died. Please help us replace it by giving what you can on our JustGiving page.",
    "Non-uniform day on Friday: please bring £1 for Children in Need.",
    "Donations of bottles, please! The tombola is looking bare.",
    "Doing a skydive for the hospice that looked after my dad, any sponsorship appreciated, link below",
    "Our Year 6 leavers need new hoodies and we're £150 short. Could you spare a couple of pounds? A bucket will be at the gate.",
    "Please support our Christmas hamper appeal by sending in tins or packets by Friday.",
    "We are raising money for a new trim trail. Donate here: justgiving.com/page/trim-trail",
    "It's Red Nose Day on Friday! Wear something red and bring a £1 donation.",
    "The PTA is looking for donations of tombola bottles and chocolates for the summer fair.",
    "Can you help? We need old wellies and unwanted pots for the gardening club, please send them in.",
    "I'm running the London Marathon for Macmillan, please sponsor me if you can, every penny counts xx",
    "if anyone can help my neighbour lost everything in a fire pls give what u can gofund.me/abc123",
    "We're collecting for Mrs B's leaving present, £2 each if you want to chip in",
]

ASKS_NOT = [
    "Thank you so much for your donations to the food bank, 48 bags went off this morning!",
    "The cake sale raised £212.40 for the school library. What a brilliant effort.",
    "Cakes are 50p each, all proceeds go to new playground equipment. See you at the gate!",
    "We donated our old computers to a school in Kenya.",
    "There is nothing to pay on Friday: everything is free.",
]


@pytest.mark.parametrize("text", ASKS)
def test_asks_for_money_or_goods(text: str) -> None:
    findings = detect(fold(text))
    assert {finding.label for finding in findings} == {"donation_request"}


@pytest.mark.parametrize("text", ASKS_NOT)
def test_asks_for_nothing(text: str) -> None:
    assert detect(fold(text)) == []


def test_a_page_that_collects_money_is_pointed_out() -> None:
    text = "For Ruby's new chair: gofundme.com/f/rubys-chair."
    (finding,) = detect(fold(text))
    assert finding.span is not None
    assert text[slice(*finding.span)] == "gofundme.com/f/rubys-chair"
    assert finding.why == "“gofundme.com/f/rubys-chair” leads to a page that collects money."
