"""A frictionless Data Package: what is in some CSV files, for programs that read them with their types.

Version 1 of the specification (https://specs.frictionlessdata.io/data-package/), which version 2 reads as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.metadata import in_two, load_metadata
from scraper.patterns import regex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from archive.export.columns import Column, Table

FILE = "datapackage.json"
_NOT_OF_A_NAME = regex(r"[^a-z0-9._-]+")
_TYPES = {"integer": "integer", "number": "number", "any": "any"}  # everything else is a string
CONVENTIONS = (
    "UTF-8 có BOM, dòng kết thúc bằng CR LF. Ô trống là không có giá trị. Chữ bắt đầu bằng = + - @, tab hay xuống dòng "
    "có dấu nháy đơn đứng trước, để bảng tính không chạy nó như công thức; JSON Lines và Parquet thì không. Giờ là "
    "UTC, riêng published và updated là giờ Việt Nam như cổng in.",
    "UTF-8 with BOM, lines end in CR LF. An empty cell is no value. Text that begins with = + - @, a tab or a line "
    "break has an apostrophe before it, so that no spreadsheet runs it as a formula; JSON Lines and Parquet have none. "
    "Times are UTC, but published and updated are Vietnam's local time as printed.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """A CSV file of a package: what it holds, its name or address, rows, bytes and SHA-256 where they are known."""

    table: Table
    path: str
    rows: int | None = None
    size: int | None = None
    digest: str | None = None


def sources(connection: sqlite3.Connection) -> list[dict[str, str]]:
    """Return the portals of an archive as the sources of what is exported."""
    rows = connection.execute("SELECT name, url FROM portals WHERE url IS NOT NULL ORDER BY id")
    return [{"title": name or url, "path": url} for name, url in rows if url.startswith(("http://", "https://"))]


def descriptor(
    name: str, members: Sequence[Member], *, created: str, version: str, origins: Sequence[dict[str, str]]
) -> dict[str, Any]:
    """Return the descriptor of a package.

    Args:
        name: of the package.
        members: its files.
        created: when it was made, ISO 8601.
        version: of congtin.
        origins: where the data comes from.
    """
    said = load_metadata()
    licence = in_two(said["license"], " · ")
    within = {member.table.name for member in members}
    single = members[0].table.title if len(members) == 1 else ("", "")
    title = " · ".join(dict.fromkeys(part for part in (*single, said["title"]) if part))
    return {
        "profile": "tabular-data-package",
        "name": _name(name),
        "title": title,
        "description": "\n\n".join([said["description"], *CONVENTIONS]),
        "created": created,
        "keywords": ["Vietnam", "local government", "news", "web archive"],
        "licenses": [{"name": "notspecified", "title": " / ".join(licence)}],
        "sources": list(origins) or [{"title": said["source"]}],
        "contributors": [{"title": f"congtin {version}", "role": "wrangler"}],
        "resources": [_resource(member, within) for member in members],
    }


def packed(said: dict[str, Any]) -> bytes:
    """Return a descriptor as the file has it."""
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def table_schema(table: Table, within: set[str]) -> dict[str, Any]:
    """Return the Table Schema of a table; keys lead to the tables of ``within`` and to itself only."""
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [
        {
            "fields": [key.column],
            "reference": {"resource": "" if key.table == table.name else _name(key.table), "fields": [key.other]},
        }
        for key in table.foreign_keys
        if key.table in within
    ]
    return {**schema, **({"foreignKeys": keys} if keys else {})}


def _resource(member: Member, within: set[str]) -> dict[str, Any]:
    table = member.table
    description = " / ".join(part for part in table.description if part)
    return {
        "profile": "tabular-data-resource",
        "name": _name(table.name),
        "path": member.path,
        "title": " · ".join(dict.fromkeys(table.title)),
        **({"description": description} if description else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"bytes": member.size} if member.size is not None else {}),
        **({"hash": f"sha256:{member.digest}"} if member.digest is not None else {}),
        **({"rows": member.rows} if member.rows is not None else {}),
        **({"sql": table.sql} if table.sql else {}),
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
            "caseSensitiveHeader": True,
        },
        "schema": table_schema(table, within),
    }


def _field(column: Column) -> dict[str, Any]:
    said = column.meaning
    kind = _TYPES.get(column.kind, "string")
    return {"name": column.name, "type": kind, **({"description": said} if said else {})}


def _name(name: str) -> str:
    return _NOT_OF_A_NAME.sub("-", name.lower()).strip("-") or "data"
