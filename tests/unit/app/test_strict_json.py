import math

import pytest
from flask import Flask

from app.strict_json import DEEPEST, LONGEST_KEY, MOST_VALUES, StrictJson

READER = StrictJson(Flask("x"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, 2.5, null, true, "\\u00e9"]}', {"a": [1, 2.5, None, True, "é"]}),
        (str(2**63 - 1), 2**63 - 1),
        (str(-(2**63)), -(2**63)),
        ("[" * DEEPEST + "]" * DEEPEST, None),
        ("[" + "0," * (MOST_VALUES - 2) + "0]", None),
    ],
)
def test_what_a_page_sends_is_read(text: str, value: object) -> None:
    assert READER.loads(text) == value or value is None


@pytest.mark.parametrize(
    "text",
    [
        *("NaN", "Infinity", "-Infinity", "1e999", "-1e999", str(2**63), str(2**64 - 1), "9" * 400),
        *('"\\ud800"', '{"\\udc00": 1}', '"\\ud800\\ud800"', "", "{", "[1,]", "'a'", "\x00", "1 2"),
        "[" * (DEEPEST + 2) + "]" * (DEEPEST + 2),
        '{"a":' * 200_000 + "1" + "}" * 200_000,
        "[" * 200_000,
        "[" + "0," * MOST_VALUES + "0]",
        '{"' + "k" * (LONGEST_KEY + 1) + '": 1}',
    ],
)
def test_what_no_page_sends_is_refused_in_the_way_that_flask_knows(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        READER.loads(text)


@pytest.mark.parametrize("text", [str(2**64), str(-(2**63) - 1), "9" * 300])
def test_a_whole_number_beyond_that_is_a_finite_float(text: str) -> None:
    value = READER.loads(text)
    assert isinstance(value, float)
    assert math.isfinite(value)
