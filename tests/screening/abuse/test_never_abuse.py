"""Words for people, faiths and celebrations alone are never abuse: no release without this test."""

import pytest

from .seen import kinds

CELEBRATIONS = """
Eid Mubarak to all our Muslim families!
Ramadan Kareem to everybody who is fasting this month.
Pride month assembly is on Thursday at nine.
Happy Hanukkah to our Jewish families.
Gypsy, Roma and Traveller History Month begins today.
Black History Month: Year 4 wrote about Mary Seacole.
Year 6 had a moving Holocaust lesson with a survivor's daughter.
Happy Diwali to our Hindu and Sikh families!
Happy Vaisakhi to our Sikh community.
Chinese New Year lanterns are up in the hall.
Our SEND coffee morning is for parents of children with special needs.
World Autism Acceptance Week starts on Monday.
Deaf Awareness Week: we learned to sign our names.
International Women's Day: tell us about a woman you admire.
Well done to our girls' football team, county champions!
Refugee Week: we welcomed three new families.
Our school is a School of Sanctuary for refugees and asylum seekers.
Polish families are invited to a coffee morning.
The mosque trip was wonderful, thank you to the imam.
Our church visit is on Friday; the synagogue visit is next week.
Two mums and a baby came to talk to Reception about families.
LGBT+ History Month display in the library.
Trans Day of Visibility: a parent spoke to staff.
As a gay dad I felt so welcome at the fair.
My wife and I are both women and the school has been brilliant.
I'm a Muslim and I love this school.
I am black and I have never felt so at home.
My son is autistic and his teacher is amazing.
She is a wheelchair user and captain of the boccia team.
My daughter has Down's syndrome and she loves assembly.
Some of our children are immigrants and speak four languages.
Romanian and Bulgarian parents made a lovely cake stall.
Traveller families have been coming to this school for years.
The Irish dancing was fantastic.
Windrush Day: grandparents told us how they came here.
Martin Luther King had a dream, and Year 5 wrote theirs.
Rosa Parks stayed in her seat because black people were treated unfairly.
In the war, Jewish children came to England on trains.
Women could not vote until 1918, and Year 6 could not believe it.
Year 3 learned about Islam and the five pillars.
A Sikh guru's story was told with puppets.
The disabled parking bay is for blue badge holders only, thank you.
Our new ramp means that disabled people can use the front door.
Show Racism the Red Card came to speak to Key Stage 2.
Anti-Bullying Week: odd socks on Tuesday.
Our Makaton choir signed three songs.
Nowruz Mubarak to our Persian families.
Orthodox Christmas greetings to our Ukrainian families.
Happy Wesak to our Buddhist friends.
Passover begins tonight; chag sameach.
We celebrated Africa Day with drumming.
Caribbean food stall at the summer fair!
Asian and African languages are spoken by half of our pupils.
White paint, black paper and brown string for the collage, please.
The Chinese dragon dance was brilliant.
Our governors want more women in science to visit.
Are there any Polish speakers who could help a new mum?
Muslim and Christian children lit the candles together.
Halal and vegetarian options are on the menu.
The Turkish barber gives free cuts to Year 6.
Foreign coins are collected for charity by the office.
Gay, straight, black, white: everybody is welcome here.
Elderly neighbours are invited to the harvest lunch.
Blind football was the highlight of sports day.
We talked about how words can hurt people with disabilities.
Transgender Awareness Week: the leaflet is in the staffroom.
Immigrants built this town and we are proud of them.
Gypsy caravans at the museum: Year 2 loved the painted wheels.
""".strip().splitlines()

ORDINARY = """
Bloody brilliant, well done all.
We drove up from Scunthorpe to see it.
Our cockerel is called Dick Whittington.
Mr Dick Cockburn opened the fair.
Where's Wally costumes are fine for book day.
The Muppets were on in wet play.
Spotted dick and custard for pudding!
Faggots and mash tonight.
Penistone and Clitheroe are both lovely.
A Maine Coon sat on the photocopier.
I could murder a cup of tea.
They smashed it in the final, absolutely killed it!
We got hammered 6-0.
What a stupid idea for a hat, love it.
This homework is stupidly hard.
I'm such an idiot, I forgot the cake.
Silly me, wrong day again.
I was rubbish at maths too.
Nobody likes sprouts.
Nobody wants to leave!
Nobody likes me on a Monday morning.
Kill the lights and watch the stars come out.
The villain was evil and the witch was hideous.
Shut up, that's amazing!
Fat balls for the bird feeders please.
Thick socks and a thick coat for forest school.
Please don't call each other stupid.
Great tits and blue tits on the feeder today.
The knob of the heater has come off.
Prick the potatoes with a fork.
Smoking a fag at the school gate is not allowed.
Offa's Dyke walk raised £300.
That ref needs glasses.
Come home soon, we miss you.
Leave your coat off if it is warm.
Lads v dads: the dads were dead on their feet.
Take them home if they feel sick.
Send them back to class after lunch.
You lot are the best.
He is a legend and she is a star.
Watch your step on the ice.
I know where you can park.
I will find you a spare jumper.
We are coming for you in the final on Friday!
Do not let him in without his pass.
Keep the rainbow flag up, it looks great.
He is a pig for chocolate cake.
Disgusting toilets in the Year 2 corridor again.
I hate this new booking system.
Our cheeky little monkeys were swinging on the bars again.
Mr Shaw will teach them a lesson about volcanoes.
Bring a baseball bat or a rounders bat on Friday.
Guess who is a year older.
Who's in charge of the tombola?
Can you bring them back tomorrow?
The girls were filthy after the mud run.
Boys and girls, get back in line!
The speed limit by the school is 20.
A van sped past the gates this morning.
The gardening club needs rakes and hoes.
We had too many of those wet play times.
Too many of them were left over, so cakes are half price.
""".strip().splitlines()


def test_there_are_enough_of_them() -> None:
    assert len(CELEBRATIONS) >= 60


@pytest.mark.parametrize("text", CELEBRATIONS)
def test_celebrations_and_people_are_never_abuse(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_no_abuse(text: str) -> None:
    assert kinds(text) == set()
