"""Each wrong input is one clear line on standard error and the documented exit code, and nothing is asked for."""

import os
import socket
from pathlib import Path

import pytest

from render.audio.ffmpeg import executable


@pytest.fixture
def refused(command, desk, tone):
    """Runs the command, holds that it ended with one line and nothing spoken, and returns that line."""

    def run(*words, code=2):
        before = tone.spoken()
        said = command(*words)
        assert said.err.count("\n") == 1, said.err
        assert said.err.startswith("readcast: ")
        assert "Traceback" not in said.out + said.err
        assert said.code == code
        assert tone.spoken() == before
        return said.err

    return run


def narrating(desk, source):
    return ("narrate", source, "-o", desk.out, "--store", desk.store, "--speech", desk.speech)


SOURCES = {
    "missing.md": (None, "no such file"),
    "empty.md": (b"", "empty"),
    "blank.md": (b" \n\n\t\n", "empty"),
    "binary.md": (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
    "latin.md": ("# Café\n\nDéjà vu.\n".encode("latin-1"), "line 1, byte 5: not UTF-8"),
    "utf16.md": ("# Title\n\nText.\n".encode("utf-16"), "UTF-8"),
    "markup.md": (b"---\ntitle: Nothing\n---\n\n<!-- -->\n", "nothing to speak"),
    "front.md": (b"---\ntitle: [\n---\n\nText.\n", "front"),
    "sound.mp3": (b"ID3", ".mp3"),
    "noname": (b"Text.", "without a suffix"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_cannot_be_spoken(refused, desk, name):
    content, reason = SOURCES[name]
    if content is not None:
        (desk.folder / name).write_bytes(content)
    line = refused(*narrating(desk, desk.folder / name))
    assert name in line
    assert reason in line
    assert not desk.out.exists()


def test_a_folder_without_text(refused, desk):
    desk.write("just notes", "posts/notes.log")
    assert "no document to speak" in refused(*narrating(desk, desk.folder / "posts"))


def test_a_source_over_the_limit(refused, desk):
    desk.write("max_bytes = 10\n", "readcast.toml")
    assert "over the limit of 10" in refused(*desk.words())


def test_an_output_folder_in_whose_place_a_file_stands(refused, desk):
    desk.out.write_text("in the way", "utf-8")
    line = refused(*desk.words())
    assert f"{desk.out} cannot be written" in line
    assert "-o" in line
    assert desk.out.read_text("utf-8") == "in the way"


def test_an_output_folder_below_a_file(refused, desk):
    (desk.folder / "file").write_text("in the way", "utf-8")
    assert "cannot be written" in refused(*narrating(desk, desk.book), "-o", desk.folder / "file" / "out")


def test_a_store_that_cannot_be_made(refused, desk):
    desk.store.write_text("in the way", "utf-8")
    assert "Choose another with --store" in refused(*desk.words())


def test_an_unknown_voice_names_those_there_are(refused, desk):
    line = refused(*desk.words("--voice", "caruso"))
    assert "'caruso'" in line
    assert "leah" in line


def test_an_unknown_language_names_where_it_was_set(refused, desk):
    desk.write('language = "en"\n', "readcast.toml")
    line = refused(*desk.words("--language", "klingon"))
    assert line.startswith("readcast: --language: ")
    assert "klingon" in line


TOMLS = {
    "unknown key": ('voise = "leah"', "'voise' is not a setting; did you mean 'voice'?"),
    "unknown key far from any": ("zzzz = 1", "'zzzz' is not a setting"),
    "unknown nested key": ("[pauses]\nparagraf = 100", "pauses.paragraf"),
    "wrong type": ('jobs = "many"', "'jobs' is wrong"),
    "out of range": ("jobs = 1000", "'jobs' is wrong"),
    "wrong nested type": ('[pauses]\nparagraph = "long"', "pauses.paragraph"),
    "syntax": ('title = "The Ferry"\nvoice = leah', "line 2"),
    "unknown choice": ('code = "sing"', "'code' is wrong"),
    "unknown chapter level": ("chapter_level = 7", "chapter_level"),
    "unknown subtitle format": ('formats = ["srt", "doc"]', "no subtitle format 'doc'"),
    "unknown language": ('language = "klingon"', "language"),
    "address": ('speech = "https://example.com"', "--speech or READCAST_SPEECH"),
    "address in capitals": ('speech = "HTTPS://example.com"', "--speech or READCAST_SPEECH"),
    "store": ('store = "/tmp/elsewhere"', "--store or READCAST_STORE"),
    "a nested key that is nearly right": (
        "[pauses]\nheda = 100",
        "'pauses.heda' is not a setting; did you mean 'head'?",
    ),
    "a key in quotes": ('"a.b" = 1', "'a.b' is not a setting"),
    "a flag for a number": ("chapter_level = true", "'chapter_level' is wrong: it is 'auto', or a number from 0 to 6"),
    "a way to read tables that there is not": ('tables = "sing"', "'rows', 'summary' or 'skip'"),
    "something to open with that there is not": ('opening = ["colour"]', "'title', 'author' or 'date'"),
    "one word where a list belongs": ('opening = "title"', "a valid list"),
    "a rule that there is not": ('rules_off = ["dashs"]', "no such rule; did you mean dashes"),
    "lexicon outside": ('lexicon = "../lexicon.toml"', "'lexicon' must lie beside the file or below"),
    "lexicon missing": ('lexicon = "lexicon.toml"', "lexicon.toml cannot be read: No such file"),
    "lexicon of another kind": ('lexicon = "book.md"', "ends in .md; it may be: .toml, .csv"),
    "lexicon that is the settings": ('lexicon = "readcast.toml"', "there is nothing called `lexicon` in a lexicon"),
    "cover with a zero byte": ('cover = "a\\u0000b"', "is not the name of a file"),
    "cover outside": ('cover = "../cover.png"', "must lie beside the file or below"),
    "cover absolute": ('cover = "/etc/hostname"', "must lie beside the file or below"),
    "cover missing": ('cover = "cover.png"', "cannot be read"),
    "cover no picture": ('cover = "book.md"', "not a JPEG or PNG"),
}


ODD = {
    "a title with half a character": (
        '---\ntitle: "a \\ud83d"\n---\n\nText.\n',
        "line 2: the front matter is not valid",
    ),
    "an author that is a list of numbers": ("---\nauthor: [1, 2]\n---\n\nText.\n", None),
    "a cover that is not there": ("---\ncover: /images/a.png\n---\n\nText.\n", None),
    "a voice that is a number": ("---\nvoice: 5\n---\n\nText.\n", "there is no voice '5'"),
    "a language that nobody speaks": ("---\nlanguage: klingon\n---\n\nText.\n", "book.md: the language 'klingon'"),
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_front_matter_is_spoken_or_refused_in_one_line(command, desk, kind):
    text, reason = ODD[kind]
    desk.write(text)
    said = command(*desk.words())
    assert said.code == (2 if reason else 0), said.err
    assert (reason or "") in said.err


def test_an_output_folder_whose_name_is_not_utf_8_is_refused_before_anything_is_paid(command, desk, tone):
    before = tone.spoken()
    said = command(*desk.words(), "-o", desk.folder / os.fsdecode(b"caf\xe9"))
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "is not UTF-8. Choose another folder with -o." in said.err
    assert tone.spoken() == before


def test_a_file_name_that_is_not_utf_8_is_shown_as_well_as_it_can_be(command, desk):
    path = os.fsdecode(os.fsencode(desk.folder) + b"/b\xff.md")
    Path(path).write_text("Text.", "utf-8")
    assert command("narrate", path, *desk.words()[2:]).code == 0
    assert '"name": "b?.md"' in (desk.out / "manifest.json").read_text("utf-8")


def test_a_name_that_is_too_long(refused, desk):
    assert "cannot be looked at" in refused(*narrating(desk, desk.folder / ("x" * 300 + ".md")))


def test_chapters_of_several_documents_are_not_chosen(refused, desk):
    assert "--chapters goes with a single document" in refused(*narrating(desk, desk.folder), "--chapters", "2")


@pytest.mark.parametrize("kind", TOMLS)
def test_a_wrong_settings_file(refused, desk, kind):
    content, reason = TOMLS[kind]
    desk.write(content + "\n", "readcast.toml")
    words = desk.words() if "address" not in kind else desk.words()[:-2]
    line = refused(*words)
    assert reason in line
    if not kind.startswith(("cover ", "lexicon ")):
        assert "readcast.toml" in line


LEXICONS = {
    "lexicon.csv": (b"written,spoken\na,b,c\n", "lexicon.csv: line 2 has 3 columns"),
    "latin.csv": ("written,spoken\nCaf\u00e9,b\n".encode("latin-1"), "not UTF-8 at byte 18"),
    "lexicon.toml": (b"[terms]\nLMNT = 1\n", "lexicon.toml: [terms] 'LMNT': `spoken` is not a text"),
    "large.toml": (b"#" * 5_000_001, "larger than 5,000,000 bytes"),
    "slow.csv": (b"written,spoken,regex\n(a+)+$,b,yes\n", "(line 2) takes too long"),
}


@pytest.mark.parametrize("name", LEXICONS)
def test_a_wrong_lexicon_is_named_with_its_line(refused, desk, monkeypatch, name):
    content, reason = LEXICONS[name]
    monkeypatch.setattr("chunking.speakable.terms.PATIENCE", 0.05)
    (desk.folder / name).write_bytes(content)
    desk.write(f'lexicon = "{name}"\n', "readcast.toml")
    desk.write("a" * 3000 + "b\n")
    assert reason in refused(*desk.words())


def test_a_wrong_lexicon_stops_a_collection_before_its_first_document(refused, desk):
    desk.write('lexicon = "lexicon.csv"\n', "posts/readcast.toml")
    desk.write("# A post\n\nText.\n", "posts/post.md")
    assert "lexicon.csv cannot be read" in refused(*narrating(desk, desk.folder / "posts"))


HEADS = {
    "readcast: {code: sing}": "`readcast: code` is 'sing'; it may be: announce, skip, read",
    "readcast: {colour: red}": "there is no such setting",
    "readcast: {rules_off: [dashs]}": "did you mean dashes",
    "readcast: {rules_off: dashes}": "a list of names of rules",
    "readcast: skip": "is not a list of settings",
    "lang: tlh": "the language 'tlh' cannot be spoken",
}


@pytest.mark.parametrize("head", HEADS)
def test_a_document_that_sets_something_wrongly_is_named(refused, desk, head):
    desk.write(f"---\n{head}\n---\n\nText.\n")
    line = refused(*desk.words())
    assert "book.md" in line
    assert HEADS[head] in line


def test_a_settings_file_that_is_not_utf_8(refused, desk):
    (desk.folder / "readcast.toml").write_bytes(b'title = "Caf\xe9"\n')
    assert "readcast.toml cannot be read" in refused(*desk.words())


def test_a_cover_behind_a_link_that_leads_outside(refused, desk):
    inside = desk.folder / "inside"
    desk.book = desk.write("# A\n\nB.\n", "inside/book.md")
    (inside / "cover.png").symlink_to("/etc/hostname")
    desk.write('cover = "cover.png"\n', "inside/readcast.toml")
    assert "must lie beside the file or below" in refused(*desk.words())


@pytest.mark.parametrize(
    ("name", "value"), [("READCAST_JOBS", "many"), ("READCAST_CODE", "sing"), ("READCAST_CHAPTER_LEVEL", "9")]
)
def test_a_wrong_environment_variable_is_named(refused, desk, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    line = refused(*desk.words())
    assert name in line
    assert value in line


@pytest.mark.parametrize("value", ["not json", '["doc"]'])
def test_wrong_formats_in_the_environment_are_named(refused, desk, monkeypatch, value):
    monkeypatch.setenv("READCAST_FORMATS", value)
    assert "READCAST_FORMATS" in refused(*desk.words())


@pytest.mark.parametrize(
    ("speech", "reason"),
    [
        ("nonsense", "not 'nonsense'"),
        ("local:parrot", "no local engine 'parrot'"),
        ("lmnt", "export LMNT_API_KEY"),
        ("ftp://example.com", "not 'ftp://example.com'"),
        ("http://", "not 'http://'"),
        ("http://[", "--speech"),
        ("http://127.0.0.1:99999", "--speech"),
    ],
)
def test_a_service_that_is_none(refused, desk, speech, reason):
    assert reason in refused(*desk.words("--speech", speech))


def test_a_password_in_an_address_is_refused_and_not_repeated(refused, desk):
    assert "hunter2" not in refused(*desk.words("--speech", "https://me:hunter2@example.com"))


def test_a_key_is_never_sent_unencrypted(refused, desk, monkeypatch):
    monkeypatch.setenv("LMNT_API_KEY", "some-secret")
    assert "unencrypted" in refused(*desk.words("--speech", "http://example.com"))


@pytest.mark.parametrize("wanted", ["", "0-", "3-1", "one", "1,,2", "-1", "1;2"])
def test_chapters_that_are_no_numbers(refused, desk, wanted):
    assert "--chapters takes numbers and ranges such as 3,5-7" in refused(*desk.words(f"--chapters={wanted}"))


def test_a_chapter_that_is_not_there(refused, desk):
    assert "no chapter 9: the document has 3" in refused(*desk.words("--chapters", "9"))


@pytest.mark.parametrize("wanted", ["", "0s", "soon", "1h", "-5s"])
def test_a_sample_that_is_no_duration(refused, desk, wanted):
    assert "--sample takes a duration such as 60s or 2m" in refused(*desk.words(f"--sample={wanted}"))


class TestAnOutputThatIsThereAlready:
    """It remembers who spoke; a run that would change that has to be told to."""

    @pytest.fixture(autouse=True)
    def _narrated(self, desk):
        desk.narrate()

    def test_made_with_another_service_stops_the_run_and_says_how_to_go_on(self, refused, desk, monkeypatch):
        monkeypatch.setenv("READCAST_SPEECH", "local:tone")
        line = refused("narrate", desk.book, "-o", desk.out, "--store", desk.store)
        assert f"was made with the service {desk.speech}" in line
        assert "local:tone" in line

    def test_goes_on_with_the_service_that_the_message_names(self, refused, command, desk, monkeypatch):
        monkeypatch.setenv("READCAST_SPEECH", "local:tone")
        line = refused("narrate", desk.book, "-o", desk.out, "--store", desk.store)
        named = line.split("say --speech ")[1].split("; if not")[0]
        assert command("narrate", desk.book, "-o", desk.out, "--store", desk.store, "--speech", named).code == 0
        assert '"service": "local:tone@1"' in (desk.out / "manifest.json").read_text("utf-8")

    def test_made_with_another_voice_stops_the_run(self, refused, command, desk, monkeypatch):
        monkeypatch.setenv("READCAST_VOICE", "rufus")
        assert "was made with the voice leah" in refused(*desk.words())
        assert command(*desk.words("--voice", "rufus")).code == 0

    def test_a_plan_stops_for_the_same_reason(self, refused, desk, monkeypatch):
        monkeypatch.setenv("READCAST_VOICE", "rufus")
        assert "was made with the voice leah" in refused("plan", *desk.words()[1:])

    def test_a_damaged_manifest_is_named(self, refused, desk):
        (desk.out / "manifest.json").write_text("{", "utf-8")
        assert "manifest.json" in refused(*desk.words())

    @pytest.mark.parametrize("content", [b"[]", b"null", b'{"kind": "collection"}', b"\xff"])
    def test_a_manifest_that_is_none_is_named(self, refused, desk, content):
        (desk.out / "manifest.json").write_bytes(content)
        for words in (desk.words(), ("verify", desk.out)):
            assert "manifest.json" in refused(*words)


def test_an_output_that_is_a_collection_is_not_overwritten_by_a_document(refused, desk):
    posts = desk.write("# A post\n\nOf one line.\n", "posts/a.md").parent
    desk.narrate(posts)
    before = (desk.out / "manifest.json").read_bytes()
    assert "holds a collection" in refused(*desk.words())
    assert (desk.out / "manifest.json").read_bytes() == before


def test_an_output_that_is_a_document_is_not_overwritten_by_a_collection(refused, desk):
    desk.narrate()
    posts = desk.write("# A post\n\nOf one line.\n", "posts/a.md").parent
    before = (desk.out / "manifest.json").read_bytes()
    assert "holds a single document" in refused(*narrating(desk, posts))
    assert (desk.out / "manifest.json").read_bytes() == before


def test_subtitles_in_an_unknown_format(refused, desk):
    desk.out.mkdir()
    assert "no subtitle format 'doc'; there are: srt, vtt" in refused("subtitles", desk.out, "--format", "srt,doc")


@pytest.mark.parametrize("words", [("subtitles",), ("verify",)])
def test_a_folder_that_nobody_has_narrated_into(refused, desk, words):
    (desk.folder / "empty").mkdir()
    assert "`readcast narrate` has written" in refused(*words, desk.folder / "empty")
    assert "`readcast narrate` has written" in refused(*words, desk.folder / "nowhere")


def test_a_port_in_use(refused):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"127.0.0.1:{port}" in refused("speech-server", "--port", port, "--engine", "tone")


def test_a_speech_server_with_an_unknown_engine(refused):
    assert "'parrot'" in refused("speech-server", "--port", 0, "--engine", "parrot")


def test_settings_that_are_there_are_never_overwritten(refused, desk):
    path = desk.write("# mine\n", "readcast.toml")
    assert "it was left as it is" in refused("init", desk.folder)
    assert path.read_text("utf-8") == "# mine\n"


def test_settings_for_a_folder_that_is_not_there(refused, desk):
    assert "cannot be written" in refused("init", desk.folder / "nowhere")


def test_a_system_ffmpeg_that_is_none(command, desk, monkeypatch):
    executable.cache_clear()
    monkeypatch.setenv("READCAST_FFMPEG", "no-such-program")
    try:
        said = command("doctor", "--store", desk.store)
    finally:
        executable.cache_clear()
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "MISSING: READCAST_FFMPEG names 'no-such-program'" in said.out


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("sing",),
        ("narrate",),
        ("narrate", "book.md", "--jobs", "0"),
        ("narrate", "book.md", "--loud"),
        ("verify",),
        ("speech-server", "--port", "99999"),
    ],
)
def test_a_command_line_that_is_none_is_exit_code_2_without_a_traceback(command, words):
    said = command(*words)
    assert said.code == 2
    assert "Traceback" not in said.out + said.err


def test_the_real_command_ends_with_the_same_line_and_code(readcast, desk):
    ended = readcast(*narrating(desk, desk.folder / "missing.md"))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"readcast: {desk.folder / 'missing.md'}: no such file; check the path\n"
