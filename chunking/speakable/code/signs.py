"""The words that each language has for the signs of code."""

from chunking.speakable.wordlists import Wordlist, Words

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")

# A sign, or what it means where it means several things. One without a word is silent.
WORDS = Wordlist(
    _LANGUAGES,
    r"""
.  dot | Punkt | point | punto | punto | ponto | punt
...  dot dot dot | Punkt Punkt Punkt | points de suspension | puntos suspensivos | punto punto punto | reticências |
    punt punt punt
/  slash | Schrägstrich | slash | barra | barra | barra | slash
\  backslash | Backslash | antislash | barra invertida | barra inversa | barra invertida | backslash
_  underscore | Unterstrich | tiret bas | guion bajo | trattino basso | sublinhado | laag streepje
@  at | at | arobase | arroba | chiocciola | arroba | apenstaartje
#  hash | Raute | dièse | almohadilla | cancelletto | cerquilha | hekje
$  dollar | Dollar | dollar | dólar | dollaro | cifrão | dollar
%  percent | Prozent | pour cent | por ciento | per cento | por cento | procent
^  caret | Zirkumflex | circonflexe | circunflejo
~  tilde | Tilde | tilde | virgulilla | tilde | til | tilde
|  pipe | senkrechter Strich | barre | barra vertical | barra verticale | barra vertical | verticale streep
+  plus | plus | plus | más | più | mais | plus
-  dash | Minus | tiret | guion | trattino | traço | streepje
:  colon | Doppelpunkt | deux-points | dos puntos | due punti | dois pontos | dubbele punt
=  equals | gleich | égale | igual | uguale | igual | is gelijk aan
==  double equals | doppelt gleich | double égal | doble igual | doppio uguale | duplo igual
===  triple equals | dreifach gleich | triple égal | triple igual | triplo uguale | triplo igual
!=  not equal to | ungleich | différent de | distinto de | diverso da | diferente de | is niet gelijk aan
<  less than | kleiner als | inférieur à | menor que | minore di | menor que | kleiner dan
>  greater than | größer als | supérieur à | mayor que | maggiore di | maior que | groter dan
<=  less than or equal to | kleiner oder gleich | inférieur ou égal à | menor o igual que | minore o uguale a |
    menor ou igual a | kleiner dan of gelijk aan
>=  greater than or equal to | größer oder gleich | supérieur ou égal à | mayor o igual que | maggiore o uguale a |
    maior ou igual a | groter dan of gelijk aan
&  and | und | et | y | e | e | en
||  or | oder | ou | o | o | ou | of
??  double question mark
?.  question dot
?  question mark | Fragezeichen | point d'interrogation | signo de interrogación | punto interrogativo |
    ponto de interrogação | vraagteken
=>  arrow | Pfeil | flèche | flecha | freccia | seta | pijl
<-  left arrow
<<  shift left
>>  shift right
*  star | Stern | étoile | asterisco | asterisco | asterisco | sterretje
!  exclamation mark | Ausrufezeichen | point d'exclamation | signo de exclamación | punto esclamativo |
    ponto de exclamação | uitroepteken
times  times | mal | fois | por | per | vezes | keer
minus  minus | minus | moins | menos | meno | menos | min
not  not | nicht | non | no | non | não | niet
over  divided by | durch | sur | entre | diviso | dividido por | gedeeld door
of  of | von | de | de | di | de | van
modulo  modulo | modulo | modulo | módulo | modulo | módulo | modulo
array  array | Array | tableau | array | array | array | array
hex  hex | hex | hexa | hex
dunder  dunder
[]  empty brackets | leere eckige Klammern | crochets vides | corchetes vacíos | parentesi quadre vuote |
    colchetes vazios | lege rechte haken
{}  empty braces | leere geschweifte Klammern | accolades vides | llaves vacías | parentesi graffe vuote |
    chaves vazias | lege accolades
fragment  empty | leeres | vide | vacía | vuoto | vazia | lege
tag  {} tag | {}-Tag | balise {} | etiqueta {} | tag {} | tag {} | {}-tag
closing_tag  closing {} tag | schließendes {}-Tag | balise fermante {} | etiqueta de cierre {} | tag di chiusura {} |
    tag de fechamento {} | sluitende {}-tag
version  version | Version | version | versión | versione | versão | versie
point  point | Punkt | point | punto | punto | ponto | punt
blob  a long code | ein langer Code | un long code | un código largo | un lungo codice | um código longo |
    een lange code
""",
)
# Signs that only part or enclose words, and so are silent; their names are for code that has no words at all.
NAMES = Wordlist(
    _LANGUAGES,
    r"""
(  open parenthesis | Klammer auf | parenthèse ouvrante | abre paréntesis | parentesi aperta | abre parêntese |
    haakje openen
)  close parenthesis | Klammer zu | parenthèse fermante | cierra paréntesis | parentesi chiusa | fecha parêntese |
    haakje sluiten
()  parentheses | runde Klammern | parenthèses | paréntesis | parentesi tonde | parênteses | haakjes
[  open bracket | eckige Klammer auf | crochet ouvrant | abre corchete | quadra aperta | abre colchete |
    rechte haak openen
]  close bracket | eckige Klammer zu | crochet fermant | cierra corchete | quadra chiusa | fecha colchete |
    rechte haak sluiten
{  open brace | geschweifte Klammer auf | accolade ouvrante | abre llave | graffa aperta | abre chave | accolade openen
}  close brace | geschweifte Klammer zu | accolade fermante | cierra llave | graffa chiusa | fecha chave |
    accolade sluiten
<!--  open comment
'  single quote | einfaches Anführungszeichen | apostrophe | comilla simple
"  double quote | Anführungszeichen | guillemet | comilla doble
,  comma | Komma | virgule | coma | virgola | vírgula | komma
;  semicolon | Semikolon | point-virgule | punto y coma | punto e virgola | ponto e vírgula | puntkomma
`  backtick | Backtick | accent grave | acento grave | accento grave | acento grave | backtick
""",
)
# Behind a number.
UNITS = Wordlist(
    _LANGUAGES,
    r"""
px  pixels | Pixel | pixels | píxeles | pixel | pixels | pixels
ms  milliseconds | Millisekunden | millisecondes | milisegundos | millisecondi | milissegundos | milliseconden
s  seconds | Sekunden | secondes | segundos | secondi | segundos | seconden
kb  kilobytes | Kilobyte
mb  megabytes | Megabyte | mégaoctets | megabytes | megabyte | megabytes | megabyte
gb  gigabytes | Gigabyte | gigaoctets | gigabytes | gigabyte | gigabytes | gigabyte
vh  V H
vw  V W
em  ems
rem  rems
deg  degrees
fr  F R
""",
)
_SAME = {
    **{"≤": "<=", "≥": ">=", "≠": "!=", "!==": "!=", "×": "times", "→": "=>", "->": "=>", "-->": "=>", "…": "..."},
    **{"&&": "&", "|>": "|"},
}
_PARTS = {
    **{"-=": ("minus", "="), "*=": ("times", "="), "/=": ("over", "="), "%=": ("modulo", "=")},
    **{"||=": ("||", "="), "&&=": ("&", "="), "??=": ("??", "=")},
}


def said(sign: str, words: Words) -> str:
    """A sign in words; one made of several that has no word of its own is said sign by sign."""
    sign = _SAME.get(sign, sign)
    if sign in words or len(sign) == 1:
        return words.get(sign, "")
    return " ".join(word for one in _PARTS.get(sign, sign) if (word := words.get(one, "")))
