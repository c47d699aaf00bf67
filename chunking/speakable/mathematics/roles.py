"""What an item does among its neighbours."""

from enum import Enum, auto

from chunking.speakable.mathematics.commands import GREEK
from chunking.speakable.mathematics.functions import ACCENTS, BIG, FUNCTIONS
from chunking.speakable.mathematics.items import Item, Row, Sort
from chunking.speakable.mathematics.symbols import OPERATORS, RELATIONS
from chunking.speakable.wordlists import word_set


class Role(Enum):
    """What an item does among its neighbours."""

    OPERAND = auto()
    OPERATOR = auto()
    RELATION = auto()
    FUNCTION = auto()
    BIG = auto()
    PUNCTUATION = auto()


_ROLES: dict[str, Role] = {
    **dict.fromkeys(OPERATORS.of("en"), Role.OPERATOR),
    **dict.fromkeys(RELATIONS.of("en"), Role.RELATION),
    **dict.fromkeys(FUNCTIONS.of("en"), Role.FUNCTION),
    **dict.fromkeys(BIG.of("en"), Role.BIG),
    **dict.fromkeys(",;.:?&\\", Role.PUNCTUATION),
    **dict.fromkeys(("|", "‖", "not", "xrightarrow", "xleftarrow"), Role.RELATION),
    **{"operatorname": Role.FUNCTION, "pmod": Role.OPERATOR, "circ": Role.OPERATOR},
}
_COMPOUND = frozenset([Role.OPERATOR, Role.RELATION, Role.BIG, Role.FUNCTION])
# What is written before brackets is a function of what is in them, not a factor, where it is one of these.
_FUNCTIONS = word_set(
    "f g h p q F G H L O P Q T E Gamma Theta Lambda Omega Phi Psi Pi zeta phi varphi psi chi sigma mu rho Delta"
)


def role_of(item: Item) -> Role:
    if item.sort in (Sort.SIGN, Sort.COMMAND):
        return _ROLES.get(item.text, Role.OPERAND)
    return Role.OPERAND


def is_compound(row: Row) -> bool:
    """Whether it has more than one thing that could be torn apart by ear."""
    return len(row) > 1 or (len(row) == 1 and row[0].text == "frac")


def is_short(row: Row) -> bool:
    """Whether a row can stand in "a over b" without doubt where it ends, as `dy` and `2a` can."""
    return 0 < len(row) <= 3 and not any(_is_long(item) for item in row)


def _is_long(item: Item) -> bool:
    scripted = (item.sub is not None and len(item.sub) > 1) or (item.sup is not None and len(item.sup) > 1)
    holds_more = item.sort in (Sort.TABLE, Sort.GROUP) or (item.sort is Sort.FENCE and is_compound(item.rows[0]))
    return scripted or holds_more or role_of(item) in _COMPOUND or item.text == "frac"


def is_pair_of_brackets(item: Item | None) -> bool:
    """Whether it is in round or square brackets."""
    return item is not None and item.sort is Sort.FENCE and item.text in ("( )", "[ ]")


def is_applied(item: Item, fence: Item | None) -> bool:
    """Whether `f(x)` is f of x, and not f times x."""
    if fence is None or not is_pair_of_brackets(fence):
        return False
    if item.sup is not None and not _is_inverse_or_derivative(item.sup):
        return False
    if item.sort is Sort.TEXT or item.text in _FUNCTIONS:
        return item.sort is not Sort.TEXT or " " not in item.text
    if item.text == "mathbb":
        return True
    named = item.sort is Sort.LETTER or item.text in GREEK or item.text in ACCENTS.of("en")
    return named and _names_only(fence.rows[0])


def _is_inverse_or_derivative(sup: Row) -> bool:
    return [one.text for one in sup] == ["-", "1"] or (len(sup) == 1 and sup[0].sort in (Sort.FENCE, Sort.SIGN))


def _names_only(row: Row) -> bool:
    """`t` and `x, y` are what something is a function of; in `n(n + 1)` nothing is."""
    names = [item for item in row if item.text != ","]
    are_names = all(item.sort is Sort.LETTER or item.text in GREEK or item.sort is Sort.NUMBER for item in names)
    return are_names and any(item.sort is not Sort.NUMBER for item in names) and 2 * len(names) - 1 == len(row)
