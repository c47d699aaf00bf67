import pytest

from chunking.speakable import speakable
from chunking.speakable.addresses import bare_addresses, emails, ip_addresses, urls
from chunking.speakable.rule import Phrase


def said(text: str) -> list[tuple[str, str]]:
    return [
        (text[found.start : found.end], found.spoken) for find in (urls, emails) for found in find(Phrase(text, "en"))
    ]


@pytest.mark.parametrize(
    ("address", "spoken"),
    [
        ("https://example.com", "example dot com"),
        ("http://www.example.com/", "example dot com"),
        ("www.example.co.uk/a", "example dot co dot uk slash a"),
        ("https://my-site.org/a_b/c-d.html", "my dash site dot org slash a b slash c d dot html"),
        ("https://example.com:8080/x?y=1#z", "example dot com colon 8080 slash x"),
        ("https://example.com?y=1", "example dot com"),
        ("https://en.wikipedia.org/wiki/Lamp_(light)", "en dot wikipedia dot org slash wiki slash Lamp (light)"),
        ("https://example.com/~ann/", "example dot com slash tilde ann"),
        ("https://bücher.example/é", "bücher dot example slash é"),
        ("ann.lee+x@my-site.com", "ann dot lee plus x at my dash site dot com"),
    ],
)
def test_an_address_is_said_in_words(address: str, spoken: str) -> None:
    assert said(address) == [(address, spoken)]


@pytest.mark.parametrize("around", ["See {}.", "({})", "See {}, or not", "“{}”", "**{}**", "{}: there", "<{}>"])
def test_the_punctuation_around_an_address_is_not_part_of_it(around: str) -> None:
    assert said(around.format("https://a.com/b")) == [("https://a.com/b", "a dot com slash b")]


@pytest.mark.parametrize("text", ["example.com", "a.b", "http://", "x@y", "@ann", "1.5", "ht tps://"])
def test_what_is_no_whole_address_stays(text: str) -> None:
    assert said(text) == []


def spoken(text: str, language: str = "en") -> str:
    return "".join(segment.spoken for segment in speakable(Phrase(text, language)))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "ann Punkt lee ät my Bindestrich site Punkt com, example Punkt org Schrägstrich a."),
        ("en", "ann dot lee at my dash site dot com, example dot org slash a."),
        ("es", "ann punto lee arroba my guion site punto com, example punto org barra a."),
        ("fr", "ann point lee arobase my tiret site point com, example point org slash a."),
        ("it", "ann punto lee chiocciola my trattino site punto com, example punto org barra a."),
        ("nl", "ann punt lee apenstaartje my streepje site punt com, example punt org slash a."),
        ("pt", "ann ponto lee arroba my hífen site ponto com, example ponto org barra a."),
    ],
)
def test_an_address_is_said_in_the_language_of_the_text(language: str, said: str) -> None:
    assert spoken("ann.lee@my-site.com, https://example.org/a.", language) == said


def test_an_address_stays_in_a_language_without_words_for_it() -> None:
    assert spoken("ann@example.com, https://example.org.", "fi") == "ann@example.com, https://example.org."


@pytest.mark.parametrize(
    "key",
    ["9fceb02d0ae598e95dc970b74767f19372d61af8", "dQw4w9WgXcQ", "1234567890", "550e8400-e29b-41d4-a716-446655440000"],
)
def test_a_part_of_a_path_that_is_no_word_is_not_said(key: str) -> None:
    assert spoken(f"https://example.com/a/{key}/b.") == "example dot com slash a slash b."


@pytest.mark.parametrize("part", ["2024", "report2", "facade", "a-very-long-title-of-one-post-about-lamps"])
def test_numbers_and_words_of_a_path_are_said(part: str) -> None:
    assert spoken(f"https://example.com/{part}.") == f"example dot com slash {part.replace('-', ' ')}."


@pytest.mark.parametrize("text", ["README.mkd", "end.Then", "this.state", "be.it", "1.2.3.4.5", "a..com"])
def test_what_only_looks_like_a_bare_address_stays(text: str) -> None:
    phrase = Phrase(text, "en")
    assert [*bare_addresses(phrase), *ip_addresses(phrase)] == []


def test_a_host_in_ascii_is_said_with_its_letters() -> None:
    assert spoken("https://xn--bcher-kva.example.") == "bücher dot example."
    assert spoken("https://xn--\u00fc.example.") == "xn dash dash ü dot example."


def test_a_password_in_an_address_is_not_said() -> None:
    assert spoken("https://ann:secret@example.com/a.") == "example dot com slash a."
