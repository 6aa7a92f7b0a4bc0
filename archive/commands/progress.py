"""What is shown while a command works, on standard error, gone when it ends: a line a portal, or a bar.

Nothing is shown where standard error is no terminal.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from scraper.portal import Portal
    from scraper.store import PageResult


class Display:
    """Draws while the block that it is entered for runs.

    Args:
        columns: what a line shows.
        shown: whether to draw at all.
    """

    def __init__(self, *columns: ProgressColumn, shown: bool) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            *columns, console=console, transient=True, disable=not (shown and console.is_terminal)
        )

    def __enter__(self) -> Self:
        """Begin to draw."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the display away."""
        self._progress.stop()


class CrawlProgress(Display):
    """Counts pages and articles a portal while a crawl runs.

    Attributes:
        asked: requests of this run by portal id, whether shown or not.
    """

    def __init__(self, *, shown: bool = True) -> None:
        super().__init__(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TextColumn("{task.completed:.0f} pages, {task.fields[articles]} articles"),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[url]}[/dim]"),
            shown=shown,
        )
        self.asked: Counter[str] = Counter()
        self._tasks: dict[str, TaskID] = {}

    def advance(self, portal: Portal, result: PageResult) -> None:
        """Count one result."""
        self.asked[portal.id] += 1
        task = self._tasks.get(portal.id)
        if task is None:
            task = self._progress.add_task(portal.id, total=None, articles=0, url="")
            self._tasks[portal.id] = task
        fields = self._progress.tasks[task].fields
        is_article = result.article is not None and result.article.kind in {"article", "document"}
        articles = fields["articles"] + int(is_article and result.outcome == "stored")
        url = result.target.url
        shown = url if len(url) <= 60 else f"...{url[-57:]}"
        self._progress.update(task, advance=1, articles=articles, url=shown.replace("[", r"\["))


class PagesProgress(Display):
    """A bar over pages whose number is known: how many are done, how many a second, how long the rest will take.

    Args:
        words: what is done with them.
        shown: whether to draw at all.
    """

    def __init__(self, words: str, *, shown: bool = True) -> None:
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            shown=shown,
        )
        self._task = self._progress.add_task(words, total=None, rate="")

    def show(self, done: int, total: int | None) -> None:
        """Show that ``done`` of ``total`` pages are done; ``None`` while nobody knows how many there are."""
        speed = self._progress.tasks[0].speed
        rate = f"{speed:.0f} pages/s" if speed else ""
        self._progress.update(self._task, completed=done, total=total, rate=rate)


class BytesProgress(Display):
    """A bar over files whose size is known: how much has been read, and how long the rest will take.

    Args:
        words: what is done with them.
        total: their size in bytes.
        shown: whether to draw at all.
    """

    def __init__(self, words: str, total: int, *, shown: bool = True) -> None:
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
            shown=shown,
        )
        self._task = self._progress.add_task(words, total=total)

    def advance(self, count: int) -> None:
        """Show that so many bytes more have been read."""
        self._progress.advance(self._task, count)


class PartsBar(Display):
    """A bar for work in several parts, one after the other; implements :class:`archive.progress.Progress`."""

    def __init__(self, *, shown: bool = True) -> None:
        super().__init__(
            TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), shown=shown
        )

    def begin(self, what: str, total: int | None) -> Callable[[int], None]:
        """Begin a part; returns what is to be told how much further it has come."""
        for task in self._progress.task_ids:
            self._progress.remove_task(task)
        task = self._progress.add_task(what, total=total)
        return lambda further: self._progress.advance(task, further)
