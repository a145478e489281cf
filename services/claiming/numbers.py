"""Forms of numbers: digits by unit, intervals as ranges, one and many."""

from services.domain.claims import Number, Unit

from .language import Words

MINUS = "\u2212"


def digits(value: float, unit: Unit) -> str:
    """The figure without its unit: shares in percent, with a digit more near 0 and 1; ratios with one or two."""
    if unit is Unit.SHARE:
        percent = 100 * value
        near_an_end = 0 < value < 0.01 or 0.995 < value < 1
        return _signed(percent, 1 if near_an_end else 0)
    if unit is Unit.POINTS:
        return _with_sign(100 * value)
    if unit is Unit.VALUE:
        return _signed(value, 0 if abs(value) >= 100 else 2)
    if unit in (Unit.SCORE, Unit.ACCURACY):
        return _signed(value, 2 if unit is Unit.SCORE else 4)
    if unit is Unit.TIMES:
        return _signed(value, 1 if value >= 1.05 else 2)
    return _signed(value, 0 if unit in (Unit.POSTS, Unit.WHOLE) or float(value).is_integer() or abs(value) >= 10 else 1)


def figure(number: Number, words: Words) -> str:
    """`16%`, `2.3 times`, `1 post`, `7,050 posts`."""
    return _with_unit(digits(number.value, number.unit), number.unit, words)


def interval(number: Number, words: Words) -> str:
    """`2.3 to 20.8 times`; "" where nothing was estimated."""
    if number.low is None or number.high is None:
        return ""
    ends = words.interval.format(low=digits(number.low, number.unit), high=digits(number.high, number.unit))
    return _with_unit(ends, number.unit, words)


def _with_unit(text: str, unit: Unit, words: Words) -> str:
    one, many = words.units[unit]
    return (one if text == "1" else many).format(text)


def _with_sign(points: float) -> str:
    """`+3.2`, `−0.4`; 0 where nothing is left after rounding. One digit always, so that parts add up as they read."""
    words = _signed(points, 1)
    if float(words.replace(MINUS, "-").replace(",", "")) == 0:
        return "0"
    return words if words.startswith(MINUS) else f"+{words}"


def _signed(value: float, decimals: int) -> str:
    text = f"{abs(value):,.{decimals}f}"
    return f"{MINUS}{text}" if value < 0 and float(text.replace(",", "")) else text
