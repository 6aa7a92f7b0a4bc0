"""Telling people of a schedule whose runs break before they reach a portal, once, and once when they do again.

What a run finds of portals is told by :mod:`archive.health`, which needs the archive open. A run that cannot open it (a
damaged database, a writer that never ends, a portal file that is gone) has nothing but the archive's folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.health.channels import ChannelError, channels_of
from archive.health.configuration import ConfigurationError, read_configuration
from archive.health.messages import Message
from archive.schedule.definition import path_of
from scraper.clock import now, timestamp, vietnamese_minute

if TYPE_CHECKING:
    from pathlib import Path

    from archive.schedule.definition import Schedule


def tell_broken(directory: Path, schedule: Schedule, why: str) -> list[str]:
    """Tell people that a run broke, unless they were told of an earlier one; returns what hindered it.

    Args:
        directory: the archive's folder, in which ``congtin.toml`` may say how people are to be told.
        schedule: the schedule whose run it was.
        why: a sentence.
    """
    mark = _mark(directory, schedule)
    if mark.exists():
        return []
    subject = f"congtin: schedule {schedule.name} does not run"
    text = (
        f"{subject}\n\n{directory.absolute()}: its run of {vietnamese_minute(now())} broke before it had asked its "
        f"portals ({', '.join(schedule.portals)}):\n  {why}\n\nYou are told once more when it runs again."
    )
    was_told, hindrances = _send(directory, Message(subject, text))
    return hindrances + _put(mark) if was_told else hindrances


def tell_mended(directory: Path, schedule: Schedule) -> list[str]:
    """Tell people that a schedule runs again, where they were told that it does not; returns what hindered it."""
    mark = _mark(directory, schedule)
    if not mark.exists():
        return []
    subject = f"congtin: schedule {schedule.name} runs again"
    message = Message(subject, f"{subject}\n\n{directory.absolute()}: {schedule.words()}")
    was_told, hindrances = _send(directory, message)
    if was_told:
        mark.unlink(missing_ok=True)
    return hindrances


def _send(directory: Path, message: Message) -> tuple[bool, list[str]]:
    """Send a message by every way; returns whether it has been told, and what hindered it.

    One way that works is enough: were all to be tried again with the next run, it would be told by that one every time.
    """
    try:
        channels = channels_of(read_configuration(directory).notify, directory)
    except ConfigurationError as error:
        return False, [f"people could not be told: {error}"]
    hindrances = []
    for send in channels.values():
        try:
            send(message)
        except ChannelError as error:
            hindrances.append(f"people could not be told: {error}")
    return not channels or len(hindrances) < len(channels), hindrances


def _put(mark: Path) -> list[str]:
    try:
        mark.write_text(f"{timestamp(now())}\n", encoding="ascii")
    except OSError as error:
        return [f"{mark}: cannot be written: {error.strerror}; people will be told again"]
    return []


def _mark(directory: Path, schedule: Schedule) -> Path:
    return path_of(directory, schedule.name).with_name(f"{schedule.name}.broken")
