"""Where sentences end, in every language that can be spoken. A bar marks each border; the texts are our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chunking.languages import LANGUAGES
from chunking.sentences import sentences

SENTENCES = {
    "ar": "وصل القطار متأخراً. |هل رأيت د. سالم اليوم؟ |لا، لم أره! |قال لي: «سأعود غداً.» |ثم أغلق الباب.",
    "as": "ৰে'লখন পলমকৈ আহিল। |আপুনি ডাঃ বৰুৱাক দেখিছেনে? |নাই দেখা! |তেওঁ ক'লে, “মই কাইলৈ আহিম।” |তাৰ পিছত তেওঁ গ'ল।",
    "bn": "ট্রেনটি দেরিতে এল। |আপনি কি ডা. সেনকে দেখেছেন? |না, দেখিনি! |তিনি বললেন, “আমি কাল আসব।” |তারপর তিনি চলে গেলেন।",
    "cs": "Vlak přijel pozdě. |Viděl jste dnes dr. Nováka? |"
    "Bylo to 3. května, tj. v neděli. |„Vrátím se zítra.“ |Potom zavřel dveře.",
    "da": "Toget kom for sent. |Har De set dr. Holm i dag? |"
    "Det var den 3. maj, dvs. en søndag. |»Jeg kommer i morgen.« |Så lukkede han døren.",
    "de": "Der Zug kam am 3. Mai zu spät, d. h. am Sonntag. |Haben Sie Dr. Meier gesehen? |"
    "Nein! |„Ich komme morgen wieder.“ |Dann schloss er z. B. die Tür.",
    "en": "The train was late. |Have you seen Dr. Hale? |"
    "He left at 5 p.m. with Mrs. Gray. |“I shall be back.” |Then he closed the door.",
    "es": "El tren llegó tarde. |¿Ha visto al Dr. Salas? |¡No! |"
    "La Sra. Ruiz vive en la pág. 5. |«Volveré mañana.» |Luego cerró la puerta.",
    "fi": "Juna tuli myöhässä. |Oletteko nähnyt tri Hallaa? |"
    "Se oli 3. toukokuuta, esim. sunnuntaina. |”Palaan huomenna.” |Sitten hän sulki oven.",
    "fr": "Le train est arrivé en retard. |Avez-vous vu M. Dupont ? |Non ! |"
    "Mme. Roy l’a vu à la p. 5. |« Je reviendrai demain. » |Puis il ferma la porte.",
    "hi": "रेलगाड़ी देर से आई। |क्या आपने डॉ. वर्मा को देखा? |नहीं! |उसने कहा, “मैं कल आऊँगा।” |फिर उसने दरवाज़ा बंद किया।",
    "id": "Kereta datang terlambat. |Apakah Anda melihat Dr. Hasan? |"
    "Tidak! |“Saya kembali besok.” |Lalu ia menutup pintu, dll. di rumah.",
    "it": "Il treno arrivò tardi. |Ha visto il dott. Bianchi? |No! |"
    "Il sig. Rossi abita a pag. 5. |«Tornerò domani.» |Poi chiuse la porta.",
    "ja": "列車は遅れて着いた。|ヘイル先生を見ましたか？|"
    "いいえ！|「明日また来る。」と彼は言った。|それからドアを閉めた。",
    "ko": "기차가 늦게 왔다. |박사님을 보셨습니까? |아니요! |그는 “내일 올게.”라고 말했다. |그리고 문을 닫았다.",
    "ml": "തീവണ്ടി വൈകി എത്തി. |നിങ്ങൾ ഡോ. നായരെ കണ്ടോ? |ഇല്ല! |“ഞാൻ നാളെ വരാം.” |പിന്നെ അയാൾ വാതിൽ അടച്ചു.",
    "mr": "गाडी उशिरा आली. |तुम्ही डॉ. पाटील यांना पाहिले का? |नाही! |“मी उद्या येईन.” |मग त्याने दार बंद केले.",
    "nl": "De trein kwam te laat. |Hebt u dr. Bakker gezien? |Nee! |"
    "Hij woont o.a. in Delft, d.w.z. dichtbij. |‘Ik kom morgen terug.’ |Toen sloot hij de deur.",
    "pl": "Pociąg przyjechał późno. |Czy widział pan dr. Nowaka? |"
    "Mieszka m.in. w Łodzi przy ul. Długiej. |„Wrócę jutro.” |Potem zamknął drzwi.",
    "pt": "O comboio chegou tarde. |Viu o Dr. Sousa? |Não! |"
    "A Sra. Lima mora na pág. 5. |“Volto amanhã.” |Depois fechou a porta.",
    "ru": "Поезд пришёл поздно. |Вы видели г. Петрова? |Нет! |"
    "Это было в 1990 г. в Москве, т. е. давно. |«Я вернусь завтра.» |Потом он закрыл дверь.",
    "sk": "Vlak prišiel neskoro. |Videli ste dr. Nováka? |"
    "Bolo to 3. mája, t. j. v nedeľu. |„Vrátim sa zajtra.“ |Potom zavrel dvere.",
    "sv": "Tåget kom sent. |Har ni sett dr. Holm? |Nej! |"
    "Han bor t.ex. i Lund, d.v.s. nära. |”Jag kommer i morgon.” |Sedan stängde han dörren.",
    "ta": "ரயில் தாமதமாக வந்தது. |டாக்டர் குமாரைப் பார்த்தீர்களா? |இல்லை! |“நான் நாளை வருவேன்.” |பிறகு அவர் கதவை மூடினார்.",
    "te": "రైలు ఆలస్యంగా వచ్చింది. |మీరు డా. రావును చూశారా? |లేదు! |“నేను రేపు వస్తాను.” |తర్వాత అతను తలుపు మూశాడు.",
    "th": "วันนี้ฝนตกหนักมาก |เขาไม่ได้ออกไปไหนเลย |พรุ่งนี้เด็กๆ จะไปตลาดกับแม่ในปี 2020 ด้วยกัน",
    "tr": "Tren geç geldi. |Dr. Kaya’yı gördünüz mü? |Hayır! |"
    "5. katta, vb. yerlerde oturur. |“Yarın gelirim.” |Sonra kapıyı kapattı.",
    "uk": "Поїзд прийшов пізно. |Ви бачили п. Коваля? |Ні! |"
    "Це було в 1990 р. у Києві, т. зв. столиці. |«Я повернуся завтра.» |Потім він зачинив двері.",
    "ur": "گاڑی دیر سے آئی۔ |کیا آپ نے ڈاکٹر خان کو دیکھا؟ |"
    "نہیں! |اس نے کہا: ”میں کل آؤں گا۔“ |پھر اس نے دروازہ بند کیا۔",
    "vi": "Tàu đến muộn. |Anh có thấy TS. Nam không? |Không! |“Mai tôi sẽ trở lại.” |Rồi ông đóng cửa.",
    "zh": "火车晚点了。|你看见王先生了吗？|没有！|他说：“我明天再来。”|然后他关上了门。",
}

ENGLISH = [
    "Mr. Hale rose. |He left.",
    "“Mr. Hale rose. He left,” she wrote. |“He never came back.”",
    "There were only five altogether--Mr. Bingley, his two sisters, and another.",
    "(Dr. Gray was late.) |They left without him.",
    "It was not his, but her husband's. |Mr. Darcy said nothing.",
    "He said: ‘Go.’ |Then he left. |“Why?” she asked. |“Why now?”",
    "See Fig. 3 and p. 12. |Then, e.g. on Monday, come back.",
    "He paid $5. |iPhone sales rose by 3.5 per cent.",
    "I thought … no. |Wait... what? |Well.... |Never mind.",
    "She told me. |Anna said no. |“He told me. Anna left,” she wrote. |See vol. II and art. 5.",
    "They came at 5 p.m. |Nobody was there.",
    "Call System.Collections.Generic from Node.js 20.1. |Then stop.",
    "On the 5.\u00a0May he left. |See no.\u00a0Seven.",
    "the lamp is lit. |all is well.",
    "One sentence.|Two sentences.|Three of them.",
    "There are three steps: 1. Mix the flour. |2. Add water. |3. Bake.",
    "• one |• two |• three",
    "I like a. and b. but not c. at all.",
    "A line\nthat is wrapped. |Next.\n\n|A heading\n\n|The end",
]
OTHERS = [
    ("da", "De gik ned. |Hvad var der at gøre til? |Hun tog den med. |Så gik hun."),
    ("de", "Im 19. Jahrhundert kam er. |„Gut!“, sagte sie. |Er blieb bis zum 3. Mai."),
    ("es", "Dijo que no. |Todo estaba bien. |El no. 5 era el mar. |Luego se fue."),
    ("es", "—¿Vienes? —preguntó Ana—. |No puedo. |¡Qué pena!"),
    ("fr", "Il dit : « Oui. » |J.-C. Roy répondit : « Non ! »"),
    ("hi", "डॉ. ए. पी. जे. कलाम आए। |वे बोले—“चलो!” |फिर गए॥ |क्या?"),
    ("it", "Disse di no. |Anna se ne va. |Lo dice l’art. 5."),
    ("ja", "彼は「もう遅い。帰ろう。」と言った。|（もう夜だった。）|空は暗い。|本当？！|そう…。"),
    ("ja", "「行こう。」|とにかく彼は歩いた。"),
    ("ko", "“안녕.” |그가 말했다. |정말? |3.5% 올랐다."),
    ("ru", "А. С. Пушкин жил на ул. Мира, д. 5. |«Да!» — сказал он."),
    ("sv", "Hon kom. |”Nej”, sade hon. |Han gick ut. |»Ja», sade han."),
    ("te", "ఎ.\u00a0బి.\u2009రావు వచ్చాడు. |వెళ్ళాడు."),
    ("th", "ผมชื่อสมชาย |อายุ 25 ปี และทำงานที่ |บริษัท ABC จำกัด |เมื่อวานนี้ผมไปตลาดกับเพื่อน |เราซื้อผลไม้หลายอย่าง และกินข้าวด้วยกัน"),
    ("tr", "3. Selim tahta çıktı. |Saat 5.30'da geldi."),
    ("zh", "“走吧！快走！”|她喊道……然后没有声音了。|真的吗？！|是的。"),
    ("auto", "Mr. Hale rose. |He left."),
    ("xx", "Mr. Hale rose. |He left."),
]


def test_there_is_an_example_in_every_language_that_can_be_spoken() -> None:
    assert SENTENCES.keys() == LANGUAGES


@pytest.mark.parametrize(("language", "marked"), [*SENTENCES.items(), *(("en", marked) for marked in ENGLISH), *OTHERS])
def test_a_text_is_cut_where_its_sentences_end(language: str, marked: str) -> None:
    assert sentences(marked.replace("|", ""), language) == marked.split("|")


@settings(max_examples=300)
@given(
    st.text(alphabet="aB1ఎ \u00a0.!?…,\n\"'“”‘’«»()[]-—•。」と।۔กๆ\u0301\u200d😀"), st.sampled_from(sorted(LANGUAGES))
)
def test_sentences_joined_are_the_text_and_none_is_empty(text: str, language: str) -> None:
    found = sentences(text, language)
    assert "".join(found) == text
    assert all(found)


def test_a_long_text_has_the_sentences_of_its_paragraphs() -> None:
    marked = "|".join(ENGLISH[0:1] * 4000).replace(".|Mr", ". |Mr")  # longer than the library is given at once
    assert sentences(marked.replace("|", ""), "en") == marked.split("|")
