"""The symbols of units of measure and their English names (after the SI Brochure and NIST SP 811)."""

from collections.abc import Iterator

_PREFIXES = {"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "m": "milli", "µ": "micro", "n": "nano"}
_PREFIXES["μ"] = "micro"  # the Greek letter, which looks like the sign before it

# Symbol, prefixes that it is seen with, name; the plural is the name with "s", unless it stands after a stroke.
_WITH_PREFIXES = (
    ("m", "kmµμn", "meter"),
    ("g", "kmµμ", "gram"),
    ("s", "mµμn", "second"),
    ("L", "mµμ", "liter"),
    ("l", "m", "liter"),
    ("Hz", "kMGT", "hertz/hertz"),
    ("W", "kMGTm", "watt"),
    ("Wh", "kMGT", "watt hour"),
    ("V", "km", "volt"),
    ("A", "m", "amp"),
    ("Ah", "m", "amp hour"),
    ("Ω", "kM", "ohm"),
    ("Pa", "kMG", "pascal"),
    ("J", "kM", "joule"),
    ("N", "k", "newton"),
    ("eV", "kMGT", "electron volt"),
    ("B", "kMGTP", "byte"),
    ("bps", "kMGT", "bit per second/bits per second"),
    ("bit", "kMG", "bit"),
    ("b", "MG", "bit"),
)
_PLAIN = {
    **{
        "m": "meter",
        "cm": "centimeter",
        "dm": "decimeter",
        "g": "gram",
        "mcg": "microgram",
        "s": "second",
        "h": "hour",
    },
    **{"l": "liter", "L": "liter", "cl": "centiliter", "cL": "centiliter", "dl": "deciliter", "dL": "deciliter"},
    **{"V": "volt", "W": "watt", "Wh": "watt hour", "Ω": "ohm", "Hz": "hertz/hertz", "kcal": "kilocalorie"},
    **{"Nm": "newton meter", "dB": "decibel", "ha": "hectare", "hp": "horsepower/horsepower", "ly": "light year"},
    **{"in": "inch/inches", "ft": "foot/feet", "yd": "yard", "yds": "yard", "mi": "mile"},
    **{"lb": "pound", "lbs": "pound", "oz": "ounce", "fl oz": "fluid ounce", "fl. oz": "fluid ounce"},
    **{"gal": "gallon", "qt": "quart", "tbsp": "tablespoon", "tsp": "teaspoon"},
    **{"sec": "second", "secs": "second", "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour"},
    **{"wk": "week", "wks": "week", "mos": "month", "yr": "year", "yrs": "year"},
    **{"mph": "mile per hour/miles per hour", "kph": "kilometer per hour/kilometers per hour"},
    **{"kmh": "kilometer per hour/kilometers per hour", "mpg": "mile per gallon/miles per gallon"},
    **{"fps": "frame per second/frames per second", "rpm": "revolution per minute/revolutions per minute"},
    **{"bpm": "beat per minute/beats per minute", "dpi": "dot per inch/dots per inch"},
    **{"ppi": "pixel per inch/pixels per inch", "ppm": "part per million/parts per million"},
    **{"ppb": "part per billion/parts per billion", "psi": "pound per square inch/pounds per square inch"},
    **{"px": "pixel", "pt": "point", "MP": "megapixel", "KB": "kilobyte", "KiB": "kibibyte", "MiB": "mebibyte"},
    **{"GiB": "gibibyte", "TiB": "tebibyte", "Kbps": "kilobit per second/kilobits per second"},
}
_SQUARED = {"km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "ft": "foot/feet"}
_SQUARED |= {"in": "inch/inches", "mi": "mile", "yd": "yard"}
_POWERS = {"{}²": "square", "{}2": "square", "{}³": "cubic", "{}3": "cubic"}
_POWERS |= {"sq {}": "square", "sq. {}": "square", "cu {}": "cubic", "cu. {}": "cubic"}


def _names() -> Iterator[tuple[str, str]]:
    """Symbol and "one/many", where "many" is more than the name with "s"."""
    yield from _PLAIN.items()
    for symbol, prefixes, name in _WITH_PREFIXES:
        for prefix in prefixes:
            yield prefix + symbol, "/".join(_PREFIXES[prefix] + one for one in name.split("/"))
    for form, word in _POWERS.items():
        for symbol, name in _SQUARED.items():
            yield form.format(symbol), "/".join(f"{word} {one}" for one in name.split("/"))


def _one_and_many(name: str) -> tuple[str, str]:
    one, _, many = name.partition("/")
    return one, many or f"{one}s"


# Symbol → the words for one and for many.
UNITS: dict[str, tuple[str, str]] = {symbol: _one_and_many(name) for symbol, name in _names()}

# What stands after a stroke, as in `km/h`.
PER = {
    **{"s": "second", "sec": "second", "s²": "second squared", "s2": "second squared", "min": "minute", "h": "hour"},
    **{"hr": "hour", "d": "day", "mo": "month", "yr": "year", "L": "liter", "l": "liter", "dL": "deciliter"},
    **{"mL": "milliliter", "ml": "milliliter", "kg": "kilogram", "g": "gram", "lb": "pound", "km": "kilometer"},
    **{"m": "meter", "cm": "centimeter", "m²": "square meter", "m2": "square meter", "km²": "square kilometer"},
    **{"cm²": "square centimeter", "m³": "cubic meter", "m3": "cubic meter", "cm³": "cubic centimeter"},
    **{
        "ha": "hectare",
        "dl": "deciliter",
        "gal": "gallon",
        "ft": "foot",
        "in": "inch",
        "mi": "mile",
        "sq ft": "square foot",
    },
    **{word: word for word in ("second", "minute", "hour", "day", "week", "month", "year", "person", "liter", "mile")},
}
