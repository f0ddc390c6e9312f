"""Names that are also everyday words, so that seeing the word is not yet seeing a person.

`CALENDAR` are worse still: months, seasons and feasts have capitals of their own in the middle of a sentence.
`VIRTUES` are what schools call their values and their houses.
"""

from ..wordlists import words

EVERYDAY = words(
    """
    max     ace alba amber angel angus april archer art august austin autumn basil bay bear beau belle bill bird blaze
    bliss blossom blue bo bobby bonnie bonny bradford brandy brook bud buddy bunny candy carol carter cash
    chance charity chase chelsea cherry christian chuck clay clementine cliff clover colt constance cooper coral
    crystal daisy dale dawn dean delight dell destiny don dot drew duke dusty easter ebony ed eden ember england
    eve faith felicity fern finch flora florence forest fox frank gale gay gene genesis georgia ginger glen gold
    grace grant guy hal hank happy harmony hazel heath heather heaven holly honey honor honour hope hunter iris
    israel ivy jade jasmine jay jean jet jewel jimmy jo jordan journey joy july june junior justice kay kent
    king kit lacey lance lark lex lily lincoln london love lucky luna magnolia major mark marvel mason matt may
    melody mercy merit merry mike miles mini miracle misty mo moses nan nanny nick noble noel norm north ocean
    ola olive opal page paige pam paris parker pat patience peace pearl peg penn penny pepper petal phoenix pip
    piper po poppy porter precious preston primrose prince princess promise prudence queenie rain raven ray red
    reed rex rich rick river rob robin rock rocky rod rose rosemary rowan roy royal ruby rue rusty saffron sage
    sandy sapphire savannah scarlet serenity skip sky skye so sonny spencer spike spring star sterling stew
    storm su sue summer sunny sydney tad tanner teddy terry tiger timothy trinity troy true tucker ty unity van
    verity vi victor victoria victory violet ward whitney wild will willow win winter wolf woody wren zen
    """
)

CALENDAR = words(
    """
    april august autumn christian dawn easter eve july june may noel spring summer sunday tuesday winter
    """
)

VIRTUES = words(
    """
    amber amethyst charity constance courage crystal diamond emerald faith felicity grace harmony hazel holly
    honor honour hope ivy jade joy justice mercy oak opal patience peace pearl prudence rowan ruby sapphire
    serenity topaz trinity unity verity willow
    """
)

EVERYDAY_SURNAMES = words(
    """
    abbott archer baker ball banks barber barker bass bates bay beach bean bell berry best birch bird bishop
    black blue bond books boys bridge bridges brook brooks brown buck burn burns bush butcher butler butter byrd
    cannon carpenter carter case castle chamberlain chambers chapel chapman church clay close coach coffee cole
    coles collier cook cooper cotton court cox craft crane cross crow curry dale dance darling day days dean
    dear dee diamond dobbs driver duck dyer early east english farmer farrow field fields finch fish fisher
    flint flood flower flowers ford forest forester fox free french frost fuller gale gardener gardner garland
    gibbon gift glass glover gold goldsmith good grant grave graves gray green grey hall hand hands hardy hare
    harper hart harvest hawk hawkins hay head heart heath hill hills hog hogg holder holiday holly home hood
    hook hope horn house hunt hunter iron jack james john jolly judge keen key king kings kitchen knight knights
    lake lamb lane large law lawn leaf leaver lee lemon light lilly little lock long lord love low mann marsh
    marshall martin mason may mead meadows miles mill miller mills mitten moon moor moore moss mount nash newton
    nice noble norman north nurse oaks old page painter palmer park parker parkes parks parr peace peach peacock
    pearl peel penny pepper perry pickles pike piper plant plum pool poole pope porter post potter potts pound
    power price prince pye quick rain ramp read reader reed rice rich ring rivers robin rock rose rush sadler
    salt sand sanders savage sea seal sharp shepherd short silver simple singer skinner slater small smart smith
    snow song south sparks sparrow spear speed spencer spice spring star steel stewart stone storm street strong
    summer summers sun swallow swan sweet swift tanner taylor temple thorn thorne thorpe tiller toll towns train
    tree trees turner vale valley vaughan vine walker wall walls ward ware warren waters way weaver webber welch
    wells west whale wheat wheeler white whitehead wild wilde wilder winter winters wise wolf wolfe wood woods
    woodward woolf yard york young younger
    """
)
