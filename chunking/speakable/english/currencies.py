"""The names of currencies and of their hundredths."""

from typing import NamedTuple


class Currency(NamedTuple):
    """How sums of one currency are said."""

    one: str
    many: str
    cent: str = "cent"
    cents: str = "cents"


def _dollar(country: str) -> Currency:
    return Currency(f"{country} dollar".strip(), f"{country} dollars".strip())


_DOLLAR = _dollar("")
_EURO = Currency("euro", "euros")
_POUND = Currency("pound", "pounds", "penny", "pence")
_YEN = Currency("yen", "yen")
_YUAN = Currency("yuan", "yuan")
_RUPEE = Currency("rupee", "rupees", "paisa", "paise")
_WON = Currency("won", "won")
_RUBLE = Currency("ruble", "rubles", "kopeck", "kopecks")
_FRANC = Currency("Swiss franc", "Swiss francs", "centime", "centimes")
_REAL = Currency("real", "reais", "centavo", "centavos")

SIGNS = {
    "$": _DOLLAR,
    "€": _EURO,
    "£": _POUND,
    "¥": _YEN,
    "₹": _RUPEE,
    "₩": _WON,
    "₽": _RUBLE,
    "₿": Currency("bitcoin", "bitcoins"),
    "₺": Currency("lira", "liras", "kurush", "kurush"),
    "₪": Currency("shekel", "shekels", "agora", "agorot"),
    "₫": Currency("dong", "dong"),
    "₱": Currency("peso", "pesos", "centavo", "centavos"),
    "₴": Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas"),
    "₦": Currency("naira", "naira", "kobo", "kobo"),
    "฿": Currency("baht", "baht", "satang", "satang"),
}
# What may stand before a sign.
COUNTRIES = {
    "US": _dollar("US"),
    "C": _dollar("Canadian"),
    "CA": _dollar("Canadian"),
    "CAD": _dollar("Canadian"),
    "A": _dollar("Australian"),
    "AU": _dollar("Australian"),
    "NZ": _dollar("New Zealand"),
    "HK": _dollar("Hong Kong"),
    "S": _dollar("Singapore"),
    "SG": _dollar("Singapore"),
    "NT": _dollar("New Taiwan"),
    "MX": Currency("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "R": _REAL,
    "CN": _YUAN,
    "JP": _YEN,
}
# ISO 4217.
CODES = {
    "USD": _dollar("US"),
    "EUR": _EURO,
    "GBP": Currency("British pound", "British pounds", "penny", "pence"),
    "JPY": _YEN,
    "CHF": _FRANC,
    "CAD": _dollar("Canadian"),
    "AUD": _dollar("Australian"),
    "NZD": _dollar("New Zealand"),
    "HKD": _dollar("Hong Kong"),
    "SGD": _dollar("Singapore"),
    "INR": _RUPEE,
    "CNY": _YUAN,
    "RMB": _YUAN,
    "KRW": _WON,
    "RUB": _RUBLE,
    "BRL": _REAL,
    "MXN": COUNTRIES["MX"],
    "SEK": Currency("Swedish krona", "Swedish kronor", "öre", "öre"),
    "NOK": Currency("Norwegian krone", "Norwegian kroner", "øre", "øre"),
    "DKK": Currency("Danish krone", "Danish kroner", "øre", "øre"),
    "PLN": Currency("zloty", "zlotys", "grosz", "groszy"),
    "CZK": Currency("Czech koruna", "Czech korunas", "haler", "halers"),
    "BTC": SIGNS["₿"],
    "ETH": Currency("ether", "ether"),
}
