"""Named implementations, filled by the modules of one package."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from threading import RLock
from types import ModuleType
from typing import Generic, TypeVar

Choice = TypeVar("Choice")


class Registry(Mapping[str, Choice], Generic[Choice]):
    """Everything one folder offers, by name; the first look imports the folder's modules.

    A module adds itself with `@REGISTRY.add("name")` or `REGISTRY.add("name")(value)`.
    """

    def __init__(self, package: str, what: str) -> None:
        self._package, self._what = package, what
        self._choices: dict[str, Choice] = {}
        self._filled = False
        # Reentrant: a module that is being imported may look at its own registry.
        self._filling = RLock()

    def add(self, name: str) -> Callable[[Choice], Choice]:
        """Put what is decorated under this name; a name can be taken once."""

        def keep(choice: Choice) -> Choice:
            known = self._choices.get(name)
            if known is not None and getattr(known, "__module__", 0) != getattr(choice, "__module__", 1):
                raise ValueError(f"There are two of the {self._what} {name!r}")
            self._choices[name] = choice
            return choice

        return keep

    def __getitem__(self, name: str) -> Choice:
        self._fill()
        return self._choices[name]

    def __iter__(self) -> Iterator[str]:
        self._fill()
        return iter(self._choices)

    def __len__(self) -> int:
        self._fill()
        return len(self._choices)

    def _fill(self) -> None:
        if self._filled:
            return
        with self._filling:
            package: ModuleType = importlib.import_module(self._package)
            for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda found: found.name):
                importlib.import_module(f"{self._package}.{module.name}")
            self._filled = True
