"""Which way to have runs started there is on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.schedule.cron import Crontab
from archive.schedule.definition import path_of, put_back, save
from archive.schedule.starter import ScheduleError
from archive.schedule.systemd import UserTimers

if TYPE_CHECKING:
    from archive.schedule.starter import Order, Starter

NOTHING = "none"


def starters() -> list[Starter]:
    """Return every way that we know, the better first."""
    return [UserTimers(), Crontab()]


def chosen(kind: str | None) -> tuple[Starter | None, list[str]]:
    """Return what is to start runs here, ``None`` where there is nothing, and why what comes first is not to be had.

    Args:
        kind: ``systemd``, ``cron`` or ``none`` where the user has said it.

    Raises:
        ScheduleError: what the user named is not to be had here.
    """
    reasons: list[str] = []
    for starter in starters():
        if kind not in (None, starter.kind):
            continue
        reason = starter.missing()
        if reason is None:
            return starter, reasons
        reasons.append(reason)
    if kind not in (None, NOTHING):
        raise ScheduleError(f"{'; '.join(reasons)}; leave --with out to take what there is")
    return None, reasons


def put_in(order: Order, starter: Starter | None) -> list[str]:
    """Write a schedule and have its runs started by ``starter`` alone; returns hints. Refused, all is as it was.

    Raises:
        ArchiveError: the schedule cannot be written.
        ScheduleError: what is to start the runs refuses.
    """
    name = order.schedule.name
    path = path_of(order.directory, name)
    former = path.read_bytes() if path.exists() else None
    save(order.directory, order.schedule)
    hints: list[str] = []
    if starter is not None:
        try:
            hints = starter.install(order)
        except ScheduleError:
            put_back(order.directory, name, former)
            raise
    for other in starters():  # two would start it twice
        if (starter is None or other.kind != starter.kind) and other.leftovers(order.directory, name):
            other.remove(order.directory, name)
    return hints
