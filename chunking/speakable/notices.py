"""What is said of the text that the text itself does not say, by language: what was left out, what is coming.

Every language that can be spoken has every notice. The wordings need no plural and no case, so that any number and any
name may be put in. A language or a kind that is not here gets no notice: an English word in a French text is worse.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from chunking.speakable.closing import closing_mark

CODE_OMITTED: Mapping[str, str] = MappingProxyType(
    {
        "ar": "تم تخطي مثال برمجي.",
        "as": "কোডৰ উদাহৰণ বাদ দিয়া হৈছে।",
        "bn": "কোডের উদাহরণ বাদ দেওয়া হয়েছে।",
        "cs": "Ukázka kódu vynechána.",
        "da": "Kodeeksempel udeladt.",
        "de": "Codebeispiel ausgelassen.",
        "en": "Code example omitted.",
        "es": "Ejemplo de código omitido.",
        "fi": "Koodiesimerkki ohitettu.",
        "fr": "Exemple de code omis.",
        "hi": "कोड का उदाहरण छोड़ा गया।",
        "id": "Contoh kode dilewati.",
        "it": "Esempio di codice omesso.",
        "ja": "コード例は省略します。",
        "ko": "코드 예제는 생략합니다.",
        "ml": "കോഡ് ഉദാഹരണം ഒഴിവാക്കി.",
        "mr": "कोडचे उदाहरण वगळले आहे.",
        "nl": "Codevoorbeeld weggelaten.",
        "pl": "Pominięto przykład kodu.",
        "pt": "Exemplo de código omitido.",
        "ru": "Пример кода пропущен.",
        "sk": "Ukážka kódu vynechaná.",
        "sv": "Kodexempel utelämnat.",
        "ta": "குறியீட்டு எடுத்துக்காட்டு தவிர்க்கப்பட்டது.",
        "te": "కోడ్ ఉదాహరణ వదిలివేయబడింది.",
        "th": "ข้ามตัวอย่างโค้ด.",
        "tr": "Kod örneği atlandı.",
        "uk": "Приклад коду пропущено.",
        "ur": "کوڈ کی مثال چھوڑی گئی۔",
        "vi": "Bỏ qua mã ví dụ.",
        "zh": "代码示例已省略。",
    }
)

# Before the text of a footnote that is read where its mark stands.
FOOTNOTE: Mapping[str, str] = MappingProxyType(
    {
        "ar": "حاشية:",
        "as": "পাদটীকা:",
        "bn": "পাদটীকা:",
        "cs": "Poznámka:",
        "da": "Fodnote:",
        "de": "Anmerkung:",
        "en": "Note:",
        "es": "Nota:",
        "fi": "Alaviite:",
        "fr": "Note :",
        "hi": "पादटिप्पणी:",
        "id": "Catatan:",
        "it": "Nota:",
        "ja": "注：",
        "ko": "주석:",
        "ml": "അടിക്കുറിപ്പ്:",
        "mr": "तळटीप:",
        "nl": "Noot:",
        "pl": "Przypis:",
        "pt": "Nota:",
        "ru": "Примечание:",
        "sk": "Poznámka:",
        "sv": "Fotnot:",
        "ta": "அடிக்குறிப்பு:",
        "te": "గమనిక:",
        "th": "หมายเหตุ:",
        "tr": "Dipnot:",
        "uk": "Примітка:",
        "ur": "حاشیہ:",
        "vi": "Chú thích:",
        "zh": "注：",
    }
)

# Of GitHub, MkDocs, Docusaurus and Sphinx; the words below stand in this order.
_KINDS = (
    *("note", "tip", "important", "warning", "caution", "danger", "info", "example", "quote"),
    *("question", "success", "failure", "bug", "abstract", "summary", "todo"),
)
_WORDS = {
    "ar": "ملاحظة، نصيحة، مهم، تحذير، تنبيه، خطر، معلومات، مثال، اقتباس، "
    "سؤال، نجاح، فشل، خلل، ملخص، خلاصة، مهمة مطلوبة",
    "as": "টোকা, পৰামৰ্শ, গুৰুত্বপূৰ্ণ, সকীয়নি, সাৱধান, বিপদ, তথ্য, উদাহৰণ, উদ্ধৃতি, প্ৰশ্ন, সফলতা, বিফলতা, ত্ৰুটি, সাৰাংশ, সামৰণি, কৰিবলগীয়া",
    "bn": "দ্রষ্টব্য, পরামর্শ, গুরুত্বপূর্ণ, সতর্কতা, সাবধান, বিপদ, তথ্য, উদাহরণ, উদ্ধৃতি, "
    "প্রশ্ন, সাফল্য, ব্যর্থতা, ত্রুটি, সারসংক্ষেপ, সারাংশ, করণীয়",
    "cs": "Poznámka, Tip, Důležité, Varování, Upozornění, Nebezpečí, Informace, Příklad, Citát, "
    "Otázka, Úspěch, Selhání, Chyba, Abstrakt, Shrnutí, Zbývá udělat",
    "da": "Bemærk, Tip, Vigtigt, Advarsel, Forsigtig, Fare, Information, Eksempel, Citat, "
    "Spørgsmål, Lykkedes, Mislykkedes, Fejl, Resumé, Sammenfatning, Mangler at blive gjort",
    "de": "Hinweis, Tipp, Wichtig, Warnung, Vorsicht, Gefahr, Information, Beispiel, Zitat, "
    "Frage, Erfolg, Fehlschlag, Fehler, Kurzfassung, Zusammenfassung, Zu erledigen",
    "en": "Note, Tip, Important, Warning, Caution, Danger, Info, Example, Quote, "
    "Question, Success, Failure, Bug, Abstract, Summary, To do",
    "es": "Nota, Consejo, Importante, Advertencia, Precaución, Peligro, Información, Ejemplo, Cita, "
    "Pregunta, Éxito, Fallo, Error, Resumen, En resumen, Por hacer",
    "fi": "Huomautus, Vinkki, Tärkeää, Varoitus, Ole varovainen, Vaara, Tietoa, Esimerkki, Lainaus, "
    "Kysymys, Onnistui, Epäonnistui, Virhe, Tiivistelmä, Yhteenveto, Tehtävä",
    "fr": "Remarque, Astuce, Important, Avertissement, Attention, Danger, Information, Exemple, Citation, "
    "Question, Succès, Échec, Bogue, Résumé, En résumé, À faire",
    "hi": "टिप्पणी, सुझाव, महत्वपूर्ण, चेतावनी, सावधान, खतरा, जानकारी, उदाहरण, उद्धरण, "
    "प्रश्न, सफलता, विफलता, त्रुटि, सार, सारांश, करना बाकी है",
    "id": "Catatan, Kiat, Penting, Peringatan, Hati-hati, Bahaya, Informasi, Contoh, Kutipan, "
    "Pertanyaan, Berhasil, Gagal, Kesalahan, Abstrak, Ringkasan, Perlu dikerjakan",
    "it": "Nota, Suggerimento, Importante, Avvertenza, Attenzione, Pericolo, Informazione, Esempio, Citazione, "
    "Domanda, Riuscito, Fallito, Errore, Sintesi, Riepilogo, Da fare",
    "ja": "注記、ヒント、重要、警告、注意、危険、情報、例、引用、質問、成功、失敗、不具合、概要、まとめ、やること",
    "ko": "참고, 도움말, 중요, 경고, 주의, 위험, 정보, 예시, 인용, 질문, 성공, 실패, 버그, 개요, 요약, 할 일",
    "ml": "കുറിപ്പ്, നുറുങ്ങ്, പ്രധാനം, മുന്നറിയിപ്പ്, ജാഗ്രത, അപകടം, വിവരം, ഉദാഹരണം, ഉദ്ധരണി, "
    "ചോദ്യം, വിജയം, പരാജയം, പിഴവ്, സംഗ്രഹം, ചുരുക്കം, ചെയ്യാനുള്ളത്",
    "mr": "टीप, सल्ला, महत्त्वाचे, इशारा, सावधान, धोका, माहिती, उदाहरण, अवतरण, "
    "प्रश्न, यश, अपयश, त्रुटी, गोषवारा, सारांश, करायचे आहे",
    "nl": "Opmerking, Tip, Belangrijk, Waarschuwing, Let op, Gevaar, Informatie, Voorbeeld, Citaat, "
    "Vraag, Gelukt, Mislukt, Fout, Korte inhoud, Samenvatting, Te doen",
    "pl": "Uwaga, Wskazówka, Ważne, Ostrzeżenie, Ostrożnie, Niebezpieczeństwo, Informacja, Przykład, Cytat, "
    "Pytanie, Sukces, Niepowodzenie, Błąd, Streszczenie, Podsumowanie, Do zrobienia",
    "pt": "Nota, Dica, Importante, Aviso, Cuidado, Perigo, Informação, Exemplo, Citação, "
    "Pergunta, Sucesso, Falha, Erro, Resumo, Em resumo, A fazer",
    "ru": "Примечание, Совет, Важно, Предупреждение, Осторожно, Опасность, Информация, Пример, Цитата, "
    "Вопрос, Успех, Неудача, Ошибка, Аннотация, Краткое содержание, Нужно сделать",
    "sk": "Poznámka, Tip, Dôležité, Varovanie, Upozornenie, Nebezpečenstvo, Informácia, Príklad, Citát, "
    "Otázka, Úspech, Zlyhanie, Chyba, Abstrakt, Zhrnutie, Treba urobiť",
    "sv": "Anmärkning, Tips, Viktigt, Varning, Var försiktig, Fara, Information, Exempel, Citat, "
    "Fråga, Lyckades, Misslyckades, Fel, Sammandrag, Sammanfattning, Att göra",
    "ta": "குறிப்பு, உதவிக்குறிப்பு, முக்கியம், எச்சரிக்கை, கவனம், ஆபத்து, தகவல், எடுத்துக்காட்டு, மேற்கோள், "
    "கேள்வி, வெற்றி, தோல்வி, பிழை, சுருக்கம், தொகுப்பு, செய்ய வேண்டியது",
    "te": "గమనిక, చిట్కా, ముఖ్యం, హెచ్చరిక, జాగ్రత్త, ప్రమాదం, సమాచారం, ఉదాహరణ, ఉల్లేఖనం, ప్రశ్న, విజయం, వైఫల్యం, లోపం, సంగ్రహం, సారాంశం, చేయవలసినది",
    "th": "หมายเหตุ, เคล็ดลับ, สำคัญ, คำเตือน, ข้อควรระวัง, อันตราย, ข้อมูล, ตัวอย่าง, ข้อความอ้างอิง, "
    "คำถาม, สำเร็จ, ล้มเหลว, ข้อบกพร่อง, บทคัดย่อ, สรุป, สิ่งที่ต้องทำ",
    "tr": "Not, İpucu, Önemli, Uyarı, Dikkat, Tehlike, Bilgi, Örnek, Alıntı, "
    "Soru, Başarılı, Başarısız, Hata, Öz, Özet, Yapılacak",
    "uk": "Примітка, Порада, Важливо, Попередження, Обережно, Небезпека, Інформація, Приклад, Цитата, "
    "Запитання, Успіх, Невдача, Помилка, Анотація, Підсумок, Потрібно зробити",
    "ur": "نوٹ، مشورہ، اہم، انتباہ، احتیاط، خطرہ، معلومات، مثال، اقتباس، "
    "سوال، کامیابی، ناکامی، خرابی، خلاصہ، لب لباب، کرنا باقی ہے",
    "vi": "Ghi chú, Mẹo, Quan trọng, Cảnh báo, Thận trọng, Nguy hiểm, Thông tin, Ví dụ, Trích dẫn, "
    "Câu hỏi, Thành công, Thất bại, Lỗi, Tóm lược, Tóm tắt, Việc cần làm",
    "zh": "备注、提示、重要、警告、小心、危险、信息、示例、引用、问题、成功、失败、错误、摘要、总结、待办",
}
_SEPARATORS = {"ar": "، ", "ur": "، ", "ja": "、", "zh": "、"}  # of a list of words; else a comma


def _separator(language: str) -> str:
    return _SEPARATORS.get(language, ", ")


# By language: the kind of an admonition, in lower case → the word that announces it, without a mark at its end.
ADMONITIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        language: MappingProxyType(dict(zip(_KINDS, words.split(_separator(language)), strict=True)))
        for language, words in _WORDS.items()
    }
)

# Before a quotation that is announced.
QUOTATION: Mapping[str, str] = MappingProxyType(
    {language: words["quote"] + closing_mark(words["quote"], language) for language, words in ADMONITIONS.items()}
)

_AUTHOR = {
    "ar": "تأليف {}",
    "as": "লেখক: {}",
    "bn": "লেখক: {}",
    "cs": "Autor: {}",
    "da": "Af {}",
    "de": "Von {}",
    "en": "By {}",
    "es": "Por {}",
    "fi": "Kirjoittanut {}",
    "fr": "Par {}",
    "hi": "लेखक: {}",
    "id": "Oleh {}",
    "it": "Di {}",
    "ja": "著者：{}",
    "ko": "지은이: {}",
    "ml": "രചന: {}",
    "mr": "लेखक: {}",
    "nl": "Door {}",
    "pl": "Autor: {}",
    "pt": "Por {}",
    "ru": "Автор: {}",
    "sk": "Autor: {}",
    "sv": "Av {}",
    "ta": "எழுதியவர்: {}",
    "te": "రచన: {}",
    "th": "โดย {}",
    "tr": "Yazan: {}",
    "uk": "Автор: {}",
    "ur": "مصنف: {}",
    "vi": "Tác giả: {}",
    "zh": "作者：{}",
}


def author_said(author: str, language: str) -> str:
    """A sentence that names who wrote the text; the bare name, closed, in a language without one."""
    said = _AUTHOR.get(language, "{}").replace("{}", author)
    return said + closing_mark(said, language)


# That a table comes; what its columns are called; how many rows it has.
_TABLE = {
    "ar": ("جدول", "الأعمدة: {}", "عدد الصفوف: {}"),
    "as": ("তালিকা", "স্তম্ভ: {}", "শাৰী: {}"),
    "bn": ("সারণি", "কলাম: {}", "সারি: {}"),
    "cs": ("Tabulka", "Sloupce: {}", "Počet řádků: {}"),
    "da": ("Tabel", "Kolonner: {}", "Antal rækker: {}"),
    "de": ("Tabelle", "Spalten: {}", "Anzahl der Zeilen: {}"),
    "en": ("Table", "Columns: {}", "Rows: {}"),
    "es": ("Tabla", "Columnas: {}", "Filas: {}"),
    "fi": ("Taulukko", "Sarakkeet: {}", "Rivejä: {}"),
    "fr": ("Tableau", "Colonnes : {}", "Nombre de lignes : {}"),
    "hi": ("तालिका", "स्तंभ: {}", "पंक्तियाँ: {}"),
    "id": ("Tabel", "Kolom: {}", "Jumlah baris: {}"),
    "it": ("Tabella", "Colonne: {}", "Righe: {}"),
    "ja": ("表", "列：{}", "行数：{}"),
    "ko": ("표", "열: {}", "행 수: {}"),
    "ml": ("പട്ടിക", "നിരകൾ: {}", "വരികൾ: {}"),
    "mr": ("तक्ता", "स्तंभ: {}", "ओळी: {}"),
    "nl": ("Tabel", "Kolommen: {}", "Aantal rijen: {}"),
    "pl": ("Tabela", "Kolumny: {}", "Liczba wierszy: {}"),
    "pt": ("Tabela", "Colunas: {}", "Linhas: {}"),
    "ru": ("Таблица", "Столбцы: {}", "Число строк: {}"),
    "sk": ("Tabuľka", "Stĺpce: {}", "Počet riadkov: {}"),
    "sv": ("Tabell", "Kolumner: {}", "Antal rader: {}"),
    "ta": ("அட்டவணை", "நெடுவரிசைகள்: {}", "வரிசைகள்: {}"),
    "te": ("పట్టిక", "నిలువు వరుసలు: {}", "అడ్డు వరుసలు: {}"),
    "th": ("ตาราง", "คอลัมน์: {}", "จำนวนแถว: {}"),
    "tr": ("Tablo", "Sütunlar: {}", "Satır sayısı: {}"),
    "uk": ("Таблиця", "Стовпці: {}", "Кількість рядків: {}"),
    "ur": ("جدول", "کالم: {}", "قطاریں: {}"),
    "vi": ("Bảng", "Các cột: {}", "Số hàng: {}"),
    "zh": ("表格", "列：{}", "行数：{}"),
}
_UNSPACED = frozenset({"ja", "zh"})  # no space between sentences


def table_summary(columns: Sequence[str], rows: int, language: str) -> str:
    """What is said in place of a table: its columns' names, as written, and the number of rows below them.

    Columns without a name are left out. Empty for a language that has no words for it.
    """
    if language not in _TABLE:
        return ""
    table, names, number = _TABLE[language]
    named = _separator(language).join(name for name in columns if name)
    said = [table, *([names.replace("{}", named)] if named else []), number.replace("{}", str(rows))]
    return ("" if language in _UNSPACED else " ").join(one + closing_mark(one, language) for one in said)
