"""Is this word the name of somebody on the roll? The words around it decide.

A forename that is no everyday word is believed unless something speaks against it (a surname that is not theirs,
"auntie", a saint, a character in a story). One that is an everyday word is believed only if something speaks for it.
"""

import re
from enum import IntEnum

from ..wordlists import words
from .everyday import CALENDAR, EVERYDAY, EVERYDAY_SURNAMES, VIRTUES
from .figures import FIGURES
from .index import Hit
from .misspelt import sounds_like
from .neighbours import starts_sentence, word_after, word_before, words_after
from .passage import Passage
from .words import DEEDS, FORENAMES, NOT_OURS, ORDINARY, TITLES

_LED = re.compile(
    r"\b(?:well done(?: to)?|congrat\w{0,12}(?: to)?|thanks(?: to)?|thank you(?: to)?|happy birthday(?: to)?"
    r"|proud of(?: our)?|our very own|go on|goes to|shout ?out to|star of the week|winners?|award(?:ed)? to"
    r"|presented to|bravo|good luck(?: to)?|get well soon|captain|named|called|pupils?|classmates?|friends?|love from"
    r"|hugs from|credit to|pen-blwydd hapus i|first place|second place|third place|1st|2nd|3rd|hi|hello|hey|dear"
    r"|cheers|team"
    r"|goals? (?:from|by|for)|tries (?:from|by)|hat-?tricks? (?:from|by|for))[ ,:!-]{1,3}(?:goes to )?\Z"
)
_IN_A_CLASS = re.compile(
    r",? ?(?P<link>\(|\[|in |from |of |who is in )?(?:our )?"
    r"(?:(?:year|yr|y|class) ?(?P<year>[1-6])(?!\w)|(?P<named>(?P<reception>reception|nursery|yr)\b|class \w))"
)
_OF_THE_YEAR = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:hello|hi|hey|dear|in|by|since|until|till|during))[ ,:!-]{1,3}\Z"
)
_MADE_BY = re.compile(
    r"\b(?:art|artwork|cakes?|cards?|collage|drawings?|letters?|models?|paintings?|photos?|pictures?|piece|poems?|posters?"
    r"|recipes?|reports?|reviews?|sculptures?|songs?|speech|story|stories|videos?|work|baked|built|chosen|designed"
    r"|drawn|led|made|painted|performed|read|sung|taken|told|won|written)[ ]by[ ]\Z"
)
_RELATED = words("brothers children siblings sisters triplets twins")
_MODAL = words(
    """
    all also always any anyone be close come do does everybody everyone get go has have he help her his i it
    keep make my need never not open our run she start take that the their there they this we you your
    """
)
_HOPED = words("all everybody everyone for he it our she that the there they this to we you your")
_THINGS = words(
    "appeal class club day display exhibition fair festival group house lesson lessons parade project room service"
    " show sports sunday team term tickets tour trip week weekend"
)
_BEFORE_PLACES = words("a an around at behind by in into near of on past round that the this through to towards up")
_OF_THINGS_TOO = words("got had has made represented shows was wears")
_SEASONS_TOO = words("became brought came finished gave got had has made passed reached saw wants")
_ASKING = words("And Can Could Did Does Has If Is Let Should Was When Would")
_ARTICLES = words("a an another any each every five four no one six some the three two which")
_RULERS = words("ii iii iv v vi vii viii")
_CLAUSE_ENDS = re.compile(r"(?:'s)?(?:$|[^\w' -]| (?:and|n|in|from|for|who|on|with|too|again|xx*)\b| ?[^\w\s']| - )")
_BACK = 36


class Belief(IntEnum):
    """How far a word is believed to be a name: NONE is dropped, WEAK needs a name beside it."""

    NONE = 0
    WEAK = 1
    LIKELY = 2
    SURE = 3


def in_a_class(key: str, position: int, *, loosely: bool = False) -> str | None:
    """The year group of the person named ("in Year 5", "(Y2)", "from Reception"): "5", "R", "" if not said which, or None.

    Loosely, "Grace, Year 5" counts too; but in "Thank you Grace, Year 5 loved it" the class is not hers.
    """
    found = _IN_A_CLASS.match(key, position)
    if not found or (not found["link"] and (found["named"] or not loosely)):
        return None
    return found["year"] or ("R" if found["reception"] else "")


