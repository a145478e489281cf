"""What a page is."""

from collections.abc import Callable
from dataclasses import dataclass

from dash.development.base_component import Component

from services.policy import Permission


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page is, how the navigation shows it (if `listed`), who may open it, and its empty frame."""

    path: str
    title: str
    icon: str
    group: str
    keys: str
    permission: Permission
    layout: Callable[[], Component]
    listed: bool = True
