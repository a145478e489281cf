"""Every estimand has words in every language, and no more names than a claim can have."""

from string import Formatter

import pytest

from services.claiming import LANGUAGES, Language
from services.domain.claims import Estimand, Unit

_NAMES = {"number", "segment", "count", "format", "lever", "weekday", "hour", "posts", "page"}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("estimand", Estimand)
def test_an_estimand_has_words(language: Language, estimand: Estimand) -> None:
    sentence = LANGUAGES[language].sentences[estimand]
    fields = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]

    assert fields.count("number") == 1
    assert set(fields) <= _NAMES


@pytest.mark.parametrize("estimand", Estimand)
def test_languages_say_the_same_names(estimand: Estimand) -> None:
    fields = {
        frozenset(name for _, name, _, _ in Formatter().parse(words.sentences[estimand]) if name)
        for words in LANGUAGES.values()
    }

    assert len(fields) == 1


@pytest.mark.parametrize("language", Language)
def test_a_language_has_a_form_for_every_unit(language: Language) -> None:
    assert set(LANGUAGES[language].units) == set(Unit)
