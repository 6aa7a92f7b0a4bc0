"""What strangers may see and ask for: the public profile, closed but for what is named here.

A table that is added later is closed until somebody adds it below, and so is a parameter that another version of
Datasette invents. Closed are what the crawler needs and no reader (frontier, sketches, queues), what was taken back
(former readings of a page, before a better extractor), what tells of this machine and its owner (imported files and
their folders, manifests, who is told of failures), the tables of the full-text index, and everything about the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from archive.site.metadata import DATABASE, PLUGIN
from archive.site.refusal import Refusal
from archive.site.search.paths import is_search
from scraper.patterns import regex

if TYPE_CHECKING:
    from datasette.app import Datasette

TABLES = frozenset(
    {
        # What the portals published.
        "articles", "article_list", "captions", "images", "attachments", "events", "places", "revisions",
        "disappearances", "similar_articles", "article_copies",
        # Who is named in it.
        "people", "people_list", "mentions", "official_mentions", "titles", "roles", "tenures", "tenure_list",
        "tenure_mentions", "tenure_events", "posts_held", "announced_changes", "identifications", "person_candidates",
        "person_aliases", "person_decisions",
        # The units of the country.
        "units", "unit_successors", "unit_history", "unit_articles",
        # The portals, and what became of them.
        "portals", "portal_successors", "portal_lineage", "shared_bodies",
        # How it was come by, and what is not right.
        "captures", "crawls", "problems", "portal_health", "runs", "crawl_measures", "health_findings",
    }
)  # fmt: skip

# Parameters of Datasette's own pages that begin with an underscore. None of SQL (_where), of other tables (_through),
# of the search engine's own language (_searchmode), of times (_timelimit, _ttl), of how the server works (_trace).
PARAMETERS = frozenset(
    {
        "_sort", "_sort_desc", "_sort_by_desc", "_next", "_size", "_search", "_facet", "_facet_size", "_col", "_nocol",
        "_shape", "_labels", "_label", "_json", "_nl", "_dl", "_stream", "_header", "_view", "_nofacet", "_nocount",
        "_nosuggest", "_rows", "_hide_sql", "_show_sql", "_chart",
    }
)  # fmt: skip
_FILTER_FORM = regex(r"_filter_(?:column|op|value)(?:_[0-9]{1,3})?")
# Endings of files that hold a whole result; what writes them is bounded (archive.site.files).
FILES = frozenset({"csv", "xlsx", "jsonl", "parquet", "zip", "bib", "ris"})
_FORMATS = frozenset({"", "json", "atom"}) | FILES
_FILES = ("/cite/", "/-/static", "/favicon.ico", "/robots.txt")  # whose endings are no formats of Datasette's
_REFUSED_FORMAT = Refusal(403, "refused-format")
_MOST_FILTERS = 20
_MOST_FACETS = 5
_LONGEST_VALUE = 1_000  # characters
_LONGEST_SEARCH = 200  # characters
_SEARCHES = frozenset({"_search", "q"})
_LONG_VALUES = frozenset({"_next"})  # made by us of the last row's values, which may be a whole title, tilde-encoded
_JSON_FILTERS = ("__arraycontains", "__arraynotcontains")  # of a column that is no JSON they are the server's fault


def is_open(database: str, table: str) -> bool:
    """Tell whether strangers may see a table or view."""
    return database == DATABASE and table in TABLES


def shows(datasette: Datasette, table: str) -> bool:
    """Tell whether a table of the archive may be led to: every one but where strangers ask."""
    # Of each cell with an identifier: Datasette puts its settings together anew whenever it is asked for them.
    return is_open(DATABASE, table) or (datasette.plugin_config(PLUGIN) or {}).get("profile") != "public"


def refusal(path: str, query: bytes) -> Refusal | None:
    """Return why strangers may not ask for ``query`` (as it was sent) at ``path``, ``None`` where they may."""
    if not path.startswith(_FILES) and (ending := _ending(path)) not in _FORMATS:
        return _REFUSED_FORMAT if ending in {"db", "blob"} else Refusal(404, "refused-not-found")
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=200)
    if any(name == "sql" or name == "_where" for name, _ in pairs):
        return Refusal(403, "refused-sql")
    if is_search(path):
        return None  # it reads what it knows, and of that no more than it can use (archive.site.search.asked)
    for name, value in pairs:
        mistake = _mistake(name, value)
        if mistake:
            return mistake
    if sum(not name.startswith("_") or "__" in name for name, _ in pairs) > _MOST_FILTERS:
        return Refusal(400, "refused-many-filters", {"most": _MOST_FILTERS})
    if sum(name == "_facet" for name, _ in pairs) > _MOST_FACETS:
        return Refusal(400, "refused-many-facets", {"most": _MOST_FACETS})
    return None


def _ending(path: str) -> str:
    """Return what stands behind the point of an address's last part, as Datasette's routes read it."""
    last = path.rpartition("/")[2]
    return last.rpartition(".")[2].lower() if "." in last else ""


def _mistake(name: str, value: str) -> Refusal | None:
    """Return what is wrong with a parameter, ``None`` where nothing is."""
    column, double, _ = name.partition("__")
    is_special = name.startswith("_") and not (double and column)
    if is_special and name not in PARAMETERS and not _FILTER_FORM.fullmatch(name):
        return Refusal(400, "refused-parameter", {"name": repr(name[:40])})
    if name.endswith(_JSON_FILTERS):
        return Refusal(400, "refused-filter", {"name": repr(name[:40])})
    if name in _SEARCHES and len(value) > _LONGEST_SEARCH:
        return Refusal(400, "refused-long-search", {"most": _LONGEST_SEARCH})
    if name not in _LONG_VALUES and len(value) > _LONGEST_VALUE:
        return Refusal(400, "refused-long-value", {"name": repr(name[:40]), "most": _LONGEST_VALUE})
    return None


def permission(action: str, resource: Any) -> bool | None:
    """Return ``False`` where strangers may not, for Datasette's hook ``permission_allowed``; ``None``: others say."""
    if action == "view-table":
        database, table = resource
        return None if is_open(database, table) else False
    if action == "view-database":
        return None if resource == DATABASE else False
    if action in {"execute-sql", "view-database-download", "debug-menu", "permissions-debug"}:
        return False
    return None
