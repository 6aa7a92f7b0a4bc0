"""What manifests cover: the tables, and of which unit each row is.

A unit is what is sealed in one line: small enough that a run names only what it touched, large enough that a line
holds more than its own name. An article that was merely seen again is sealed again as its one row, without the forty
of what it says.

Only what can be made anew from the rest, or says what is to be done next, is left out: see :data:`NOT_COVERED`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_MENTION = "(SELECT article FROM mentions WHERE id = {row}.mention)"
_MENTIONS = "mention IN (SELECT id FROM mentions WHERE article = ?)"
# The gazetteer is written as a whole and has no index but its ids, which begin with the unit's code: two digits of it
# make some hundred units of sealing, each one walk along the ids.
_CODE = "substr({{row}}.{column}, 1, 2)"
_OF_CODE = "{column} >= ?1 AND {column} < coalesce(substr(?1, 1, 1) || char(unicode(substr(?1, 2)) + 1), ?1 || char(1))"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a unit.

    Attributes:
        name: the table.
        owner: an expression for the key of the unit that a row belongs to; ``{row}`` stands for the row.
        where: the condition that finds the rows of one unit, its key for the only parameter.
        without: columns that are no part of what is sealed.
        comes_with: when a row that is put in or taken away has to be noted: every time where this is empty, never where
            it is ``NEVER`` (its rows come and go with others of the unit), else where this condition on ``{row}``
            holds. Rows that are changed are noted in any case.
    """

    name: str
    owner: str
    where: str
    without: frozenset[str] = frozenset()
    comes_with: str = ""


NEVER = "never"
# The rows of a list are only ever written anew as a whole, so its first one stands for all: noting each would double
# what writing them costs.
_FIRST = "{row}.position = 0"


def _by(column: str, *names: str, comes_with: str = "") -> tuple[Table, ...]:
    return tuple(Table(name, f"{{row}}.{column}", f"{column} = ?", comes_with=comes_with) for name in names)


def _by_code(table: str, column: str) -> Table:
    return Table(table, _CODE.format(column=column), _OF_CODE.format(column=column))


# Kind of unit -> its tables; the first is the one whose rows bring such a unit about.
UNITS: dict[str, tuple[Table, ...]] = {
    "portal": (*_by("id", "portals"), *_by("portal", "templates", "not_found_pages", "portal_successors",
                                           "shared_bodies")),
    "crawl": (*_by("id", "crawls"), *_by("crawl", "crawl_measures", "health_findings")),
    "import": (*_by("id", "imports"), *_by("import", "import_files")),
    "import_problem": _by("id", "import_problems"),
    "capture": _by("id", "captures"),
    "article": (*_by("id", "articles"), *_by("article", "disappearances")),
    "parts": _by("article", "images", "captions", "attachments", "events", "places", comes_with=_FIRST),
    "officials": (
        *_by("article", "mentions", comes_with=_FIRST),
        # Titles by their mentions, though they name the article as well: no index finds them by that.
        *(Table(name, _OF_MENTION, _MENTIONS, comes_with=NEVER) for name in ("titles", "roles", "announced_changes")),
        Table("identifications", _OF_MENTION, _MENTIONS),
    ),
    "likeness": _by("article", "text_sketches", "similar_articles"),
    "revision": (*_by("id", "revisions"), *_by("revision", "former_readings")),
    "problem": _by("id", "problems"),
    "alias": _by("key", "aliases"),
    "person": (*_by("id", "people"), *_by("person", "person_candidates", "person_aliases")),
    "decision": _by("number", "person_decisions"),
    "stored_file": (Table("warc_files", "{row}.name", "name = ?", frozenset({"sealed"})),),
    "units": (_by_code("units", "id"), _by_code("unit_successors", "unit")),
    "unit_data": _by("version", "unit_data"),
    "schema_step": _by("name", "_sqlite_migrations"),
    "schema": (Table("sqlite_schema", "{row}.name", "name = ?", frozenset({"rootpage"})),),
}  # fmt: skip

# Kinds that only a step of the schema changes: no trigger notes them, for none may stand on tables of SQLite's own.
BY_STEPS = ("schema_step", "schema")

# Table -> why no manifest holds its rows.
NOT_COVERED = {
    "frontier": "working state: what is to be asked for next; what was answered is in captures",
    "list_pages": "working state: lists as they were read last, to notice what changes in them",
    "list_orders": "working state: the same",
    "names_to_resolve": "working state: names whose mentions have changed",
    "former_mentions": "made from the records of earlier revisions: whom articles named and do not name now",
    "resolved_names": "working state: what is known of each name that several mentions bear",
    "rarity_spans": "working state: for which rarities of a name what its mentions came to stands",
    "counted_names": "working state: the names that are counted in name_words",
    "name_words": "working state: how many names have a word, for how rare names are",
    "person_places": "working state: where persons belong, so that the resolver reads no more than it must",
    "resolver_state": "working state: with which rules names were resolved",
    "article_counts": "counted from articles, by triggers",
    "article_kinds": "counted from articles, by triggers",
    "article_months": "counted from articles, by triggers",
    "capture_counts": "counted from captures, by triggers",
    "mention_counts": "counted from mentions, by triggers",
    "post_spellings": "counted from titles, by triggers",
    "row_counts": "counted from other tables, by triggers",
    "person_figures": "counted from mentions, by triggers",
    "person_portals": "the same, a portal",
    "person_roles": "counted from roles, by triggers",
    "person_changes": "which mentions announce changes of whose posts, by triggers",
    "sketch_hashes": "an index of text_sketches, made from it",
    "start_page_sketches": "made from stored pages, and made again where it is missing",
    "articles_to_compare": "working state: articles whose likeness to others is to be looked into",
    "texts_to_compare": "working state: the same of texts",
    "traced_portals": "working state: portals as they were when it was last sought what they followed",
    "runs": "facts of the machine: when which command ran here",
    "run_crawls": "the same: which crawls a run made",
    "portal_states": "what people were told last, to tell them once",
    "notices": "messages that were sent or are to be sent",
    "manifests": "held against the manifests themselves",
    "unsealed": "what the next manifest will hold",
}
# The search indexes are made from the rows of articles and their parts, and are held against them.
_SEARCH = ("articles_fts", "article_search_")


def covered_tables() -> Iterator[tuple[str, Table]]:
    """Yield every table that is sealed, with the kind of unit it is part of."""
    for kind, tables in UNITS.items():
        for table in tables:
            yield kind, table


def is_left_out(table: str) -> bool:
    """Tell whether a table is known to be none of those that are sealed."""
    return table in NOT_COVERED or table.startswith((*_SEARCH, "sqlite_"))
