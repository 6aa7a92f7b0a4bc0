"""Lines of descent: portals that followed one another, articles that are the same or nearly the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m017_lineage(db: Database) -> None:
    """Which portal followed which and how that is known; which articles hold the same text, and where it stood first.

    ``sketch_hashes`` finds articles that may be alike by the smallest hashes of their word sequences
    (:mod:`archive.lineage`).
    """
    run(
        db,
        """
        CREATE TABLE portal_successors (
            portal TEXT NOT NULL REFERENCES portals(id), successor TEXT NOT NULL, basis TEXT NOT NULL, since TEXT,
            evidence TEXT, PRIMARY KEY (portal, successor, basis)
        ) WITHOUT ROWID;
        CREATE TABLE text_sketches (
            article INTEGER PRIMARY KEY REFERENCES articles(id), words INTEGER NOT NULL, sketch BLOB NOT NULL
        );
        CREATE TABLE sketch_hashes (
            hash INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES articles(id), PRIMARY KEY (hash, article)
        ) WITHOUT ROWID;
        CREATE INDEX sketch_hashes_article ON sketch_hashes (article);
        CREATE TABLE similar_articles (
            article INTEGER NOT NULL REFERENCES articles(id), original INTEGER NOT NULL REFERENCES articles(id),
            relation TEXT NOT NULL, similarity REAL NOT NULL, basis TEXT, PRIMARY KEY (article, original)
        ) WITHOUT ROWID;
        CREATE INDEX similar_articles_original ON similar_articles (original);
        CREATE TABLE shared_bodies (
            portal TEXT NOT NULL REFERENCES portals(id), other TEXT NOT NULL REFERENCES portals(id),
            since TEXT NOT NULL, until TEXT, url TEXT NOT NULL, other_url TEXT NOT NULL, digest TEXT NOT NULL,
            note TEXT, PRIMARY KEY (portal, other, since)
        ) WITHOUT ROWID;
    """,
    )
