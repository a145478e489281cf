"""What was erased."""

from dataclasses import dataclass
from datetime import datetime

from .uploading import ReceiptItem


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """subject: what is gone. items: by kind, with numbers. beyond: what this could not reach, in words."""

    subject: str
    by: str
    at: datetime
    items: tuple[ReceiptItem, ...]
    beyond: str
