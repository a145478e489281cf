"""The words of reports in the language that is asked for."""

from services.claiming import LANGUAGES
from services.claiming.language import Language
from services.reports.thai_words import THAI
from services.reports.words import Word


def word(which: Word, language: Language, **values: object) -> str:
    """The words in this language, filled in."""
    text = THAI[which] if language is Language.THAI else which.value
    return text.format(**values) if values else text


def word_of_term(name: str, language: Language, *, one: bool = False) -> str:
    """A count, a format or a weekday, `one` = of one; what the language has no word for stays as it is."""
    words = LANGUAGES[language]
    return words.singulars.get(name, words.terms.get(name, name)) if one else words.terms.get(name, name)
