"""Rows of items → words, as a mathematician says them.

What has an end that cannot be heard ("the square root of a plus b") is closed by a comma where something follows that
could be taken for a part of it.
"""

from chunking.speakable.mathematics import constructs, fences, scripts
from chunking.speakable.mathematics.items import Item, Row, Sort
from chunking.speakable.mathematics.language import Language, Said
from chunking.speakable.mathematics.roles import Role, is_applied, is_compound, is_pair_of_brackets, role_of

_BETWEEN_VECTORS = {"cdot": "dot-product", "times": "cross-product"}
DEEPEST = 40  # rows within rows; further in, only what is named is read


class Reader:
    """Reads rows in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._depth = 0

    def row(self, row: Row, bar: str = "mid") -> str:
        """`bar`: what an upright stroke between two things means, `mid`, `given` or `such`."""
        if self._depth == DEEPEST:
            return self._leaves(row)
        self._depth += 1
        said = _Line(self, row, bar).said()
        self._depth -= 1
        return said

    def item(self, item: Item) -> Said:
        """One thing with its scripts."""
        return scripts.scripted(self, self.base(item), item)

    def base(self, item: Item) -> Said:
        """One thing without its scripts."""
        if item.sort in (Sort.LETTER, Sort.TEXT):
            return Said(item.text)
        if item.sort is Sort.NUMBER:
            return Said(self.language.number(item.text))
        if item.sort is Sort.GROUP:
            return Said(self.row(item.rows[0]), is_compound(item.rows[0]))
        construct = _HOLDING.get(item.sort) or constructs.CONSTRUCTS.get(item.text)
        if construct:
            return construct(self, item)
        return Said(" ".join([self.language.word(item.text), *map(self.row, item.rows)]).strip())

    def _leaves(self, row: Row) -> str:
        """Everything that is named, in order, without recursion."""
        words = []
        waiting = [iter(row)]
        while waiting:
            item = next(waiting[-1], None)
            if item is None:
                waiting.pop()
                continue
            if item.sort in (Sort.NUMBER, Sort.LETTER, Sort.TEXT):
                words.append(item.text)
            inner = (*item.rows, *(cell for line in item.cells for cell in line), item.sub or [], item.sup or [])
            waiting.extend(iter(one) for one in reversed(inner) if one)
        return " ".join(words)


class _Line:
    """Goes along one row."""

    def __init__(self, reader: Reader, row: Row, bar: str) -> None:
        self._reader = reader
        self._language = reader.language
        self._row = row
        self._bar = bar
        self._at = 0  # index of the item that is read
        self._parts: list[str] = []
        self._last = Said("")
        self._before: Role | None = None  # of the last part
        self._maps = False  # `f: A` was read, and an arrow is to come
        self._last_arrow = max((at for at, item in enumerate(row) if item.text in ("to", "mapsto")), default=-1)

    def said(self) -> str:
        while self._at < len(self._row):
            item = self._row[self._at]
            _ACTIONS[role_of(item)](self, item)
            self._at += 1
        return " ".join(self._parts)

    @property
    def _next(self) -> Item | None:
        return self._row[self._at + 1] if self._at + 1 < len(self._row) else None

    def _add(self, said: Said, role: Role) -> None:
        if said.text:
            is_factor = role in (Role.OPERAND, Role.FUNCTION, Role.BIG)
            if (self._last.is_open and (is_factor or role is Role.OPERATOR)) or (self._last.runs_on and is_factor):
                self._parts[-1] += ","
            self._parts.append(said.text)
            self._last, self._before = said, role

    def _operand(self, item: Item) -> None:
        if item.text == "!" and item.sort is Sort.SIGN:
            self._factorial()
        elif is_applied(item, self._next):
            self._apply(self._reader.item(item).text)
        elif item.sort is Sort.FENCE:
            self._fence(item)
        elif item.sort is Sort.TEXT and self._before is Role.OPERAND and self._row[self._at - 1].sort is Sort.NUMBER:
            unit = Said(self._language.unit(item.text, self._row[self._at - 1].text))
            self._add(scripts.scripted(self._reader, unit, item), Role.OPERAND)
        elif item.text == "mathbb" and not self._is_alone():
            self._add(scripts.scripted(self._reader, constructs.letters(self._reader, item), item), Role.OPERAND)
        else:
            self._add(self._reader.item(item), Role.OPERAND)

    def _is_alone(self) -> bool:
        """Whether a set stands there as a whole, and not in `\\mathbb{Z}/n\\mathbb{Z}`."""
        following = self._next
        is_first = self._before in (None, Role.RELATION, Role.PUNCTUATION)
        return is_first and (following is None or (role_of(following) is not Role.OPERAND and following.text != "/"))

    def _factorial(self) -> None:
        if self._parts:
            comma = "," if self._last.is_open else ""
            self._parts[-1] = self._language.phrase("factorial", self._parts[-1] + comma)
            self._last = Said("")

    def _apply(self, function: str) -> None:
        """A function and what it is of, in brackets."""
        self._at += 1
        fence = self._row[self._at]
        inner = self._reader.row(fence.rows[0], "given")
        of = Said(self._language.phrase("of", function, inner), is_compound(fence.rows[0]))
        self._add(scripts.scripted(self._reader, of, fence), Role.OPERAND)

    def _fence(self, item: Item) -> None:
        after_in = self._at > 0 and self._row[self._at - 1].text in ("in", "notin")
        is_alone = len(self._row) == 1 and item.sup is None and item.sub is None
        said = fences.fence(self._reader, item, after_in=after_in, is_alone=is_alone)
        if self._before is Role.OPERAND and fences.is_factor(item):
            self._add(Said(self._language.word("times")), Role.OPERATOR)
        self._add(scripts.scripted(self._reader, said, item), Role.OPERAND)

    def _operator(self, item: Item) -> None:
        before = self._row[self._at - 1].text if self._at else ""
        if item.text in _BETWEEN_VECTORS and before in ("nabla", "∇", "vec"):
            self._add(Said(self._language.word(_BETWEEN_VECTORS[item.text])), Role.OPERATOR)
        elif item.text == "circ":
            self._add(Said(self._language.word("circ-between")), Role.OPERATOR)
        else:
            said = self._reader.base(item)
            self._add(scripts.scripted(self._reader, said, item), Role.OPERATOR)

    def _relation(self, item: Item) -> None:
        if item.text == "to" and self._maps:
            self._maps = False
            said = Said(self._language.phrase("to"))
        elif item.text in ("|", "mid"):
            said = Said(self._language.word(self._bar))
        elif item.text == "sim" and not self._is_distribution():
            said = Said(self._language.word("similar"))
        else:
            said = self._reader.base(item)
        self._add(scripts.scripted(self._reader, said, item), Role.RELATION)

    def _is_distribution(self) -> bool:
        """What follows is written like `N(0, 1)`."""
        return is_pair_of_brackets(self._row[self._at + 2] if self._at + 2 < len(self._row) else None)

    def _function(self, item: Item) -> None:
        name = scripts.function(self._reader, item)
        following = self._next
        if is_pair_of_brackets(following):
            self._apply(name)
        elif following is None or role_of(following) in (Role.RELATION, Role.PUNCTUATION):
            self._add(Said(name), Role.OPERAND)
        else:
            self._add(Said(self._language.phrase("of", name, "").strip()), Role.FUNCTION)

    def _big(self, item: Item) -> None:
        name = scripts.with_limits(self._reader, item)
        following = self._next
        if following is None or role_of(following) in (Role.RELATION, Role.PUNCTUATION):
            self._add(Said(name), Role.OPERAND)
        else:
            self._add(Said(self._language.phrase("of", name, "").strip()), Role.BIG)

    def _punctuation(self, item: Item) -> None:
        sign = {"\\": ";", "&": ""}.get(item.text, item.text)
        if sign == ":":
            sign = self._colon()
        elif sign == "." and self._next is not None:
            sign = ""
        if sign and self._parts:
            self._parts[-1] = self._parts[-1].rstrip(",;:") + sign
            self._last, self._before = Said(""), Role.PUNCTUATION

    def _colon(self) -> str:
        """`f: A → B` is from A to B, `1:2` is one to two; what is said as a word is added, else a mark comes back."""
        following = self._next
        if self._last_arrow > self._at:
            self._maps = self._row[self._last_arrow].text == "to"
            self._add(Said(self._language.phrase("from")), Role.RELATION)
        elif following is not None and following.sort is Sort.NUMBER and self._before is Role.OPERAND:
            self._add(Said(self._language.phrase("to")), Role.RELATION)
        else:
            return ","
        return ""


_HOLDING = {Sort.FENCE: fences.fence, Sort.TABLE: constructs.table}
_ACTIONS = {
    Role.OPERAND: _Line._operand,
    Role.OPERATOR: _Line._operator,
    Role.RELATION: _Line._relation,
    Role.FUNCTION: _Line._function,
    Role.BIG: _Line._big,
    Role.PUNCTUATION: _Line._punctuation,
}
