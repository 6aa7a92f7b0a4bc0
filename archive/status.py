"""What an archive holds, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database


def archive_status(db: Database) -> dict[str, Any]:
    """Return ``totals`` (name to count) and ``portals`` (the rows of the view ``portal_health``)."""
    totals = {
        name: db.execute(f"SELECT count(*) FROM {source}").fetchone()[0]  # noqa: S608  names are ours
        for name, source in {
            "portals": "portals",
            "articles": "articles",
            "gone": "articles WHERE gone_at IS NOT NULL",
            "revisions": "revisions",
            "people": "people",
            "mentions": "mentions",
            "captures": "captures",
            "problems": "problems",
        }.items()
    }
    return {"totals": totals, "portals": list(db.query("SELECT * FROM portal_health ORDER BY portal"))}
