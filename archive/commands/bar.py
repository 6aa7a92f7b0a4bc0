"""A bar for work in several parts: on standard error, gone when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


class PartsBar:
    """Implements :class:`archive.progress.Progress`; shows nothing where standard error is no terminal."""

    def __init__(self, *, shown: bool = True) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not (shown and console.is_terminal),
        )

    def __enter__(self) -> Self:
        """Begin to draw."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._progress.stop()

    def begin(self, what: str, total: int | None) -> Callable[[int], None]:
        """Begin a part; returns what is to be told how much further it has come."""
        for task in self._progress.task_ids:
            self._progress.remove_task(task)
        task = self._progress.add_task(what, total=total)
        return lambda further: self._progress.advance(task, further)
