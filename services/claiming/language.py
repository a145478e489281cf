"""What a language brings along to say claims."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.claims import Estimand, Unit


class Language(StrEnum):
    """The languages that claims are said in, by their ISO 639 codes."""

    ENGLISH = "en"
    THAI = "th"


@dataclass(frozen=True, slots=True)
class Words:
    """One language.

    sentences: a sentence for every estimand; `{number}` stands for the figure, other braces for the claim's names.
    terms: words for names that the app gives, such as counts; a name that is not in it stays as it is.
    of_format: posts of a `{format}`. singulars: the same names for one, `1 comment`, where that differs.
    units: a template a unit, its singular where the figure reads 1. interval: `{low}` and `{high}`.
    n, ninety_five, counted, drawn, period, since, until: the parts of the small print. day: a day as it is written.
    """

    sentences: Mapping[Estimand, str]
    terms: Mapping[str, str]
    of_format: str
    singulars: Mapping[str, str]
    units: Mapping[Unit, tuple[str, str]]
    interval: str
    n: str
    ninety_five: str
    counted: str
    drawn: str
    period: str
    since: str
    until: str
    day: Callable[[date], str]
