"""The articles of a result as references: BibTeX, RIS and CSL-JSON of many, each in the newest revision."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from archive.citation import FORMATS as SINGLE
from archive.citation import Citation, citation_of, csl_item
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from archive.export.columns import Table

# Tables and views whose rows are articles, and the column that names the article; in all others it is ``article``.
_ARTICLES = {"articles": "id", "article_list": "id"}
_ARTICLE = "article"
_CITED = """
SELECT a.url, p.name AS portal_name, r.id, r.number, r.record, c.fetched_at, c.digest
FROM articles a JOIN portals p ON p.id = a.portal
JOIN revisions r ON r.article = a.id AND r.number = (SELECT max(number) FROM revisions WHERE article = a.id)
LEFT JOIN captures c ON c.id = r.capture
WHERE a.id = ?
"""
_OF_RECORD = ("title", "lead", "text", "author", "published")


@dataclass(frozen=True, slots=True)
class References:
    """A format of references: what stands before them, between two, and behind them."""

    ending: str
    media_type: str
    begins: str
    parts: str
    ends: str
    write: Callable[[Citation], str]


REFERENCES = {
    "bibtex": References("bib", SINGLE["bibtex"].media_type, "", "\n", "", SINGLE["bibtex"].write),
    "ris": References("ris", SINGLE["ris"].media_type, "", "", "", SINGLE["ris"].write),
    "csl-json": References(
        "csl.json", SINGLE["csl-json"].media_type, "[\n", ",\n", "\n]\n",
        lambda citation: json.dumps(csl_item(citation), ensure_ascii=False),
    ),
}  # fmt: skip


def article_column(table: Table) -> int | None:
    """Return the place of the column that names an article, ``None`` where no row of the table is of one."""
    names = [column.name for column in table.columns]
    wanted = _ARTICLES.get(table.name, _ARTICLE)
    if wanted not in names and _ARTICLE in names:
        wanted = _ARTICLE
    return names.index(wanted) if wanted in names else None


class ReferenceWriter:
    """Writes the articles of rows as references, each article once, in the order of the rows."""

    def __init__(self, stream: IO[bytes], table: Table, references: References, connection: sqlite3.Connection) -> None:
        """Begin the file.

        Args:
            stream: where to.
            table: what the rows are of.
            references: the format.
            connection: the archive, in the transaction in which the rows are read.

        Raises:
            ArchiveError: the table has no column that names articles.
        """
        place = article_column(table)
        if place is None:
            raise ArchiveError(
                f"{table.name}: has no column {_ARTICLE!r}, so its rows cannot be cited; take articles, article_list, "
                "or a query with a column article that holds the ids of articles"
            )
        self.count = 0
        self._place = place
        self._stream = stream
        self._format = references
        self._cursor = connection.cursor()
        self._cursor.row_factory = sqlite3.Row
        self._seen: set[int] = set()
        self._put(references.begins)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write the articles of some rows; rows of no article are passed over.

        Raises:
            ArchiveError: there is no article of that id.
        """
        for article in self._articles(rows):
            text = self._format.write(self._citation(article))
            self._put(f"{self._format.parts}{text}" if self.count else text)
            self.count += 1

    def _articles(self, rows: Iterable[Sequence[Any]]) -> Iterator[int]:
        for row in rows:
            article = row[self._place]
            if article is not None and article not in self._seen:
                self._seen.add(article)
                yield article

    def _citation(self, article: int) -> Citation:
        row = self._cursor.execute(_CITED, (article,)).fetchone()
        if row is None:
            raise ArchiveError(
                f"article {article!r}: is not in this archive, or has no revision there, so it cannot be cited"
            )
        record = json.loads(row["record"])
        said = {name: record.get(name) for name in _OF_RECORD}
        return citation_of(row, row, {**said, "text": said["text"] or ""}, row)

    def finish(self) -> None:
        """Write what the file ends with."""
        self._put(self._format.ends)
        self._stream.flush()

    def close(self) -> None:
        """Nothing is held."""
        self._cursor.close()

    def _put(self, text: str) -> None:
        self._stream.write(text.encode("utf-8", "replace"))
