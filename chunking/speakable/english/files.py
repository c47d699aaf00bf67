"""Names of files in running text: `README.md`, `src/main.py`, `.gitignore`, `Node.js`."""

import re
from collections.abc import Iterator

from chunking.speakable.rule import Phrase, Replacement

# How an ending is said, where that is not simply read.
_ENDINGS = {
    "bash": "bash",
    "bat": "bat",
    "bib": "bib",
    "bin": "bin",
    "c": "C",
    "cfg": "C F G",
    "conf": "conf",
    "cpp": "C P P",
    "css": "C S S",
    "csv": "C S V",
    "dll": "D L L",
    "docx": "doc X",
    "epub": "E pub",
    "exe": "E X E",
    "flac": "flac",
    "gif": "gif",
    "go": "go",
    "gz": "G Z",
    "h": "H",
    "htm": "H T M",
    "html": "H T M L",
    "ico": "I C O",
    "ini": "I N I",
    "ipynb": "I P Y N B",
    "java": "java",
    "jpeg": "jay peg",
    "jpg": "jay peg",
    "js": "J S",
    "json": "jason",
    "jsx": "J S X",
    "lock": "lock",
    "log": "log",
    "lua": "lua",
    "md": "M D",
    "mdx": "M D X",
    "mjs": "M J S",
    "mp3": "M P 3",
    "mp4": "M P 4",
    "pdf": "P D F",
    "php": "P H P",
    "plist": "P list",
    "png": "P N G",
    "ppt": "P P T",
    "pptx": "P P T X",
    "ps1": "P S 1",
    "psd": "P S D",
    "py": "P Y",
    "rb": "R B",
    "rs": "R S",
    "scss": "S C S S",
    "sh": "S H",
    "sql": "S Q L",
    "srt": "S R T",
    "svg": "S V G",
    "swift": "swift",
    "tar": "tar",
    "tex": "tech",
    "toml": "toml",
    "ts": "T S",
    "tsv": "T S V",
    "tsx": "T S X",
    "txt": "T X T",
    "vtt": "V T T",
    "vue": "vue",
    "wasm": "wasm",
    "wav": "wave",
    "webp": "web P",
    "xls": "X L S",
    "xlsx": "X L S X",
    "xml": "X M L",
    "yaml": "yammel",
    "yml": "yammel",
    "zip": "zip",
}
_HIDDEN = "bashrc|dockerignore|editorconfig|env|gitattributes|gitignore|htaccess|npmrc|profile|vimrc|zshrc"
_KNOWN = "|".join(sorted(_ENDINGS, key=len, reverse=True))
_FILE = re.compile(
    r"(?<![\w./\\@~*-])(?P<path>(?:~/|\.{1,2}/|/)?(?:[\w.-]*\w/)*)"
    rf"(?:(?P<stem>\.?\w[\w-]*(?:\.[\w-]+)*)\.(?P<ending>{_KNOWN})|\.(?P<hidden>{_HIDDEN})|\*?\.(?P<only>{_KNOWN}))"
    r"(?![\w/@-]|\.\w)"
)
_LONGEST = 200  # characters of a name, with its path
_DOT_NET = re.compile(r"(?<![a-z\d_])\.NET\b")
CUE = re.compile(rf"\.(?:{_KNOWN}|{_HIDDEN}|NET)\b")
_PARTS = {"/": " slash ", "~": "tilde", ".": " dot ", "_": " ", "-": " "}
_HIDDEN_SAID = {"gitignore": "git ignore", "gitattributes": "git attributes", "env": "env"}


def files(phrase: Phrase) -> Iterator[Replacement]:
    """`src/main.py` → "src slash main dot P Y"; `Node.js`, a name of something, → "Node J S"."""
    for match in _matches(phrase.text):
        if match["stem"] is None or len(match["stem"]) > 1:  # `a.c.` may be an abbreviation
            yield Replacement(*match.span(), " ".join(_words(match).split()))
    for match in _DOT_NET.finditer(phrase.text):
        space = " " if phrase.text[match.start() - 1 : match.start()].isalnum() else ""
        yield Replacement(*match.span(), f"{space}dot net")  # also at the end of `ASP.NET`


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The names of files, looked for only where an ending stands: far faster than at every word."""
    done = 0
    for ending in CUE.finditer(text):
        earliest = max(done, ending.start() - _LONGEST)
        space = text.rfind(" ", earliest, ending.start())
        match = _FILE.search(text, max(earliest, space + 1), ending.end() + 2)  # with what must not follow
        if match is not None and ending.start() >= done:
            yield match
            done = match.end()


def _words(match: re.Match[str]) -> str:
    path, stem, ending = match["path"], match["stem"], match["ending"]
    if match["only"]:
        star = "star " if "*" in match[0] else ""
        return f"{_said(path)} {star} dot {_ENDINGS[match['only']]}"
    if match["hidden"]:
        return f"{_said(path)} dot {_HIDDEN_SAID.get(match['hidden'], match['hidden'])}"
    is_library = ending == "js" and stem[0].isupper() and not path
    return f"{_said(path)} {_said(stem)} {'' if is_library else 'dot'} {_ENDINGS[ending]}"


def _said(part: str) -> str:
    for sign, word in _PARTS.items():
        part = part.replace(sign, word)
    return part
