import re
import time
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chunking.chapters import chapters_of
from chunking.document import Block, Kind, Piece, Reading
from chunking.errors import InputError
from chunking.places import Lines
from chunking.policy import Policy
from chunking.sources.text import read

ENGLISH = Policy(language="en")
PROSE = "The ferry leaves at six in the morning, and nobody is on it but\nthe cook, who sings to the engine."
HEAD = "Title: The Ferry\n\nAuthor: Ann Oar\n\nLanguage: {}\n\n*** START OF THE PROJECT GUTENBERG EBOOK ***\n\n"


def reading(text: str, **settings: object) -> Reading:
    return read(text, Policy(**{"language": "en", **settings}))


def titles(text: str) -> list[str]:
    found = reading(text.replace("¶", PROSE))
    return [chapter.title for chapter in chapters_of(found, ENGLISH, "Untitled")[1]]


def headings(text: str) -> list[tuple[int, str]]:
    blocks = reading(text.replace("¶", PROSE)).blocks
    return [(block.level, block.written) for block in blocks if block.kind is Kind.HEADING]


def left_out(text: str) -> list[tuple[str, Lines]]:
    return [(block.left_out, block.lines) for block in reading(text).blocks if block.left_out]


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))


def read_as(text: str, piece: Piece) -> str:
    """What stands in the source where a piece says that it was read."""
    return text[piece.start : piece.start + len(piece.text) if piece.end is None else piece.end]


# Where everything stands


def test_a_paragraph_is_one_piece_that_points_at_its_lines() -> None:
    text = "The ferry\nleaves.\n\nIt is\nsix.\n"
    block = reading(text).blocks[1]
    assert block == Block(Kind.TEXT, (Piece("It is six.", 19),), Lines(4, 5))


def test_marks_of_italics_are_between_pieces() -> None:
    assert reading("A _very\nold_ cook.").blocks[0].pieces == (
        Piece("A ", 0),
        Piece("very old", 3),
        Piece(" cook.", 12),
    )


def test_an_indented_line_goes_on_at_its_first_word() -> None:
    assert reading("A ferry\n   left.").blocks[0].pieces == (Piece("A ferry ", 0), Piece("left.", 11))


def test_a_ligature_of_proofreaders_is_read_as_a_whole() -> None:
    text = HEAD.format("English") + "Ph[oe]be"
    start = text.index("[oe]")
    assert Piece("œ", start, start + 4) in reading(text).blocks[-1].pieces


def test_a_heading_and_its_title_below_are_joined_by_a_stretch_between_them() -> None:
    text = "CHAPTER 1\n\nThe Cook\n\nHe sings."
    block = reading(text).blocks[0]
    assert block.pieces == (Piece("CHAPTER 1", 0), Piece(". ", 9, 11), Piece("The Cook", 11))
    assert block.lines == Lines(1, 3)


# What is told before the text


def test_the_head_of_a_gutenberg_file_tells_title_author_and_language() -> None:
    front = dict(reading(HEAD.format("German") + "Die Fähre.", language="auto").front)
    assert front == {"title": "The Ferry", "author": "Ann Oar", "language": "de"}


def test_a_title_of_two_lines_is_one() -> None:
    front = reading(
        "Title: Moby Dick;\n       or The Whale\n\n" + HEAD.partition("\n")[2].format("English") + "x"
    ).front
    assert front["title"] == "Moby Dick; or The Whale"


def test_an_older_head_tells_title_and_author_in_its_first_line() -> None:
    text = "The Project Gutenberg Etext of The Ferry, by Ann\nOar\n\n*END*THE SMALL PRINT!*END*\n\nIt leaves."
    assert dict(reading(text).front) == {"title": "The Ferry", "author": "Ann Oar"}


def test_a_language_that_nobody_speaks_is_refused() -> None:
    with pytest.raises(InputError, match="'latin' cannot be spoken"):
        read(HEAD.format("Latin") + "Navis abit.", Policy())


def test_a_language_that_nobody_speaks_is_read_in_the_language_that_the_user_names() -> None:
    assert reading(HEAD.format("Latin") + "Navis abit.", language="it").language == "it"


