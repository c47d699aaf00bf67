"""Versions: `v1.2.3`, `Python 3.11`, `2.0.0-rc.1`, `HTTP/2`; and addresses of the Internet Protocol."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import part
from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import by_digit, cardinal, two_digits
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile(r"[vV][0-9]|[0-9]\.[0-9x]|[A-Z]/[0-9]")
_STAGE = r"(?:[-.+]?(?P<stage>rc|RC|alpha|beta|a|b|dev|preview|canary|post|pre|p|SNAPSHOT|GA)(?:[-.]?(?P<stage_number>[0-9]{1,4}))?)?"
_NUMBERS = r"[0-9]{1,5}(?:\.[0-9]{1,5}){0,5}(?:\.[xX*])?"
_END = r"(?![\w*/@%°]|[.,:+][\w*]|-\w)"
_MARKED = re.compile(rf"(?<![\w./-])[vV]\.?(?P<numbers>{_NUMBERS}){_STAGE}{_END}")
_LONG = re.compile(rf"(?<![\w./:@$€£,–-])(?P<numbers>[0-9]{{1,5}}(?:\.[0-9]{{1,5}}){{2,5}}(?:\.[xX*])?){_STAGE}{_END}")
_PRODUCTS = (
    "Python|PyPy|Java|Kotlin|Scala|Node|Node\\.js|Deno|Bun|iOS|iPadOS|macOS|watchOS|tvOS|visionOS|Android|Ubuntu|Debian|Fedora|CentOS|"
    "Windows|PHP|Ruby|Rails|Perl|Django|Flask|FastAPI|Laravel|Symfony|React|Vue|Angular|Svelte|Next|Next\\.js|Nuxt|Go|Rust|Swift|"
    "TypeScript|ECMAScript|Lua|Julia|Elixir|Erlang|Haskell|GHC|GCC|Clang|LLVM|CUDA|Linux|kernel|Kernel|Postgres|PostgreSQL|MySQL|MariaDB|"
    "SQLite|Redis|MongoDB|Kubernetes|Docker|Helm|Terraform|Ansible|nginx|Git|npm|pnpm|Yarn|pip|Webpack|Vite|Babel|ESLint|NumPy|pandas|"
    "PyTorch|TensorFlow|OpenSSL|Firefox|Chrome|Safari|Unity|Unreal|Blender|Fastify|Express|Prefect|Chromium|Spring|Boot|Gradle|Maven|"
    "version|Version|versions|release|Release|ver\\.|Ver\\.|patch|Patch"
)
_NAMED = re.compile(
    rf"(?<![\w./-])(?P<name>{_PRODUCTS})(?P<gap>[ \u00a0/])(?P<numbers>[0-9]{{1,5}}\.(?:[0-9]{{1,5}}|[xX*])(?:\.(?:[0-9]{{1,5}}|[xX*])){{0,3}}){_STAGE}{_END}"
)
_PROTOCOL = re.compile(r"(?<!\w)(?:HTTP|HTTPS|TLS|SSL|SPDY|SSH)(?P<slash>/)(?P<numbers>[0-9](?:\.[0-9])?)(?![\w/]|\.[0-9])")
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
        yield Replacement(*match.span(), _address(match["numbers"]) or _said(match))


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
    return f"{words} {cardinal(match['stage_number'])}" if match["stage_number"] else words


def _points(numbers: str) -> str:
    return " point ".join(_component(one) for one in numbers.split("."))


def _component(written: str) -> str:
    if not written.isdigit():
        return "x"
    if written[0] == "0" and len(written) > 1:
        return two_digits(written) if len(written) == 2 else by_digit(written)
    return cardinal(written)


def _address(numbers: str) -> str:
    """`192.168.0.1` → "one hundred ninety-two dot …"; empty for what is no such address."""
    bytes_ = numbers.split(".")
    if len(bytes_) != 4 or not all(one.isdigit() and int(one) < 256 for one in bytes_):
        return ""
    return " dot ".join(map(cardinal, bytes_))
