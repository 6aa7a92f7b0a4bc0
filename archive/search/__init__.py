"""Full-text search in which marks are optional, but respected where they are typed.

Two indexes, both made from the rows of an article by :func:`index_article` and held to them by ``congtin verify``:

* ``articles_fts`` (:mod:`archive.search.full_text`) has every word where it stands; its rowids are the articles' ids.
  Datasette's table pages and SQL of one's own search it, and phrases are checked in it.
* ``article_search_words`` (:mod:`archive.search.by_day`) has which articles have a word, two words in a row, a portal,
  a section, a role, a unit, and nothing else, in the order of the days of publication. It is a third of the other's
  size; finding, counting and narrowing hits in it takes some milliseconds however common the words are.

What people type is read by :mod:`archive.search.query`.
"""

from archive.search.full_text import FOLDED, TEXTS
from archive.search.functions import register_functions
from archive.search.index import (
    create_search,
    drop_search,
    index_article,
    index_changes,
    index_changes_of,
    indexed_tokens,
    merge_segments_seldom,
    reindex,
    unindex_article,
)
from archive.search.query import best_expression, match_expression

__all__ = [
    "FOLDED", "TEXTS", "best_expression", "create_search", "drop_search", "index_article", "index_changes",
    "index_changes_of", "indexed_tokens", "match_expression", "merge_segments_seldom", "register_functions", "reindex",
    "unindex_article",
]  # fmt: skip
