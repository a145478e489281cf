"""Entries that the words of claims give: a claim is said on a page as it is said in a report."""

from collections.abc import Iterator, Mapping

from services.claiming import LANGUAGES
from services.claiming.language import Language, Words

Entry = tuple[tuple[str, ...], tuple[str, ...]]

# What stands in the places of a claim's sentence: names of segments and pages stay, as people may have typed them.
_PLACES = {
    "number": "{word}",
    "count": "{word2}",
    "format": "{word3}",
    "lever": "{word4}",
    "weekday": "{word5}",
    "posts": "{word6}",
    "segment": "{segment}",
    "page": "{page}",
    "hour": "{hour}",
}


def claim_entries(language: Language) -> Iterator[Entry]:
    """Sentences, terms and units of claims, English first."""
    english, own = LANGUAGES[Language.ENGLISH], LANGUAGES[language]
    for estimand, sentence in english.sentences.items():
        yield (sentence.format(**_PLACES),), (own.sentences[estimand].format(**_PLACES),)
    yield from _terms(english, own)
    for unit, forms in english.units.items():
        for form in {one for one in forms if one != "{}"}:
            yield (form.replace("{}", "{n}"),), (own.units[unit][-1].replace("{}", "{n}"),)
            ends = (english.interval, own.interval)
            before, after = (one.format(low="{n}", high="{n2}") for one in ends)
            yield (form.replace("{}", before),), (own.units[unit][-1].replace("{}", after),)
    yield (english.of_format.format(format="{word}"),), (own.of_format.format(format="{word}"),)


def _terms(english: Words, own: Words) -> Iterator[Entry]:
    for name, word in own.terms.items():
        yield (english.terms.get(name, name),), (word,)
    singular: Mapping[str, str] = english.singulars
    for name, one in singular.items():
        yield (one,), (own.singulars.get(name, own.terms.get(name, one)),)
