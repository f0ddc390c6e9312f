"""People of a group, spoken of as a school and its parents do, are never abuse: no release without this test."""

import pytest

from .seen import kinds

SPOKEN_OF = """
Women and girls in sport week starts on Monday, come in your trainers.
The refugees who have just arrived in town got letters from everyone in Year 6.
Why are there no women on the governing body this year?
We do not tolerate racism against black people, in the playground or on this page.
Muslims pray five times a day, as Year 5 learned from their visitor this morning.
Jews light one more candle each night of Hanukkah, the children explained to us.
Sikhs believe that everyone is equal and share a free meal called langar.
Hindus all over the world celebrate Diwali with lamps, sweets and fireworks.
Women were not allowed to vote until 1918, and then only some of them.
Year 6 wrote about why men and women were treated differently in Victorian times.
Black people were not allowed to sit at the front of the bus, and Rosa Parks said no.
Trans people should be able to come to the gate without hearing remarks.
Gay people have the same right to be safe at school as everybody else.
Disabled people should not have to park at the far end of the road.
Deaf people clap by waving their hands, and that is what we did in assembly.
Blind people use a white stick or a dog to find their way, said our visitor.
Immigrants from Jamaica came to England on the Windrush in 1948.
Travellers are part of our school and always have been.
Gypsies and travellers have their own history month in June, and the library has a shelf of books.
Does anyone know whether men are welcome at the coffee morning, or is it only for mums?
My wife works with refugees and would be happy to talk to the class about it.
We need more men to help at the reading club, at the moment it is all women.
There were three women and two men on the panel and every one of them was brilliant.
Christians remember the last supper on Maundy Thursday, so Year 3 baked bread.
Buddhists try not to harm any living thing, so nobody swatted the fly.
Not all Muslims fast, for instance children and people who are ill do not.
Please stop saying that girls can't play football, because women fill stadiums now.
Why do we never hear about women in our history lessons?
I think gay people get a hard time at secondary school and I'm glad the head spoke about it.
Some men shouted at the referee on Saturday and this has been dealt with.
The woman in the office was really helpful when I lost my form.
An old woman fell outside the gates this morning, and two of our Year 6 girls stayed with her.
A man in a blue van has been seen talking to children near the park, please be careful.
The homeless people we cooked for last week sent us a card.
Pensioners from the village are invited to the dress rehearsal on Thursday at two.
Autistic people often find loud noises hard, so the hand dryers are off this week.
People with disabilities told us which doors are too heavy for them.
Wheelchair users should use the side entrance while the ramp is being mended.
Asylum seekers cannot work while they wait, so coats and shoes are always needed.
Polish people make twelve dishes on Christmas Eve, and Zofia's mum brought three of them.
Chinese people give red envelopes at new year, and so did we.
Ukrainians living in the village held a cake sale and raised four hundred pounds.
Many Syrians had to leave their homes, and the class wrote poems about it.
Indians and Pakistanis fought in the trenches too, and we laid a wreath for them.
The Japanese fold paper cranes for luck, so Year 2 hung up a thousand.
Japanese people do not wear shoes at home, and for one day neither did Year 1.
Foreigners who learn Welsh get a prize from the council, how about that?
I was the only black woman at the meeting and nobody spoke to me.
As a Muslim woman I felt really welcome at the summer fair, thank you.
As a gay man with a son in Year 2 I was so pleased to see this display.
We are two women raising three boys, and the father's day card was handled so well.
Two dads, two mums, gay people, straight people, all families are welcome here.
Lesbians and gays support the miners, that's the film club on Friday for Year 11.
Women's refuge collection: toiletries and toys please, the women and children left with nothing.
My gran says women did all the hard work in the war and nobody thanked them.
Men get cancer too, so the dads are growing moustaches in November.
Are men allowed to bring the girls into the changing room at swimming?
Who won the staff match, the men or the women?
The women's team lost again but nobody could have played better.
Sir told us that slaves were black people taken from Africa in chains.
We learned that Hitler hated the Jews and that millions of people were murdered.
In the war the Jews were forced to wear a yellow star, and Year 9 were very quiet after the film.
Holocaust survivors told us what was done to Jews and Roma, and the hall was silent.
It is wrong that women are paid less than men, wrote Amir in his speech.
In Tudor times women could not go on the stage, so boys played Juliet.
Suffragettes broke windows because women wanted the vote.
Nobody should be afraid of immigrants, said the visiting speaker, they are people like you and me.
Migrants crossing the sea need our help, that is what my daughter's prayer said.
Can the school please talk to the kids about what people say about travellers on the bus?
Somebody wrote something nasty about gay people on the bus shelter and we have had it cleaned off.
A parent told me that black people are stopped by the police more often, and Year 10 are making a graph of it.
People are making comments about trans people under this post, and we will remove them.
I'm tired of hearing jokes about women drivers from the crossing man.
The black kids in my class told me that they feel left out of the play.
Foreign people moved into number nine and brought us the most amazing soup.
Elderly people get confused by the new car park, please walk them to the door.
Girls are just as good at maths as boys, and women have won the Fields Medal twice.
Arabs gave us our numbers and the word algebra, said Mr Okafor.
Feminists such as Emmeline Pankhurst are the subject of the Year 8 trip.
The men who mend the roof asked me to say that the ladder is not a toy.
Are there any men who could help to carry the stage on Friday?
Trans people were at the parade too, and everybody cheered.
Should women be paid the same as men? Year 8 debate this on Tuesday.
The Romans took slaves, but so did the Vikings and the Arabs.
Foreigners used to be called strangers in the parish book.
Some women at the gate were talking over the minute's silence, please don't.
It isn't fair that girls get netball and men get the good pitch.
Why do Muslims not eat pork? Good question from Noah in Year 2.
In 1290 the king sent the Jews out of England, Year 7 were shocked to learn.
Nazis killed disabled people as well, something I never learned at school.
""".strip().splitlines()


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_people_of_a_group_may_be_spoken_of(text: str) -> None:
    assert kinds(text) == set()
