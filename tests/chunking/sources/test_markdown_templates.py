"""Shortcodes, tags of Liquid, components: which are reported, and where braces and tags are not theirs."""

import pytest

from chunking.document import Unknown
from chunking.policy import Policy
from chunking.sources import markdown

POLICY = Policy(language="en")


def unknown(text: str, is_mdx: bool = False) -> list[Unknown]:
    return list((markdown.read_mdx if is_mdx else markdown.read)(text, POLICY).unknown)


def written(text: str, is_mdx: bool = False) -> list[str]:
    blocks = (markdown.read_mdx if is_mdx else markdown.read)(text, POLICY).blocks
    return [block.written for block in blocks if not block.left_out]


@pytest.mark.parametrize(
    ("text", "what", "offset"),
    [
        ("a {{< glow >}}b{{< /glow >}}", "{{< glow >}}", 2),
        ('{{% glow size="2" %}}', '{{% glow size="2" %}}', 0),
        ("a {% glow %}b{% endglow %}", "{% glow %}", 2),
        ("a {{ site.title }}", "{{ site.title }}", 2),
        ("a <Glow>b</Glow>", "<Glow>", 2),
        ("Vec<T> here", "<T>", 3),
        ("a <glow-worm>b</glow-worm>", "<glow-worm>", 2),
        ("<glow-worm>\nb\n</glow-worm>", "<glow-worm>", 0),
        (":::glow\n\nb\n\n:::", ":::glow", 0),
        ("> [!glow]\n> b", "[!glow]", 2),
    ],
)
def test_an_unknown_construct_is_reported_once_with_its_place(text: str, what: str, offset: int) -> None:
    assert unknown(f"{text}\n\n{text}") == [Unknown(what, offset)]


@pytest.mark.parametrize(
    ("text", "what"),
    [("a {props.b}", "{props.b}"), ("<Glow size={2}>b</Glow>", "<Glow size={2}>"), ("<X.Y/>", "<X.Y/>")],
)
def test_an_unknown_construct_of_mdx_is_reported(text: str, what: str) -> None:
    assert [one.what for one in unknown(text, is_mdx=True)] == [what]


def test_a_long_construct_is_shown_shortened() -> None:
    (found,) = unknown("{{< glow " + "a" * 200 + " >}}")
    assert len(found.what) == 60
    assert found.what.endswith("…")


@pytest.mark.parametrize(
    "text",
    [
        "{{< youtube abc >}}",
        "{% include head.html %}",
        "{% if page.dark %}a{% endif %}",
        '<AppOnly>\n\na\n\n</AppOnly>\n\n<Image alt="b" />',
        "a <kbd>b</kbd> <sub>c</sub>",
        "`{{< glow >}}` and `<Glow>`",
        "```\n{{< glow >}} {% glow %} <Glow />\n```",
        "    {{< glow >}}",
        "{% raw %}{{ a }}{% endraw %}",
        "<!-- <Glow> -->",
        "<script>if (a<b) {}</script>",
        ":::details More\n\na\n\n:::",
    ],
)
def test_what_is_known_and_what_is_code_is_not_reported(text: str) -> None:
    assert unknown(text) == []


@pytest.mark.parametrize(
    "clue", ["import A from 'a'\n", "export const a = 1\n", "<Lamp />\n", "<Lamp>\n\nx\n\n</Lamp>\n", "{/* a */}\n"]
)
def test_a_file_with_signs_of_mdx_is_mdx(clue: str) -> None:
    assert written(f"{clue}\na {{b}} c")[-1] == "a c"


@pytest.mark.parametrize(
    "text", ["a {b} c", "Press <Enter> {b}", "```js\nimport A from 'a'\n```\n\n{b}", "import duties rose {b}"]
)
def test_braces_in_other_files_are_text(text: str) -> None:
    assert "{b}" in written(text)[-1]


def test_what_is_indented_in_mdx_is_no_code() -> None:
    assert written("<Lamp>\n\n    The lamp.\n\n</Lamp>", is_mdx=True) == ["The lamp."]


def test_a_string_in_braces_is_its_text() -> None:
    assert written('a{" "}b {"c"}', is_mdx=True) == ["a b c"]


def test_a_module_may_have_blank_lines_within_brackets() -> None:
    assert written("export const a = {\n\n  b: [1],\n\n}\n\nText.", is_mdx=True) == ["Text."]


def test_a_template_may_be_where_an_address_is_wanted() -> None:
    assert written('[a]({{< ref "b c.md" >}}) [d]({% link e.md %}) ![f]({{ "/g" | url }})') == ["a d f"]


def test_attributes_with_entities_are_decoded() -> None:
    assert written('{{< figure caption="Oil &amp; wick" >}}') == ["Oil & wick"]