@pytest.mark.parametrize("lines", ["By Ann Oar", "by\n\nAnn Oar (1903)", "A Tale\n\nBY ANN OAR"])
def test_the_author_is_found_on_the_title_page(lines: str) -> None:
    assert str(reading(f"THE FERRY\n\n{lines}\n\n\nCHAPTER 1\n\n{PROSE}").front["author"]).title() == "Ann Oar"


def test_a_sentence_that_begins_with_by_names_no_author() -> None:
    assert "author" not in reading(f"THE FERRY\n\nBy the sea we waited\n\n{PROSE}").front


# What is left out


def test_the_licence_is_left_out_before_and_after() -> None:
    text = (
        HEAD.format("English") + "The Ferry\n\nIt leaves.\n\n*** END OF THIS PROJECT GUTENBERG EBOOK ***\n\nLicence.\n"
    )
    assert left_out(text) == [("licence", Lines(1, 7)), ("licence", Lines(13, 15))]


def test_a_text_between_two_of_gutenbergs_files_is_not_lost() -> None:
    one = "*** START OF THE PROJECT GUTENBERG EBOOK ***\n\n{}\n\n*** END OF THE PROJECT GUTENBERG EBOOK ***\n\n"
    spoken = [block.written for block in reading(one.format("One.") + one.format("Two.")).blocks if not block.left_out]
    assert spoken == ["One.", "Two."]


def test_a_text_about_gutenberg_is_no_licence() -> None:
    assert left_out("We read a book.\n\nThe end of the Project Gutenberg files is far.\n\nProduced by nobody.") == []


def test_what_stands_before_the_title_of_a_gutenberg_file_is_left_out() -> None:
    text = HEAD.format("English") + "An Anonymous Volunteer, and David Widger\n\nTHE FERRY\n\nIt leaves."
    assert left_out(text) == [("licence", Lines(1, 9))]


def test_contents_and_page_numbers_are_left_out_with_their_lines() -> None:
    text = "THE FERRY\n\nCONTENTS\n\nCHAPTER 1\n\nCHAPTER 1\n\nIt leaves and\n\n[2]\n\nis gone.\n\n[3]\n\nEnd.\n\n[4]\n"
    assert [reason for reason, _ in left_out(text)] == ["contents", "page number", "page number", "page number"]
    assert left_out(text)[0][1] == Lines(3, 5)


# Chapters


@pytest.mark.parametrize(
    "line",
    [
        *("CHAPTER I", "Chapter 12.", "CHAPTER THE LAST", "Chapter Twenty-One", "chapter two", "CHAP. IV."),
        *("LETTER II", "CANTO XXXIV.", "STAVE ONE", "BOOK II", "PART THE FIRST", "VOLUME III", "ACT IV", "SCENE II."),
        *("PROLOGUE", "Epilogue", "PREFACE TO THE SECOND EDITION", "ETYMOLOGY.", "EXTRACTS", "APPENDIX B"),
        *("Erstes Kapitel", "KAPITEL 3", "Zweiter Teil", "Zwölftes Buch", "Vorwort", "2. Kapitel"),
        *("CHAPITRE PREMIER", "Chapitre XIV", "Deuxième partie", "Livre III", "PRÉFACE"),
        *("CAPÍTULO XX", "Capítulo primero", "SEGUNDA PARTE", "PRÓLOGO"),
        *("Capitolo secondo", "PARTE PRIMA", "Capítulo terceiro", "LIVRO II"),
        *("EERSTE HOOFDSTUK", "Hoofdstuk 4", "TWEEDE DEEL", "Глава первая", "第三章", "제 2 장"),
    ],
)
def test_a_line_is_the_heading_of_a_chapter_or_part(line: str) -> None:
    assert (2, line) in headings(f"¶\n\n{line}\n\n¶")


@pytest.mark.parametrize(
    "line",
    [
        *("Chapter 5 was easy to write.", "Letter I received yesterday", "Part of me", "Book me a room."),
        *("The first letter came.", "Preface to a war that nobody wanted", "Act well your part.", "Volume matters."),
    ],
)
def test_a_sentence_is_no_heading(line: str) -> None:
    assert headings(f"¶\n\n{line}\n\n¶") == []


