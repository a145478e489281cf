"""Numbers and days as a language writes them."""

import re
from datetime import datetime

from babel.numbers import format_decimal

from services.claiming import LANGUAGES
from services.claiming.language import Language

# Any year in which every day exists: days without a year are written with it, and without it again.
_LEAP = 2024
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def number(text: str, language: Language | str) -> str:
    """`7,050.5` with the separators of the language; signs, percent and digits stay.

    language: one of ours, or a locale's code, as `de`.
    """
    code = language.value if isinstance(language, Language) else language

    def written(found: re.Match[str]) -> str:
        digits = found[0].replace(",", "")
        decimals = len(digits.partition(".")[2])
        shape = "#,##0" if "," in found[0] or len(digits.partition(".")[0]) < 4 else "0"
        shape += f".{'0' * decimals}" if decimals else ""
        return format_decimal(digits, format=shape, locale=code)

    return _DIGITS.sub(written, text)


def day(text: str, language: Language) -> str:
    """`9 May 2018`, `9 May`, `2018-05-09`, with or without `, 08:33`, as the language writes days."""
    written, comma, minute = text.partition(", ")
    for form, whole in (("%d %b %Y", written), ("%Y-%m-%d", written), ("%d %b %Y", f"{written} {_LEAP}")):
        try:
            moment = datetime.strptime(whole, form).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
        own = LANGUAGES[language].day(moment)
        return f"{own if whole == written else own.rpartition(' ')[0]}{comma}{minute}"
    return text
