"""LaTeX → rows of items. The only door to pylatexenc, which reads commands and their arguments.

Scripts, brackets that belong together and tables are found by `builder`, since pylatexenc leaves them as characters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from chunking.speakable.mathematics.builder import Builder, Cells
from chunking.speakable.mathematics.commands import ALIASES, GREEK, SILENT
from chunking.speakable.mathematics.functions import BIG, FUNCTIONS
from chunking.speakable.mathematics.items import Item, Row, Sort
from chunking.speakable.wordlists import word_set

DEEPEST = 20  # braces and environments within each other: pylatexenc recurses, and nobody can follow more by ear

# Commands that take arguments, by the pattern of these as pylatexenc writes it: `{` one, `[` one that may be missing.
_ARGUMENTS = {
    "{": "text textrm textbf textit textsf texttt textnormal textup mbox hbox emph mathrm mathbf mathit mathsf mathtt "
    "mathbb mathcal mathfrak mathscr boldsymbol bm pmb mathop mathbin mathrel operatorname operatorname* hat widehat "
    "bar overline underline tilde widetilde vec overrightarrow dot ddot dddot check breve acute grave mathring "
    "overbrace underbrace boxed fbox cancel bcancel xcancel not pmod pod substack label tag tag* ref eqref color "
    "hspace hspace* vspace phantom hphantom vphantom ce si unit pu num left right middle mathbbm Bbb",
    "{{": "frac dfrac tfrac cfrac sfrac nicefrac binom dbinom tbinom overset underset stackrel textcolor SI qty",
    "[{": "sqrt xrightarrow xleftarrow",
    "[": "\\",
}
_ARGUMENTS_OF_TABLES = {"array": "[{", "tabular": "[{", "alignedat": "{", "alignat": "{", "alignat*": "{"}
_TEXTS = word_set("text textrm textbf textit textsf texttt textnormal textup mbox hbox emph")
_WORDS = word_set("mathrm mathsf mathtt mathop operatorname num")  # several letters in these are a word
_PLAIN = word_set(
    "mathcal mathfrak mathscr mathbf mathit boldsymbol bm pmb boxed fbox cancel bcancel xcancel mathbin mathrel"
)
_UPRIGHT_FUNCTIONS = word_set("Var Cov rank Tr tr sgn lcm ker dim det argmax argmin")  # others may be units
_COMMA = "\ue000"  # one within a number: private use, so nobody writes it
_CHARACTERS = re.compile(
    r"(?P<space>[\s~]+)"
    rf"|(?P<number>\d++(?:{_COMMA}\d++|,\d{{3}}(?!\d))*(?:\.\d++)?)"
    r"|(?P<function>(?<![A-Za-z])(?:sin|cos|tan|log|ln|exp|max|min|lim|det|gcd|mod)(?![A-Za-z]))"
    r"|(?P<primes>['’]+)"
    r"|(?P<letter>[^\W\d_])"
    r"|(?P<sign>\|\||:=|<=|>=|!=|->|=>|[^\s\w]|.)",
    re.S,
)
_WORD = re.compile(r"[^\W\d_][\w ./-]+\Z")
_SPACE = re.compile(r"\\[,;:! ]|[~\s]+")
_BRACES = re.compile(r"\\(?:begin|end)\b|\\.|[{}]", re.S)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\b\s*(?:\{[^{}]*\})?")
_UNNESTED = re.compile(r"(?<!\\)[{}$]|\\[()\[\]]")
_TOGETHER = (("{,}", _COMMA), (r"\arg\max", r"\argmax"), (r"\arg\min", r"\argmin"), (r"\lim\sup", r"\limsup"))
_COMMENT_SIGN = re.compile(r"(?<!\\)%")


def row_of(latex: str) -> Row:
    """The items of a formula. One with braces that do not fit, or too many of them, is read as if it had none."""
    from pylatexenc.latexwalker import LatexWalker  # noqa: PLC0415 - takes 40 ms, for texts with formulas only

    for apart, together in _TOGETHER:
        latex = latex.replace(apart, together)
    latex = _COMMENT_SIGN.sub(r"\%", latex)  # it is a sign in Markdown, and would hide what follows
    if not _is_sound(latex):
        latex = _UNNESTED.sub(" ", _ENVIRONMENT.sub(" ", latex)).replace("[", "(")
    return _row(LatexWalker(latex, latex_context=_context(), tolerant_parsing=True).get_latex_nodes()[0])


def _is_sound(latex: str) -> bool:
    """Whether every brace and environment is closed in order, and not too deep."""
    open_ones: list[bool] = []  # whether it is an environment
    for match in _BRACES.finditer(latex):
        sign = match[0]
        if sign in ("{", "\\begin"):
            open_ones.append(sign != "{")
        elif sign in ("}", "\\end") and (not open_ones or open_ones.pop() is not (sign != "}")):
            return False
        if len(open_ones) > DEEPEST:
            return False
    return not open_ones and latex.count("\\(") + latex.count("\\[") + latex.count("\\sqrt[") <= DEEPEST


@cache
def _context() -> Any:
    from pylatexenc.macrospec import (  # noqa: PLC0415 - as above
        EnvironmentSpec,
        LatexContextDb,
        MacroSpec,
        MacroStandardArgsParser,
    )

    def parser(pattern: str) -> Any:
        return MacroStandardArgsParser(pattern, optional_arg_no_space=True)

    macros = [MacroSpec(name, args_parser=parser(form)) for form, names in _ARGUMENTS.items() for name in names.split()]
    tables = [EnvironmentSpec(name, args_parser=parser(form)) for name, form in _ARGUMENTS_OF_TABLES.items()]
    context = LatexContextDb()
    context.add_context_category("mathematics", macros=macros, environments=tables)
    context.set_unknown_macro_spec(MacroSpec(""))
    context.set_unknown_environment_spec(EnvironmentSpec(""))
    return context


Target = Builder | Cells


def _row(nodes: Iterable[Any]) -> Row:
    builder = Builder()
    for node in nodes:
        _read(node, builder)
    return builder.row()


def _read(node: Any, target: Target) -> None:
    if reader := _NODES.get(type(node).__name__):
        reader(node, target)


def _characters(node: Any, target: Target) -> None:
    text: str = node.chars
    for found in _CHARACTERS.finditer(text):
        kind = found.lastgroup
        if kind == "primes":
            target.primes(len(found[0]))
        elif found[0] in ("^", "_"):
            target.script(found[0])
        elif kind != "space":
            target.put(_item(kind, found[0]))


def _item(kind: str | None, text: str) -> Item:
    if kind == "letter":
        return Item(Sort.LETTER, text) if text.isascii() else _foreign_letter(text)
    if kind == "number":
        return Item(Sort.NUMBER, text.replace(_COMMA, ","))
    return Item(Sort.COMMAND if kind == "function" else Sort.SIGN, ALIASES.get(text, text))


def _foreign_letter(text: str) -> Item:
    """`α` as if it were written `\\alpha`; others stay."""
    name = unicodedata.name(text, "")
    greek = name.rpartition(" ")[2].lower() if name.startswith("GREEK") else ""
    greek = greek.capitalize() if "CAPITAL" in name else greek
    return Item(Sort.COMMAND, greek) if greek in GREEK else Item(Sort.LETTER, text)


def _group(node: Any, target: Target) -> None:
    target.put(Item(Sort.GROUP, "", (_row(node.nodelist),)))


def _environment(node: Any, target: Target) -> None:
    cells = Cells()
    for child in node.nodelist:
        _read(child, cells)
    target.put(Item(Sort.TABLE, node.environmentname.rstrip("*"), cells=cells.lines()))


def _macro(node: Any, target: Target) -> None:
    name = "‖" if node.macroname == "|" else ALIASES.get(node.macroname, node.macroname)
    given = list(node.nodeargd.argnlist or ()) if node.nodeargd else []
    arguments = [one for one in given if one is not None]
    if name in SILENT or not name.strip():
        return
    if name in _PAIRS:
        _pair(name, arguments, target)
    elif name in _TEXTS or name in _WORDS:
        _words(name, arguments, target)
    elif name in _PLAIN:
        for argument in arguments:
            _inner(argument, target)
    else:
        rows = tuple([] if one is None else _argument(one) for one in given)
        target.put(_with_range(rows) if name == "underset" else Item(Sort.COMMAND, name, rows))


def _with_range(rows: tuple[Row, ...]) -> Item:
    """`\\underset{x}{\\max}` is `\\max_x`."""
    if len(rows) == 2 and len(rows[1]) == 1 and rows[1][0].text in BIG.of("en"):
        return replace(rows[1][0], sub=rows[0])
    return Item(Sort.COMMAND, "underset", rows)


def _argument(node: Any) -> Row:
    return _row(node.nodelist if type(node).__name__ == "LatexGroupNode" else [node])


def _inner(node: Any, target: Target) -> None:
    """What is given to a command that only changes how it looks."""
    row = _argument(node)
    target.put(row[0] if len(row) == 1 else Item(Sort.GROUP, "", (row,)))


def _pair(name: str, arguments: list[Any], target: Target) -> None:
    delimiter = arguments[0].latex_verbatim().strip().lstrip("\\") if arguments else "."
    delimiter = "‖" if arguments and arguments[0].latex_verbatim() == "\\|" else ALIASES.get(delimiter, delimiter)
    delimiter = "" if delimiter == "." else delimiter
    if name == "left":
        target.open_pair(delimiter)
    elif name == "right":
        target.close_pair(delimiter)
    else:
        target.put(Item(Sort.COMMAND, "mid"))


def _words(name: str, arguments: list[Any], target: Target) -> None:
    """`\\text{if }`, `\\mathrm{km}`: words, but a formula within them is one."""
    for argument in arguments:
        nodes = argument.nodelist if type(argument).__name__ == "LatexGroupNode" else [argument]
        written = _SPACE.sub(" ", "".join(node.latex_verbatim() for node in nodes))
        if name in _WORDS and not _WORD.match(written.strip()):
            _inner(argument, target)
        elif name == "operatorname" or (name in _WORDS and written.strip() in _UPRIGHT_FUNCTIONS):
            target.put(_operator_name(written.strip()))
        else:
            row = [item for node in nodes for item in _text(node)]
            target.put(row[0] if len(row) == 1 else Item(Sort.GROUP, "", (row,)))


def _operator_name(written: str) -> Item:
    """`\\operatorname{argmax}` is `\\argmax`."""
    plain = written.replace(" ", "")
    if plain in FUNCTIONS.of("en") or plain in BIG.of("en"):
        return Item(Sort.COMMAND, plain)
    return Item(Sort.COMMAND, "operatorname", ([Item(Sort.TEXT, written)],))


def _text(node: Any) -> Row:
    kind = type(node).__name__
    if kind == "LatexCharsNode":
        text = " ".join(node.chars.replace("~", " ").split())
        return [Item(Sort.TEXT, text)] if text else []
    if kind == "LatexMacroNode" and len(node.macroname) == 1 and not node.macroname.isalpha():
        return [Item(Sort.TEXT, node.macroname)] if node.macroname in "%$&#_" else []
    return _row([node])


_PAIRS = word_set("left right middle")
_NODES: dict[str, Callable[[Any, Target], None]] = {
    "LatexCharsNode": _characters,
    "LatexGroupNode": _group,
    "LatexMathNode": _group,
    "LatexMacroNode": _macro,
    "LatexEnvironmentNode": _environment,
}
