"""What is spoken in these tests: a sentence or two in every language, and two passages for forced alignment."""

LANGUAGES = {
    "ar": "كان يا ما كان، في قديم الزمان. ثم نام الولد.",
    "as": "এখন গাঁৱত এজন মানুহ আছিল। তেওঁ ভাল আছিল।",
    "bn": "এক গ্রামে এক মানুষ ছিল। সে ভালো ছিল।",
    "cs": "Byl jednou jeden král. Měl tři syny, a ti odešli.",
    "da": "Der var engang en konge. Han havde tre sønner.",
    "de": "Es war einmal ein König. Der hatte drei Söhne, und sie gingen fort.",
    "en": "In the end of the day, there was a well-known king. He didn't have $1,234.56.",
    "es": "Había una vez un rey. ¿Dónde estaban sus hijos? ¡Lejos!",
    "fi": "Olipa kerran kuningas. Hänellä oli kolme poikaa.",
    "fr": "Il était une fois un roi. Tout le monde l'aimait, n'est-ce pas ?",
    "hi": "एक गाँव में एक आदमी था। वह अच्छा था।",
    "id": "Pada suatu hari ada seorang raja. Dia punya tiga anak.",
    "it": "C'era una volta un re. È lontano, disse.",
    "ja": "昔々、おじいさんがいました。東京へ行きます。",
    "ko": "옛날에 왕이 살았습니다. 아들이 셋 있었어요.",
    "ml": "ഒരിക്കൽ ഒരു രാജാവ് ഉണ്ടായിരുന്നു. അവൻ നല്ലവനായിരുന്നു.",
    "mr": "एका गावात एक माणूस होता. तो चांगला होता.",
    "nl": "Er was eens een koning. Hij had drie zonen.",
    "pl": "Był sobie król. Miał trzech synów, którzy odeszli.",
    "pt": "Era uma vez um rei. Ele tinha três filhos.",
    "ru": "Жил-был царь. У него было три сына.",
    "sk": "Bol raz jeden kráľ. Mal troch synov.",
    "sv": "Det var en gång en kung. Han hade tre söner.",
    "ta": "ஒரு ஊரில் ஒரு ராஜா இருந்தார். அவர் நல்லவர்.",
    "te": "ఒక ఊరిలో ఒక రాజు ఉండేవాడు. అతను మంచివాడు.",
    "th": "กาลครั้งหนึ่งนานมาแล้ว มีพระราชาองค์หนึ่ง",
    "tr": "Bir varmış bir yokmuş. Üç oğlu olan bir kral varmış.",
    "uk": "Жив собі король. Він мав трьох синів.",
    "ur": "ایک گاؤں میں ایک آدمی تھا۔ وہ اچھا تھا۔",
    "vi": "Ngày xưa có một ông vua. Ông có ba người con.",
    "zh": "从前有一个国王。他有三个儿子，他们都走了。",
}

# Plain words only, all in the CMU dictionary, and no numbers: what the aligner can follow.
RIVER = (
    "The river rose in the night, and by morning the lower meadow was gone. We stood on the hill and watched the "
    "water carry away the fences, one after another, without a sound. My father said nothing for a long time. Then "
    "he turned, picked up the lamp, and walked back to the house. There was bread to bake, he told us, and the cows "
    "would not wait for the weather. So we followed him down the path, and the day began like any other day. In the "
    "evening the rain came back, soft and steady."
)
WORKSHOP = (
    "A good tool should feel like part of your hand. When the old carpenter gave me his favorite plane, he asked me "
    "to close my eyes and listen. The blade whispered along the wood, and a thin ribbon curled over my fingers. Do "
    "not push, he said, let the weight of the iron do the work. I have made many chairs since then, and some of "
    "them were even comfortable. But it is the sound of that first morning that I try to find again, whenever the "
    "shop is quiet and the light is clear."
)
