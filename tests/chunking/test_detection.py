"""Which language a text is in. The paragraphs are our own: one small story, told in every language."""

import subprocess
import sys
import time

import pytest

from chunking.detection import language_of
from chunking.languages import AUTO, LANGUAGES

PARAGRAPHS = {
    "ar": "كل صباح كانت مريم تمشي إلى الميناء لتشتري الخبز الطازج من المخبز الصغير القريب من البحر. كان صاحب المخبز "
    "رجلاً عجوزاً يعرف كل الصيادين بأسمائهم، ويحكي لها كل يوم قصة جديدة عن العواصف والسفن التي لم تعد. وفي ذلك "
    "اليوم لم يقل شيئاً، بل أعطاها رغيفين وأشار بيده إلى المنارة.",
    "as": "প্ৰতিদিনে পুৱা মৌচুমীয়ে নদীৰ ঘাটলৈ খোজ কাঢ়ি গৈ সৰু দোকানখনৰ পৰা তাজা পাউৰুটি কিনি আনে। দোকানীজন এজন বৃদ্ধ মানুহ, "
    "যিয়ে সকলো মাছমৰীয়াক নাম ধৰি চিনি পায় আৰু প্ৰতিদিনে তাইক ধুমুহা আৰু নাওৰ এটা নতুন কাহিনী শুনায়। সেইদিনা তেওঁ একো "
    "নক'লে, মাত্ৰ হাতখন দাঙি নদীৰ সিপাৰৰ পোহৰটোলৈ দেখুৱালে।",
    "bn": "প্রতিদিন সকালে মৌসুমী নদীর ঘাটে হেঁটে গিয়ে ছোট দোকান থেকে তাজা পাউরুটি কিনে আনে। দোকানদার একজন বৃদ্ধ মানুষ, "
    "যিনি সব জেলেকে নাম ধরে চেনেন এবং প্রতিদিন তাকে ঝড় আর নৌকার একটি নতুন গল্প শোনান। সেদিন তিনি কিছুই বললেন না, "
    "শুধু হাত তুলে নদীর ওপারের আলোটা দেখালেন।",
    "cs": "Každé ráno chodila Anna do přístavu, aby si v malém pekařství u moře koupila čerstvý chléb. Pekař byl "
    "starý muž, který znal všechny rybáře jménem a každý den jí vyprávěl nový příběh o bouřích a lodích, "
    "které se už nevrátily. Toho dne však neřekl nic, jen jí podal dva bochníky a ukázal rukou k majáku.",
    "da": "Hver morgen gik Anna ned til havnen for at købe friskt brød i det lille bageri ved vandet. Bageren var "
    "en gammel mand, som kendte alle fiskerne ved navn, og hver dag fortalte han hende en ny historie om "
    "storme og skibe, der aldrig kom hjem igen. Den dag sagde han ikke noget, men gav hende to brød og pegede "
    "over mod fyrtårnet.",
    "de": "Jeden Morgen ging Anna zum Hafen hinunter, um in der kleinen Bäckerei am Wasser frisches Brot zu kaufen. "
    "Der Bäcker war ein alter Mann, der alle Fischer beim Namen kannte und ihr jeden Tag eine neue Geschichte "
    "von Stürmen und Schiffen erzählte, die nie zurückgekommen waren. An diesem Tag sagte er nichts und "
    "zeigte nur zum Leuchtturm.",
    "en": "Every morning Anna walked down to the harbour to buy fresh bread at the small bakery by the water. The "
    "baker was an old man who knew all the fishermen by name, and every day he told her a new story of storms "
    "and of ships that had never come home. That day he said nothing, but gave her two loaves and pointed to "
    "the lighthouse.",
    "es": "Todas las mañanas Ana bajaba al puerto para comprar pan recién hecho en la pequeña panadería que estaba "
    "junto al agua. El panadero era un hombre viejo que conocía a todos los pescadores por su nombre, y cada "
    "día le contaba una historia nueva de tormentas y de barcos que nunca habían vuelto. Aquel día no dijo "
    "nada y señaló hacia el faro.",
    "fi": "Joka aamu Anna käveli satamaan ostamaan tuoretta leipää pienestä leipomosta veden äärellä. Leipuri oli "
    "vanha mies, joka tunsi kaikki kalastajat nimeltä ja kertoi hänelle joka päivä uuden tarinan myrskyistä "
    "ja laivoista, jotka eivät koskaan palanneet kotiin. Sinä päivänä hän ei sanonut mitään, vaan antoi kaksi "
    "leipää ja osoitti majakkaa.",
    "fr": "Chaque matin, Anne descendait au port pour acheter du pain frais dans la petite boulangerie au bord de "
    "l’eau. Le boulanger était un vieil homme qui connaissait tous les pêcheurs par leur nom, et chaque jour "
    "il lui racontait une nouvelle histoire de tempêtes et de navires qui n’étaient jamais rentrés. Ce "
    "jour-là, il ne dit rien et montra le phare.",
    "hi": "हर सुबह मीरा नदी के घाट तक पैदल जाती थी और छोटी सी दुकान से ताज़ी रोटी खरीदती थी। दुकानदार एक बूढ़ा आदमी था जो "
    "सभी मछुआरों को नाम से जानता था और उसे हर दिन तूफानों और नावों की एक नई कहानी सुनाता था। उस दिन उसने कुछ नहीं कहा, "
    "बस हाथ उठाकर नदी के पार जलती हुई रोशनी की ओर इशारा किया।",
    "id": "Setiap pagi Ana berjalan ke pelabuhan untuk membeli roti segar di toko roti kecil di tepi laut. Tukang "
    "roti itu seorang lelaki tua yang mengenal semua nelayan dengan nama mereka, dan setiap hari ia "
    "menceritakan kisah baru tentang badai dan kapal-kapal yang tidak pernah pulang. Hari itu ia tidak "
    "berkata apa-apa dan hanya menunjuk ke mercusuar.",
    "it": "Ogni mattina Anna scendeva al porto per comprare il pane fresco nel piccolo forno vicino all’acqua. Il "
    "fornaio era un uomo anziano che conosceva tutti i pescatori per nome, e ogni giorno le raccontava una "
    "nuova storia di tempeste e di navi che non erano mai tornate. Quel giorno non disse nulla, le diede due "
    "pagnotte e indicò il faro.",
    "ja": "毎朝、アンナは港まで歩いて行き、海のそばの小さなパン屋で焼きたてのパンを買っていました。パン屋の主人は年"
    "を取った男の人で、漁師たちの名前をみんな知っていました。そして毎日、嵐のことや、二度と帰ってこなかった船"
    "のことなど、新しい話を聞かせてくれるのでした。けれどもその日、主人は何も言わず、パンを二つ渡すと、灯台の"
    "ほうを指さしました。アンナはふしぎに思って振り返りましたが、灯台の明かりは消えていて、窓のところに誰かが"
    "立っているように見えただけでした。",
    "ko": "매일 아침 안나는 바닷가의 작은 빵집에서 갓 구운 빵을 사려고 항구까지 걸어갔습니다. 빵집 주인은 모든 "
    "어부의 이름을 아는 노인이었고, 날마다 폭풍과 돌아오지 못한 배에 관한 새로운 이야기를 들려주었습니다. "
    "그날 그는 아무 말도 하지 않았습니다. 다만 빵 두 덩이를 건네주고는 손을 들어 등대를 가리켰습니다. 안나는 "
    "뒤를 돌아보았고, 창가에 누군가 서 있는 것을 보았습니다.",
    "ml": "എല്ലാ ദിവസവും രാവിലെ മീര കടൽത്തീരത്തെ ചെറിയ കടയിൽ നിന്ന് പുതിയ അപ്പം വാങ്ങാൻ തുറമുഖത്തേക്ക് നടന്നു പോകുമായിരുന്നു. കടക്കാരൻ "
    "ഒരു വൃദ്ധനായിരുന്നു, അയാൾക്ക് എല്ലാ മീൻപിടുത്തക്കാരെയും പേരെടുത്ത് അറിയാമായിരുന്നു. അന്ന് അയാൾ ഒന്നും പറഞ്ഞില്ല, കൈ ഉയർത്തി "
    "വിളക്കുമാടം കാണിച്ചു കൊടുക്കുക മാത്രം ചെയ്തു.",
    "mr": "रोज सकाळी मीरा बंदरापर्यंत चालत जायची आणि समुद्राजवळच्या छोट्या दुकानातून ताजा पाव विकत घ्यायची. दुकानदार एक "
    "म्हातारा माणूस होता, जो सगळ्या कोळ्यांना नावाने ओळखत असे आणि तिला दररोज वादळांची आणि परत न आलेल्या जहाजांची एक नवी "
    "गोष्ट सांगत असे. त्या दिवशी तो काहीच बोलला नाही, त्याने फक्त हात वर करून दीपस्तंभाकडे बोट दाखवले.",
    "nl": "Elke ochtend liep Anna naar de haven om vers brood te kopen in de kleine bakkerij aan het water. De "
    "bakker was een oude man die alle vissers bij naam kende, en iedere dag vertelde hij haar een nieuw "
    "verhaal over stormen en over schepen die nooit waren teruggekomen. Die dag zei hij niets, gaf haar twee "
    "broden en wees naar de vuurtoren.",
    "pl": "Każdego ranka Anna schodziła do portu, żeby kupić świeży chleb w małej piekarni nad wodą. Piekarz był "
    "starym człowiekiem, który znał wszystkich rybaków po imieniu i codziennie opowiadał jej nową historię o "
    "burzach i statkach, które nigdy nie wróciły. Tego dnia nic nie powiedział, tylko podał jej dwa bochenki "
    "i wskazał ręką latarnię morską.",
    "pt": "Todas as manhãs a Ana descia até ao porto para comprar pão fresco na pequena padaria junto à água. O "
    "padeiro era um homem velho que conhecia todos os pescadores pelo nome, e cada dia lhe contava uma "
    "história nova de tempestades e de navios que nunca tinham voltado. Naquele dia não disse nada, deu-lhe "
    "dois pães e apontou para o farol.",
    "ru": "Каждое утро Анна спускалась к гавани, чтобы купить свежий хлеб в маленькой пекарне у самой воды. Пекарь "
    "был стариком, который знал всех рыбаков по имени, и каждый день рассказывал ей новую историю о бурях и "
    "кораблях, которые так и не вернулись. В тот день он ничего не сказал, а только показал рукой на маяк.",
    "sk": "Každé ráno chodila Anna do prístavu, aby si v malej pekárni pri mori kúpila čerstvý chlieb. Pekár bol "
    "starý muž, ktorý poznal všetkých rybárov po mene a každý deň jej rozprával nový príbeh o búrkach a "
    "lodiach, ktoré sa už nevrátili. V ten deň však nepovedal nič, iba jej podal dva bochníky a ukázal rukou "
    "na maják.",
    "sv": "Varje morgon gick Anna ner till hamnen för att köpa färskt bröd i det lilla bageriet vid vattnet. "
    "Bagaren var en gammal man som kände alla fiskare vid namn, och varje dag berättade han en ny historia "
    "för henne om stormar och skepp som aldrig hade kommit tillbaka. Den dagen sade han ingenting, utan gav "
    "henne två limpor och pekade mot fyren.",
    "ta": "ஒவ்வொரு நாளும் காலையில் மீரா கடற்கரையில் உள்ள சிறிய கடையில் புதிய ரொட்டி வாங்க துறைமுகத்திற்கு நடந்து செல்வாள். "
    "கடைக்காரர் ஒரு வயதான மனிதர், அவருக்கு எல்லா மீனவர்களையும் பெயர் சொல்லித் தெரியும். அன்று அவர் எதுவும் சொல்லவில்லை, கையை "
    "உயர்த்தி கலங்கரை விளக்கத்தைக் காட்டினார்.",
    "te": "ప్రతి రోజు ఉదయం మీరా సముద్రం దగ్గర ఉన్న చిన్న దుకాణంలో తాజా రొట్టె కొనడానికి ఓడరేవుకు నడిచి వెళ్ళేది. దుకాణదారు ఒక ముసలివాడు, అతనికి "
    "జాలర్లందరూ పేర్లతో సహా తెలుసు. ఆ రోజు అతను ఏమీ మాట్లాడలేదు, చేయి ఎత్తి దీపస్తంభం వైపు చూపించాడు అంతే. మీరా వెనక్కి తిరిగి చూసింది.",
    "th": "ทุกเช้าอันนาเดินไปที่ท่าเรือเพื่อซื้อขนมปังสดใหม่จากร้านเล็กๆ ริมทะเล เจ้าของร้านเป็นชายชราที่รู้จักชื่อชาวประมงทุกคน "
    "และทุกวันเขาจะเล่าเรื่องใหม่ เกี่ยวกับพายุและเรือที่ไม่เคยกลับมาให้เธอฟัง วันนั้นเขาไม่ได้พูดอะไรเลย "
    "เพียงแต่ยื่นขนมปังให้สองก้อนแล้วชี้มือไปที่ประภาคาร",
    "tr": "Ayşe her sabah su kenarındaki küçük fırından taze ekmek almak için limana inerdi. Fırıncı, bütün "
    "balıkçıları adıyla tanıyan yaşlı bir adamdı ve ona her gün fırtınalar ile bir daha geri dönmeyen gemiler "
    "hakkında yeni bir hikâye anlatırdı. O gün hiçbir şey söylemedi, ona iki ekmek verdi ve eliyle deniz "
    "fenerini gösterdi.",
    "uk": "Щоранку Ганна спускалася до гавані, щоб купити свіжий хліб у маленькій пекарні біля самої води. Пекар "
    "був старим чоловіком, який знав усіх рибалок на ім’я, і щодня розповідав їй нову історію про бурі та "
    "кораблі, які так і не повернулися. Того дня він нічого не сказав, лише показав рукою на маяк.",
    "ur": "ہر صبح مریم بندرگاہ تک پیدل جاتی تھی تاکہ پانی کے کنارے والی چھوٹی سی دکان سے تازہ روٹی خرید سکے۔ "
    "دکاندار ایک بوڑھا آدمی تھا جو تمام مچھیروں کو نام سے جانتا تھا اور اسے ہر روز طوفانوں اور ان جہازوں کی "
    "ایک نئی کہانی سناتا تھا جو کبھی واپس نہیں آئے۔ اس دن اس نے کچھ نہیں کہا، صرف ہاتھ اٹھا کر روشنی کے مینار "
    "کی طرف اشارہ کیا۔",
    "vi": "Mỗi buổi sáng, Lan đi bộ xuống bến cảng để mua bánh mì mới ra lò ở tiệm bánh nhỏ bên bờ biển. Ông chủ "
    "tiệm là một cụ già biết tên tất cả những người đánh cá, và ngày nào ông cũng kể cho cô nghe một câu "
    "chuyện mới về những cơn bão và những con tàu không bao giờ trở về. Hôm đó ông không nói gì, chỉ giơ tay "
    "chỉ về phía ngọn hải đăng.",
    "zh": "每天早上，安娜都步行到港口，在水边的小面包店里买刚出炉的面包。面包师是一位老人，他叫得出所有渔夫的名字，"
    "每天都给她讲一个新的故事，说的是暴风雨，还有那些再也没有回来的船。那一天他什么也没有说，只是递给她两个面"
    "包，然后抬手指了指灯塔。安娜回头看去，灯塔上的灯已经灭了，窗边好像站着一个人。她想了想，把面包放进篮子里"
    "，沿着堤坝慢慢地走了过去。海上起了雾，她听见远处有人在喊她的名字，可是她看不清那是谁，只听见海浪拍打着石"
    "头的声音。",
}

