"""Claims in words: one place that turns them into sentences, figures and small print, in every language."""

from dataclasses import replace
from string import Formatter

from services.domain.claims import Claim, Number, Scope, Unit
from services.domain.views import Phrase, Sentence

from . import numbers
from .english import ENGLISH
from .language import Language, Words
from .thai import THAI

LANGUAGES: dict[Language, Words] = {Language.ENGLISH: ENGLISH, Language.THAI: THAI}


def say(claim: Claim, language: Language = Language.ENGLISH) -> Sentence:
    """The claim as a whole sentence; the phrase of its figure carries it. KeyError for an estimand without words."""
    words = LANGUAGES[language]
    phrases: list[Phrase] = []
    for plain, role, _, _ in Formatter().parse(words.sentences[claim.estimand]):
        if plain:
            phrases.append(Phrase(plain))
        if role:
            phrases.append(_part(claim, role, language))
    first = phrases[0] if phrases else Phrase("")
    opening = first if first.claim or first.segment is not None else replace(first, text=capital(first.text))
    return (opening, *phrases[1:])


def named(value: str, language: Language = Language.ENGLISH) -> str:
    """Posts with a value of a lever, in the middle of a sentence: `video posts`, `posts that ask a question`."""
    words = LANGUAGES[language]
    lever, _, form = value.partition(":")
    if lever == "format":
        return words.of_format.format(format=words.terms.get(form, form))
    return words.terms.get(value, value)


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def told(claim: Claim, language: Language = Language.ENGLISH, *, strong: bool = False) -> Phrase:
    """The figure alone, as it stands in a longer sentence: `16%`, `7,050 posts`."""
    return Phrase(numbers.figure(claim.number, LANGUAGES[language]), strong=strong, claim=claim)


def figure(claim: Claim, language: Language = Language.ENGLISH) -> str:
    """The figure as text: `16%`, `2.3 times`."""
    return numbers.figure(claim.number, LANGUAGES[language])


def interval(claim: Claim, language: Language = Language.ENGLISH) -> str:
    """The 95 % interval as a range, "" where nothing was estimated: `2.3 to 20.8 times`."""
    return numbers.interval(claim.number, LANGUAGES[language])


def small_print(claim: Claim, language: Language = Language.ENGLISH) -> str:
    """What stands behind the figure: n, the interval and how it was made, the dataset and its days."""
    words = LANGUAGES[language]
    n = words.n.format(n=numbers.figure(Number(claim.n, Unit.POSTS), words))
    between = interval(claim, language)
    drawn = [words.drawn.format(resampled=_drawn(claim.scope.resampled, words))] if claim.scope.resampled else []
    sure = [words.ninety_five.format(interval=between), *drawn] if between else drawn or [words.counted]
    where = filter(None, (claim.scope.dataset, _days(claim.scope, words)))
    return "; ".join(filter(None, (", ".join([n, *sure]), ", ".join(where))))


def _part(claim: Claim, role: str, language: Language) -> Phrase:
    if role == "number":
        return told(claim, language, strong=True)
    if role == "posts":
        return Phrase(named(claim.name(role), language))
    text, rank, words = claim.name(role), claim.name(f"{role}_rank"), LANGUAGES[language]
    one = claim.number.unit is Unit.COUNT and numbers.figure(claim.number, words) == "1"
    name = words.singulars.get(text, words.terms.get(text, text)) if one else words.terms.get(text, text)
    return Phrase(name, segment=int(rank) if rank else None)


def _drawn(resampled: str, words: Words) -> str:
    """`9 pages`, or `weeks of posts` where nobody counted them."""
    number, _, noun = resampled.partition(" ") if resampled[:1].isdecimal() else ("", "", resampled)
    return f"{number} {words.terms.get(noun, noun)}".strip()


def _days(scope: Scope, words: Words) -> str:
    since, until = (words.day(day) if day else "" for day in (scope.since, scope.until))
    if since and until:
        return words.period.format(since=since, until=until)
    if since:
        return words.since.format(since=since)
    return words.until.format(until=until) if until else ""