def test_volumes_stand_above_chapters_and_tell_them_apart() -> None:
    text = "THE FERRY\n\nVOLUME I\n\nCHAPTER I\n\n¶\n\nCHAPTER II\n\n¶\n\nVOLUME II\n\nCHAPTER I\n\n¶"
    assert titles(text) == ["VOLUME I: CHAPTER I", "VOLUME I: CHAPTER II", "VOLUME II: CHAPTER I"]
    assert [level for level, _ in headings(text)] == [1, 2, 3, 3, 2, 3]


def test_an_epilogue_with_chapters_of_its_own_is_a_part() -> None:
    text = "BOOK I\n\nCHAPTER I\n\n¶\n\nCHAPTER II\n\n¶\n\nEPILOGUE\n\nCHAPTER I\n\n¶\n\nCHAPTER II\n\n¶"
    assert titles(text)[2:] == ["EPILOGUE: CHAPTER I", "EPILOGUE: CHAPTER II"]


def test_a_title_page_opens_the_first_chapter() -> None:
    assert titles("THE FERRY\n\nBy Ann Oar\n\nTo my cook.\n\nCHAPTER 1\n\n¶\n\nCHAPTER 2\n\n¶") == [
        "CHAPTER 1",
        "CHAPTER 2",
    ]


def test_a_long_text_before_the_first_chapter_is_a_chapter_of_its_own() -> None:
    assert titles("THE FERRY\n\n" + "¶\n\n" * 30 + "CHAPTER 1\n\n¶\n\nCHAPTER 2\n\n¶") == [
        "THE FERRY",
        "CHAPTER 1",
        "CHAPTER 2",
    ]


def test_the_level_of_the_chapters_can_be_chosen() -> None:
    text = f"THE FERRY\n\nBOOK 1\n\nCHAPTER 1\n\n{PROSE}\n\nCHAPTER 2\n\n{PROSE}\n\nBOOK 2\n\nCHAPTER 1\n\n{PROSE}"
    policy = Policy(language="en", chapter_level=2)
    assert [chapter.title for chapter in chapters_of(read(text, policy), policy, "")[1]] == ["BOOK 1", "BOOK 2"]


def test_numbered_stories_with_numbered_parts_are_the_chapters() -> None:
    text = "I. A SCANDAL\n\nI.\n\n¶\n\nII.\n\n¶\n\nII. THE LEAGUE\n\n¶\n\nIII. A CASE\n\n¶"
    assert titles(text) == ["I. A SCANDAL", "II. THE LEAGUE", "III. A CASE"]


def test_scenes_are_the_chapters_of_a_play() -> None:
    text = "ACT I\n\nSCENE I. A pier.\n\n¶\n\nSCENE II. The sea.\n\n¶\n\nACT II\n\nSCENE I. A pier.\n\n¶"
    assert titles(text) == ["ACT I: SCENE I. A pier.", "ACT I: SCENE II. The sea.", "ACT II: SCENE I. A pier."]


@pytest.mark.parametrize(
    "contents",
    [
        "CONTENTS\n\nCHAPTER I. The Boat\n\nCHAPTER II. The Cook",
        "CONTENTS\n CHAPTER I      The Boat\n CHAPTER II     The Cook",
        "Table of Contents\n\n    I.  The Boat . . . . . . 7\n   II.  The Cook . . . . . 19",
        "CONTENTS.\n\nCHAPTER                PAGE\n\nI. The Boat              7\n\nII. The Cook            19",
        "CONTENTS\n\nThe Boat, on which nobody is\n\nThe Cook, who sings",
        "INHALT\n\nCHAPTER I. The Boat\nCHAPTER II. The Cook",
    ],
)
def test_a_table_of_contents_begins_no_chapter(contents: str) -> None:
    text = f"THE FERRY\n\n\n{contents}\n\n\n\n\nCHAPTER I. The Boat\n\n¶\n\nCHAPTER II. The Cook\n\n¶"
    assert titles(text) == ["CHAPTER I. The Boat", "CHAPTER II. The Cook"]


def test_a_list_of_chapters_without_a_heading_is_a_table_of_contents_where_they_come_again() -> None:
    listed = "CHAPTER I\nCHAPTER II\nCHAPTER III"
    assert titles(f"{listed}\n\nCHAPTER I\n\n¶\n\nCHAPTER II\n\n¶\n\nCHAPTER III\n\n¶") == listed.split("\n")