OUTSIDE = {
    "Norwegian": "Hver morgen gikk Anna ned til havnen for å kjøpe ferskt brød i det lille bakeriet ved vannet. "
    "Bakeren var en gammel mann som kjente alle fiskerne ved navn, og hver dag fortalte han henne en ny historie om "
    "stormer.",
    "Hungarian": "Anna minden reggel lement a kikötőbe, hogy friss kenyeret vegyen a víz melletti kis pékségben. A pék "
    "öreg ember volt, aki név szerint ismerte az összes halászt, és minden nap új történetet mesélt neki "
    "viharokról.",
    "Bulgarian": "Всяка сутрин Анна слизаше до пристанището, за да купи пресен хляб от малката пекарна край водата. "
    "Пекарят беше стар човек, който познаваше всички рибари по име.",
    "Persian": "هر روز صبح مریم تا بندر پیاده می‌رفت تا از نانوایی کوچک کنار دریا نان تازه بخرد. نانوا پیرمردی بود که "
    "همه ماهیگیران را به نام می‌شناخت.",
    "Greek": "Κάθε πρωί η Άννα κατέβαινε στο λιμάνι για να αγοράσει φρέσκο ψωμί από τον μικρό φούρνο δίπλα στο νερό.",
}
CODE = """```python
def the(a, b):
    return of(a) and to(b)  # the only one of those that is to be returned to the user
```
"""


