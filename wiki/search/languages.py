"""What differs from language to language in analysis: stemmers, and the words that carry no meaning."""

from collections.abc import Collection
from functools import cache, lru_cache
from threading import Lock

import Stemmer

# Latin-script languages with a stemmer of their own. Cyrillic is shortened by rules of ours.
STEMMED = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian"}

# Bulgarian articles and plurals, Ukrainian cases: one list for both, as a question does not tell its language.
# Endings of verbs and of derived words are many more; so what is left is cut, which finds more than longer lists do.
_CYRILLIC_ENDINGS = """
    ам ами ата ах еве евете еві ем ето ею ието иите ий им ими ите их ият ията ове овете ові ого ом ому ото ою ої ът ям
    ями ят ята ях єві єм єю ів ій ім іми іх їв
    """
_CYRILLIC_VOWELS = "аеиоуъюяіїєйь"
_LONGEST_CYRILLIC_ENDING = 5
SHORTEST_CYRILLIC_STEM, LONGEST_CYRILLIC_STEM = 3, 5

# French "car" is not among them: of a question in few words nobody could tell it from the English one.
_FUNCTION_WORDS = {
    "en": """
        a about across after all along also although am among an and another any are as at be
        because been before being between both but by can cannot could did do does doing during each
        either every for from further had has have having he her here hers him his how i if in into
        is it its just many may me might more most much must my neither no nor not of off on once
        only onto or other our out over own per s same shall she should since so some such t than
        that the their them then there these they this those though through to too toward towards
        under until up upon us very via was we were what when where whether which while who whom
        whose why will with within without would yet you your yours
        """,
    "de": """
        ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim
        bereits bin bis bist da dabei dadurch dafuer dafur dagegen daher damit dann das dass davon
        dazu dein dem den denn der deren des dessen die dies diese diesem diesen dieser dieses doch
        dort du durch ein eine einem einen einer eines er es etwa etwas euch euer fuer fur gegen hab
        habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in
        indem ins ist je jede jedem jeden jeder jedes jene jetzt jeweils kann kein keine keinem
        keinen keiner koennen koennte konnen konnte machen man manche mehr mein mich mir mit mochte
        moechte muessen muesste muss mussen musste nach nicht nichts noch nun nur ob oder ohne sehr
        sein seine seinem seinen seiner seit sich sie sind so solche soll sollen sollte sollten
        sondern sonst uber ueber um und uns unser unter viel viele vielen vieler vieles vom von vor
        waehrend wahrend war waren warum was weil weiter welche welchem welchen welcher welches wem
        wen wenn wer werde werden wessen wie wieder will wir wird wo wobei wodurch wofuer wofur
        wogegen woher wohin wollen wollte womit wonach woran worauf woraus worden worin woruber
        worueber worum wovon wovor wozu wurde wurden zu zum zur zwar zwischen
        """,
    "fr": """
        a afin ai ainsi alors as au aucun aussi autre autres aux avait avant avec avoir c ce
        cela celle celles celui ces cet cette ceux chaque chez combien comme comment d dans de
        depuis des donc dont du elle elles en encore entre est et etaient etait etant ete etre eu
        eux fait fut il ils j je jusqu l la laquelle le lequel les lesquels leur leurs lors lorsqu
        lorsque lui m ma mais me meme memes mes moi moins mon n ne ni nos notre nous on ont ou par
        parce pas pendant peu peut plus pour pourquoi puis puisqu puisque qu quand que quel quelle
        quelles quelque quelques quels qui quoi s sa sans se selon sera ses si soit son sont sous
        sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y
        """,
    "es": """
        a ademas al algo algun alguna algunas alguno algunos ante antes aquel aquella aquello asi
        aun aunque bajo cada como con contra cual cuales cuando cuanta cuantas cuanto cuantos cuya
        cuyas cuyo cuyos de del desde despues donde dos durante e el ella ellas ellos en entre era
        eran es esa esas ese eso esos esta estaba estado estan estar este esto estos fue fueron ha
        haber habia habian han hasta hay la las le les lo los mas me mi mientras mis mucho muchos
        muy nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero poco por
        porque pues que quien quienes se sea segun ser sera seria si sido sin sobre son su sus
        tambien tan tanto te tenia tiene tienen toda todas todo todos tras tu tus tuvo u un una unas
        uno unos usted y ya yo
        """,
    "it": """
        a agli ai al all alla alle allo altra altre altri altro anch anche ancora avere aveva avra c
        che chi ci cio com come con contro cos cosa cosi cui d da dagli dai dal dall dalla dalle
        dallo davanti degli dei del dell della delle dello dentro deve devono di dopo dov dove due
        dunque e ed egli ella era erano essa essere essi fa fino fosse fra fu furono gia gli ha hai
        hanno ho i il in infatti io l la le lei li lo loro lui m ma me mentre mi mia mio molti molto
        n ne negli nei nel nell nella nelle nello nessun nessuna nessuno no noi non nostra nostro o
        ogni oltre ora per perche pero piu po poco poi possono poteva potrebbe prima propria proprio
        puo qual quale quali quando quanta quante quanti quanto quell quella quelle quelli quello
        quest questa queste questi questo qui s sara sarebbe se sei senza si sia solo sono sopra
        sotto sta stata state stati stato su sua sue sugli sui sul sull sulla sulle suo suoi t tale
        tali te ti tra tu tutta tutte tutti tutto un una uno v vengono venne vi viene voi
        """,
    "bg": """
        а ако ала без беха беше би бива била били било бъдат бъде бях бяха в вас ви вие все всеки
        всички всичко всяка във въпреки върху г да дали до докато докъде дори е един една едно за
        зад заедно защо защото и из или им има иска й как каква какви каквито какво какъв като кога
        когато кого което кои които кой който колко кому която къде където към ли между мен ми много
        могат може му на над най нали нас не него нещо нея ни ние нищо но някои няма о обаче около
        освен от откъде отново по под поради после почти прави пред през при с са сам само се сега
        си след сме според сред срещу съм със също т така такива такъв там те тези ти то това тогава
        този той толкова точно трябва тук тъй тя тях у че чие чии чий чия чрез ще щом я
        """,
    "uk": """
        а або адже аж але без би був буде будуть була були було бути в вам вас весь вона вони воно
        все всі всіх втім від він де для до дуже ж же з за завжди звідки зі й його йому ким кого
        кожен коли кому котрий крім куди лише мав мають має мені ми може можна моя між на навіть
        навіщо над нам нас наш не нею ним них но ні ніж о об один одна по при про під після с саме
        своя свій себе скільки собі та так також там твій те теж ти тим то тобто той тому треба тут
        у усі х хоч хто це цей цього цьому ці через чи чий чим чия чиє чиї чого чому ще що щоб щодо
        я як яка яке який яким якими яких якого якому якою яку якщо які є і із їй їм їх її
        """,
}


