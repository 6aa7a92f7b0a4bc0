"""How to cite an archived page: who published what, when, where, and which stored copy was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.site.wording import vn_day, vn_time

if TYPE_CHECKING:
    import sqlite3


def cite(article: sqlite3.Row, capture: sqlite3.Row | None) -> str:
    """Return a reference in one line of plain text.

    The digest names the bytes that were read, so that a reader can tell whether the page has changed since.

    Args:
        article: row of ``articles`` with ``portal_name``.
        capture: row of ``captures``, ``None`` where the article was not read from a stored page.
    """
    parts = [article["author"], f"“{article['title']}”" if article["title"] else None, article["portal_name"]]
    parts.append(vn_day(article["published"]) or "không rõ ngày đăng (n.d.)")
    reference = ". ".join(part.rstrip(".") for part in parts if part) + f". {article['url']}"
    if capture is None:
        return reference
    reference += f" (bản lưu {vn_time(capture['fetched_at'])} UTC+7"
    if capture["digest"]:
        reference += f", SHA-256 {capture['digest']}"
    return reference + ")."
