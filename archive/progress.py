"""How far something long has come: what works tells it, a command shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Progress(Protocol):
    """Shows how far the parts of a piece of work have come, one after the other."""

    def begin(self, what: str, total: int | None) -> Callable[[int], None]:
        """Begin a part; returns what is to be told how much of ``total`` (``None``: unknown) has been done further."""


class Silent:
    """Shows nothing."""

    def begin(self, what: str, total: int | None) -> Callable[[int], None]:  # noqa: ARG002  the protocol's
        """Begin a part."""
        return lambda _: None
