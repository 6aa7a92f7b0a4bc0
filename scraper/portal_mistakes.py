"""What is wrong with a portal's description, said of the key as its author wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.era import Era
from scraper.expectations import Expectations
from scraper.key_mistakes import what_is_wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def mistake(path: Path, portal: str, detail: Mapping[str, object], keys: Iterable[str]) -> str:
    """Return a sentence about one key of a description.

    Args:
        path: the file.
        portal: the portal's id.
        detail: what pydantic says of the key: ``loc``, ``type``, ``msg``.
        keys: the keys that a portal may have.
    """
    where, known = f"{path}: portal {portal!r}", list(keys)
    location = detail["loc"]
    match location:
        case ("eras", int(index), *rest):
            where, known, location = f"{where}: era {index + 1}", list(Era.model_fields), tuple(rest)
        case ("expect", *rest):
            known = list(Expectations.model_fields)
    if location:
        assert isinstance(location, tuple)  # noqa: S101  pydantic's
        where += f": key {'.'.join(str(part) for part in location)!r}"
    return where + what_is_wrong(detail, [name for name in known if name != "id"])
