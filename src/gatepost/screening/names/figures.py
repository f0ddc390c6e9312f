"""People, characters, places and things that bear a name which may be on a roll, and are not the person on it.

Two and three words in lower case. A surname after a forename is told apart without this list ("Mo Farah", where no Mo
on the roll is called Farah); it serves texts without capitals, and things that are no persons ("ben nevis").
"""

from ..wordlists import words

FIGURES = frozenset(
    line.strip()
    for line in """
    alexander technique
    alexander the
    amazing grace
    angel gabriel
    annie and
    aunt sally
    autumn term
    ben 10
    ben nevis
    big ben
    bill and ben
    billy elliot
    billy goat
    billy goats
    billy no mates
    billy no-mates
    bob the builder
    carol concert
    carol service
    carol singers
    carol singing
    charlie and the
    charlie brown
    charlie bucket
    charlie chaplin
    charlotte's web
    charlottes web
    christopher columbus
    christopher robin
    colin the caterpillar
    daniel and the
    daniel in the
    daniel radcliffe
    david walliams
    derek trotter
    donald duck
    donald trump
    dorothy and toto
    emma thompson
    eric carle
    father christmas
    flat stanley
    florence nightingale
    frank sinatra
    francis bacon
    francis drake
    gavin and stacey
    gordon bennett
    gordon brown
    gordon ramsay
    gordon setter
    guy fawkes
    harry kane
    harry potter
    harry styles
    harry truman
    heather hills
    holly and ivy
    horrid henry
    jack and jill
    jack and the
    jack frost
    jack in the
    jack russell
    jack russells
    jack sparrow
    jamie oliver
    james and the
    james bond
    james dyson
    james watt
    james webb
    jasmine tea
    jason and the
    jason donovan
    john lewis
    joseph and his
    joseph and mary
    joseph and the
    joshua tree
    keith lemon
    kelly holmes
    kim possible
    king charles
    king richard
    kyle of lochalsh
    lawrence of arabia
    leonard cohen
    lord of the
    lucy and the
    lucy bronze
    luke skywalker
    malcolm x
    mark my words
    mark our words
    mark rober
    mark twain
    martin luther
    mary and joseph
    mary berry
    mary poppins
    may day
    may half
    mo farah
    mo salah
    neil armstrong
    neil gaiman
    noah's ark
    oliver cromwell
    oliver jeffers
    oliver twist
    peter pan
    peter piper
    peter rabbit
    princess charlotte
    prince louis
    private ryan
    raymond briggs
    richard branson
    richard iii
    richard osman
    roger federer
    roger hargreaves
    roger that
    ronald dahl
    ronald mcdonald
    rose bush
    rose garden
    rose petals
    rose tinted
    rosie and jim
    royal albert
    russell group
    russell hobbs
    saving private
    sean bean
    shaun the sheep
    simon says
    stanley cup
    stanley knife
    stanley park
    summer fair
    summer fayre
    summer holidays
    summer term
    sweet caroline
    thomas cook
    thomas edison
    thomas the
    tina turner
    toby jug
    tom and jerry
    tom daley
    tom fletcher
    tom gates
    tom hanks
    tom thumb
    tom kitten
    tracy beaker
    uncle ben
    uncle ben's
    victoria sponge
    william and mary
    william morris
    william shakespeare
    william the
    """.splitlines()
    if line.strip()
)

STORIES: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (
        ("nativity", "bethlehem", "stable", "manger", "shepherds", "technicolor", "technicolour", "bible"),
        words(
            """
    adam angel daniel david eve gabriel herod jesus jonah joseph joshua mary moses noah peter simon
    """
        ),
    ),
    (
        ("world book day", "book characters", "book character", "dressed as", "dressed up as"),
        words(
            """
    alice charlie charlotte edmund george harry hermione james lucy matilda peter ron sophie susan wendy
    """
        ),
    ),
    (
        ("tudor", "tudors", "the romans", "victorians"),
        words("albert anne catherine edward elizabeth henry jane mary victoria"),
    ),
)
"""Words that say a text is about a story, with the names that then belong to it unless a class is named."""
