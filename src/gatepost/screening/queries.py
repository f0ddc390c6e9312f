"""Questions in comments that want an answer from the school or from other parents.

"How cute are they?!" and "who knew?" want none; nor do offers ("Looking for a cleaner?") and taunts.
"""

import re
from functools import cache

from .cues import Cue, Cues, claim
from .findings import Finding
from .folding import Folded
from .sentences import sentences

_YOU = (
    r"(?:you|u|ya|we|i|they|he|she|it|there|this|that|these|those|the|any|anyone|anybody|someone|somebody|"
    r"my|our|your|ur|year|yr|reception|school|children|kids|parents|mr|mrs|miss|ms|all|everyone|everybody|"
    r"nursery|own|pe|tickets?|breakfast|lunch)"
)
_AUXILIARY = (
    r"(?:is|are|am|was|were|do|does|did|can|could|will|would|shall|should|has|have|had|may|isn'?t|aren'?t|don'?t|"
    r"doesn'?t|didn'?t|can'?t|couldn'?t|won'?t|haven'?t|hasn'?t)"
)
_LEAD = (
    r"(?:(?:hi|hello|hey|hiya|morning|afternoon|evening|sorry|so|and|but|also|ok|okay|please|pls|plz|quick question|"
    r"quick one|"
    r"silly question|random question|just wondering|just checking|question|erm?|um+|oh|thanks|lovely|great|brilliant|"
    r"all|everyone|ladies|mums|guys|folks|team|school|again|anyway|then|well|yes|no|ah)[ ,.:;!-]{1,3}){0,4}"
)
# A question by the way it begins, even without its mark.
_OPENS = re.compile(
    _LEAD + r"(?:"
    r"(?:(?:at )?what (?:time|day|date|year|age|size|colour|kind|sort|happens|about|if)|what(?:'?s| is|"
    r" are| do| does| did| should| will| was| were)|"
    r"when(?:'?s| is| are| do| does| did| will| can| should| was| were)|where(?:'?s| is| are| do| does|"
    r" did| can| will| was| should)|"
    r"who(?:'?s| is| are| do| does| can| will| should)|which (?:day|one|ones|class|year|door|gate|entrance|"
    r"week|date|form|is|are|do|way)|"
    r"whose |how (?:do|does|did|can|will|would|should|much|many|long|often|late|early|old|far|soon|is|are|come)|"
    r"why (?:is|are|do|does|did|was|were|has|have|isn'?t|aren'?t|don'?t|doesn'?t|can'?t|not)) ?"
    rf"|{_AUXILIARY} {_YOU}\b"
    r"|(?:does|do|did|has|have|can|could|would|is|will)? ?(?:any|some)(?:one|body)(?: else)?(?: here| on here|"
    r" at school)? (?:know|got|have|has|see|seen|remember|tell|"
    r"confirm|help|send|share|sharing|going|fancy|selling|recommend|spare|able|please|pls|find|found|pick|"
    r"picked|taken|shed|explain|able|heard|got|a )"
    r"|any (?:idea|ideas|news|update|updates|chance|word|info|information|photos|pictures|spaces|places|"
    r"tickets|more|sign|recommendations)\b"
    r"|(?:i was |just |i'm |im |am )?(?:wondering|wonder) (?:if|when|what|where|whether|how|who)"
    r"|(?:please )?(?:can|could) (?:you|u|someone|anyone|somebody|anybody|we|i) "
    r"|(?:let me|let us) know (?:if|when|what|where|whether|how)"
    r"|(?:i )?(?:need|want|would like|'?d like) to (?:know|find out|check)"
    r"|(?:not sure|unsure|confused|cant see|can't see|don't know|dont know) (?:if|when|what|where|whether|how|who) "
    r")"
)
_ASKS_IN_THE_MIDDLE = re.compile(
    r"\b(?:(?:does|do|did|has|have|can|could|would) (?:any|some)(?:one|body) (?:know|have|got|tell|help|"
    r"send|share|confirm|please)|"
    r"(?:any|some)(?:one|body) (?:know|got (?:a|any)|seen)|any idea (?:what|when|where|who|how|if)|please (?:can|"
    r"could) (?:you|someone)|"
    r"(?:can|could) (?:you|someone|anyone) (?:please|pls|tell|let|confirm|send|share)|what time (?:do|"
    r"does|is|are|will|should)|"
    r"is there (?:any|a|an|still|parking|somewhere)|(?:wondering|wonder) (?:if|when|what|where|whether)|"
    r"let me know (?:if|when|what|where|how))\b"
)
_WANTS_NO_ANSWER = re.compile(
    r"(?:oh |and |but |ah |omg |wow |haha |aww |so |well |just )?(?:"
    r"how (?:cute|lovely|amazing|adorable|gorgeous|beautiful|fab|fabulous|sweet|cool|good|great|brilliant|"
    r"clever|funny|proud|lucky|smart|precious|fantastic|wonderful|"
    r"fast|grown|big|tall|old|quickly|stupid|thick|dare|rude|hard (?:is it|can it)|difficult (?:is it|"
    r"can it)|dumb|pathetic|is (?:she|he|my|this|that) (?:\w+ ){0,3}(?:already|now)|"
    r"are (?:they|these|we) (?:\w+ ){0,3}already|can (?:they|you|he|she) be so)|"
    r"who(?:'d| would) (?:have |of )?(?:thought|known|guessed|believed)|who knew|who (?:doesn'?t|wouldn'?t) (?:love|"
    r"like|want)|who (?:else )?(?:cares|needs|asked|is|are) (?:you|they|that|these)?|who said|"
    r"guess (?:who|what)|what(?:'s| is) not to (?:love|like)|what more (?:could|can|do)|what (?:do|did|"
    r"can) (?:you|u|we|they) expect|what(?:'s| is) the point|what a |what an |"
    r"what(?:'?s| is) wrong with (?:you|u|these|some|people)|what(?:'?s| is) the world|what planet|what were (?:they|"
    r"you) thinking|"
    r"where (?:has|have|does|did) (?:the |all the )?(?:time|years?|term)|where (?:did|has|have) my (?:baby|little)|"
    r"(?:can|could) you (?:believe|imagine|tell(?: that| i)|blame)|can (?:it|this|we) be|do (?:you|u) (?:remember when|"
    r"ever|even|actually|not have|people|lot)|remember (?:when|the)|"
    r"are (?:you|u|they|these) (?:actually|even|really|all|that|just|for real|kidding|joking|serious|seriously|"
    r"having a laugh|mad|blind|thick|stupid|insane|sure)|are you ok hun|"
    r"are there any actual|is (?:it|this|he|she) (?:just me|a joke|for real|actually)|is (?:anyone|anybody) surprised|"
    r"is that (?:my|our|your|the|you|really)|isn'?t (?:it|he|she|that|this)|aren'?t (?:they|we|you)|wasn'?t (?:it|"
    r"that|he|she)|weren'?t (?:they|we)|"
    r"doesn'?t (?:he|she|it|that|time)|didn'?t (?:they|he|she|we|you all)|don'?t (?:they|you just|we)|"
    r"couldn'?t (?:you|they) just|"
    r"why (?:not|bother|am i not surprised|am i crying|so serious)|why do i (?:even )?bother|when (?:will|"
    r"are) (?:they|you) (?:ever )?(?:going to )?learn|when did (?:they|he|she|my|our) (?:\w+ ){0,3}(?:so|"
    r"get|grow)|"
    r"where'?s wally|who'?s (?:chopping|cutting|crying)|who else |anyone interested in (?:bitcoin|crypto|earning|making)|"
    r"need (?:a|an|some|more|help with|your)|(?:can|could) (?:i|we) (?:just|also)? ?(?:say|add|thank|give)|"
    r"want (?:a|an|some|to)|looking for (?:a|an|some)|fancy (?:a|an|some|earning|working)|tired of|fed up (?:of|"
    r"with)|sick of|struggling|"
    r"since when|how many (?:more )?times|what (?:sort|kind) of (?:a )?(?:school|parent|person|idiot|teacher|mother|"
    r"father|message)|is this a school or an? |who (?:let|gave) (?:him|her|them|these|those|that)|"
    r"why (?:do|are|must|should) (?:these people|women|you people|you lot|foreigners|immigrants|they always)|"
    r"(?:do|are|have) you (?:lot|people|no shame|no idea)|"
    r"thinking of|dreaming of|ready (?:for|to)|did you know|have you ever|ever wondered|f4f"
    r")\b"
)
_EXCLAMATION = re.compile(
    r"(?:oh |and |but |haha |wow )?(?:really|seriously|right|eh|huh|no|yes|what|why|why not|wtf|is it|"
    r"oh really|yeah|ok|okay|you what|say what|"
    r"excuse me|pardon|hello|anyone|interested|surely not)\W*\Z"
)
_TAG = re.compile(
    r"(?:\b(?:isn'?t|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t|didn'?t|won'?t|wouldn'?t|can'?t|couldn'?t|"
    r"haven'?t|hasn'?t) (?:it|they|he|she|we|you|u|i)|"
    r"\b(?:eh|innit|right|hey|no|yeah|huh|ey|is it|are they|does it|do they|did they|was it|do we|do you|"
    r"are you|ay|lol|haha|is she|is he))\s*[?!]*\Z"
)
_REAL_ANYWAY = re.compile(
    r"\b(?:(?:any|some)(?:one|body) (?:know|got|have|seen|tell)|what time|what day|what date|when is|when are|"
    r"when do|when does|when will|"
    r"where do|where is|where can|how do (?:i|we)|how much (?:is|are|do)|can (?:someone|anyone|you please)|"
    r"is there|will there be|is it (?:on|still|own|open|ok|tomorrow|today)|what happens|"
    r"do (?:they|we|children|kids|the children|the kids) need)\b"
)
_CHECKED = ("is that right", "is this right", "is that correct", "is this correct")
_SMIRK = ("🙄", "😏", "🤡", "🤮")
_LAUGH = ("😂", "🤣", "😍", "🥰", "😭", "❤", "😆", "😅", "🤭", "💀")
_LONGEST = 400


