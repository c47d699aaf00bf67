"""Reading takes time in proportion to the text, whatever stands in it."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import markdown

POLICY = Policy(language="en")
# Each took time that grew with the square of its length, in markdown-it or at some time in ours.
REPEATED = [
    *("[", "![", "^[", "[[", "[a][", "[a](", "[a](<", '[a](b "', "[]", "[^a", "[x] ", "]", "![a](b)", "]("),
    *(
        "`",
        "$",
        "$$",
        "$a ",
        "$\\$",
        "<",
        "<a ",
        "<!-- ",
        "<?",
        "<!A ",
        "<![CDATA[",
        "</",
        "<A {",
        "<A a=",
        "{",
        "{a: ",
    ),
    *("==a ", "==a== ", "%%a ", "++a+", "a^b", " ^a-", "[a]{.b", "{a}`", ":material-"),
    *("{{<", "{{< a", "{{", "{%", "{% raw %}", "{% highlight %}", "{{< highlight >}}", "{: ", "{.a} ", "{#a ", "{/*"),
    *(
        "> ",
        ":::",
        ":::\n",
        ":::a\n",
        "!!! a\n",
        "!!! a\n    b\n",
        '=== "a"\n',
        "```{note}\n```\n",
        ":::{note}\n:a:\n",
        "::: {.callout-note}\n\n",
        "\\begin{equation}\n",
        "\\begin{equation}\n\n",
        "*[a]: b\n",
        "%%a\n\n",
        "$$x\n",
        "$$\n",
        "$$ a $$ b\n",
        "import {\n",
        ":a",
        ":a:",
    ),
    *(
        "http://",
        "http://a)",
        "www.",
        "www.a.b ",
        "*a ",
        "**a _b ",
        "a**b",
        "*_",
        "~~a ",
        "&",
        "&a",
        "\\",
        "|",
        "|a|\n",
    ),
    *(
        "a\n: b\n",
        "a\n~ b\n",
        "- a\n",
        "1. a\n",
        "[^1]: a\n",
        "[a]: b\n",
        "#",
        "a\n",
        "\n",
        " ",
        "\t",
        "\x00",
        "<div>\n",
    ),
    *("<script>", "> [!a]\n", "- [ ] ", "---\n", "+++\n", "<!-- readcast: say: a;-->", "^[a] ", "a[^1] ", "\u00a0\n"),
]


def seconds(read: Callable[[str, Policy], object], text: str) -> float:
    begun = time.process_time()
    with suppress(InputError):
        read(text, POLICY)
    return time.process_time() - begun


@pytest.mark.parametrize("part", REPEATED)
@pytest.mark.parametrize("read", [markdown.read, markdown.read_mdx])
def test_a_sign_that_is_repeated_is_read_in_time(read: Callable[[str, Policy], object], part: str) -> None:
    assert seconds(read, f"x{part * (40_000 // len(part))}\n\n[^1]: a\n[x]: y\n") < 2.5


@pytest.mark.soak
@pytest.mark.parametrize("part", REPEATED)
def test_a_megabyte_of_a_sign_is_read_in_twenty_seconds(part: str) -> None:
    assert seconds(markdown.read, part * (1_000_000 // len(part))) < 20


@pytest.mark.parametrize("sign", "[`<{$")
def test_brackets_within_brackets_are_read_in_time(sign: str) -> None:
    closing = {"[": "]", "<": ">", "{": "}"}.get(sign, sign)
    assert seconds(markdown.read_mdx, sign * 50_000 + closing * 50_000) < 2.5
