"""Full-text search in which marks are optional, but respected where they are typed.

``articles_fts`` is an external-content FTS5 table over the view ``article_search``, which lists every text twice. The
first five columns are indexed with their marks (letter case and tone placement unified), the same five with ``_f``
without any: ``duong`` finds dương, đường and đương, ``đường`` finds only đường. FTS5's own ``remove_diacritics`` is of
no use here: it leaves đ alone. Because the view serves the original words for both, ``snippet()`` and ``highlight()``
show them as written.

Never run FTS5's ``'rebuild'`` on it: that would fill the ``_f`` columns unfolded. Use :func:`reindex`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scraper.vietnamese import fold, fold_tone, nfc

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

TEXTS = ("title", "lead", "body", "captions", "officials")
FOLDED = tuple(f"{name}_f" for name in TEXTS)
# bm25() weights in the order of the columns: a word in the title says more than one in the body.
WEIGHTS = (10.0, 4.0, 1.0, 2.0, 2.0) * 2 + (0.0,)

_MARKED_COLUMNS = "{" + " ".join(TEXTS) + "}"
_FOLDED_COLUMNS = "{" + " ".join(FOLDED) + "}"
# Every row has this one word in ``marker``, so that "everything but ..." can be said (FTS5's NOT needs a left side).
_EVERYTHING = "marker : article"

_VIEW = """
CREATE VIEW article_search AS
SELECT id, title, lead, body, captions, officials, title AS title_f, lead AS lead_f, body AS body_f,
       captions AS captions_f, officials AS officials_f, 'article' AS marker
FROM (
    SELECT a.id, a.title, a.lead, a.text AS body,
           (SELECT group_concat(c.text, char(10)) FROM
               (SELECT text FROM captions WHERE article = a.id ORDER BY position) c) AS captions,
           (SELECT group_concat(o.words, char(10)) FROM
               (SELECT m.name || coalesce(', ' || (SELECT group_concat(t.words, ', ') FROM
                           (SELECT text || coalesce(' (' || organization || ')', '') AS words
                            FROM titles WHERE mention = m.id ORDER BY position) t), '') AS words
                FROM mentions m WHERE m.article = a.id ORDER BY m.position) o) AS officials
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


def create_search(db: Database) -> None:
    """Create the view and the search table; inside the caller's transaction (a migration)."""
    db.execute(_VIEW)
    db.execute(_TABLE)
    weights = ", ".join(map(str, WEIGHTS))
    # Kept in the database: "ORDER BY rank" means this wherever it is said.
    db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('rank', ?)", (f"bm25({weights})",))


def index_article(connection: sqlite3.Connection, article: int) -> None:
    """Add ``article`` to the search; call after its rows have been written. Nothing happens if there is no such one."""
    values = _indexed_values(connection, article)
    if values is not None:
        connection.execute(f"INSERT INTO articles_fts (rowid, {_COLUMNS}) VALUES (?, {_MARKS})", (article, *values))  # nosec B608 # noqa: S608


def unindex_article(connection: sqlite3.Connection, article: int) -> None:
    """Take ``article`` out of the search; call before its rows are changed or deleted.

    FTS5 has to be told the exact words that it indexed, so the rows must still be those of :func:`index_article`.
    """
    values = _indexed_values(connection, article)
    if values is not None:
        connection.execute(
            f"INSERT INTO articles_fts (articles_fts, rowid, {_COLUMNS}) VALUES ('delete', ?, {_MARKS})",  # nosec B608 # noqa: S608
            (article, *values),
        )


def reindex(connection: sqlite3.Connection) -> int:
    """Fill the search anew from the rows (after a change of the folding, for one) and return the number of articles."""
    connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    articles = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY id")]
    for article in articles:
        index_article(connection, article)
    return len(articles)


def _indexed_values(connection: sqlite3.Connection, article: int) -> tuple[str, ...] | None:
    row = connection.execute(f"SELECT {', '.join(TEXTS)} FROM article_search WHERE id = ?", (article,)).fetchone()  # nosec B608 # noqa: S608
    if row is None:
        return None
    texts = [text or "" for text in row]
    return (*map(fold_tone, texts), *map(fold, texts), "article")


# --- from what people type to an expression of FTS5 ---

_MAX_CHARACTERS = 2_000  # a pasted article is no query; what comes after is not searched
_MAX_TERMS = 64
_CURLY = str.maketrans("“”„‟«»＂", '"' * 7)
# A quoted phrase (the closing quote may be missing) or a word; either may be excluded by a minus in front.
_TERM = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)(?:"|$)(?P<phrase_star>\*)?|(?P<word>[^\s"]+))')
_STAR = re.compile(r"\*+$")
# What the tokenizer unicode61 makes words of: letters and digits.
_TOKEN = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _Term:
    words: str  # NFC, as typed
    excluded: bool
    prefix: bool

    @property
    def has_marks(self) -> bool:
        return fold(self.words) != self.words.lower()

    def expression(self, *, respect_marks: bool) -> str:
        if not (respect_marks and self.has_marks):
            return f"{_FOLDED_COLUMNS} : {self._quoted(fold(self.words))}"
        spellings = [fold_tone(self.words)]
        if self.prefix and self.words.lower() != spellings[0]:
            # "hoà*" may be the whole word hòa or the beginning of hoàn.
            spellings.append(self.words.lower())
        quoted = " OR ".join(map(self._quoted, spellings))
        return f"{_MARKED_COLUMNS} : ({quoted})" if len(spellings) > 1 else f"{_MARKED_COLUMNS} : {quoted}"

    def _quoted(self, words: str) -> str:
        return '"' + words.replace('"', " ") + '"' + (" *" if self.prefix else "")


