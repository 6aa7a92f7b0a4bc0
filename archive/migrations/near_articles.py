"""What the page of an article reads lies together: in a file of 24 GB every other place is a look at the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

# Parts of an article, each with its columns beside article and position.
_PARTS = {
    "images": "src TEXT NOT NULL, alt TEXT, after INTEGER",
    "captions": "image TEXT, text TEXT NOT NULL",
    "attachments": "url TEXT NOT NULL, label TEXT",
    "events": "text TEXT NOT NULL, start TEXT, end TEXT, part_of_day TEXT, basis TEXT, doubt TEXT",
    "places": "text TEXT NOT NULL, unit TEXT, unit_id TEXT REFERENCES units(id)",
}


def m035_near_articles(db: Database) -> None:
    """Parts of articles stand in the order of the articles, and two indexes hold what is shown of what they lead to.

    Pictures, captions, files, events and places were written down in the order of arrival, with an index that led to
    each: two places in the file a table where now there is one, for who writes as well. Of those who are named in an
    article the rows lie all over the file, for their identifiers are digests; an index by article holds what its page
    says of them. Articles before and after one are shown with their titles, which stand in the indexes that find them.
    """
    db.execute("PRAGMA legacy_alter_table = ON")  # views name the tables: a new one takes the place of each
    for table, columns in _PARTS.items():
        _order_by_article(db, table, columns)
    db.execute("PRAGMA legacy_alter_table = OFF")
    run(
        db,
        """
        DROP INDEX mentions_article;
        CREATE INDEX mentions_article ON mentions (
            article, position, person, day, name, honorific, role, in_caption_only, spans
        );
        DROP INDEX articles_portal;
        CREATE INDEX articles_portal ON articles (portal, published DESC, id, title);
        DROP INDEX articles_section;
        CREATE INDEX articles_section ON articles (portal, section, published, id, title);
    """,
    )


def _order_by_article(db: Database, table: str, columns: str) -> None:
    """Write a table of parts anew in the order of its key, with its indexes and triggers."""
    kept = "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    others = [sql for (sql,) in db.execute(kept, (table,)).fetchall()]
    names = ", ".join(("article", "position", *(column.split()[0] for column in columns.split(", "))))
    run(
        db,
        f"""
        CREATE TABLE {table}_by_article (
            article INTEGER NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, {columns},
            PRIMARY KEY (article, position)
        ) WITHOUT ROWID;
        INSERT INTO {table}_by_article ({names}) SELECT {names} FROM {table} ORDER BY article, position;
        DROP TABLE {table};
        ALTER TABLE {table}_by_article RENAME TO {table};
    """,  # nosec B608 # noqa: S608  names are ours
    )
    for sql in others:
        db.execute(sql)
