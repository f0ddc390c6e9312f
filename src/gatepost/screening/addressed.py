"""Messages to one person: somebody is spoken to by name and asked, told or threatened something.

Praise and good wishes ("Well done, Sam!") are for all who read, and are none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from .findings import Finding
from .folding import Folded
from .wordlists import words

_TITLE = r"(?:mr|mrs|miss|ms|mx|dr)\.?"
_YOU = r"(?:you|your|yours|yourself|you've|you're|you'd|you'll|youve|youre|u|ur|ya|yer)"
_AUX = r"(?:can|could|would|will|did|do|have|are|were|has|hope|if|when|what|where|why|how|is|was)"
_GREETING = (
    r"(?:hi|hello|hey|hiya|dear|oi|alright|evening|morning|afternoon|good morning|good afternoon|good evening|"
    r"yo|ey up)"
)
_REQUEST = (
    r"(?:please|pls|plz|can you|can u|could you|could u|would you|will you|ring|call|text|message|msg|"
    r"dm|pm|inbox|email|e-mail|contact|give|let|bring|"
    r"come|see|tell|remember|remind|don't forget|dont forget|collect|pop|drop|send|check|pay|phone|get in touch|"
    r"speak to|watch your|mind your|stay|stop|do us)"
)
_NAME = r"[A-Z][a-z'-]{1,20}(?: [A-Z][a-z'-]{1,20})?"

# "Leanne, can you ring me", "Mrs Holt please collect": how the words go on after a name at the start.
_DIRECTED = re.compile(
    rf"(?:\s*[,:!–-]+\s*|\s+)"
    rf"(?:{_REQUEST}\b|{_AUX} {_YOU}\b|{_YOU}\b|thank(?:s| you) for your\b|(?:i|i've|i'm|i'll|i'd|ive|im|its|"
    rf"it's|we|we've|we need|sorry|just|thanks for|any chance)\b"
    r"(?=.{0,160}\b(?:you|your|u|ur)\b))",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"(?:(?P<greeting>(?i:{_GREETING}))(?: there)?,? +)?(?P<at>@)?(?P<name>(?i:(?:mr (?:and|"
    rf"&) )?{_TITLE}) [A-Za-z'-]{{2,25}}|"
    rf"{_NAME}|(?<=@)[\w.]{{2,30}})(?P<apostrophe>'s\b)?(?: (?i:hun|mate|love|lovely|babe|darling|pal|bro|"
    rf"sis|huni|hunni|duck|chick)\b)?"
)
_ASKED_BY_NAME = re.compile(
    rf"\b(?:(?i:please can|please could|please will|can|could|would|will)) (?P<name>(?i:{_TITLE}) [A-Za-z'-]{{2,25}}|"
    rf"{_NAME}(?:'s (?:mum|mummy|dad|daddy|parents?|carers?|nan|gran|family))?|"
    rf"(?:the )?(?i:parents?|mum|dad|carers?|family|owner) of {_NAME}) (?:please |kindly |pls |possibly )?"
    r"(?:ring|call|text|message|contact|collect|come|pop|see|get in touch|return|pay|bring|send|email|"
    r"e-mail|speak|phone|pick|let|check|confirm)\b"
)
_MESSAGE_FOR = re.compile(
    rf"\b(?i:message|note|reminder|fao|for the attention of)\b(?: (?i:for|"
    rf"to))? (?P<name>(?i:{_TITLE}) [A-Za-z'-]{{2,25}}|"
    rf"{_NAME})\b"
)
_AT_THE_END = re.compile(
    rf"\b{_YOU}\b[^.!?\n]{{0,80}}?(?P<comma>,? )(?P<name>{_TITLE} [a-z'-]{{2,25}})(?=\s*(?:[.,!?\n]|$|[^\x00-\x7f]))"
)
_PERSON_AS_OBJECT = re.compile(
    r"\b(?:thank|thanks|to|from|by|with|for|of|and|or|seen|saw|see|met|meet|know|tell|told|ask|asked|had|"
    r"have|has|got|get|is|are|was|love|loves|like|likes|about|than|as|remember|"
    r"miss|missed|hear|heard|thought|think|that|if|when|did|does|do|will|can|hope|bet|teacher|believe|"
    r"need|want|give|gave|make|made|taught|call|called|ring|email|text|message|contact|find|"
    r"at|on|in|our|your|but|because|the)\Z"
)
_PRAISE = re.compile(
    r"\b(?:well done|congrat\w*|proud|happy birthday|birthday|good luck|thank you|thanks|thankyou|amazing|"
    r"brilliant|star|superstar|legend|fantastic|welcome|enjoy|go on|bravo|you did it|"
    r"smashed it|get well|lovely|wonderful|awesome|clever|what an? |love you|best teacher|miss you|keep it up|"
    r"you go|you rock|hero|gem|champion|da iawn|pen-blwydd)\b"
)
_ASKS = re.compile(
    rf"\b(?:{_REQUEST}|owes?|money|coat|number|left your|got your|have your|nobody wants|watch|"
    rf"sleep well|your (?:e-?mail|message|letter|call|note))\b"
)
_OWN_NEWS = re.compile(r",? (?:i|i've|i'm|i'll|ive)\b(?! (?:think|hope|love|miss|remember|believe|bet)\b)")
_COMMAND_NEXT = re.compile(
    r"\s+(?:(?:your|ur|yourself|come|see|tell|remember|remind|collect|pop|drop|send|pay|give|bring|contact|stay|stop|let|"
    r"don't forget|dont forget|email|e-mail)\b(?! (?:me|us)\b)|check (?!your)|(?:call|text|ring|message|phone)\b(?! (?:me|us)\b))"
)
_LAST_STOP = re.compile(r"[.!?\n]")
_CALLS_YOU = re.compile(rf"\b{_YOU}\b")
_GOES_ON_WITH_YOU = re.compile(rf",? {_YOU}\b|,")
_TITLE_BEFORE = re.compile(rf"{_TITLE} ?\Z")
_SPOKEN_TO = re.compile(
    rf"\b(?:{_YOU}|please|pls|plz|me|my|message|note|reminder|fao|can|could|would|ring|call|text)\b"
)
_NOT_PEOPLE = words(
    """
    bet thought promise bless told trust join wear pack bring ask wait enjoy read learn keep use save fill
    a about absolutely actually after again ah ahh all almost also always am amazing an and another any anybody
    anyone are as at aw aww awesome awww back bad be because been before best big bit bless both boys breakfast
    brilliant but by bye can cant children choir class classes come congrats congratulations cool could day days
    dear did didnt do does dont each early easter eco eid else english even ever every everybody everyone everything
    excellent fab fabulous fair families family fancy fantastic finally first folks football for forest friday
    friends from fun get girls give go going good got governors grandad grandma grandparents great guys had haha
    half hall happy has have having he headteacher hello help her here heres hey hi him his history holiday hope
    hopefully hot how huge i if im in infant is isnt it its ive june july august september october november december
    january february march april may just key kids ks1 ks2 ladies last lads late let lets letter like little live ll
    lol look looking lost lots love loved lovely ludo lunch make many massive maths me merry miss mine monday more
    morning most mr mrs ms mum mums mummy must my nan nanny nativity need never new next nice night no nobody not
    nothing now nursery of off office oh ok okay on once one only open or our out over own parent parents pe people
    photos please poor proud ps pta pupils quick rain reading really reception remember reminder right role roll
    round sad same saturday say school see seriously she should show since site skip snow so some somebody someone
    something soon sorry spring sports staff star stay still stop story such summer autumn winter sunday super sure
    swimming teachers team term text thank thanks that thats the their them then there theres these they theyre
    things think this those though three thursday tickets time to today tomorrow tonight too top trip true try
    tuesday two unbelievable uniform until up us very vote wait was watch way we wednesday week well were weve what
    whats when where which while who whoever whose why will wish with without wonderful word would wow xmas year
    years yes yesterday yet you your youre yr zoo santa father jude duggee kitty yellow world gang crew peeps chaps
    pet hun mate love all team christmas diwali google alexa siri god jesus lord heaven england wales scotland
    ireland britain
    """
)


def detect(folded: Folded, named: Iterable[Finding] = ()) -> list[Finding]:
    """Messages to one person. `named`: the names of the roll found in the text, so that "priya nair" is known as one."""
    key = folded.key
    if not _speaks_to_somebody(key):
        return []
    spots = sorted({*_by_opening(folded), *_by_request(folded), *_by_ending(key), *_by_roll(folded, named)})
    return [_finding(folded, *spots[0])] if spots else []


def _speaks_to_somebody(key: str) -> bool:
    return _SPOKEN_TO.search(key) is not None


def _by_opening(folded: Folded) -> Iterator[tuple[int, int]]:
    """A name at the start of the text or of a line, and words that go to its bearer."""
    for start in _starts(folded.flat):
        found = _OPENING.match(folded.flat, start)
        if not found or found["apostrophe"]:
            continue
        name = found["name"]
        if not _is_person(name):
            continue
        rest_at = found.end()
        rest = folded.key[rest_at : rest_at + 240]
        greeted = found["greeting"] and re.search(rf"\b(?:{_YOU}|me|my|i|i'm|its|it's|we|please)\b", rest)
        if not found["at"] and not _has_title(name) and _COMMAND_NEXT.match(rest):
            continue  # "Wear your wellies", "Volunteers come at nine"
        if _has_title(name) and _OWN_NEWS.match(rest):
            yield found.span("name")
            continue
        if (greeted or _DIRECTED.match(rest)) and not _only_praise(found["greeting"] or "", rest):
            yield found.span("name")
        elif " " in name and not found["greeting"] and not re.match(_TITLE, name, re.IGNORECASE):
            first = name.split(" ")[0]  # "Leanne I've left ..."
            at = found.start("name") + len(first)
            rest = folded.key[at : at + 240]
            if _is_person(first) and _DIRECTED.match(rest) and not _only_praise("", rest):
                yield found.start("name"), at


def _starts(flat: str) -> Iterator[int]:
    yield len(flat) - len(flat.lstrip())
    for found in re.finditer(r"\n\s*(?=\S)", flat):
        yield found.end()


def _has_title(name: str) -> bool:
    return re.match(rf"(?:mr (?:and|&) )?{_TITLE} ", name, re.IGNORECASE) is not None


def _is_person(name: str) -> bool:
    if _has_title(name):
        return True
    plain = name.lower()
    return not any(part in _NOT_PEOPLE for part in re.split(r"[ '-]", plain)[:1])


def _only_praise(greeting: str, rest: str) -> bool:
    sentence = re.split(r"[.!?\n]", rest.lstrip(" ,!"), maxsplit=1)[0]
    return bool(_PRAISE.search(sentence)) and not _ASKS.search(rest)


def _by_request(folded: Folded) -> Iterator[tuple[int, int]]:
    for pattern in (_ASKED_BY_NAME, _MESSAGE_FOR):
        for found in pattern.finditer(folded.flat):
            bare = re.sub(
                r"^(?:the )?(?:parents?|mum|dad|carers?|family|owner) of ", "", found["name"], flags=re.IGNORECASE
            )
            if _is_person(bare):
                yield found.span("name")


def _by_ending(key: str) -> Iterator[tuple[int, int]]:
    """ "I am watching you mr page": a title and name that nothing in the sentence needs."""
    if "mr" not in key and "mis" not in key and "ms" not in key and "dr" not in key and "mx" not in key:
        return
    for found in _AT_THE_END.finditer(key):
        before = key[max(0, found.start("name") - 60) : found.start("name")].rstrip()
        sentence = key[max(0, found.start() - 60) : found.end()]
        spoken_to = found["comma"].startswith(",") or not _PERSON_AS_OBJECT.search(before)
        if before.endswith("you") and found["name"].startswith("miss"):
            continue  # "will you miss granny"
        if spoken_to and not _PRAISE.search(sentence):
            yield found.span("name")


def _by_roll(folded: Folded, named: Iterable[Finding]) -> Iterator[tuple[int, int]]:
    """A name of the roll beside which somebody is called "you"."""
    key = folded.key
    for finding in named:
        if finding.span is None or finding.label not in ("names_child", "names_staff"):
            continue
        start, end = _plain_span(folded, finding.span)
        before = _LAST_STOP.split(key[max(0, start - 80) : start])[-1]
        after = _LAST_STOP.split(key[end : end + 80])[0]
        sentence = f"{before} {after}"
        called = _CALLS_YOU.search(sentence) and _is_called(before, after, closed=len(after) < 80)
        if called and not _PRAISE.search(sentence) and not after.startswith("'s"):
            yield start, end


def _is_called(before: str, after: str, *, closed: bool) -> bool:
    """Whether a name between these halves of a sentence is called: it opens the sentence, or stands loose at its end."""
    if not before.strip(" ,@"):
        return _GOES_ON_WITH_YOU.match(after) is not None
    alone = after.lstrip()[:1] == "," or (closed and not after.strip())
    left = _TITLE_BEFORE.sub("", before).rstrip()
    return alone and bool(_CALLS_YOU.search(before)) and (left.endswith(",") or not _PERSON_AS_OBJECT.search(left))


def _plain_span(folded: Folded, span: tuple[int, int]) -> tuple[int, int]:
    """Where a stretch of the original stands in the plain text."""
    if folded.origins is None:
        return span
    places = range(len(folded.flat))
    start, end = (bisect_left(places, place, key=lambda at: folded.span(at, at + 1)[0]) for place in span)
    return start, end


def _finding(folded: Folded, start: int, end: int) -> Finding:
    first, last = folded.span(start, end)
    return Finding(
        label="addressed_to_individual",
        span=(first, last),
        why=f"“{folded.original[first:last]}” is spoken to in person.",
        confidence=0.7,
        detector="addressed",
    )