def _terms(query: str) -> list[_Term]:
    text = nfc(query[:_MAX_CHARACTERS]).translate(_CURLY)
    terms = []
    for match in _TERM.finditer(text):
        words = match["phrase"] if match["word"] is None else match["word"]
        star = match["phrase_star"] if match["word"] is None else _STAR.search(words)
        if _TOKEN.search(words):
            terms.append(_Term(words.rstrip("*"), match["minus"] is not None, bool(star)))
    return terms[:_MAX_TERMS]


def match_expression(query: str, *, respect_marks: bool = True) -> str:
    """Return the FTS5 MATCH expression for what somebody typed; every input gives a valid one.

    All words must occur. ``"words in quotes"`` (straight or curly) must follow each other, ``-word`` must not occur,
    ``word*`` is a beginning. A word or phrase with marks is sought with just these marks (old and new tone placement
    are one), one without is sought without. Where nothing is left to seek, every article matches.

    Args:
        query: as typed; decomposed letters (NFD) are composed first. What follows 2,000 characters or 64 terms is
            not sought.
        respect_marks: false to seek everything without marks (excluded words keep theirs).
    """
    terms = _terms(query)
    wanted = [term.expression(respect_marks=respect_marks) for term in terms if not term.excluded]
    excluded = [term.expression(respect_marks=True) for term in terms if term.excluded]
    expression = " AND ".join(f"({part})" for part in wanted) or _EVERYTHING
    if not excluded:
        return expression
    return f"({expression}) NOT (" + " OR ".join(f"({part})" for part in excluded) + ")"


def best_expression(connection: sqlite3.Connection, query: str) -> str:
    """Return the expression that respects the marks typed or, if it finds nothing, the one that ignores them.

    People leave out some marks ("đuong", "Đảng bo"): no article spells a word so, and nothing found would be a lie.
    """
    strict = match_expression(query)
    if _finds(connection, strict):
        return strict
    folded = match_expression(query, respect_marks=False)
    return folded if folded != strict and _finds(connection, folded) else strict


def _finds(connection: sqlite3.Connection, expression: str) -> bool:
    row: Any = connection.execute(
        "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT 1", (expression,)
    ).fetchone()
    return row is not None


def register_functions(connection: sqlite3.Connection) -> None:
    """Give ``connection`` the SQL functions that searching needs.

    ``fold(text)`` and ``fold_tone(text)`` are those of :mod:`scraper.vietnamese`; ``search_expression(text)`` (and
    ``escape_fts``, the name that Datasette's table page calls) is :func:`best_expression`.
    """

    def expression(query: Any) -> str:
        return best_expression(connection, "" if query is None else str(query))

    connection.create_function("fold", 1, lambda text: None if text is None else fold(str(text)), deterministic=True)
    connection.create_function(
        "fold_tone", 1, lambda text: None if text is None else fold_tone(nfc(str(text))), deterministic=True
    )
    connection.create_function("search_expression", 1, expression)
    connection.create_function("escape_fts", 1, expression)
