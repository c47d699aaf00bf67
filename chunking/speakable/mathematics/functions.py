"""What each language says for functions, for sums and the like, and for accents."""

from chunking.speakable.mathematics.symbols import LANGUAGES
from chunking.speakable.wordlists import Wordlist

# Each is said before what it is of.
FUNCTIONS = Wordlist(
    LANGUAGES,
    r"""
sin  sine | Sinus | sinus | seno
cos  cosine | Cosinus | cosinus | coseno
tan  tangent | Tangens | tangente | tangente
cot  cotangent | Cotangens | cotangente | cotangente
sec  secant | Secans | sécante | secante
csc  cosecant | Cosecans | cosécante | cosecante
arcsin  arc sine | Arcussinus | arc sinus | arco seno
arccos  arc cosine | Arcuscosinus | arc cosinus | arco coseno
arctan  arc tangent | Arcustangens | arc tangente | arco tangente
sinh  hyperbolic sine | Sinus hyperbolicus | sinus hyperbolique | seno hiperbólico
cosh  hyperbolic cosine | Cosinus hyperbolicus | cosinus hyperbolique | coseno hiperbólico
tanh  hyperbolic tangent | Tangens hyperbolicus | tangente hyperbolique | tangente hiperbólica
coth  hyperbolic cotangent | Cotangens hyperbolicus | cotangente hyperbolique | cotangente hiperbólica
log  log | Logarithmus | log | logaritmo
lg  log | Logarithmus | log | logaritmo
ln  natural log | natürlicher Logarithmus | logarithme népérien | logaritmo natural
exp  exp | exp | exponentielle | exponencial
det  the determinant | Determinante | déterminant | determinante
dim  the dimension | Dimension | dimension | dimensión
ker  the kernel | Kern | noyau | núcleo
rank  the rank | Rang | rang | rango
tr  the trace | Spur | trace | traza
Tr  the trace | Spur | trace | traza
deg  the degree | Grad | degré | grado
gcd  the greatest common divisor | größte gemeinsame Teiler | plus grand commun diviseur | máximo común divisor
lcm  the least common multiple | kleinste gemeinsame Vielfache | plus petit commun multiple |
    mínimo común múltiplo
arg  the argument | Argument | argument | argumento
hom  hom
Pr  the probability | Wahrscheinlichkeit | probabilité | probabilidad
sgn  the sign | Vorzeichen | signe | signo
sign  the sign | Vorzeichen | signe | signo
Var  the variance | Varianz | variance | varianza
Cov  the covariance | Kovarianz | covariance | covarianza
""",
)
# Said with what they run over, as "the sum from … to … of".
BIG = Wordlist(
    LANGUAGES,
    r"""
sum  the sum | Summe | somme | suma
prod  the product | Produkt | produit | producto
coprod  the coproduct
int  the integral | Integral | intégrale | integral
iint  the double integral | Doppelintegral | intégrale double | integral doble
iiint  the triple integral | Dreifachintegral | intégrale triple | integral triple
oint  the contour integral | Kurvenintegral | intégrale curviligne | integral de contorno
bigcup  the union | Vereinigung | union | unión
bigcap  the intersection | Durchschnitt | intersection | intersección
bigoplus  the direct sum | direkte Summe | somme directe | suma directa
bigotimes  the tensor product | Tensorprodukt | produit tensoriel | producto tensorial
bigwedge  the conjunction
bigvee  the disjunction
bigsqcup  the disjoint union
max  the maximum | Maximum | maximum | máximo
min  the minimum | Minimum | minimum | mínimo
sup  the supremum | Supremum | borne supérieure | supremo
inf  the infimum | Infimum | borne inférieure | ínfimo
argmax  the arg max | Argument des Maximums | argument du maximum | argumento del máximo
argmin  the arg min | Argument des Minimums | argument du minimum | argumento del mínimo
lim  the limit | Grenzwert | limite | límite
limsup  the limit superior | Limes superior | limite supérieure | límite superior
liminf  the limit inferior | Limes inferior | limite inférieure | límite inferior
""",
)
# Over or under what they are given.
ACCENTS = Wordlist(
    LANGUAGES,
    r"""
hat  {} hat | {} Dach | {} chapeau | {} circunflejo
bar  {} bar | {} quer | {} barre | {} barra
underline  {} underlined | {} unterstrichen | {} souligné | {} subrayado
tilde  {} tilde | {} Tilde | {} tilde | {} tilde
vec  vector {} | Vektor {} | vecteur {} | vector {}
dot  {} dot | {} Punkt | {} point | {} punto
ddot  {} double dot | {} zwei Punkte | {} point point | {} dos puntos
dddot  {} triple dot
check  {} check
breve  {} breve
acute  {} acute
grave  {} grave
mathring  {} ring
""",
)
