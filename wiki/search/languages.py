"""What differs from language to language in analysis: stemmers, and the words that carry no meaning."""

from functools import cache, lru_cache
from threading import Lock

import Stemmer

# Latin-script languages with a stemmer of their own. Cyrillic is cut to a fixed length instead (see `stem`).
STEMMED = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian"}

# Endings of Bulgarian and Ukrainian are many, stems are short: five letters found more than suffix lists did.
CYRILLIC_STEM_LENGTH = 5

_FUNCTION_WORDS = {
    "en": """
        a about after all also am an and any are as at be because been before being between both but by can
        could did do does doing during each for from further had has have having he her here hers him his
        how i if in into is it its just may me might more most must my no nor not of off on once only or
        other our out over own s same shall she should so some such t than that the their them then there
        these they this those through to too under until up upon very was we were what when where which
        while who whom whose why will with would you your
        """,
    "de": """
        ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis
        bist da damit dann das dass dein dem den denn der deren des dessen die dies diese diesem diesen
        dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch euer fur gegen
        hab habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem
        ins ist jede jedem jeden jeder jedes jene jetzt kann kein keine keinem keinen keiner konnen konnte
        machen man manche mehr mein mich mir mit muss mussen nach nicht nichts noch nun nur ob oder ohne
        sehr sein seine seinem seinen seiner seit sich sie sind so solche soll sollte sondern sonst uber um
        und uns unser unter viel vom von vor wahrend war waren warum was weil weiter welche welchem welchen
        welcher welches wenn wer werde werden wie wieder will wir wird wo wurde wurden zu zum zur zwar
        zwischen
        """,
    "fr": """
        a ai as au aucun aussi autre autres aux avait avant avec avoir c ce cela ces cet cette ceux chaque
        chez comme comment d dans de des depuis dont du elle elles en encore entre est et etaient etait
        etant ete etre eu eux fait fut il ils j je l la laquelle le lequel les lesquels leur leurs lors lui
        m ma mais me meme memes mes moi moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu
        peut plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses
        si soit son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre
        vous y
        """,
    "es": """
        a al algo algun alguna algunas alguno algunos ante antes asi aunque bajo cada como con contra cual
        cuales cuando cuanto cuantos de del desde donde dos durante e el ella ellas ellos en entre era eran
        es esa esas ese eso esos esta estaba estado estan estar este esto estos fue fueron ha habia han
        hasta hay la las le les lo los mas me mi mientras mis mucho muchos muy nada ni no nos nosotros
        nuestra nuestro o os otra otras otro otros para pero poco por porque pues que quien quienes se sea
        ser si sido sin sobre son su sus tambien tan tanto te tiene tienen toda todas todo todos tras tu tus
        un una unas uno unos usted y ya yo
        """,
    "it": """
        a agli ai al alla alle allo altra altre altri altro anche ancora avere aveva c che chi ci cio come
        con contro cosa cui d da dagli dai dal dalla dalle dallo degli dei del dell della delle dello dentro
        di dopo dove due e ed era erano essere fino fra fu furono gli ha hai hanno ho i il in io l la le lei
        li lo loro lui ma me mentre mi mia mio molti molto ne negli nei nel nell nella nelle nello no noi
        non nostra nostro o ogni ora per perche pero piu poco poi prima qual quale quali quando quanta
        quante quanti quanto quella quelle quelli quello questa queste questi questo qui se sei senza si sia
        sono sopra sotto sta stata state stati stato su sua sue sugli sui sul sull sulla sulle suo suoi te
        ti tra tu tutta tutte tutti tutto un una uno vi voi
        """,
    "bg": """
        а ако ала без би бива била били било бъде бъдат беше в вас ви вие все всеки всички всичко всяка във
        във въпреки върху г да дали до докато дори е един една едно за зад заедно защо защото и из или им
        има иска й как каква какви какво какъв като кога когато което които кой който колко която къде
        където към ли между мен ми много може могат му на над най нас не него нещо нея ни ние нищо но някои
        няма о обаче около освен от отново по под после поради почти пред през при прави с са сам само се
        сега си след сме според сред срещу съм със също т така такива такъв там те тези ти то това тогава
        този той толкова точно тук тъй тя тях у че чрез ще щом я
        """,
    "uk": """
        а або аж але адже без би був була були було бути в вам вас весь від він вона вони воно все всі всіх
        втім де для до дуже є ж же з за завжди зі і із її їй їм їх й його йому коли який яка яке які якого
        яких кожен котрий крім куди лише ми між мені може можна моя на навіть над нам нас наш не нею ні ніж
        ним них но о об один одна під після по при про с саме свій своя себе собі та так також там твій те
        теж ти тим то тобто той тому тут у усі х хоч хто це цей ці цього цьому через чи чим чого чому ще що
        щоб щодо я як якщо
        """,
}


@cache
def function_words(language: str) -> frozenset[str]:
    """Words without a meaning of their own, case-folded and without accents; empty for other languages."""
    return frozenset(_FUNCTION_WORDS.get(language, "").split())


@cache
def any_function_words() -> frozenset[str]:
    """The function words of every language together."""
    return frozenset().union(*(function_words(language) for language in _FUNCTION_WORDS))


def likely_languages(words: list[str]) -> frozenset[str]:
    """The languages most of whose function words occur; several on a tie, none if no such word occurs."""
    hits = {language: sum(word in function_words(language) for word in words) for language in _FUNCTION_WORDS}
    most = max(hits.values())
    return frozenset(language for language, count in hits.items() if count == most > 0)


_stemming = Lock()  # a Snowball stemmer keeps the word it works on in itself


@lru_cache(maxsize=1 << 13)
def stem(word: str, language: str) -> str:
    """The stem of a case-folded word without accents; the word itself in a language without a stemmer."""
    if "\u0400" <= word[:1] < "\u0530":
        return word[:CYRILLIC_STEM_LENGTH]
    if language not in STEMMED or any(letter.isdigit() for letter in word):
        return word
    with _stemming:
        return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMED[language])