def test_there_is_a_paragraph_in_every_language_that_can_be_spoken() -> None:
    assert PARAGRAPHS.keys() == LANGUAGES
    assert min(map(len, PARAGRAPHS.values())) >= 200


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_paragraph_tells_its_language(language: str) -> None:
    assert language_of(PARAGRAPHS[language], AUTO) == language


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_markup_code_and_addresses_do_not_hide_it(language: str) -> None:
    text = (
        f"# API\n\n{CODE * 20}\n[link](the-and-of-to.md) <https://example.org/the/and/of>\n\n{PARAGRAPHS[language]}\n"
    )
    assert language_of(text, AUTO) == language


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_long_english_preface_does_not_hide_it(language: str) -> None:
    assert language_of(PARAGRAPHS["en"] + (PARAGRAPHS[language] + "\n\n") * 100, AUTO) == language


@pytest.mark.parametrize("outside", OUTSIDE)
def test_a_language_that_cannot_be_spoken_is_read_as_english(outside: str) -> None:
    assert language_of(OUTSIDE[outside], AUTO) == "en"


def test_malay_is_read_as_the_indonesian_that_it_is_nearly() -> None:
    malay = (
        "Setiap pagi Ana berjalan kaki ke pelabuhan untuk membeli roti segar di kedai roti kecil di tepi laut. "
        "Tukang roti itu seorang lelaki tua yang mengenali semua nelayan dengan nama mereka."
    )
    assert language_of(malay, AUTO) == "id"


