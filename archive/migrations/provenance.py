"""How every row leads back to bytes: the facts of a capture, where stored pages come from, what seals them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m015_provenance(db: Database) -> None:
    """Where an answer led, over which connection it came, and when and from which file it was imported.

    A file of stored pages that others made (``origin`` is ``import``) may hold pages of many portals, and is never
    appended to.
    """
    run(
        db,
        """
        ALTER TABLE captures ADD COLUMN location TEXT;
        ALTER TABLE captures ADD COLUMN tls_protocol TEXT;
        ALTER TABLE captures ADD COLUMN tls_cipher TEXT;
        ALTER TABLE captures ADD COLUMN ip TEXT;
        ALTER TABLE captures ADD COLUMN imported_at TEXT;
        ALTER TABLE captures ADD COLUMN import INTEGER REFERENCES imports(id);
        CREATE TABLE imports (
            id INTEGER PRIMARY KEY, source TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, outcome TEXT,
            note TEXT, records INTEGER NOT NULL DEFAULT 0, captures INTEGER NOT NULL DEFAULT 0,
            damaged INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE import_files (
            name TEXT PRIMARY KEY, import INTEGER NOT NULL REFERENCES imports(id), source TEXT NOT NULL,
            sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, members TEXT
        ) WITHOUT ROWID;
        CREATE INDEX import_files_import ON import_files (import);
        CREATE TABLE import_problems (
            id INTEGER PRIMARY KEY, import INTEGER NOT NULL REFERENCES imports(id), file TEXT NOT NULL,
            offset INTEGER, url TEXT, reason TEXT NOT NULL
        );
        CREATE TABLE warc_files_with_origin (
            name TEXT PRIMARY KEY, portal TEXT REFERENCES portals(id), size INTEGER NOT NULL,
            origin TEXT NOT NULL DEFAULT 'crawl' CHECK (origin IN ('crawl', 'import')),
            sealed INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        INSERT INTO warc_files_with_origin (name, portal, size) SELECT name, portal, size FROM warc_files;
        DROP TABLE warc_files;
        ALTER TABLE warc_files_with_origin RENAME TO warc_files;
    """,
    )


def m016_seals(db: Database) -> None:
    """Manifests: what a run has written, with digests; and what has been written since the last one.

    ``unsealed`` names the rows that a writing run has touched and no manifest holds yet (:mod:`archive.manifests`).
    """
    run(
        db,
        """
        CREATE TABLE manifests (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, sealed_at TEXT NOT NULL, sha256 TEXT NOT NULL
        );
        CREATE TABLE unsealed (kind TEXT NOT NULL, key NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
    """,
    )
