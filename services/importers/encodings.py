"""Bytes of an upload become text, and a finding wherever that took a guess."""

import codecs
import re
from dataclasses import dataclass

from services.domain.errors import InvalidInput
from services.domain.intake import Finding

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Letters in Windows-874, and those of them that stand above or below another; \xa0 is a blank in both encodings.
_THAI_RUN = re.compile(rb"[\xa1-\xfb]+")
_THAI_MARKS = frozenset(b"\xd1\xd4\xd5\xd6\xd7\xd8\xd9\xda\xe7\xe8\xe9\xea\xeb\xec\xed\xee")
_CONTROL = bytes(set(range(32)) - {0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1C, 0x1D, 0x1E, 0x1F})
_SAMPLE = 100_000
# A text file holds hardly any control characters, compressed or compiled data one byte in ten.
_MOST_CONTROL = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without byte-order mark and NUL characters, and what was noticed on the way."""

    text: str
    encoding: str
    findings: tuple[Finding, ...]


def decode(content: bytes) -> Decoded:
    """The text of these bytes; InvalidInput where they are no text or nothing at all."""
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise InvalidInput(
            "The file is empty. Choose one with a header and a row for each post. Nothing was stored.", "file"
        )
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise _not_text(what)
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _tidy(content[len(mark) :].decode(encoding, errors="replace"), encoding, ())
    silent = _silent_utf16(content)
    if silent:
        text = content.decode(silent, errors="replace")
        return _tidy(text, silent, (_guessed("UTF-16", text),))
    sample = content[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROL)) > _MOST_CONTROL * len(sample):
        raise _not_text("not a text file")
    return _decode_bytes(content)


def _not_text(what: str) -> InvalidInput:
    verb = "is" if what.startswith("not") else "looks like"
    return InvalidInput(
        f"The file {verb} {what}. This version reads CSV and XLSX: open it in the program it comes from, save it "
        "as CSV (UTF-8) or XLSX and upload that. Nothing was stored.",
        "file",
    )


def _silent_utf16(content: bytes) -> str:
    """UTF-16 without its mark shows as a NUL in every second byte; empty where it does not."""
    sample = content[: _SAMPLE - _SAMPLE % 2]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.4 and not sample[0::2].count(0):
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * 0.4 and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _decode_bytes(content: bytes) -> Decoded:
    try:
        return _tidy(content.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        pass
    damaged = content.decode("utf-8", errors="replace")
    lost = damaged.count("\ufffd")
    sound = sum(character > "\x7f" for character in damaged) - lost
    if sound > 10 * lost:
        return _tidy(damaged, "utf-8", (_lost("UTF-8", damaged, lost),))
    encoding, label = ("cp874", "Thai (Windows-874)") if _is_thai(content) else ("cp1252", "Windows-1252")
    text = content.decode(encoding, errors="replace")
    return _tidy(text, encoding, (_guessed(label, text),))


def _is_thai(content: bytes) -> bool:
    """Thai letters stand side by side and no word begins with a mark; western accents stand mostly alone."""
    runs = _THAI_RUN.findall(content)
    long = sum(len(run) for run in runs if len(run) > 1)
    misplaced = sum(run[0] in _THAI_MARKS for run in runs)
    plausible = long > 0.6 * sum(map(len, runs)) and misplaced <= 0.1 * len(runs)
    return plausible and "\ufffd" not in content.decode("cp874", errors="replace")


def _guessed(label: str, text: str) -> Finding:
    lines = [line for line in text.splitlines() if not line.isascii()]
    return Finding(
        "encoding_guessed",
        "The file does not say how its letters are coded",
        f"It is not UTF-8, so it was read as {label}. If letters look wrong below, save the file again as "
        "CSV (UTF-8) and upload that.",
        rows=len(lines),
        example=lines[0][:120] if lines else "",
    )


def _lost(label: str, text: str, lost: int) -> Finding:
    lines = [line for line in text.splitlines() if "\ufffd" in line]
    return Finding(
        "damaged_characters",
        "Some characters are damaged",
        f"The file is {label}, but {lost:,} characters in it are broken and stand as \ufffd.",
        rows=len(lines),
        example=lines[0][:120],
    )


def _tidy(text: str, encoding: str, findings: tuple[Finding, ...]) -> Decoded:
    """Without NULs, which no program writes into a CSV on purpose and many cannot store."""
    nuls = text.count("\x00")
    if nuls:
        noticed = Finding(
            "nul_characters",
            "The file holds NUL characters",
            f"{nuls:,} of them were left out. They often mean that the file was cut off or copied badly.",
        )
        findings = (*findings, noticed)
    return Decoded(text.replace("\x00", "").removeprefix("\ufeff"), encoding, findings)
