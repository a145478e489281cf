"""The name of a result: the same question about the same data has the same name."""

import dataclasses
import hashlib
import json
from typing import Any

# Raised whenever a figure may come out differently than before: old results are then not found any more.
CODE_VERSION = "5"


def fingerprint(kind: str, dataset_sha256: str, request: Any) -> str:
    """64 hexadecimal digits for a kind of work, the content it reads and the frozen request.

    The workspace is not in it: it is the other half of the key wherever a result is stored.
    """
    described = json.dumps(
        [CODE_VERSION, kind, dataset_sha256, type(request).__name__, dataclasses.asdict(request)],
        sort_keys=True,
        default=str,
    )
    return hashlib.sha256(described.encode()).hexdigest()
