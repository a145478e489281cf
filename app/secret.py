"""The key that signs cookies: made at first start, never a default."""

import contextlib
import os
import secrets
from pathlib import Path

FILE = "secret-key"


def key(home: Path) -> str:
    """The installation's key, from its file, which only this account can read."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path, mine = home / FILE, home / f"{FILE}.{secrets.token_hex(4)}"
    if not path.exists():
        with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        # Of several processes that start at once the first to link its file decides for all.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(mine)
        mine.unlink()
    return path.read_text()
