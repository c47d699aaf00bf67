"""What sentencex 1.0 does not know of abbreviations, by language."""

from collections.abc import Mapping
from types import MappingProxyType

# Abbreviations that end no sentence, without their last full stop. One in lower case may have a capital, too.
_BEFORE_NAMES = {
    "ar": "د أ أ.د م ص ج",
    "as": "ড ডা ডাঃ মো শ্ৰী প্ৰ",
    "bn": "ড ডা ডাঃ মো মোঃ শ্রী অধ্যা",
    "cs": "pí plk kpt",
    "de": "hrn frl dipl geb",
    "es": "dña Fr",
    "fi": "tri ks St",
    "fr": "M MM Mme Mmes Mlle Mlles Mgr Dr Pr St Ste",
    "hi": "डॉ श्री पं प्रो कु स्व सु",
    "id": "Ir Hj Bpk Sdr Ny Tn jl",
    "it": "dott.ssa",
    "mr": "डॉ श्री प्रा प्रो सौ कै पं कु",
    "nl": "mevr mw ds",
    "pl": "dr mgr inż ks gen płk św al pl os im red hab doc lek pp bp abp kpt por",
    "pt": "srta exma Sta Av Pe Cel",
    "ru": "им св доц ген кн гл",
    "sv": "S:t",
    "ta": "திரு திருமதி பேரா செல்வி டாக்",
    "te": "డా శ్రీ ప్రొ",
    "th": "ดร นพ ศ รศ ผศ",
    "tr": "Doç Av Sn Hz Yrd Müh Alb sok cad mah",
    "uk": "тов ген гл",
    "ur": "ڈ",
    "vi": "TS ThS GS PGS BS KS TP Tp ĐH",
}
BEFORE_NAMES: Mapping[str, frozenset[str]] = MappingProxyType(
    {language: frozenset(words.split()) for language, words in _BEFORE_NAMES.items()}
)

# With a number after them, in any language: pages, volumes, articles, figures.
_BEFORE_NUMBERS = (
    "abb abs al art aufl bd cap cf ch chap fig figs fol hal hoofdst kap lib nr no nos num núm p pag pág págs pp par ryc"
    " rys s sec sek sez sid t tab tav tom vgl vol vols z č čl cit ed obr poz rozdz гл илл мал кн п рис с стор стр ст т"
    " табл"
)
BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS.split())

# Words that it takes for abbreviations, though they end sentences as others do: "She told me. Anna left."
# Found by asking it for each of the 3000 commonest words of the language.
_WORDS = {
    "cs": "co nám pod slov tu",
    "da": "da del din form fru med nat ned nord par regn sort ti to var",
    "de": "Art mich",
    "en": "art fed ill may me miss no ok",
    "es": "ante auto bien con contra da de en entre mar no nos para sobre super tras un",
    "fr": "art sec vol",
    "id": "ala ia kan yuk",
    "it": "ad ai al ali ce ci col con di ed fa fai fin fra ha in la le li lo ma mai me mi mica ne no ore po sa se set"
    " si sia so su te va vi via",
    "nl": "al bel best dat hand me pas red top vol",
    "pl": "dniem pol",
    "ru": "муж",
    "sk": "no nám pod slov tu",
    "sv": "del det ens fy hon kan la maj med min no ord sen ut va",
    "tr": "al kan no sen ver",
    "uk": "вид",
    "vi": "ca con ga la may sen va",
}
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {language: tuple(words.split()) for language, words in _WORDS.items()}
)
