"""What an archive holds, in figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from archive.balance import left_out
from archive.lineage.fate import fate_of
from archive.manifests.chain import newest_seal

if TYPE_CHECKING:
    from sqlite_utils import Database


def archive_status(db: Database) -> dict[str, Any]:
    """Return ``totals`` (name to count), ``portals``, and ``manifest`` (the newest one, ``None`` where there is none).

    A portal is its row of the view ``portal_health``, what became of it (``gone_at``, ``gone_confirmed_at``, UTC, and
    ``successors``: ``portal`` and ``name``, see :class:`archive.lineage.fate.Fate`), and what its last crawl lost or
    left out, as lists of ``{count, reason, url}`` (an address for example): ``failed_addresses``, ``refused``, ``cut``.
    """
    totals = {
        name: db.execute(f"SELECT count(*) FROM {source}").fetchone()[0]  # nosec B608 # noqa: S608  names are ours
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
    portals = list(db.query("SELECT * FROM portal_health ORDER BY portal"))
    for portal in portals:
        portal.update(asdict(fate_of(db.conn, portal["portal"])))
        last = db.execute("SELECT max(id) FROM crawls WHERE portal = ?", [portal["portal"]]).fetchone()[0]
        for name, state in (("failed_addresses", "failed"), ("refused", "refused"), ("cut", "cut")):
            groups = left_out(db.conn, last, state) if last else []
            portal[name] = [{"count": count, "reason": reason, "url": url} for count, reason, url in groups]
    seal = newest_seal(db.conn)
    return {"totals": totals, "portals": portals, "manifest": None if seal is None else asdict(seal)}
