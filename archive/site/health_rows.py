"""The rows of the page of all portals' health, as HTML: of five hundred portals they are some thousands of pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from archive.site.catalogue import say
from archive.site.formats import moment, number
from archive.site.html import filled, joined
from archive.site.sentences import told
from archive.site.wording import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.health.overview import PortalHealth

_NOTHING = Markup("—")
# A narrow window shows a row as a block, what each cell is called before it.
_COLUMNS = ("health-portal", "health-state", "health-last-visit", "health-new", "health-why")


def health_rows(portals: Iterable[PortalHealth], urls: Any) -> Markup:
    """Return portals as rows of a table: name, state, last visit, what it brought, and why nothing is well with it.

    Args:
        portals: in the order of the rows.
        urls: Datasette's addresses.
    """
    names = [say(name) for name in _COLUMNS]
    path = urls.path("/health/")
    return joined((_row(one, path, names) for one in portals), "\n    ")


def _row(one: PortalHealth, path: str, names: list[Markup]) -> Markup:
    portal, state, visited, new, why = names
    return filled(
        '<tr><td data-label="%s"><a lang="vi" href="%s%s">%s</a></td>'
        '<td data-label="%s"><span class="tag tag-%s">%s</span></td><td data-label="%s">%s</td>'
        '<td data-label="%s">%s</td><td data-label="%s" class="col-reason">%s</td></tr>',
        portal, path, tilde_encode(one.portal), one.name, state, one.state, label(one.state, "state"), visited,
        _when(one.last_crawl), new, number(one.visits[0].articles_new) if one.visits else _NOTHING, why,
        joined((told(reason, "finding") for reason in one.reasons), "<br>") or _NOTHING,
    )  # fmt: skip


def _when(at: str | None) -> Markup:
    return filled('<time datetime="%s">%s</time>', at, moment(at)) if at else _NOTHING
