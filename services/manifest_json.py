"""Manifests as JSON: written for people who keep them, read with distrust."""

import base64
import json
import math
import re
import zlib
from datetime import datetime
from typing import Any, get_origin

import numpy as np
from cattrs import transform_error
from cattrs.errors import BaseValidationError
from cattrs.preconf.json import JsonConverter, make_converter

from services.domain.arrays import Labels, read_only
from services.domain.errors import InvalidInput
from services.domain.manifest import FORMAT, Manifest
from services.domain.segmentation import K_RANGE

MOST_BYTES, MOST_POSTS, MOST_FILES, LARGEST_SEED = 64_000_000, 100_000_000, 1_000, 2**32 - 1
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_REASON = 300


def write(manifest: Manifest) -> str:
    """The manifest as JSON text; the same analysis gives the same text."""
    return json.dumps({"format": FORMAT, **_CONVERTER.unstructure(manifest)}, ensure_ascii=False, indent=1) + "\n"


def read(content: bytes) -> Manifest:
    """The manifest in this JSON; InvalidInput where it is none, or asks for what no manifest would."""
    if len(content) > MOST_BYTES:
        raise InvalidInput(f"This is no manifest: it has more than {MOST_BYTES // 1_000_000} MB.", "manifest")
    try:
        said: Any = json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError) as cause:
        raise InvalidInput(f"This is no manifest: it is no JSON ({_short(cause)}).", "manifest") from cause
    if not isinstance(said, dict) or said.pop("format", None) != FORMAT:
        raise InvalidInput(f"This is no manifest: it does not begin with the format {FORMAT!r}.", "manifest")
    try:
        manifest = _CONVERTER.structure(said, Manifest)
    except BaseValidationError as cause:
        reasons = _short("; ".join(transform_error(cause)))
        raise InvalidInput(f"This manifest cannot be read ({reasons}).", "manifest") from cause
    fault = _fault(manifest)
    if fault:
        raise InvalidInput(f"This manifest cannot be read ({fault}).", "manifest")
    return manifest


def _fault(manifest: Manifest) -> str:
    """What no manifest of ours would say; "" = nothing."""
    question, outcome = manifest.question, manifest.outcome
    widths = {len(row) for row in outcome.centroids}
    checks = (
        (0 < len(manifest.files) <= MOST_FILES, "it names no files, or too many"),
        (all(_SHA256.fullmatch(file.sha256) for file in manifest.files), "a sha256 is not 64 hexadecimal digits"),
        (all(file.read_at.tzinfo for file in manifest.files), "a moment of import has no time zone"),
        (question.k in K_RANGE, f"{question.k} segments cannot be made"),
        (0 <= question.seed <= LARGEST_SEED, "the seed is out of range"),
        (len(outcome.centroids) == question.k and len(widths) == 1, "the centroids do not fit the number of segments"),
        (len({row.k for row in outcome.rows}) == len(outcome.rows), "the sweep names a number of segments twice"),
    )
    return next((words for holds, words in checks if not holds), "")


def _converter() -> JsonConverter:
    converter = make_converter(forbid_extra_keys=True)
    converter.register_structure_hook(datetime, lambda text, _type: datetime.fromisoformat(text))
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(bool, _claim)
    converter.register_structure_hook(float, _number)
    converter.register_unstructure_hook(float, lambda number: None if math.isnan(number) else number)
    converter.register_structure_hook_func(_is_array, lambda text, _type: _unpacked(text))
    converter.register_unstructure_hook_func(_is_array, _packed)
    return converter


def _is_array(hint: Any) -> bool:
    return get_origin(hint) is np.ndarray


def _packed(labels: Labels) -> str:
    """A byte a post, deflated, as text."""
    return base64.b64encode(zlib.compress(labels.astype(np.uint8).tobytes(), 9)).decode()


def _unpacked(text: object) -> Labels:
    """The same back; however well something was deflated, never more than so many posts."""
    if not isinstance(text, str):
        raise TypeError("labels are text")
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(base64.b64decode(text, validate=True), MOST_POSTS + 1)
    except zlib.error as cause:
        raise ValueError("the labels cannot be unpacked") from cause
    if len(plain) > MOST_POSTS or not unpacking.eof:
        raise ValueError("the labels are too many, or cut off")
    return read_only(np.frombuffer(plain, np.uint8).astype(np.int16))


def _text(value: object, _type: object) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise TypeError("not a text")
    return value


def _claim(value: object, _type: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _whole(value: object, _type: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("not a whole number")
    return value


def _number(value: object, _type: object) -> float:
    """None is what was not measured."""
    if value is None:
        return math.nan
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise TypeError("not a number")
    return float(value)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _short(reason: object) -> str:
    words = " ".join(str(reason).split())
    return words if len(words) <= _LONGEST_REASON else words[:_LONGEST_REASON] + "…"


_CONVERTER = _converter()
