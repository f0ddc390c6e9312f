import pytest

from gatepost.screening.folding import fold
from gatepost.screening.spam import detect

SPAM = [
    "Hey guys I make $3000 monthly working from home, ask me how on WhatsApp",
    "Anyone interested in bitcoin mining? I was helped by Mrs Agnes Carter, reach her on telegram",
    "Sub to my channel plz trying to hit 1k",
    "Thank you Doctor Osas for curing my herpes with herbal medicine, contact him on WhatsApp",
    "This is a must see!! cheap ray bans 80% off today only",
    "Hello I am a widow and I wish to give out my late husbands piano to a good home, just pay for delivery",
    "🎉🎉 lucky winners announced, text YES to 80011 to claim 🎉🎉",
    "who else got free robux from this site?? robuxx4u.test",
    "hey dear your pictures are lovely can we be friends, add me",
    "Do you need an urgent loan? We offer loans at 3% interest, apply today via WhatsApp +44 7700 900222",
    "I was broke until I met this trader, now I earn 5k weekly. DM him on insta @fx_king_trades",
    "FREE PS5 giveaway just like share and comment DONE then click my page",
    "follow4follow anyone?? i follow back instantly",
    "Shocking video of what happened to this girl click to see http://vid-shock.test/x",
    "Your Facebook page is at risk of permanent deletion, appeal within 24 hours here meta-appeal.test",
    "Make your ex come back with Baba Kofi's powerful spells",
    "Want to earn £500 a week from home? Ask me how!! No experience needed, spots left: 3",
    "Check out my channel for minecraft videos and subscribe!!! ",
    "I recovered my lost bitcoin thanks to this expert trader, contact him on WhatsApp +1 555 010 999",
    "FREE iPhone 15 for the first 100 people click the link www.free-phones.test",
    "Lost 2 stone in 4 weeks with these gummies, link in bio ladies",
    "Your page has violated our community standards and will be deleted. Verify your account here: fb-appeal.test",
    "Copy and paste this to your wall or facebook will start charging!!!",
    "Dr Ogun the spell caster brought my husband back in 2 days",
    "need more likes? buy followers cheap, dm now",
    "Hello dear, loans available at 2% no credit check, whatsapp us",
    "gr8 crypto signals join our telegram group 🚀🚀 1000% profit guaranteed",
    "Cheap designer bags and Rolex watches, 90% off, replica quality www.bags-outlet.test",
]

NO_SPAM = [
    "Congratulations to our raffle winners! Please collect your prizes from the office.",
    "Some parents have had texts saying they've won a supermarket voucher. It's a scam, please don't click the link.",
    "World Book Day vouchers went home today: each £1 token can be swapped for a book.",
    "Lost my son's Pokemon trading cards on the field, anyone seen them?",
    "instant coffee will do me fine, thanks PTA",
    "Come to our summer fair, free entry!",
    "Miracle nobody fell in! Great day, follow me to the tea urn haha",
]


@pytest.mark.parametrize("text", SPAM)
def test_spam_is_found(text: str) -> None:
    findings = detect(fold(text))
    assert {finding.label for finding in findings} == {"spam"}


@pytest.mark.parametrize("text", NO_SPAM)
def test_ordinary_words_are_no_spam(text: str) -> None:
    assert detect(fold(text)) == []