@cache
def _gate() -> Cues:
    return Cues.read("queries")


def detect(folded: Folded) -> list[Finding]:
    """The questions in a comment that want an answer, sentence by sentence."""
    key = folded.key
    if "?" not in key and not _gate().find(key):
        return []
    found = []
    for start, end in sentences(key):
        sentence = key[start : min(end, start + _LONGEST)]
        behind = key[end : end + 8]
        if _asks(sentence, behind):
            why = "{words} asks something and seems to want an answer."
            sure = 0.85 if "?" in sentence else 0.65
            cue = Cue(start, end, "query")
            found.append(claim(folded, cue, label="query", why=why, confidence=sure, detector="queries"))
    return found


def _asks(sentence: str, behind: str) -> bool:
    marked = sentence.rstrip("!)\"' ").endswith("?") or "?" in sentence[-4:]
    opened = bool(_OPENS.match(sentence)) or bool(_ASKS_IN_THE_MIDDLE.search(sentence))
    if not (marked or opened):
        return False
    real = bool(_REAL_ANYWAY.search(sentence))
    words = sentence.rstrip("?!. ")
    behind = sentence[-4:] + behind  # faces close a sentence as well as following it
    if real and not any(face in behind for face in _SMIRK):
        return not _WANTS_NO_ANSWER.match(sentence)
    if (
        _WANTS_NO_ANSWER.match(sentence)
        or _EXCLAMATION.match(sentence)
        or (_TAG.search(words) and not words.endswith(_CHECKED))
        or "?!" in sentence
        or "!?" in sentence
    ):
        return False
    if any(face in behind for face in (*_SMIRK, *_LAUGH)):
        return False
    if marked:
        return opened or len(words.split()) > 2
    return opened and _OPENS.match(sentence) is not None and not _statement(sentence)


def _statement(sentence: str) -> bool:
    """Whether words that could open a question go on as a statement ("what a day", "is it me or", "when is never")."""
    return sentence.startswith(("is it ", "what is ", "what are ")) and " that " in sentence
