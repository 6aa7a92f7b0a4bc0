"""Portals as rows: what is known of each, so that its pages can be read again as they were read."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.clock import now, vietnamese_day
from scraper.errors import ArchiveError
from scraper.extract.version import extractor_version
from scraper.portal import Portal
from scraper.units.publisher import unit_of_publisher

if TYPE_CHECKING:
    import sqlite3

# What a record depends on beside page, address and moment; the rest of a description says where to look for pages.
_READ_BY = {"family", "unit", "province", "selectors", "eras"}


def keep_portal(connection: sqlite3.Connection, portal: Portal) -> None:
    """Note a portal as it is known now, inside the caller's transaction; a family found earlier stays where none is."""
    row = (portal.id, portal.name, portal.url, portal.family, portal.unit, portal.province,
           portal.valid_from and portal.valid_from.isoformat(), portal.valid_to and portal.valid_to.isoformat(),
           portal.basis, _unit_of(portal), _packed(portal))  # fmt: skip
    connection.execute(
        "INSERT INTO portals (id, name, url, family, unit, province, valid_from, valid_to, basis, unit_id, "
        "description) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
        "url = excluded.url, family = coalesce(excluded.family, family), unit = excluded.unit, "
        "province = excluded.province, valid_from = excluded.valid_from, valid_to = excluded.valid_to, "
        "basis = excluded.basis, unit_id = excluded.unit_id, description = excluded.description",
        row,
    )


def kept_portal(connection: sqlite3.Connection, portal: str) -> Portal:
    """Return a portal as it was known when it was noted last.

    Raises:
        ArchiveError: the archive has no such portal, or a description that this version does not understand.
    """
    row = connection.execute("SELECT name, url, description FROM portals WHERE id = ?", (portal,)).fetchone()
    if row is None:
        raise ArchiveError(f"the archive has no portal {portal!r}; congtin status names those it has")
    name, url, description = row
    try:
        if description is None:
            return Portal(id=portal, name=name, url=url)
        return Portal.model_validate_json(description)
    except ValueError as error:
        raise ArchiveError(
            f"the archive's description of portal {portal!r} cannot be read: {error}; give its file with --portals"
        ) from None


def reader_of(connection: sqlite3.Connection, portal: str) -> str:
    """Return what a record of a portal's page is read by: see :func:`reader`."""
    row = connection.execute("SELECT description FROM portals WHERE id = ?", (portal,)).fetchone()
    return _reader(row[0] if row else None)


def reader(portal: Portal) -> str:
    """Return the extractor's version and, for a portal that somebody has described, a digest of how it is to be read.

    ``0.1.0+9f8e7d6c5b4a`` or ``0.1.0+9f8e7d6c5b4a.3c2d1e0f``: two records of a page by the same reader are the same.
    """
    return _reader(_packed(portal))


@lru_cache(maxsize=1024)
def _reader(description: str | None) -> str:
    known = json.loads(description) if description else {}
    deciding = {name: value for name, value in known.items() if name in _READ_BY}
    if not deciding:
        return extractor_version()
    text = json.dumps(deciding, ensure_ascii=False, sort_keys=True)
    return f"{extractor_version()}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _packed(portal: Portal) -> str:
    """Return a description as canonical JSON, without what it leaves open."""
    known = portal.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _unit_of(portal: Portal) -> str | None:
    """Return the id of the unit that a portal speaks for today, ``None`` where its description tells none."""
    today = vietnamese_day(now()).isoformat()
    unit = unit_of_publisher(portal.unit, portal.province, today)
    return unit.id if unit is not None else None
