"""What each language says for signs and for commands without arguments; where it has no word they are silent."""

from chunking.speakable.wordlists import Wordlist

LANGUAGES = ("en", "de", "fr", "es")

# Like a letter or a number: they stand for something.
SYMBOLS = Wordlist(
    LANGUAGES,
    r"""
infty  infinity | unendlich | l'infini | infinito
∞  infinity | unendlich | l'infini | infinito
emptyset  the empty set | leere Menge | ensemble vide | conjunto vacío
varnothing  the empty set | leere Menge | ensemble vide | conjunto vacío
∅  the empty set | leere Menge | ensemble vide | conjunto vacío
partial  partial | partiell | d rond | parcial
∂  partial | partiell | d rond | parcial
nabla  nabla | Nabla | nabla | nabla
∇  nabla | Nabla | nabla | nabla
ell  l | l | l | l
hbar  h bar | h quer | h barre | h barra
Re  the real part of | Realteil von | partie réelle de | parte real de
Im  the imaginary part of | Imaginärteil von | partie imaginaire de | parte imaginaria de
aleph  aleph | Aleph | aleph | álef
imath  i | i | i | i
jmath  j | j | j | j
top  top
bot  bottom
angle  angle | Winkel | angle | ángulo
triangle  triangle | Dreieck | triangle | triángulo
square  square
Box  box
circ  circle
degree  degrees | Grad | degrés | grados
prime  prime | Strich | prime | prima
dagger  dagger
star  star | Stern | étoile | estrella
ldots  dot dot dot | und so weiter | et ainsi de suite | puntos suspensivos
dots  dot dot dot | und so weiter | et ainsi de suite | puntos suspensivos
cdots  dot dot dot | und so weiter | et ainsi de suite | puntos suspensivos
dotsc  dot dot dot | und so weiter | et ainsi de suite | puntos suspensivos
dotsb  dot dot dot | und so weiter | et ainsi de suite | puntos suspensivos
vdots  dot dot dot | und so weiter | et ainsi de suite | puntos suspensivos
ddots  dot dot dot | und so weiter | et ainsi de suite | puntos suspensivos
…  dot dot dot | und so weiter | et ainsi de suite | puntos suspensivos
%  percent | Prozent | pour cent | por ciento
$  dollars | Dollar | dollars | dólares
#  number | Nummer | numéro | número
_  underscore
&  and | und | et | y
S  section
pounds  pounds
""",
)
OPERATORS = Wordlist(
    LANGUAGES,
    r"""
+  plus | plus | plus | más
-  minus | minus | moins | menos
−  minus | minus | moins | menos
±  plus or minus | plus minus | plus ou moins | más menos
pm  plus or minus | plus minus | plus ou moins | más menos
mp  minus or plus | minus plus | moins ou plus | menos más
*  times | mal | fois | por
×  times | mal | fois | por
·  times | mal | fois | por
cdot  times | mal | fois | por
times  times | mal | fois | por
cross-product  cross | Kreuz | vectoriel | vectorial
dot-product  dot | Skalarprodukt mit | scalaire | escalar
ast  star | Stern | étoile | estrella
÷  divided by | geteilt durch | divisé par | dividido por
div  divided by | geteilt durch | divisé par | dividido por
/  over | durch | sur | sobre
circ-between  composed with | verkettet mit | rond | compuesta con
bullet  bullet
oplus  direct sum | direkte Summe | somme directe | suma directa
ominus  circled minus
otimes  tensor | Tensor | tensoriel | tensorial
odot  circled dot
cup  union | vereinigt mit | union | unión
∪  union | vereinigt mit | union | unión
cap  intersect | geschnitten mit | inter | intersección
∩  intersect | geschnitten mit | inter | intersección
sqcup  disjoint union
uplus  disjoint union
setminus  without | ohne | privé de | menos
backslash  without | ohne | privé de | menos
land  and | und | et | y
wedge  wedge | und | et | y
∧  and | und | et | y
lor  or | oder | ou | o
vee  or | oder | ou | o
∨  or | oder | ou | o
lnot  not | nicht | non | no
neg  not | nicht | non | no
¬  not | nicht | non | no
forall  for all | für alle | pour tout | para todo
∀  for all | für alle | pour tout | para todo
exists  there exists | es gibt | il existe | existe
∃  there exists | es gibt | il existe | existe
nexists  there does not exist | es gibt kein | il n'existe pas de | no existe
bmod  mod | modulo | modulo | módulo
mod  mod | modulo | modulo | módulo
ltimes  semidirect product
rtimes  semidirect product
wr  wreath product
amalg  coproduct
""",
)
RELATIONS = Wordlist(
    LANGUAGES,
    r"""
=  equals | gleich | égale | igual a
<  is less than | kleiner als | inférieur à | menor que
>  is greater than | größer als | supérieur à | mayor que
lt  is less than | kleiner als | inférieur à | menor que
gt  is greater than | größer als | supérieur à | mayor que
leq  is less than or equal to | kleiner oder gleich | inférieur ou égal à | menor o igual que
geq  is greater than or equal to | größer oder gleich | supérieur ou égal à | mayor o igual que
neq  is not equal to | ungleich | différent de | distinto de
ll  is much less than | viel kleiner als | très inférieur à | mucho menor que
gg  is much greater than | viel größer als | très supérieur à | mucho mayor que
approx  is approximately equal to | ungefähr gleich | environ égal à | aproximadamente igual a
sim  is distributed as | verteilt wie | suit | se distribuye como
similar  is similar to | ähnlich zu | semblable à | semejante a
simeq  is asymptotically equal to | asymptotisch gleich | équivalent à | asintóticamente igual a
cong  is congruent to | kongruent zu | congru à | congruente con
equiv  is equivalent to | äquivalent zu | équivalent à | equivalente a
propto  is proportional to | proportional zu | proportionnel à | proporcional a
:=  is defined as | ist definiert als | est défini par | se define como
coloneqq  is defined as | ist definiert als | est défini par | se define como
doteq  is defined as | ist definiert als | est défini par | se define como
triangleq  is defined as | ist definiert als | est défini par | se define como
in  in | in | dans | en
ni  contains | enthält | contient | contiene
notin  not in | nicht in | pas dans | no en
subset  is a subset of | ist Teilmenge von | est inclus dans | es subconjunto de
subsetneq  is a proper subset of | ist echte Teilmenge von | est strictement inclus dans | es subconjunto propio de
supset  is a superset of | ist Obermenge von | contient | contiene a
to  goes to | gegen | tend vers | tiende a
from  from | von | de | de
mapsto  maps to | wird abgebildet auf | donne | se aplica en
leftarrow  gets | wird | reçoit | recibe
leftrightarrow  corresponds to | entspricht | correspond à | corresponde a
hookrightarrow  embeds into
twoheadrightarrow  maps onto
rightharpoonup  converges weakly to
rightleftharpoons  is in equilibrium with | im Gleichgewicht mit | en équilibre avec | en equilibrio con
leadsto  leads to
uparrow  up | hoch | vers le haut | arriba
downarrow  down | runter | vers le bas | abajo
implies  implies | impliziert | implique | implica
impliedby  is implied by | folgt aus | est impliqué par | se sigue de
yields  yields | ergibt | donne | produce
iff  if and only if | genau dann wenn | si et seulement si | si y solo si
therefore  therefore | also | donc | por lo tanto
because  because | weil | car | porque
vdash  proves
dashv  is left adjoint to
models  models
perp  is perpendicular to | senkrecht zu | perpendiculaire à | perpendicular a
parallel  is parallel to | parallel zu | parallèle à | paralelo a
nparallel  is not parallel to
mid  divides | teilt | divise | divide a
nmid  does not divide | teilt nicht | ne divise pas | no divide a
given  given | gegeben | sachant | dado
such  such that | so dass | tels que | tal que
prec  precedes
preceq  precedes or equals
succ  succeeds
succeq  succeeds or equals
asymp  is asymptotic to
bowtie  joined with
""",
)
