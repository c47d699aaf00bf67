"""Blocks that are one token: code, formulas, HTML, templates on lines of their own."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from markdown_it.token import Token

from chunking.document import Block
from chunking.sources.markdown import code, formula, page
from chunking.sources.markdown.folding import clean
from chunking.sources.markdown.known import Role
from chunking.sources.markdown.scene import Scene
from chunking.sources.markdown.template import Template
from chunking.sources.markdown.texts import Texts
from chunking.sources.markdown.tokens import Placed


def read(token: Token, scene: Scene, texts: Texts) -> None:
    """What such a token says, for the listener of the scene."""
    _READERS[token.type](token, scene, texts)


def _code(token: Token, scene: Scene, texts: Texts) -> None:
    scene.numbers.clear()
    if code.language_of(token) == formula.FENCE:
        _formula(token, scene, texts)
    else:
        scene.collector.add_code(code.of_token(token, scene.setting))


def _formula(token: Token, scene: Scene, _: Texts) -> None:
    scene.collector.add(formula.of_token(token, scene.setting))


def _html(token: Token, scene: Scene, texts: Texts) -> None:
    html, base = page.text_of(token, scene.setting)
    page.report_unknown(html, base, scene.setting)
    comments = [(comment[0], base + comment.start()) for comment in page.COMMENT.finditer(html)]
    if asked := texts.asked(comments):
        scene.collector.ask(asked)
    blocks, ends_with_break = page.blocks(html, base, scene.setting)
    scene.add_alone([scene.as_here(block) for block in blocks])
    scene.collector.scene_break |= ends_with_break


def _template(token: Token, scene: Scene, texts: Texts) -> None:
    """A label, a picture, code, what announces an admonition."""
    assert isinstance(token, Placed)
    template: Template = token.meta["template"]
    if template.inner and template.known and template.known.role is Role.CODE:
        assert token.map
        lines = (token.map[0], token.map[1])
        scene.collector.add_code(code.of_stretch(*template.inner, lines, scene.setting))
        return
    phrase = texts.standing_alone(token)
    if asked := texts.asked(phrase.comments):
        scene.collector.ask(asked)
    for herald in phrase.heralds:
        scene.herald(herald)
    pieces = clean(phrase.pieces)
    if phrase.only_images:
        scene.add_alone(texts.images(phrase.images, scene.lines))
    elif pieces:
        scene.add_alone([Block(scene.kind, pieces, scene.lines)])


_READERS: Final[Mapping[str, Callable[[Token, Scene, Texts], None]]] = MappingProxyType(
    {
        "fence": _code,
        "code_block": _code,
        "math_block": _formula,
        "html_block": _html,
        "template": _template,
    }
)
KINDS: Final = frozenset(_READERS)
