"""A schedule as a file of the archive: ``schedules/NAME.json``."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from archive.on_disk import sync
from archive.schedule.timing import Timing  # noqa: TC001  pydantic reads annotations at run time
from scraper.clock import now, timestamp
from scraper.errors import ArchiveError
from scraper.key_mistakes import what_is_wrong
from scraper.portal_values import checked_id, checked_languages
from scraper.store import REQUEST_BUDGET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SCHEDULES_NAME = "schedules"
_LONGEST_NAME = 40  # it is part of the names of files and of systemd's units
# A run asks for 20,000 addresses at most, one every two seconds: it has come to its end after half a day.
_HOURS = 12
_MEGABYTES = 2048  # the crawler needs a quarter of that; the rest is for a browser


class Schedule(BaseModel):
    """What is to be crawled by itself, and when.

    Attributes:
        name: unique in the archive; lower-case letters, digits, ``.`` and ``-``.
        portals: declared portals by id, or addresses.
        timing: when.
        portal_files: further portal files, absolute paths.
        delay: seconds between two requests to one host; ``None``: as always.
        limit: the most requests to a portal in one run.
        languages: in which languages (ISO 639-1); none: as the portals are declared.
        allow_loopback: let addresses on this machine through.
        hours: after so many hours a run is stopped; the next one goes on with it.
        megabytes: memory that a run may use, under systemd.
        started_elsewhere: something outside this machine or its timers starts the runs, as people have said.
        added: when the schedule was made, UTC.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    portals: tuple[str, ...] = Field(min_length=1)
    timing: Timing
    portal_files: tuple[str, ...] = ()
    delay: float | None = Field(default=None, ge=0)
    limit: int = Field(default=REQUEST_BUDGET, ge=1)
    languages: tuple[str, ...] = ()
    allow_loopback: bool = False
    hours: int = Field(default=_HOURS, ge=1, le=168)
    megabytes: int = Field(default=_MEGABYTES, ge=256)
    started_elsewhere: bool = False
    added: str

    @field_validator("name")
    @classmethod
    def _checked_name(cls, value: str) -> str:
        if len(value) > _LONGEST_NAME:
            raise ValueError(f"{value!r} is longer than {_LONGEST_NAME} characters")
        try:
            return checked_id(value)
        except ValueError:  # its sentence has the length of portals' ids
            raise ValueError(
                f"{value!r}: use lower-case letters, digits, '.' and '-' only, at most {_LONGEST_NAME} of them"
            ) from None

    @field_validator("languages")
    @classmethod
    def _checked_languages(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(checked_languages(list(values))) if values else ()

    def words(self) -> str:
        """Return which portals are crawled when, for people."""
        return f"{', '.join(self.portals)}, {self.timing.words()}"


def name_for(portals: Sequence[str]) -> str:
    """Return a name for a schedule of portals, given by their ids."""
    joined = "-".join(portals)
    if len(joined) <= _LONGEST_NAME:
        return joined
    others = f"-and-{len(portals) - 1}-more" if len(portals) > 1 else ""
    return portals[0][: _LONGEST_NAME - len(others)].rstrip(".-") + others


def made(**values: object) -> Schedule:
    """Return a schedule of today of the values that are given and not ``None``.

    Raises:
        ValueError: one cannot be; says which and why, on one line.
    """
    given = {name: value for name, value in values.items() if value is not None}
    try:
        return Schedule.model_validate({**given, "added": timestamp(now())})
    except ValidationError as error:
        raise ValueError(_first_fault(error)) from None


def _first_fault(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"]) or "the file"
    return key + what_is_wrong(first, Schedule.model_fields)


def path_of(directory: Path, name: str) -> Path:
    """Return the file of a schedule."""
    return directory / SCHEDULES_NAME / f"{name}.json"


def load(directory: Path, name: str) -> Schedule:
    """Return a schedule of the archive in ``directory``.

    Raises:
        ArchiveError: there is none of that name, or its file is none; names the file and the key.
    """
    path = path_of(directory, name)
    try:
        return Schedule.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        known = ", ".join(sorted(found.stem for found in path.parent.glob("*.json"))) or "none"
        raise ArchiveError(
            f"{directory}: there is no schedule {name!r} here (there is: {known}); make one with: congtin schedule add"
        ) from None
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
    except ValidationError as error:
        raise ArchiveError(
            f"{path}: {_first_fault(error)}; mend it there, or write it anew with: "
            f"congtin schedule add --replace --name {name}"
        ) from None


def names(directory: Path) -> list[str]:
    """Return the names of an archive's schedules, in their order."""
    return sorted(path.stem for path in (directory / SCHEDULES_NAME).glob("*.json"))


def save(directory: Path, schedule: Schedule) -> Path:
    """Write a schedule into the archive's folder, whole or not at all, and return its file.

    Raises:
        ArchiveError: it cannot be written.
    """
    path = path_of(directory, schedule.name)
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(schedule.model_dump_json(indent=2, exclude_defaults=True) + "\n", encoding="utf-8")
        sync(part)
        part.replace(path)
        sync(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ArchiveError(f"{path}: cannot be written: {error.strerror}") from None
    return path


def put_back(directory: Path, name: str, content: bytes | None) -> None:
    """Have a schedule's file be what it was, ``None``: not there; what hinders it, on a full disk, is let be."""
    path = path_of(directory, name)
    with suppress(OSError):
        if content is None:
            path.unlink()
            path.parent.rmdir()  # it stays where there are others
        else:
            path.write_bytes(content)


def forget(directory: Path, name: str) -> None:
    """Take a schedule and what its runs left beside it away; its logs stay, and so does the folder if it is not empty.

    Raises:
        ArchiveError: its file cannot be removed.
    """
    path = path_of(directory, name)
    try:
        for suffix in ("json", "started", "err", "broken", "lock"):
            path.with_name(f"{name}.{suffix}").unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be removed: {error.strerror}") from None
