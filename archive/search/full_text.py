"""The full-text index ``articles_fts``: every text of an article twice, with its marks and without.

``articles_fts`` is an external-content FTS5 table over the view ``article_search``, which lists every text twice. The
first columns are indexed with their marks (letter case and tone placement unified), the same ones with ``_f`` without
any: ``duong`` finds dương, đường and đương, ``đường`` finds only đường. FTS5's own ``remove_diacritics`` is of no use
here: it leaves đ alone. Because the view serves the original words for both, ``snippet()`` and ``highlight()`` show
them as written.

Never run FTS5's ``'rebuild'`` on it: that would fill the ``_f`` columns unfolded. Use
:func:`archive.search.index.reindex`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from sqlite_utils import Database

TEXTS = ("title", "lead", "body", "captions", "officials", "places")
FOLDED = tuple(f"{name}_f" for name in TEXTS)
# bm25() weights in the order of the columns: a word in the title says more than one in the body.
WEIGHTS = (10.0, 4.0, 1.0, 2.0, 2.0, 1.0) * 2 + (0.0,)
# Every row has this one word in ``marker``, so that "everything but ..." can be said (FTS5's NOT needs a left side).
EVERYTHING = "marker : article"

# A place is found as it is printed ("TX. Kỳ Anh") and by its unit's name in full.
_VIEW = """
CREATE VIEW article_search AS
SELECT id, title, lead, body, captions, officials, places, title AS title_f, lead AS lead_f, body AS body_f,
       captions AS captions_f, officials AS officials_f, places AS places_f, 'article' AS marker
FROM (
    SELECT a.id, a.title, a.lead, a.text AS body,
           (SELECT group_concat(c.text, char(10)) FROM
               (SELECT text FROM captions WHERE article = a.id ORDER BY position) c) AS captions,
           (SELECT group_concat(o.words, char(10)) FROM
               (SELECT m.name || coalesce(', ' || (SELECT group_concat(t.words, ', ') FROM
                           (SELECT text || coalesce(' (' || organization || ')', '') AS words
                            FROM titles WHERE mention = m.id ORDER BY position) t), '') AS words
                FROM mentions m WHERE m.article = a.id ORDER BY m.position) o) AS officials,
           (SELECT group_concat(p.words, char(10)) FROM
               (SELECT text || CASE WHEN lower(unit) <> lower(text) THEN ' (' || unit || ')' ELSE '' END AS words
                FROM places WHERE article = a.id ORDER BY position) p) AS places
    FROM articles a
)
"""
# The comment is what Datasette and sqlite-utils look for to find the search table of ``articles``.
_TABLE = f"""
CREATE VIRTUAL TABLE articles_fts USING fts5 /* content="articles" */ (
    {", ".join(TEXTS)}, {", ".join(FOLDED)}, marker,
    content='article_search', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
)
"""
_COLUMNS = ", ".join((*TEXTS, *FOLDED, "marker"))
_MARKS = ", ".join("?" * (2 * len(TEXTS) + 1))


def create(db: Database) -> None:
    """Create the view and the index."""
    db.execute(_VIEW)
    db.execute(_TABLE)
    weights = ", ".join(map(str, WEIGHTS))
    # Kept in the database: "ORDER BY rank" means this wherever it is said.
    db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('rank', ?)", (f"bm25({weights})",))


def texts_of(connection: sqlite3.Connection, article: int) -> tuple[str, ...] | None:
    """Return an article's texts in the order of :data:`TEXTS`; ``None`` where there is no such article."""
    row = connection.execute(f"SELECT {', '.join(TEXTS)} FROM article_search WHERE id = ?", (article,)).fetchone()  # nosec B608 # noqa: S608
    return None if row is None else tuple(text or "" for text in row)


def folded_both_ways(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return texts with their marks and without."""
    return [fold_tone(text) for text in texts], [fold(text) for text in texts]


def put_in(connection: sqlite3.Connection, article: int, marked: Sequence[str], plain: Sequence[str]) -> None:
    """Add an article's words."""
    connection.execute(
        f"INSERT INTO articles_fts (rowid, {_COLUMNS}) VALUES (?, {_MARKS})",  # nosec B608 # noqa: S608
        (article, *marked, *plain, "article"),
    )


def take_out(connection: sqlite3.Connection, article: int, marked: Sequence[str], plain: Sequence[str]) -> None:
    """Remove an article's words; FTS5 has to be told the exact ones that it indexed."""
    connection.execute(
        f"INSERT INTO articles_fts (articles_fts, rowid, {_COLUMNS}) VALUES ('delete', ?, {_MARKS})",  # nosec B608 # noqa: S608
        (article, *marked, *plain, "article"),
    )