def test_chapters_without_text_that_do_not_come_again_are_no_table_of_contents() -> None:
    assert left_out("CHAPTER I\n\nCHAPTER II\n\nCHAPTER III\n\nIt leaves.") == []


# Laws

_FRAGMENTS = st.sampled_from(
    [
        *("CHAPTER I", "CHAPTER II. The Boat", "BOOK ONE", "CONTENTS", "PREFACE", "I", "II", "1", "2", "3", "[4]"),
        *("THE FERRY", "By Ann Oar", "It leaves at six.", PROSE, "- a lamp\n- a rope", "* * *", "_very_ old", "b_c"),
        *("The Title\n=====", "    In verse\n      he sang,\n    all day.", "light-\nhouse", "well--\nyes"),
        *("=bold= and\n_never\nclosed", "\f", "第一章\n\n渡轮\n开了", "Wide\tgap   here", "Transcriber's Notes"),
        *("NOTES", "[5]", "[Sketch: a pier]", "word[6] and[6]", "A Line In Capitals."),
    ]
)
_TEXTS = st.lists(st.tuples(_FRAGMENTS, st.sampled_from(["\n", "\n\n", "\n\n\n\n"])), max_size=30).map(
    lambda parts: "".join(fragment + gap for fragment, gap in parts)
)
_ANYTHING = st.text(st.sampled_from("aZ1.-_=[]*# \t\n\f\u3000\u00ad渡IVX"), max_size=200)


@given(_TEXTS)
def test_no_letter_is_lost_or_doubled_and_order_is_kept(text: str) -> None:
    blocks = reading(text, boilerplate="read").blocks
    assert letters("".join(block.written for block in blocks)) == letters(text)
    starts = [piece.start for block in blocks if not block.left_out for piece in block.pieces]
    assert starts == sorted(starts)


@given(st.one_of(_TEXTS, _ANYTHING))
@example("a\n\u3000b")
def test_every_piece_points_at_the_characters_that_it_was_read_from(text: str) -> None:
    for block in reading(text).blocks:
        for piece in block.pieces:
            stands = read_as(text, piece)
            assert stands
            assert piece.end is not None or re.sub(r"\s", " ", stands) == piece.text.replace("\u3000", " ")


@given(_ANYTHING)
def test_the_same_text_is_read_in_the_same_way(text: str) -> None:
    assert reading(text).blocks == reading(text).blocks


# A million characters of anything

_MILLION = 1_000_000
_HOSTILE = {
    "blank lines": "\n" * 500_000,
    "spaces": " " * _MILLION,
    "one line": "a b " * 250_000,
    "one word": "a" * _MILLION,
    "marks": "_a_" * 333_333,
    "open brackets": "[" * _MILLION,
    "open illustrations": "[Illustration: [\n\n" * 55_555,
    "notes": "a[1] b\n\n[1] c\n\n" * 66_666,
    "chapters": "CHAPTER 1\n\n" * 90_909,
    "chapters in one passage": "CHAPTER 1\n" * 100_000,
    "contents": "CONTENTS\n\nA\n\n" * 76_923,
    "contents whose chapters come late": "".join(f"CONTENTS\n\nX{n}\n\n" for n in range(30_000))
    + "".join(f"X{n}\n\n" for n in range(30_000)),
    "contents that never end": "".join(f"CONTENTS\n\na{n}\n\nb{n}\n\nc{n}\n\nd{n}\n\n" for n in range(25_000)),
    "numbers": "".join(f"{n % 9_000}\n\nabc\n\n" for n in range(80_000)),
    "pages": "abc\f\nabc\n" * 111_111,
    "divided words": "a-\n" * 333_333,
    "licences": "*** START OF THE PROJECT GUTENBERG\n\na\n\n*** END OF THE PROJECT GUTENBERG\n\n" * 14_084,
    "dots": "." * _MILLION,
    "items": "- a\n" * 250_000,
}


@pytest.mark.soak
@pytest.mark.parametrize("name", _HOSTILE)
def test_a_million_characters_of_anything_are_read_in_time(name: str) -> None:
    begun = time.process_time()
    reading(_HOSTILE[name])
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_tenth_of_that_is_read_in_a_tenth_of_the_time(name: str) -> None:
    begun = time.process_time()
    reading(_HOSTILE[name][: _MILLION // 10])
    assert time.process_time() - begun < 2
