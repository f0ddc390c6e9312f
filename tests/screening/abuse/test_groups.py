"""What is said of groups of people: hatred in its forms is seen, what only looks like it is left alone."""

import pytest

from .seen import kinds

HATRED = [
    ("Foreigners make me want to heave.", "racist"),
    ("All gypsies cheat.", "racist"),
    ("Those refugees crawl about like rats.", "racist"),
    ("Since the migrants turned up nobody here feels safe.", "racist"),
    ("Wherever there are gypsies there is trouble, where you find gypsies you find crime.", "racist"),
    ("There are enough foreigners in our town.", "racist"),
    ("Muslims can all rot in hell.", "racist"),
    ("The only good gypsy is a dead one.", "racist"),
    ("Jews control everything.", "racist"),
    ("I saw some immigrants in town. People like that belong in a cage.", "racist"),
    ("Refugees moved in. They carry diseases.", "racist"),
    ("This country is full, send them home.", "racist"),
    ("Lock all the asylum seekers up.", "racist"),
    ("Women should know their place.", "sexist"),
    ("No woman can be trusted.", "sexist"),
    ("Women were made to serve.", "sexist"),
    ("Are women even intelligent?", "sexist"),
    ("I find women disgusting.", "sexist"),
    ("It was better before lesbians came along.", "homophobic"),
    ("Being gay can be cured.", "homophobic"),
    ("Gay people should not be allowed near schools.", "homophobic"),
    ("A bloke in a dress is all a trans woman is.", "homophobic"),
    ("Trans people can sod right off.", "homophobic"),
    ("I would rather die than sit with a trans person.", "homophobic"),
    ("Two dads? Disgusting.", "homophobic"),
    ("People with disabilities are a burden.", "abusive"),
    ("Nobody needs the handicapped.", "abusive"),
    ("I'm tired of those foreigners.", "racist"),
    ("Everybody here hated the Jews.", "racist"),
    ("Black people should not be allowed in.", "racist"),
    ("🧕 are vermin", "racist"),
]

LEFT_ALONE = [
    "We learned that Hitler hated the Jews.",
    "I'm tired of hearing jokes about women drivers.",
    "Black people were not allowed to sit at the front of the bus.",
    "Refugees were treated like animals on that boat, it broke my heart.",
    "Women were not allowed to vote when Gran was born.",
    "There were not enough women for two netball teams.",
    "There are enough women for two netball teams.",
    "Disabled children belong in our classrooms.",
    "Since the refugees came our school has grown by a third.",
    "All the women lifted the marquee by themselves.",
    "Muslim pupils can all pray in the library.",
    "We beat the Polish team and then they beat us.",
    "Being trans isn't a mental illness.",
    "Those who find gay people disgusting are wrong.",
    "How can anyone think that black people are lazy?",
    "People who call immigrants vermin should be ashamed.",
    "Nobody should be told that women are stupid.",
    "Is the women's choir really from Cardiff?",
    "This country is full of wonderful places.",
    "🧕 welcome to our new families",
    "♿ parking is by the hall",
]

AT_NO_GROUP = [
    "Bankers are leeches.",
    "All politicians should be locked up.",
    "This stupid door is stuck again.",
    "I hate wasps, they should all die.",
    "My bastard alarm did not go off.",
    "You are an absolute clown.",
]


@pytest.mark.parametrize(("text", "kind"), HATRED)
def test_hatred_of_a_group_is_seen_with_its_kind(text: str, kind: str) -> None:
    assert {kind, "abusive"} <= kinds(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_denied_told_or_plain_about_a_group_is_left_alone(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize("text", AT_NO_GROUP)
def test_abuse_of_things_and_of_others_is_no_hatred_of_a_protected_group(text: str) -> None:
    assert kinds(text).isdisjoint({"racist", "sexist", "homophobic"})