@pytest.mark.parametrize(
    "text", ["", "42", "Lit.", "Der Leuchtturm", "```\nnur Code, und zwar auf Deutsch\n```", "🕯 🕯 🕯"]
)
def test_what_does_not_tell_is_read_as_english(text: str) -> None:
    assert language_of(text, AUTO) == "en"


@pytest.mark.parametrize(("text", "language"), [("灯台の光", "ja"), ("灯塔", "zh"), ("등대", "ko"), ("ประภาคาร", "th")])
def test_a_script_of_one_language_tells_at_once(text: str, language: str) -> None:
    assert language_of(text, AUTO) == language


def test_a_named_language_is_not_looked_for() -> None:
    assert language_of(PARAGRAPHS["de"], "fr") == "fr"


def test_english_and_scripts_of_one_language_need_no_library() -> None:
    texts = [PARAGRAPHS[one] for one in ("en", "as", "bn", "ja", "ko", "ml", "ta", "te", "th", "zh")]
    program = (
        "import sys; from chunking.detection import language_of\n"
        f"for text in {texts!r}: language_of(text, 'auto')\n"
        "sys.exit('gcld3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPHS["en"] * 2500,
        PARAGRAPHS["de"] * 2500,
        "<" * 10**6,
        "`" * 10**6,
        "](" * 500_000,
        "```\n~~~\n" * 125_000,
    ],
    ids=["English", "German", "tags", "ticks", "links", "fences"],
)
def test_a_megabyte_is_looked_at_in_no_time(text: str) -> None:
    language_of(PARAGRAPHS["de"], AUTO)  # so that the library is there
    began = time.process_time()
    language_of(text, AUTO)
    assert time.process_time() - began < 0.05  # measured: 0.015