def belief(text: Passage, hit: Hit) -> Belief:
    """How far a forename that stands alone is believed."""
    written, exact = text.flat[hit.start : hit.end], hit.form.exact
    if hit.misspelt:
        return _misspelt_belief(text, hit)
    if _somebody_else(text, hit) or (exact and written not in (exact, exact.upper())):
        return Belief.NONE
    if hit.form.word in EVERYDAY or len(hit.form.word) < 3:
        return _everyday_belief(text, hit)
    if hit.tail == "s" and (len(hit.form.word) < 4 or word_before(text.key, hit.start) in TITLES):
        return Belief.NONE
    told = (
        hit.form.word in text.cast
        and in_a_class(text.key, hit.after, loosely=True) is None
        and not is_led_to(text, hit)
    )
    return Belief.NONE if told else Belief.SURE


def _misspelt_belief(text: Passage, hit: Hit) -> Belief:
    """How far a word that is nearly a forename is believed: only where a person's name is to be expected."""
    written, after = text.flat[hit.start : hit.end], word_after(text.key, hit.after)
    another = written.lower() in FORENAMES and not sounds_like(written.lower(), hit.form.word)
    if another or hit.form.word in EVERYDAY or hit.form.word in text.cast or _somebody_else(text, hit):
        return Belief.NONE
    if is_led_to(text, hit) and (written[0].isupper() or _CLAUSE_ENDS.match(text.key, hit.after)):
        return Belief.LIKELY
    if not written[0].isupper() or written.isupper():
        return Belief.NONE
    if in_a_class(text.key, hit.after, loosely=True) is not None or _acts(hit, after):
        return Belief.LIKELY
    return Belief.WEAK if starts_sentence(text.flat, hit.start) or not written.istitle() else Belief.LIKELY


def is_led_to(text: Passage, hit: Hit) -> bool:
    """Whether the words before lead to a person: "well done ...", "proud of our ..."."""
    return bool(_LED.search(text.key[max(0, hit.start - _BACK) : hit.start]))


def _somebody_else(text: Passage, hit: Hit) -> bool:
    """Whether the neighbours make it another person, a thing or a place."""
    before, after = word_before(text.flat, hit.start), word_after(text.flat, hit.after)
    if before.lower() in NOT_OURS or before.lower() in _ARTICLES or is_figure(text, hit):
        return True
    beside_its_like = not hit.form.surname and before.lower() in text.forenames
    if _is_forename(text, before, hit) and not beside_its_like:
        return True
    if hit.tail or not after or not text.flat[hit.start].isupper():
        return False
    if after.lower() in _RULERS and after.isupper():
        return True
    if after == "the" and _is_name_like(words_after(text.flat, hit.after, 2)[-1]):  # "Thomas the Tank Engine"
        return True
    shouting = text.flat[hit.start : hit.end].isupper() and len(hit.form.word) > 2
    return not shouting and after.lower() not in text.forenames and _is_name_like(after)


def _is_name_like(word: str) -> bool:
    """A capital that no ordinary word explains: after a forename, the surname of somebody who is not on the roll."""
    return word[:1].isupper() and not word.isupper() and _bare(word) not in ORDINARY


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s")


def _is_forename(text: Passage, before: str, hit: Hit) -> bool:
    """Whether the word before is a forename, so that this one is a surname ("Jack Russell")."""
    word = before.lower()
    if word not in FORENAMES or before[:1].isupper() != text.flat[hit.start].isupper():
        return False
    return word not in EVERYDAY or before[:1].isupper()


def is_figure(text: Passage, hit: Hit) -> bool:
    """Whether this is part of a well-known phrase ("ben nevis", "jack russell", "mark my words")."""
    word, before = text.key[hit.start : hit.after], word_before(text.key, hit.start)
    following = words_after(text.key, hit.after, 2)
    phrases = {f"{before} {word}"} | {" ".join([word, *following[:count]]) for count in (1, 2)}
    if following:
        phrases.add(" ".join([before, word, following[0]]))
        phrases.add(f"{word} {following[0].removesuffix('s')}")
    return not phrases.isdisjoint(FIGURES)


def _everyday_belief(text: Passage, hit: Hit) -> Belief:
    """How far an everyday word is believed to be a name: only as far as something speaks for it."""
    word, after = hit.form.word, word_after(text.key, hit.after)
    capital = text.flat[hit.start].isupper()
    if hit.tail == "s" or _is_modal(text, hit, after) or (word in CALENDAR and _is_time_of_year(text, hit, after)):
        return Belief.NONE
    led = is_led_to(text, hit) or (capital and _is_maker(text, hit))
    if not capital:
        return Belief.LIKELY if led and _CLAUSE_ENDS.match(text.key, hit.after) else Belief.WEAK
    seasonal = word in CALENDAR and after == "in"  # "Summer in Year 5 means swimming"
    if led or (in_a_class(text.key, hit.after, loosely=True) is not None and not seasonal):
        return Belief.LIKELY
    written = text.flat[hit.start : hit.end]
    shouting = written.isupper() and written != hit.form.exact
    if word in CALENDAR and after in DEEDS - _SEASONS_TOO:
        return Belief.LIKELY
    if word in CALENDAR or shouting or (word in VIRTUES and text.speaks_of_values):
        return Belief.WEAK
    if starts_sentence(text.flat, hit.start):
        return Belief.LIKELY if _acts(hit, after) else Belief.WEAK
    return Belief.WEAK if _part_of_a_title(text, hit, after) else Belief.LIKELY


