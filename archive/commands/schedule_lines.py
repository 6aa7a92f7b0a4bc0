"""What ``congtin schedule`` prints and asks."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from scraper.clock import now, vietnamese_minute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.schedule.starter import Order, Starter


# What is said of a run that has no end, by whether it goes on.
_WITHOUT_END = {
    True: "goes on",
    False: "was interrupted (killed, or the machine went down); the next one goes on with its crawls",
    None: "goes on, or was interrupted",
}


@dataclass(frozen=True, slots=True)
class HowToStart:
    """What starts a schedule's runs: ``starter``, or nothing, and why the better ways are not to be had here."""

    order: Order
    starter: Starter | None
    reasons: list[str]

    def lines(self) -> Iterator[str]:
        """Yield what would be written, for people to read beforehand."""
        schedule = self.order.schedule
        yield f"schedule {schedule.name}: {schedule.words()}"
        yield f"next run: {vietnamese_minute(schedule.timing.next_after(now()))}"
        yield from (f"({reason})" for reason in self.reasons)
        if self.starter is not None:
            yield self.starter.preview(self.order).rstrip("\n")
        from archive.schedule.definition import path_of

        yield f"{path_of(self.order.directory, schedule.name)}:"
        yield from (f"    {line}" for line in schedule.model_dump_json(indent=2, exclude_defaults=True).splitlines())


def agreed(question: str, *, yes: bool) -> None:
    """Ask whether to go on, unless the user has said so.

    Raises:
        click.Abort: the user does not want it.
        click.UsageError: there is nobody to ask.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("nothing was done, for nobody is there to be asked; give --yes once you have read it")
    click.confirm(question, abort=True)


def after_putting_in(how: HowToStart, hints: list[str]) -> Iterator[str]:
    """Yield what starts the runs now, and what is still to be done."""
    if how.starter is not None:
        yield f"scheduled with {how.starter.kind}"
        yield from hints
        return
    yield "Nothing on this machine was told to start the runs. Have this command started whenever one may be due,"
    yield "every hour for example (it does nothing where none is):"
    yield f"    {shlex.join([*how.order.words, '--if-due'])}"


def paragraph(found: dict[str, Any]) -> Iterator[str]:
    """Yield the lines about one schedule; moments in Vietnam's time."""
    yield f"{found['name']}  {found['when']}"
    yield f"  portals: {', '.join(found['portals'])}"
    yield f"  started by: {found['started_by'] or 'nothing on this machine'}"
    last = found["last_run"]
    if last is None:
        yield "  last run: none yet"
    else:
        words = f"  last run: {_minute(last['started'])}: {last['outcome'] or _WITHOUT_END[last['goes_on']]}"
        yield words + (f" ({last['note']})" if last["note"] else "")
    yield f"  next run: {_minute(found['next_run'])}"
    if found["trouble"]:
        yield f"  {found['trouble']}"


def _minute(moment: str) -> str:
    return vietnamese_minute(datetime.fromisoformat(moment))
