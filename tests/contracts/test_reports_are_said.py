"""Reports have words for everything in every language, and every section and template keeps what it promises."""

from string import Formatter

import pytest

from services.claiming.language import Language
from services.exporters import EXPORTERS
from services.report_sections import SECTIONS
from services.report_templates import TEMPLATES
from services.reports.choosing import choices
from services.reports.thai_words import THAI
from services.reports.words import Word


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_thai_has_every_word() -> None:
    assert set(THAI) == set(Word)


@pytest.mark.parametrize("which", Word)
def test_a_word_is_filled_in_with_the_same_in_every_language(which: Word) -> None:
    assert _fields(THAI[which]) == _fields(which.value)


@pytest.mark.parametrize("which", Word)
def test_words_tell_no_causes(which: Word) -> None:
    told = which.value.lower()
    for causal in ("drive", "because", "boost", "will increase", "leads to", "due to", "impact"):
        assert causal not in told


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_words_and_sections_that_are_there(name: str) -> None:
    template = TEMPLATES[name]

    assert template.summary.endswith(".")
    assert template.sections
    assert set(template.sections) <= set(SECTIONS)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_goes_from_the_finding_to_the_method(name: str) -> None:
    order = [one.value for one in choices().sections]
    sections = list(TEMPLATES[name].sections)

    assert sections == sorted(sections, key=order.index)


def test_all_that_there_is_can_be_chosen() -> None:
    offered = choices()

    assert {one.value for one in offered.sections} == set(SECTIONS)
    assert {one.name for one in offered.templates} == set(TEMPLATES)
    assert {one.value for one in offered.formats} == set(EXPORTERS)
    assert {one.value for one in offered.languages} == set(Language)


def test_every_section_is_in_some_template() -> None:
    used = {name for template in TEMPLATES.values() for name in template.sections}
    assert used == set(SECTIONS)


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_exporter_has_a_label_a_suffix_and_a_type(name: str) -> None:
    exporter = EXPORTERS[name]

    assert exporter.label
    assert exporter.suffix.startswith(".")
    assert "/" in exporter.media_type
