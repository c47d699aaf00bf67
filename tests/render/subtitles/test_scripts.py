"""Cues in every script: the laws hold, and lines end where the language lets them."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from subtitle_timelines import spoken, timelines

from chunking.words import word_spans
from render.samples import from_milliseconds
from render.subtitles.borders import Border, borders_of
from render.subtitles.columns import width
from render.subtitles.cue import Cue
from render.subtitles.cues import cues_of
from render.subtitles.grammar import grammar_of
from render.subtitles.phrases import may_end
from render.subtitles.profiles import PROFILES, CueStyle
from render.timeline import Timeline

TEXTS = {
    "en": "“I do not know, Mr. Hale,” she said; it was the first of the 12 days that they waited for the old ferry.",
    "de": "Als Gregor Samsa eines Morgens aus unruhigen Träumen erwachte, fand er sich im Bett verwandelt.",
    "ru": "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. Всё смешалось.",
    "ar": "في قديم الزمان كان هناك ملك عادل يحكم بلادا واسعة، وكان له ثلاثة أبناء يحبهم حبا شديدا ويريد أن يختار منهم.",
    "hi": "एक समय की बात है कि एक गाँव में एक बूढ़ा किसान अपने तीन बेटों के साथ रहता था। वह बहुत मेहनती था।",
    "zh": "今天的天气很好，所以我们去公园散步。公园里有很多人，有的在跑步，有的在下棋，还有孩子在草地上玩耍。",
    "ja": "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗い所でニャーニャー泣いていた。",
    "th": "วันนี้อากาศดีมากเราจึงไปเดินเล่นที่ริมทะเลแล้วก็กลับบ้านตอนเย็น เพื่อนของฉันทำอาหารอร่อยให้เรากินกันทุกคนในบ้าน",
    "ko": "옛날 어느 마을에 나이 많은 농부가 세 아들과 함께 살고 있었다. 그는 매우 부지런했지만 아들들은 게을렀다.",
    "km": "ថ្ងៃនេះអាកាសធាតុល្អណាស់ដូច្នេះយើងទៅដើរលេងនៅមាត់សមុទ្រ",
}
STYLES = [CueStyle(name) for name in PROFILES]


def in_language(language: str, columns_apart: int = 0) -> Timeline:
    return replace(spoken(TEXTS[language] * 2, TEXTS[language], pause=columns_apart), language=language)


def shown(timeline: Timeline, style: CueStyle) -> list[Cue]:
    return list(cues_of(timeline, style.limits_for(timeline.language)))


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("style", STYLES, ids=list(PROFILES))
def test_in_every_script_and_profile_all_words_are_shown_once_and_in_order(language: str, style: CueStyle) -> None:
    timeline = in_language(language)
    words = [word for paragraph in timeline.paragraphs for word in paragraph.words]
    assert [word.text for cue in shown(timeline, style) for word in cue.words] == [word.text for word in words]


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("style", STYLES, ids=list(PROFILES))
def test_in_every_script_and_profile_lines_and_columns_are_kept(language: str, style: CueStyle) -> None:
    limits = style.limits_for(language)
    for cue in shown(in_language(language), style):
        assert len(cue.lines) <= limits.lines
        assert max(map(width, cue.lines)) <= limits.columns


@given(timelines(shortest=from_milliseconds(50)), st.sampled_from(STYLES), st.sampled_from(sorted(TEXTS)))
def test_the_laws_hold_for_any_words_in_any_language_and_profile(
    timeline: Timeline, style: CueStyle, language: str
) -> None:
    timeline, limits = replace(timeline, language=language), style.limits_for(language)
    cues = cues_of(timeline, limits)
    assert all(len(cue.lines) <= limits.lines and max(map(width, cue.lines)) <= limits.columns for cue in cues)
    assert all(cue.end <= later.start for cue, later in pairwise(cues))
    assert all(abs(cue.start - cue.words[0].start) <= 83 for cue in cues), "the first word is heard when a cue begins"
    assert cues == cues_of(timeline, limits), "the same words make the same cues"


@pytest.mark.parametrize("language", ["zh", "ja", "th", "km"])
def test_no_line_begins_or_ends_where_the_script_forbids_it(language: str) -> None:
    lines = [line for cue in shown(in_language(language), CueStyle()) for line in cue.lines]
    assert len(lines) > 4
    assert all(may_end(line, later) for line, later in pairwise(lines))


@pytest.mark.parametrize(
    ("language", "together"),
    [("ja", "ニャーニャー"), ("ja", "見当が"), ("th", "อากาศ"), ("zh", "公园"), ("zh", "天气")],
)
def test_a_phrase_of_a_script_without_spaces_stays_on_one_line(language: str, together: str) -> None:
    lines = [line for cue in shown(in_language(language), CueStyle()) for line in cue.lines]
    assert sum(line.count(together) for line in lines) == 3 * TEXTS[language].count(together)


def test_traditional_chinese_is_told_from_simplified() -> None:
    text = "今天的天氣很好，所以我們去公園散步。"
    assert between(text, "天", "氣", "zh") == Border.INSIDE


@pytest.mark.parametrize(
    ("language", "text", "word", "following"),
    [
        ("en", "They saw the house.", "the", "house."),
        ("en", "They saw a little house.", "little", "house."),
        ("en", "Then Mary Ann Evans came.", "Mary", "Ann"),
        ("en", "Only Mr. Hale came.", "Mr.", "Hale"),
        ("en", "Then Miss de Bourgh came.", "Miss", "de"),
        ("en", "Then Miss de Bourgh came.", "de", "Bourgh"),
        ("en", "It was 5 km away.", "5", "km"),
        ("en", "He read chapter 5 again.", "chapter", "5"),
        ("en", "She has gone home.", "has", "gone"),
        ("en", "We think of home.", "of", "home."),
        ("en", "Now it would rain.", "it", "would"),
        ("de", "Er sah das Haus.", "das", "Haus."),
        ("de", "Er hat nicht geschlafen.", "nicht", "geschlafen."),
        ("fr", "Il voit la maison.", "la", "maison."),
        ("es", "Vive en la casa.", "en", "la"),
        ("it", "Vede una casa.", "una", "casa."),
        ("pt", "Foi para casa.", "para", "casa."),
        ("nl", "Hij ziet het huis.", "het", "huis."),
        ("ru", "Он живёт в доме.", "в", "доме."),
        ("hi", "वह घर में है।", "घर", "में"),
        ("ar", "كان في البيت اليوم", "في", "البيت"),
    ],
)
def test_what_belongs_together_is_parted_by_nothing_cheap(language: str, text: str, word: str, following: str) -> None:
    assert between(text, word, following, language) >= Border.TIGHT


@pytest.mark.parametrize(
    ("text", "word", "border"),
    [
        ("He came. She went.", "came.", Border.SENTENCE),
        ("“Stop!” he cried.", "“Stop!”", Border.CLAUSE),
        ("He came; she went.", "came;", Border.CLAUSE),
        ("“'You must marry. A clergyman must marry.'”", "marry.", Border.CLAUSE),
        ("He came, she went.", "came,", Border.COMMA),
        ("He came because she went.", "came", Border.CONJUNCTION),
        ("He came from Rome.", "came", Border.PREPOSITION),
        ("Dogs bark loudly.", "bark", Border.PLAIN),
    ],
)
def test_a_border_is_the_better_the_more_it_parts(text: str, word: str, border: Border) -> None:
    words = text.split()
    assert borders_of(text, words, "en")[words.index(word)] == border


def test_a_language_without_a_table_is_broken_by_its_punctuation() -> None:
    assert grammar_of("xx").determiners == frozenset()
    assert between("Uno, du tri", "Uno,", "du", "xx") == Border.COMMA


def between(text: str, word: str, following: str, language: str) -> Border:
    words = [text[first:after] for first, after in word_spans(text)]
    place = next(place for place, pair in enumerate(pairwise(words)) if pair == (word, following))
    return borders_of(text, words, language)[place]