def _is_modal(text: Passage, hit: Hit, after: str) -> bool:
    """ "Will there be ...", "Hope you are well": the verb; for "will", unless a capital in a sentence says otherwise."""
    if hit.form.word == "hope":
        return not hit.tail and after in _HOPED
    before = word_before(text.flat, hit.start)
    in_flow = text.flat[hit.start].isupper() and (before.islower() or before in _ASKING)
    return hit.form.word == "will" and not hit.tail and after in _MODAL and not in_flow


def _is_maker(text: Passage, hit: Hit) -> bool:
    """ "A model by Summer": what somebody made, not when."""
    return bool(_MADE_BY.search(text.key[max(0, hit.start - _BACK) : hit.start]))


def _is_time_of_year(text: Passage, hit: Hit, after: str) -> bool:
    """ "By Summer", "hello June"; but "a model by Summer" names its maker."""
    if _is_maker(text, hit):
        return after[:1].isdigit()
    return bool(_OF_THE_YEAR.search(text.key[max(0, hit.start - _BACK) : hit.start])) or after[:1].isdigit()


def _part_of_a_title(text: Passage, hit: Hit, after: str) -> bool:
    """Whether a capital inside a sentence may belong to a title or a score: "Easter Joy", "Art club", "Ruby 1,632"."""
    before = word_before(text.flat, hit.start)
    opening = starts_sentence(text.flat, hit.start - len(before) - 1)
    strange = before[:1].isupper() and _bare(before) not in ORDINARY and not before.isupper() and not opening
    numbered = text.key[hit.after : hit.after + 2].strip()[:1].isdigit()
    return strange or numbered or (after in _THINGS and not hit.tail)


def _acts(hit: Hit, after: str) -> bool:
    """At the start of a sentence: "Rose won ...", "Mark's poem ..." speak of a person."""
    return after in DEEDS or (hit.tail == "'s" and after != "" and hit.form.word not in VIRTUES and not after.isdigit())


def lower_case_belief(text: Passage, hit: Hit) -> Belief:
    """How far two everyday words that make a full name are believed without capitals ("grace field jumped")."""
    before, after = word_before(text.key, hit.start), word_after(text.key, hit.after)
    if before in _BEFORE_PLACES or is_figure(text, hit):
        return Belief.NONE
    jumped = after in DEEDS - _OF_THINGS_TOO
    return Belief.LIKELY if jumped or in_a_class(text.key, hit.after) is not None else Belief.WEAK


def could_be_listed(text: Passage, hit: Hit) -> bool:
    """Whether a doubtful word may be taken for a name because one stands beside it ("Priya and Will")."""
    after = word_after(text.key, hit.after)
    if hit.form.word == "will" and after in _MODAL:
        return False
    return text.flat[hit.start].isupper() or bool(_CLAUSE_ENDS.match(text.key, hit.after))


def surname_belief(text: Passage, hit: Hit) -> Belief:
    """How far a surname that stands alone, without a title, is believed."""
    word = hit.form.word
    if text.flat[hit.start].isupper() and not hit.tail and word_after(text.key, hit.after) in _RELATED:
        return Belief.LIKELY  # "the Khan twins"
    if (
        not text.flat[hit.start].isupper()
        or len(word) < 4
        or word in EVERYDAY_SURNAMES
        or word in EVERYDAY
        or hit.tail == "s"
        or hit.misspelt
    ):
        return Belief.NONE
    if (
        is_figure(text, hit)
        or _is_forename(text, word_before(text.flat, hit.start), hit)
        or word_before(text.key, hit.start) in TITLES | NOT_OURS
    ):
        return Belief.NONE
    if not hit.tail and _is_name_like(word_after(text.flat, hit.after)):
        return Belief.NONE
    return Belief.LIKELY if is_led_to(text, hit) or word_after(text.key, hit.after) in DEEDS else Belief.WEAK
