import pytest

from chunking.speakable.addresses import emails, urls
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
        ("ann.lee+x@my-site.com", "ann dot lee+x at my dash site dot com"),
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
