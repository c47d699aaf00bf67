"""How each language puts the parts of a construct together."""

from chunking.speakable.mathematics.symbols import LANGUAGES
from chunking.speakable.wordlists import Wordlist

PHRASES = Wordlist(
    LANGUAGES,
    r"""
over  {} over {} | {} durch {} | {} sur {} | {} sobre {}
fraction  the fraction {}, over {} | Bruch {}, durch {} | fraction {}, sur {} | fracción {}, sobre {}
binomial  {} choose {} | {} über {} | {} parmi {} | {} sobre {}
squared  {} squared | {} Quadrat | {} au carré | {} al cuadrado
cubed  {} cubed | {} hoch drei | {} au cube | {} al cubo
power  {} to the {} | {} hoch {} | {} puissance {} | {} elevado a {}
superscript  {} superscript {} | {} oben {} | {} exposant {} | {} superíndice {}
sub  {} sub {} | {} {} | {} indice {} | {} sub {}
inverse  {} inverse | {} invers | {} inverse | {} inversa
inverse-function  inverse {} | Umkehrfunktion {} | {} inverse | {} inversa
transpose  {} transpose | {} transponiert | {} transposée | {} transpuesta
degrees  {} degrees | {} Grad | {} degrés | {} grados
prime  {} prime | {} Strich | {} prime | {} prima
primes-2  {} double prime | {} zwei Strich | {} seconde | {} segunda
primes-3  {} triple prime | {} drei Strich | {} tierce | {} tercera
factorial  {} factorial | {} Fakultät | factorielle {} | {} factorial
root  the square root of {} | Wurzel aus {} | racine carrée de {} | raíz cuadrada de {}
root-3  the cube root of {} | dritte Wurzel aus {} | racine cubique de {} | raíz cúbica de {}
root-n  the {1} root of {0} | {1}-te Wurzel aus {0} | racine {1}-ième de {0} | raíz {1}-ésima de {0}
of  {} of {} | {} von {} | {} de {} | {} de {}
at  {} at {} | {} bei {} | {} en {} | {} en {}
base  {} base {} | {} zur Basis {} | {} en base {} | {} en base {}
times  {} times {} | {} mal {} | {} fois {} | {} por {}
quantity  the quantity {} | Größe {} | quantité {} | cantidad {}
from-to  {} from {} to {} | {} von {} bis {} | {} de {} à {} | {} desde {} hasta {}
over-range  {} over {} | {} über {} | {} sur {} | {} sobre {}
as  {} as {} | {} für {} | {} quand {} | {} cuando {}
absolute  the absolute value of {} | Betrag von {} | valeur absolue de {} | valor absoluto de {}
norm  the norm of {} | Norm von {} | norme de {} | norma de {}
floor  the floor of {} | {} abgerundet | partie entière de {} | parte entera de {}
ceil  the ceiling of {} | {} aufgerundet | partie entière supérieure de {} | techo de {}
inner  the inner product of {} and {} | Skalarprodukt von {} und {} | produit scalaire de {} et {} |
    producto escalar de {} y {}
set  the set {} | Menge {} | ensemble {} | conjunto {}
set-of  the set of {} | Menge der {} | ensemble des {} | conjunto de {}
closed  the closed interval from {} to {} | abgeschlossene Intervall von {} bis {} |
    intervalle fermé de {} à {} | intervalo cerrado de {} a {}
open  the open interval from {} to {} | offene Intervall von {} bis {} | intervalle ouvert de {} à {} |
    intervalo abierto de {} a {}
half-open  the half-open interval from {} to {} | halboffene Intervall von {} bis {} |
    intervalle semi-ouvert de {} à {} | intervalo semiabierto de {} a {}
matrix  the {} by {} matrix | {} mal {} Matrix | matrice {} par {} | matriz de {} por {}
column  the column vector {} | Spaltenvektor {} | vecteur colonne {} | vector columna {}
row  the row vector {} | Zeilenvektor {} | vecteur ligne {} | vector fila {}
line  row {}: {} | Zeile {}: {} | ligne {} : {} | fila {}: {}
determinant  the determinant of {} | Determinante von {} | déterminant de {} | determinante de {}
above  {} with {} above | {} mit {} darüber | {} surmonté de {} | {} con {} encima
below  {} with {} below | {} mit {} darunter | {} avec {} dessous | {} con {} debajo
mod  mod {} | modulo {} | modulo {} | módulo {}
equation  equation {} | Gleichung {} | équation {} | ecuación {}
not  not {} | nicht {} | non {} | no {}
expected  the expected value | Erwartungswert | espérance | esperanza
probability  the probability | Wahrscheinlichkeit | probabilité | probabilidad
from  from | von | de | de
to  to | nach | vers | en
N  the natural numbers | die natürlichen Zahlen | les entiers naturels | los números naturales
Z  the integers | die ganzen Zahlen | les entiers relatifs | los números enteros
Q  the rational numbers | die rationalen Zahlen | les rationnels | los números racionales
R  the real numbers | die reellen Zahlen | les réels | los números reales
C  the complex numbers | die komplexen Zahlen | les complexes | los números complejos
""",
)