@cache
def _cyrillic_endings() -> frozenset[str]:
    return frozenset(_CYRILLIC_ENDINGS.split())


@cache
def function_words(language: str) -> frozenset[str]:
    """Words without a meaning of their own, case-folded and without accents; empty for other languages."""
    return frozenset(_FUNCTION_WORDS.get(language, "").split())


@cache
def any_function_words() -> frozenset[str]:
    """The function words of every language together."""
    return frozenset().union(*(function_words(language) for language in _FUNCTION_WORDS))


def likely_languages(words: Collection[str], *, least: int = 1) -> frozenset[str]:
    """The languages most of whose function words occur; several on a tie, none if less than so many such words do."""
    hits = {language: sum(word in function_words(language) for word in words) for language in _FUNCTION_WORDS}
    most = max(hits.values())
    return frozenset(language for language, count in hits.items() if count == most >= least)


_stemming = Lock()  # a Snowball stemmer keeps the word it works on in itself


@lru_cache(maxsize=1 << 13)
def stem(word: str, language: str) -> str:
    """The stem of a case-folded word without accents; the word itself in a language without a stemmer."""
    if is_cyrillic(word):
        return _cyrillic_stem(word)
    if language not in STEMMED or (not word.isalpha() and any(letter.isdigit() for letter in word)):
        return word
    with _stemming:
        return str(_stemmer(language).stemWord(word))


def stems_by_language(word: str) -> dict[str, tuple[str, ...]]:
    """Return every stem of a folded word with the languages in which it has that one."""
    found: dict[str, tuple[str, ...]] = {}
    for language in STEMMED:
        own = stem(word, language)
        found[own] = (*found.get(own, ()), language)
    return found


def is_cut(word: str) -> bool:
    """Tell whether the stem of a folded word may be the beginning of a longer one, so that other words share it."""
    return is_cyrillic(word) and len(word) > LONGEST_CYRILLIC_STEM


def is_cyrillic(word: str) -> bool:
    """Tell whether a folded word is in Cyrillic letters."""
    return "\u0400" <= word[:1] < "\u0530"


def _cyrillic_stem(word: str) -> str:
    for length in range(_LONGEST_CYRILLIC_ENDING, 0, -1):
        if word[-length:] in _cyrillic_endings() and len(word) >= length + SHORTEST_CYRILLIC_STEM:
            word = word[:-length]
            break
    stripped = word.rstrip(_CYRILLIC_VOWELS)
    return (stripped if len(stripped) >= SHORTEST_CYRILLIC_STEM else word[:SHORTEST_CYRILLIC_STEM])[
        :LONGEST_CYRILLIC_STEM
    ]


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMED[language])
