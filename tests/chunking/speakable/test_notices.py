from chunking.speakable import Phrase, speakable
from chunking.speakable.notices import CODE_OMITTED


def test_a_notice_is_a_short_closed_sentence_that_no_rule_changes() -> None:
    for language, notice in CODE_OMITTED.items():
        assert len(notice.split()) <= 5
        assert [segment.spoken for segment in speakable(Phrase(notice, language))] == [notice]
