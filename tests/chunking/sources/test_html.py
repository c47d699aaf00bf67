import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_hypertext import HTML

from chunking.document import Kind, Reading
from chunking.errors import InputError
from chunking.policy import Footnotes, Policy
from chunking.sources.html import read
from chunking.sources.html.charset import text_of

ENGLISH = Policy(language="en")


def spoken(html: str, policy: Policy = ENGLISH) -> list[str]:
    return [block.written for block in read(html.encode(), policy).blocks if not block.left_out]


def left_out(found: Reading) -> list[tuple[str, str]]:
    return [(block.written, block.left_out) for block in found.blocks if block.left_out]


# Which encoding.


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é".encode(), "é"),
        (b"\xef\xbb\xbf" + "é".encode(), "é"),
        (b"\xff\xfe" + "é".encode("utf-16-le"), "é"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "é"),
        (b'<meta charset="iso-8859-1">\xe9\x93', '<meta charset="iso-8859-1">é“'),
        (b"<META CHARSET=windows-1251>\xff", "<META CHARSET=windows-1251>я"),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">\xc4\xe3',
            '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">你',
        ),
        (b'<?xml version="1.0" encoding="iso-8859-15"?>\xa4', '<?xml version="1.0" encoding="iso-8859-15"?>€'),
        (b"<meta charset=x-sjis>\x82\xa0", "<meta charset=x-sjis>あ"),
        (b"<meta charset=utf-16>" + "é".encode(), "<meta charset=utf-16>é"),
        (b"a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_says(data: bytes, text: str) -> None:
    assert text_of(data) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"a\nb\xff", "line 2, byte 3: not UTF-8"),
        (b"<meta charset=utf-8>\xe9", "not UTF-8"),
        (b"<meta charset=shift_jis>\x82", "not CP932"),
        (b"<meta charset=x-none>a", "'x-none', which cannot be read"),
        (b"<meta charset=utf-7>a", "'utf-7', which cannot be read"),
        (b"<meta charset=idna>a", "'idna', which cannot be read"),
        (b"\x7fELF\0\0", "character 4 is zero"),
        (b"\xff\xfea", "not UTF-16-LE"),
    ],
)
def test_a_page_in_no_known_encoding_is_an_error_that_says_where(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(data, ENGLISH)


# What the page says of itself.

H1 = "<body><h1>The lamp</h1><p>It burnt.</p>"


@pytest.mark.parametrize(
    ("html", "front"),
    [
        (f"<title>A - B</title>{H1}", {"title": "The lamp"}),
        ("<title>A &amp;\n B</title><p>a", {"title": "A & B"}),
        (f'<meta property="og:title" content="The Lamp | Site">{H1}', {"title": "The lamp"}),
        (f'<meta property="og:title" content="A house">{H1}', {"title": "A house"}),
        ("<header><h1>The <br>lamp</h1></header><p>a", {"title": "The lamp"}),
        ("<svg><title>x</title></svg><h1>a</h1><h1>b</h1>", {"title": "a"}),
        ('<meta name="author" content="Ann"><p>a', {"author": "Ann"}),
        ('<meta property="article:author" content="https://x.org/ann"><a rel="author">Ann</a>', {"author": "Ann"}),
        ('<meta property="article:published_time" content="2020-01-02T03:04:05Z"><p>a', {"date": "2020-01-02"}),
        ('<p>On <time datetime="2020-01-02">2 January</time>', {"date": "2020-01-02"}),
        ('<p>On <time datetime="P3D">soon</time>', {}),
    ],
)
def test_the_head_of_a_page_is_its_front_matter(html: str, front: dict[str, str]) -> None:
    found = read(html.encode(), ENGLISH)
    assert dict(found.front) == front | {"language": "en"}


@pytest.mark.parametrize(
    ("html", "named", "language"),
    [
        ('<html lang="de-AT"><p>a', "auto", "de"),
        ('<html xml:lang="fr"><p>a', "auto", "fr"),
        ('<meta http-equiv="content-language" content="it"><p>a', "auto", "it"),
        ('<html lang="de"><p>a', "fr", "fr"),
        ('<html lang="ca"><p>a', "en", "en"),
        ('<html lang="und"><p>Some words in a language that we all know, and some more.', "auto", "en"),
    ],
)
def test_a_page_is_in_its_own_language_unless_the_user_names_one(html: str, named: str, language: str) -> None:
    assert read(html.encode(), Policy(language=named)).language == language


def test_a_language_that_nobody_speaks_is_an_error() -> None:
    with pytest.raises(InputError, match="'ca' cannot be spoken"):
        read(b'<html lang="ca"><p>a', Policy())


# What is the article.

SENTENCE = "The lamp on the quay was lit by the keeper, an old man, who came every night at nine. "
SOUP = f"""<html><body>
<div class="top"><a href="/">Home</a> <a href="/news">News</a> <a href="/about">About us</a></div>
<div class="wrap">
<div class="col-1"><ul>{"".join(f'<li><a href="/{n}">Another page, number {n}</a></li>' for n in range(30))}</ul></div>
<div class="col-2">
<h1>The lamp</h1>
<div class="text">
{"".join(f"<p>{SENTENCE * 3}{n}.</p>" for n in range(6))}
<h2><a href="#oil">Oil</a></h2>
<ul><li>Oil of <a href="/olives">olives</a></li><li>Oil of whales</li></ul>
<div><table><tr><th>Year</th><th>Price</th></tr><tr><td><a href="/1850">1850</a></td><td>3</td></tr></table></div>
<div><pre><code>oil = 3</code></pre></div>
</div></div>
<div class="col-3"><p><a href="/a">Read this too, it is very good</a></p><p><a href="/b">And this as well</a></p></div>
</div>
<div class="bottom"><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></div>
</body></html>"""


def test_the_article_of_a_page_without_any_sign_of_it_is_found() -> None:
    found = read(SOUP.encode(), ENGLISH)
    said = [block for block in found.blocks if not block.left_out]
    assert [block.written[:8] for block in said if block.kind is Kind.TEXT] == ["The lamp"] * 6
    assert [block.written for block in said if block.kind in (Kind.ITEM, Kind.ROW)] == [
        "Oil of olives",
        "Oil of whales",
        "Year: 1850; Price: 3",
    ]
    assert [block.written for block in said if block.kind is Kind.HEADING and block.level == 2] == ["Oil"]
    assert Kind.NOTICE in [block.kind for block in said]
    assert found.front["title"] == "The lamp"


def test_what_is_no_part_of_the_article_is_told() -> None:
    beginnings = [text[:12] for text, _ in left_out(read(SOUP.encode(), ENGLISH))]
    assert {"Home News Ab", "Another page", "Read this to", "Imprint Priv"} <= set(beginnings)


def test_boilerplate_is_read_when_it_is_wanted() -> None:
    found = read(SOUP.encode(), Policy(language="en", boilerplate="read", code="read"))
    assert left_out(found) == []
    assert "Home News About us" in [block.written for block in found.blocks]


def test_nothing_within_the_pages_own_article_is_lost() -> None:
    body = "".join(f"<h2><a href='#{n}'>Part {n}</a></h2><p>{SENTENCE * 2}</p>" for n in range(20))
    links = "".join(f"<li><a href='/{n}'>See {n}</a></li>" for n in range(20))
    said = spoken(f"<nav>Menu</nav><main><h1>All</h1>{body}<ul>{links}</ul></main><footer>End</footer>")
    assert said == ["All", *[one for n in range(20) for one in (f"Part {n}", (SENTENCE * 2).strip())]] + [
        f"See {n}" for n in range(20)
    ]


FURNITURE = {
    "<nav>x</nav>": "navigation",
    '<div role="navigation">x</div>': "navigation",
    '<ul class="nav-menu"><li>x</li></ul>': "navigation",
    "<header>x</header>": "page header",
    "<footer>x</footer>": "page footer",
    "<aside>x</aside>": "sidebar",
    '<div id="sidebar">x</div>': "sidebar",
    "<form>x</form>": "form",
    "<button>x</button>": "form",
    '<div class="share-buttons">x</div>': "sharing",
    '<section class="related posts">x</section>': "related pages",
    '<div id="comments">x</div>': "comments",
    '<div class="newsletter">x</div>': "subscription",
    '<div class="cookie-banner">x</div>': "notice",
    '<div id="toc">x</div>': "contents",
}


@pytest.mark.parametrize(("html", "reason"), FURNITURE.items())
def test_what_surrounds_a_short_text_is_left_out_and_told(html: str, reason: str) -> None:
    found = read(f"<body>{html}<h1>One</h1><p>Two.</p>{html}</body>".encode(), ENGLISH)
    assert [block.written for block in found.blocks if not block.left_out] == ["One", "Two."]
    assert left_out(found) == [("x", reason)] * 2


@pytest.mark.parametrize(
    "html",
    [
        "<header><h1>x</h1></header>",
        '<aside class="note">x</aside>',
        "<footer>x</footer>",
        "<blockquote><footer>x</footer></blockquote>",
        '<span class="comment">x</span>',
        '<div class="sharecropping">x</div>',
        f'<div class="related-work">{SENTENCE * 3}</div>',
        f"<form>{SENTENCE * 9}</form>",
    ],
)
def test_what_belongs_to_an_article_is_read(html: str) -> None:
    found = read(f"<body><article>{html}<p>{SENTENCE}</p></article></body>".encode(), ENGLISH)
    assert left_out(found) == []


def test_positions_are_those_of_the_file() -> None:
    html = "<nav>a</nav>\r\n<p>Fish &amp;\r\n<b>chips</b></p>"
    block = next(block for block in read(html.encode(), ENGLISH).blocks if not block.left_out)
    assert block.lines[:2] == (2, 3)
    found = read(html.encode(), ENGLISH)
    assert [(piece.text, found.text.place(piece.start)[:2]) for piece in block.pieces] == [
        ("Fish ", (2, 4)),
        ("&", (2, 9)),
        (" ", (2, 14)),
        ("chips", (3, 4)),
    ]


def test_a_comment_that_asks_for_what_there_is_not_is_an_error() -> None:
    with pytest.raises(InputError, match="line 2: `readcast: sing` is not known"):
        read(b"<p>a</p>\n<!-- readcast: sing --><p>b</p>", ENGLISH)


def test_an_empty_page_has_no_blocks() -> None:
    assert read(b"<html><body><script>a</script></body></html>", ENGLISH).blocks == ()


# Any bytes.


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read(data, Policy())
    except InputError as error:
        assert str(error)


@given(HTML, st.sampled_from(["after-paragraph", "end", "inline", "skip"]))
def test_any_page_becomes_sound_blocks(html: str, footnotes: Footnotes) -> None:
    policy = Policy(language="en", footnotes=footnotes, links="text-and-host", tables="summary", quotes="announce")
    try:
        found = read(html.encode("utf-8", "replace"), policy)
    except InputError:
        return
    for block in found.blocks:
        assert block.written == block.written.strip(" ") != ""
        assert found.text.place(block.pieces[0].start).line >= 1


PARAGRAPH = f"<p>{SENTENCE}</p>"
HOSTILE = {
    "articles in articles": f"<article>{PARAGRAPH}" * 1500,
    "leads": f"<article>{'<div class=dek>x</div>' * 4900}{PARAGRAPH * 20}</article>",
    "divisions in depth": ("<div>" * 59 + SENTENCE + "</div>" * 59) * 80,
    "divisions beyond depth": f"{'<div>' * 5000}{PARAGRAPH * 30}",
    "segments": f"<main>{f'<div class=content><blockquote>{SENTENCE}</blockquote>{PARAGRAPH * 3}</div>' * 800}</main>",
    "many paragraphs": PARAGRAPH * 6000,
    "commas": f"<div><p>{',' * 300_000}</p></div>",
    "blanks": f"<p>{SENTENCE * 50}{chr(10) * 300_000}</p>",
    "styles in classes": ("<div class='" + " style='1" * 20 + f"'>{SENTENCE}</div>") * 1500,
    "links": "<p><a href=#>" + "x" * 100 + "</a></p>" * 2400,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_the_search_for_the_article_of_a_hostile_page_ends_soon(html: str) -> None:
    before = time.process_time()
    read(html.encode(), ENGLISH)
    assert time.process_time() - before < 6
