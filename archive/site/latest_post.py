"""The post in which somebody was named last: what tells people of one name apart in lists."""

from __future__ import annotations

# SQL of a column: the person's id is ``p.id``. Along the person's mentions from the newest on, so that it ends at the
# first one that has a title; by the titles themselves all of them would have to be sorted.
LATEST_POST = (
    "(SELECT coalesce(t.canonical, t.text) || "
    "coalesce(', ' || nullif(coalesce(t.organization_full, t.organization), coalesce(t.canonical, t.text)), '') "
    "FROM mentions l CROSS JOIN titles t ON t.mention = l.id "
    "WHERE l.person = p.id AND t.kind <> 'rank' ORDER BY l.day DESC LIMIT 1)"
)
