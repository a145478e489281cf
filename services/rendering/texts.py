"""Text for formats that do not take every character."""

import re

# What XML 1.0 has no place for: controls but tab and line ends, halves of characters, and two that are none.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069]')
_LONGEST_NAME = 120


def clean(text: str) -> str:
    """The text with a sign for damage in the place of each character that XML does not take."""
    return _UNFIT.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def file_name(*parts: str) -> str:
    """A name that every system, every mail program and every header takes; never empty, never hidden."""
    name = " ".join(_NAME.sub(" ", " - ".join(filter(None, parts))).split())
    return name[:_LONGEST_NAME].strip(" .") or "report"
