"""The ready-made queries of the site, as ``datasette_metadata.json`` has them."""

from __future__ import annotations

from typing import Any

from archive.site.metadata import DATABASE, load_metadata
from manual.markdown import both, code, label, plain, table, two_lines


def queries() -> dict[str, dict[str, Any]]:
    """Return the ready-made queries by name, in their order."""
    found: dict[str, dict[str, Any]] = load_metadata()["databases"][DATABASE]["queries"]
    return found


def query_reference() -> str:
    """Return every ready-made query as Markdown: what it tells, what it asks for, its SQL."""
    return "\n".join(_reference(name, query) for name, query in queries().items())


def _reference(name: str, query: dict[str, Any]) -> str:
    vietnamese, english = both(query["description"])
    titles = " · ".join(plain(title) for title in both(query["title"], " · "))
    parts = [
        label("query", name),
        f"## {name}\n",
        f"**{titles}**\n",
        f'<span lang="vi">{plain(vietnamese)}</span>\n',
        f"{plain(english)}\n",
    ]
    if hints := query.get("hints"):
        parts.append(table(("parameter", "to type"), [(code(word), two_lines(hint)) for word, hint in hints.items()]))
    parts.append(f"Address: {code(f'/{DATABASE}/{name}')}\n")
    parts.append(f"```sql\n{query['sql']}\n```\n")
    return "\n".join(parts)
