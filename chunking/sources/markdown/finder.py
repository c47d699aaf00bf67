"""Finds templates within Markdown and says what they are for.

Everything here takes time in proportion to the text: what ends nowhere is looked for once.
"""

import re
from typing import Final

from chunking.sources.markdown import jsx
from chunking.sources.markdown.known import LIQUID, LITERAL, MARKUP, SECOND, SHORTCODES, VALUE, Known, Role
from chunking.sources.markdown.template import Template

_SHORTCODE: Final = re.compile(r"\{\{([<%])\s*(/\*)?\s*(/?)\s*([\w./-]+)")
_VARIABLE: Final = re.compile(r"\{\{[^{}]*\}\}")
_TAG: Final = re.compile(r"\{%-?\s*(end)?([\w-]+|#)")
_ARGUMENT: Final = re.compile(
    r"(?:([\w-]+)\s*=\s*)?(?:\"([^\"\\]*(?:\\.[^\"\\]*)*)\"|`([^`]*)`|'([^'\\]*(?:\\.[^'\\]*)*)'|([^\s\"'`]+))", re.S
)
_WITH_CONTENT: Final = frozenset({Role.CODE, Role.COMMENT, Role.LITERAL})


class Finder:
    """Finds templates in one text."""

    def __init__(self, text: str, is_mdx: bool) -> None:
        self.text = text
        self._is_mdx = is_mdx
        self._jsx = jsx.Scanner(text)
        self._last: dict[str, int] = {}  # where an ending occurs for the last time
        self._missing: set[str] = set()  # closing tags that do not occur any more
        self._literal = (0, 0)  # between these nothing is a template

    def is_literal(self, pos: int) -> bool:
        """Whether what stands at `pos` is no template, because a tag before it says so."""
        return self._literal[0] <= pos < self._literal[1]

    def at(self, pos: int) -> Template | None:
        """The template that begins at `pos`."""
        text = self.text
        if self.is_literal(pos):
            return None
        if text.startswith("<", pos):
            return self._jsx.tag(pos) if self._is_mdx else None
        if text.startswith(("{{<", "{{%"), pos):
            return self._shortcode(pos)
        if text.startswith("{%", pos):
            return self._tag(pos)
        if text.startswith("{{", pos) and (variable := _VARIABLE.match(text, pos)):
            return Template(pos, variable.end(), "", VALUE)
        return self._jsx.expression(pos) if self._is_mdx or text.startswith("{/*", pos) else None

    def _shortcode(self, pos: int) -> Template | None:
        """`{{< name argument title="…" >}}`; `{{</* name */>}}` is how one is shown."""
        opened = _SHORTCODE.match(self.text, pos)
        end = self._after(">}}" if opened[1] == "<" else "%}}", opened.end()) if opened else 0
        if opened is None or not end:
            return None
        if opened[2]:
            return Template(pos, end, opened[4], Known(Role.VERBATIM), spoken=(opened.start(4), end - 5))
        name = opened[4]
        found = Template(pos, end, name, SHORTCODES.get(name), bool(opened[3]))
        return self._complete(found, (opened.end(), end - 3), rf"\{{\{{[<%]\s*/\s*{re.escape(name)}\s*[>%]\}}\}}")

    def _tag(self, pos: int) -> Template | None:
        """`{% name arguments %}`."""
        opened = _TAG.match(self.text, pos)
        end = self._after("%}", opened.end()) if opened else 0
        if opened is None or not end:
            return None
        name = opened[2]
        found = Template(pos, end, name, MARKUP if name == "#" else LIQUID.get(name), bool(opened[1]))
        return self._complete(found, (opened.end(), end - 2), rf"\{{%-?\s*end{re.escape(name)}\s*-?%\}}")

    def _complete(self, found: Template, arguments: tuple[int, int], closing_tag: str) -> Template:
        """With what its arguments say, and with its content where that is not Markdown."""
        known = found.known
        if known is None or found.closes:
            return found
        if known.spoken or known.kind:
            found = self._with_arguments(found, known, arguments)
        return self._with_content(found, closing_tag) if known.role in _WITH_CONTENT else found

    def _with_arguments(self, found: Template, known: Known, arguments: tuple[int, int]) -> Template:
        named: dict[str, tuple[int, int]] = {}
        for one in _ARGUMENT.finditer(self.text, *arguments):
            name = one[1] or (SECOND if "" in named else "")
            named.setdefault(name, one.span(one.lastindex or 0))
        spoken = next((named[name] for name in known.spoken if name in named), None)
        kind = known.kind
        if kind.startswith("="):
            told = named.get(kind[1:]) or named.get("")
            kind = self.text[slice(*told)].lower() if told else "note"
        return found._replace(spoken=spoken, kind=kind)

    def _with_content(self, found: Template, closing_tag: str) -> Template:
        if closing_tag in self._missing:
            return found
        closing = re.compile(closing_tag).search(self.text, found.end)
        if closing is None:
            self._missing.add(closing_tag)
            return found
        inner = (found.end, closing.start())
        if found.known is LITERAL:
            self._literal = inner
            return found
        return found._replace(inner=inner, end=closing.end())

    def _after(self, ending: str, pos: int) -> int:
        """The offset after the next `ending`; 0 where there is none."""
        last = self._last.get(ending)
        if last is None:
            last = self._last[ending] = self.text.rfind(ending)
        return self.text.find(ending, pos) + len(ending) if last >= pos else 0
