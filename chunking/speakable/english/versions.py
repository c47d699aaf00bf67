"""Versions: `v1.2.3`, `Python 3.11`, `2.0.0-rc.1`, `HTTP/2`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import part
from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import by_digit, cardinal, two_digits
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile(r"[vV][0-9]|[0-9]\.[0-9x]")
PROTOCOL_CUE = re.compile("[A-Z]/[0-9]")
_STAGE = (
    r"(?:[-.+]?(?P<stage>rc|RC|alpha|beta|a|b|dev|preview|canary|post|pre|p|SNAPSHOT|GA)"
    r"(?:[-.]?(?P<stage_number>[0-9]{1,4}))?)?"
)
_NUMBERS = r"[0-9]{1,5}(?:\.[0-9]{1,5}){0,5}(?:\.[xX*])?"
_END = r"(?P<plus>\+(?!\w))?(?![\w*/@%°]|[.,:+][\w*]|-\w)"
_MARKED = re.compile(rf"(?<![\w./-])(?:v\.?|V(?=[0-9]+\.))(?P<numbers>{_NUMBERS}){_STAGE}{_END}")  # a V8 is an engine
_LONG = re.compile(rf"(?<![\w./:@$€£,–-])(?P<numbers>[0-9]{{1,5}}(?:\.[0-9]{{1,5}}){{2,5}}(?:\.[xX*])?){_STAGE}{_END}")
# Names before a number with a point that is no decimal: `3.11` after them is "three point eleven".
_PRODUCTS = """
Android Angular Ansible Babel Blender Boot Bun CUDA CentOS Chrome Chromium Clang Debian Deno Django Docker ECMAScript
ESLint Elixir Erlang Express FastAPI Fastify Fedora Firefox Flask GCC GHC Git Go Gradle Haskell Helm Java Julia Kernel
Kotlin Kubernetes LLVM Laravel Linux Lua MariaDB Maven MongoDB MySQL Next Next.js Node Node.js NumPy Nuxt OpenSSL PHP
Patch Perl Postgres PostgreSQL Prefect PyPy PyTorch Python Rails React Redis Release Ruby Rust SQLite Safari Scala
Spring Svelte Swift Symfony TensorFlow Terraform TypeScript Ubuntu Unity Unreal Ver. Version Vite Vue Webpack Windows
Yarn iOS iPadOS kernel macOS nginx npm pandas patch pip pnpm release tvOS ver. version versions visionOS watchOS
"""
_PRODUCT = "|".join(map(re.escape, _PRODUCTS.split()))
_POINTED = r"[0-9]{1,5}(?:\.(?:[0-9]{1,5}|[xX*])){1,4}"
_NAMED = re.compile(rf"(?<![\w./-])(?:{_PRODUCT})[ \u00a0/](?P<numbers>{_POINTED}){_STAGE}{_END}")
_PROTOCOL = re.compile(
    r"(?<!\w)(?:HTTP|HTTPS|TLS|SSL|SPDY|SSH)(?P<slash>/)(?P<numbers>[0-9](?:\.[0-9])?)(?![\w/]|\.[0-9])"
)
_STAGES = {
    **{"rc": "release candidate", "a": "alpha", "b": "beta", "p": "patch", "pre": "preview", "dev": "dev"},
    **{"snapshot": "snapshot", "ga": "general availability"},
}


def versions(phrase: Phrase) -> Iterator[Replacement]:
    """`v1.2.3` → "version one point two point three", `Python 3.11` → "Python three point eleven"."""
    for match in _MARKED.finditer(phrase.text):
        named = word_before(phrase.text, match.start()).lower() in ("version", "versions", "release")
        yield Replacement(*match.span(), ("" if named else "version ") + _said(match))
    for match in _NAMED.finditer(phrase.text):
        yield Replacement(match.start("numbers"), match.end(), _said(match))
    for match in _LONG.finditer(phrase.text):
        yield Replacement(*match.span(), _said(match))


def protocols(phrase: Phrase) -> Iterator[Replacement]:
    """`HTTP/2` → "HTTP two"."""
    for match in _PROTOCOL.finditer(phrase.text):
        yield part(match, "slash", " ")
        yield part(match, "numbers", _points(match["numbers"]))


def _said(match: re.Match[str]) -> str:
    words = _points(match["numbers"])
    if match["stage"]:
        stage = match["stage"].lower()
        words += f" {_STAGES.get(stage, stage)}"
    if match["stage_number"]:
        words += f" {cardinal(match['stage_number'])}"
    return f"{words} plus" if match["plus"] else words


def _points(numbers: str) -> str:
    return " point ".join(_component(one) for one in numbers.split("."))


def _component(written: str) -> str:
    if not written.isdigit():
        return "x"
    if written[0] == "0" and len(written) > 1:
        return two_digits(written) if len(written) == 2 else by_digit(written)
    return cardinal(written)
