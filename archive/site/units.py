"""The index of units: provinces, districts and communes of all times, found by name with or without marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scraper.vietnamese import fold, fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    Rows = list[sqlite3.Row]

PAGE_LENGTH = 60
LEVELS = ("province", "district", "commune")
_LONGEST_NAME = 100  # characters of what is sought
_MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class UnitsRequest:
    """What somebody asks for: words of a name, a province's id, a level, whether units that ended are left out."""

    words: str = ""
    province: str | None = None
    level: str | None = None
    standing: bool = False
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> UnitsRequest:
        """Read the parameters of an address; whatever makes no sense is taken as not given."""
        page = query.get("page") or ""
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        level = query.get("level")
        return cls(
            nfc(query.get("q") or "").strip()[:_LONGEST_NAME],
            query.get("province") or None,
            level if level in LEVELS else None,
            bool(query.get("standing")),
            min(max(number, 1), _MOST_PAGES),
        )

    def query(self, page: int) -> dict[str, str]:
        """Return the parameters of the address of a page of the same."""
        asked = {
            "q": self.words,
            "province": self.province,
            "level": self.level,
            "standing": "1" if self.standing else "",
            "page": str(page) if page > 1 else "",
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Units:
    """One page of units; those that articles tell of first; ``more`` where another page follows."""

    request: UnitsRequest
    listed: Rows
    count: int
    more: bool
    provinces: Rows


def read_units(connection: sqlite3.Connection, request: UnitsRequest) -> Units:
    """Return the units whose names contain the words sought: units with portals and officials in the archive first.

    Args:
        connection: the archive, with the functions of :func:`archive.search.register_functions`.
        request: words, province, level and page.
    """
    where, values = _narrowing(request)
    sql = (
        f"{_NAMED_UNITS}, found AS (SELECT u.id, {_HAS_PORTAL} AS has_portal, {_HAS_POSTS} AS has_posts, "  # nosec B608 # noqa: S608
        f"{_EXACT} AS other, u.valid_to IS NOT NULL AS ended, {_LEVEL} AS height, u.name, count(*) OVER () AS total "
        f"FROM units u WHERE {where} ORDER BY {_ORDER} LIMIT :limit OFFSET :offset) "
        "SELECT u.*, r.name AS province_name, a.name AS parent_name, found.has_portal, found.has_posts, found.total "
        "FROM found JOIN units u ON u.id = found.id JOIN units r ON r.id = u.province "
        f"LEFT JOIN units a ON a.id = u.parent ORDER BY {_ORDER.replace('u.', 'found.')}"
    )
    page: dict[str, Any] = {
        "limit": PAGE_LENGTH + 1,
        "offset": (request.page - 1) * PAGE_LENGTH,
        "sought": fold(request.words),
    }
    rows = connection.execute(sql, values | page).fetchall()
    count = rows[0]["total"] if rows else 0
    return Units(request, rows[:PAGE_LENGTH], count, len(rows) > PAGE_LENGTH, _provinces(connection))


_HAS_PORTAL = "u.id IN (SELECT unit_id FROM portals WHERE unit_id IS NOT NULL)"
_HAS_POSTS = "u.id IN (SELECT id FROM named WHERE id IS NOT NULL)"
_LEVEL = "CASE u.level WHEN 'province' THEN 0 WHEN 'district' THEN 1 ELSE 2 END"
_ORDER = "other, has_portal DESC, has_posts DESC, ended, height, u.name, u.id"
# The units in whose posts somebody was named: from each to the next along the index titles_unit.
_NAMED_UNITS = (
    "WITH RECURSIVE named (id) AS (SELECT min(unit_id) FROM titles WHERE unit_id IS NOT NULL UNION ALL "
    "SELECT (SELECT min(unit_id) FROM titles WHERE unit_id > named.id) FROM named WHERE id IS NOT NULL)"
)
# A unit that is called just so stands before those whose names hold the words.
_EXACT = (
    "CASE WHEN :sought <> '' AND (fold(u.name) = :sought OR fold(substr(u.name, length(u.kind) + 2)) = :sought) "
    "THEN 0 ELSE 1 END"
)


def _narrowing(request: UnitsRequest) -> tuple[str, dict[str, Any]]:
    where = ["true"]
    values: dict[str, Any] = {}
    for number, word in enumerate(request.words.split()):
        marked = fold(word) != word.lower()
        where.append(f"instr({'fold_tone' if marked else 'fold'}(u.name), :word{number})")
        values[f"word{number}"] = fold_tone(word) if marked else fold(word)
    if request.province is not None:
        where.append("u.province = :province")
        values["province"] = request.province
    if request.level is not None:
        where.append("u.level = :level")
        values["level"] = request.level
    if request.standing:
        where.append("u.valid_to IS NULL")
    return " AND ".join(where), values


def _provinces(connection: sqlite3.Connection) -> Rows:
    sql = (
        "SELECT u.id, u.name, u.valid_to FROM units u WHERE u.level = 'province' "
        "ORDER BY u.valid_to IS NOT NULL, u.name"
    )
    return connection.execute(sql).fetchall()
