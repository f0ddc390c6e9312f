"""Words that tell what a neighbouring capital means: part of a name, or merely a capital."""

from ..wordlists import words

TITLES = words(
    """
    coach dr madam miss mister mr mrs ms mx prof professor rev reverend sir teacher
    """
)

# After one of these a forename belongs to somebody else: a relation, a ruler, a saint, a place.
NOT_OURS = words(
    """
    aunt auntie aunty cape cllr constable councillor dame duchess duke emperor fort gran grandad granddad
    grandfather grandma grandmother grandpa granny hms hurricane inspector king lady lake loch lord mount mt
    nain nan nana nanna nanny pastor pc pope port president prince princess queen saint san sant santa sergeant
    sgt st storm taid uncle vicar
    """
)

# Words with which a sentence or a clause may go on (or begin) although they wear a capital.
ORDINARY = words(
    """
    a about absolutely after afterwards again against all also always am amazing an and another any april are as
    assembly at august autumn awesome back be because been before best between big birthday bless both boys
    bravo brilliant bronze but by bye can captain cheers children class clever club come coming congrats
    congratulations could da dad day dear december did diolch do does don't done dr during each enjoy especially
    even every everyone excellent eyfs fab fabulous fantastic february finally fingers first firstly for friday
    from gave get girls go goes going gold good goodbye got great had half happy hapus has have he head
    headteacher hello her here hers hey hi him his his/her how huge hurrah hurray i i'm iawn if in including is
    it it's january join joint july june just keep keeping key ks ks1 ks2 last later let let's lets like little
    little's llongyfarchiadau lol look lots love loved lovely lunchtime made many march massive may me meanwhile
    merry miss monday more most mr mrs ms much mum my new next nice nicely no not november now nursery october
    of off oh old omg on one only or our out over parents part pawb pe pen-blwydd playtime please posted
    pre-school preschool proud pta pupil pupils ran ready reception red rock rocks rules said sats saturday
    school second see send september she shout silver since so some sorry special spring stage star stars still
    such summer sunday super superb superstar superstars sure ta tas teacher teachers team term thank thanks
    that that's the their them then there these they third this those three through thursday tk to today
    together tomorrow too top tuesday two under until up us very was we wednesday wednesday's week well were
    what what's when where which while who who's why will winner winners winning wins winter with within without
    woo wow x xx xxx y1 y2 y3 y4 y5 y6 yay year years yes yesterday yet you you're young your yr
    """
)

FORENAMES = words(
    """
    aaron abbie abigail adam adele aisha alan albert alex alexander alexandra alfie alfred alice alison amanda
    amelia amy andrea andrew andy angela anna anne annie anthony antonio archie arthur ashley aston barbara
    barry ben benedict benjamin beth bethan bethany betty billy bob bobby boris bradley brian bruce bryan callum
    cameron carl carla carol caroline catherine charles charlie charlotte chloe chris christine christopher
    claire clare colin connor craig daisy dan daniel danny darren dave david dawn dean deborah debra denise
    dennis derek diana donald donna doris dorothy dylan eddie edward eileen elaine eleanor elizabeth ella ellie
    elliot elvis emily emma eric erin ethan eva evan evelyn evie ezra fiona florence fran frances francis frank
    fred freddie freya gareth gary gavin gemma geoff geoffrey george georgia gerald gordon grace graham grayson
    greg hannah harriet harrison harry hayley heather helen henry holly howard hugh hugo ian imogen isaac
    isabella isla ivy jack jackie jacob jacqueline jade jake james jamie jan jane janet janice jason jay jean
    jeff jenna jennifer jenny jeremy jessica jessie jim jimmy joan joanna joanne joe joel john johnny jonathan
    jordan joseph josh joshua josie joyce judith judy julia julian julie justin karen karl kate katherine
    kathleen kathryn katie kay keith kelly ken kenneth kerry kevin kieran kim kirsty kyle laura lauren lawrence
    leah leanne lee leo leon leonard lesley lewis liam lily linda lindsay lisa lola lorraine louis louise lucas
    lucy luke lydia lynn madison maggie malcolm marc marcus margaret maria marie marilyn mark martha martin mary
    mason matilda matt matthew maureen max megan melanie melissa mia michael michelle miles millie mo mohamed
    mohammed mollie molly muhammad naomi natalie natasha nathan neil nelson niall nicholas nick nicola nigel
    noah nora norman oliver olivia ollie oscar owen pamela patricia patrick paul paula pauline peggy penelope
    peter phil philip phoebe phoenix pippa poppy priya rachel ralph raymond rebecca reece reggie rhys richard
    rita rob robbie robert robin roger ron ronald ronnie rosa rosie ross roy ruby russell ruth ryan sally sam
    samantha samuel sandra sara sarah sean sebastian shane sharon shaun sheila shirley sian simon sofia sophia
    sophie stacey stanley stella stephanie stephen steve steven stewart stuart sue susan suzanne sylvia teddy
    teresa terry thea theo theodore theresa thomas tim timothy tina toby tom tommy tony tracey tracy trevor
    tyler valerie vanessa vera veronica vicky victor victoria vincent violet wallace walter wayne wendy willow
    winston yasmin yvonne zac zach zachary zara zoe
    """
)

# What a person does: after a name that is also a word, it says that a person is meant.
DEEDS = words(
    """
    achieved aged answered asked baked beat became brought built came carved caught chose climbed collected
    completed created cycled danced dances decided designed did discovered drew earned enjoyed explained
    finished found gave got had has helped impressed invented joined jumped kicked knew laughed learned learnt
    led loved loves made managed measured met painted passed performed played plays practised presented raised
    ran reached read received represented rode said sang saved scored sculpted shared showed shows sings smashed
    smiled solved spoke spotted stood suggested swam swims taught thought told took tried visited wanted wants
    was wears went who who's whose won wore worked works writes wrote
    """
)

# Hashtags are written without spaces; these are the words that stand beside a name in them.
HASHTAG_WORDS = words(
    """
    a and at award best birthday bravo champ champion class club congrats congratulations day done for forever
    from fun fundraiser go gold good great happy here hero hooray in is legend love lovely loves me miss mr mrs
    my of on our party proud reception rocks rule rules school sings sister star superstar support team teams
    thank thanks the to top unstoppable up us very we week well welldone win winner winners wins year you
    """
)
