"""The schema that the archive began with: portals, crawls, captures, articles, people, search, views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run
from archive.search import create_search

if TYPE_CHECKING:
    from sqlite_utils import Database


def m001_portals_and_crawls(db: Database) -> None:
    """Where pages come from, what a run did, what is still to be asked for, and every answer."""
    run(
        db,
        """
        CREATE TABLE portals (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT NOT NULL, family TEXT, unit TEXT, province TEXT,
            valid_from TEXT, valid_to TEXT, basis TEXT, resume_at TEXT
        );
        CREATE TABLE crawls (
            id INTEGER PRIMARY KEY, portal TEXT NOT NULL REFERENCES portals(id), started TEXT NOT NULL, finished TEXT,
            outcome TEXT, note TEXT,
            requests INTEGER NOT NULL DEFAULT 0, stored INTEGER NOT NULL DEFAULT 0,
            unchanged INTEGER NOT NULL DEFAULT 0, redirect INTEGER NOT NULL DEFAULT 0,
            alias INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0, retried INTEGER NOT NULL DEFAULT 0,
            articles_new INTEGER NOT NULL DEFAULT 0, articles_changed INTEGER NOT NULL DEFAULT 0,
            articles_gone INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX crawls_portal ON crawls (portal, id);
        CREATE TABLE captures (
            id INTEGER PRIMARY KEY, url TEXT NOT NULL, portal TEXT NOT NULL REFERENCES portals(id),
            crawl INTEGER REFERENCES crawls(id), fetched_at TEXT NOT NULL, status INTEGER,
            final_url TEXT, content_type TEXT, size INTEGER, digest TEXT, outcome TEXT NOT NULL, reason TEXT,
            tls_ok INTEGER, warc TEXT, warc_offset INTEGER, warc_length INTEGER
        );
        CREATE INDEX captures_url ON captures (url, id);
        CREATE INDEX captures_crawl ON captures (crawl, outcome);
        CREATE TABLE frontier (
            portal TEXT NOT NULL REFERENCES portals(id), key TEXT NOT NULL, url TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'done')), priority INTEGER NOT NULL, depth INTEGER NOT NULL,
            crawl INTEGER REFERENCES crawls(id), outcome TEXT, reason TEXT, kind TEXT,
            tries INTEGER NOT NULL DEFAULT 0, not_before TEXT, found_on TEXT, found_at TEXT NOT NULL, fetched_at TEXT,
            etag TEXT, last_modified TEXT, capture INTEGER REFERENCES captures(id), article INTEGER, alias_of TEXT,
            list TEXT, modified TEXT, changed_at TEXT, due_at TEXT,
            PRIMARY KEY (portal, key),
            CHECK (state = 'queued' OR (outcome IS NOT NULL AND crawl IS NOT NULL))
        ) WITHOUT ROWID;
        CREATE TABLE warc_files (
            name TEXT PRIMARY KEY, portal TEXT NOT NULL REFERENCES portals(id), size INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX frontier_queue ON frontier (portal, priority, found_at) WHERE state = 'queued';
        CREATE INDEX frontier_crawl ON frontier (crawl, outcome) WHERE state = 'done';
        CREATE INDEX frontier_due ON frontier (portal, due_at) WHERE state = 'done' AND due_at IS NOT NULL;
        CREATE INDEX frontier_list ON frontier (portal, list) WHERE list IS NOT NULL;
        CREATE TABLE list_pages (
            portal TEXT NOT NULL REFERENCES portals(id), list TEXT NOT NULL, key TEXT NOT NULL,
            crawl INTEGER NOT NULL REFERENCES crawls(id), entries TEXT NOT NULL, labels TEXT NOT NULL,
            pager TEXT NOT NULL, named_before INTEGER, PRIMARY KEY (portal, list, key)
        ) WITHOUT ROWID;
        CREATE TABLE list_orders (
            portal TEXT NOT NULL REFERENCES portals(id), list TEXT NOT NULL,
            crawl INTEGER NOT NULL REFERENCES crawls(id),
            size INTEGER NOT NULL, entries TEXT NOT NULL, boxes TEXT NOT NULL, PRIMARY KEY (portal, list)
        ) WITHOUT ROWID;
        CREATE INDEX frontier_alias ON frontier (portal, alias_of) WHERE alias_of IS NOT NULL;
    """,
    )


def m002_articles(db: Database) -> None:
    """The records of pages, as they are now and as they were.

    In ``articles`` the short columns come first: SQLite reads a row from its beginning, so that a filter or a facet
    does not walk through the chain of pages that a long text lies in.
    """
    run(
        db,
        """
        CREATE TABLE articles (
            id INTEGER PRIMARY KEY, portal TEXT NOT NULL REFERENCES portals(id), kind TEXT NOT NULL,
            section TEXT, published TEXT, published_year INTEGER, updated TEXT, published_text TEXT,
            first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_at TEXT, gone_confirmed_at TEXT,
            revision_count INTEGER NOT NULL DEFAULT 1, capture INTEGER REFERENCES captures(id),
            views INTEGER, comments INTEGER, rating_count INTEGER, rating_average REAL,
            url TEXT NOT NULL, title TEXT, author TEXT, source TEXT, lead TEXT, text TEXT NOT NULL
        );
        CREATE UNIQUE INDEX articles_url ON articles (url);
        CREATE INDEX articles_portal ON articles (portal, published);
        CREATE INDEX articles_published ON articles (published);
        CREATE INDEX articles_first_seen ON articles (first_seen);
        CREATE INDEX articles_gone ON articles (portal) WHERE gone_at IS NOT NULL;
        CREATE TABLE aliases (
            key TEXT PRIMARY KEY, canonical_key TEXT NOT NULL, url TEXT NOT NULL, first_seen TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX aliases_canonical ON aliases (canonical_key);
        CREATE TABLE revisions (
            id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id), number INTEGER NOT NULL,
            seen_at TEXT NOT NULL, capture INTEGER REFERENCES captures(id), changed TEXT NOT NULL,
            digest TEXT NOT NULL, extractor TEXT NOT NULL, record TEXT NOT NULL,
            UNIQUE (article, number)
        );
    """,
    )


def m003_parts_of_articles(db: Database) -> None:
    """What belongs to an article, a row a piece, in the order of the page; and what could not be read."""
    run(
        db,
        """
        CREATE TABLE images (
            article INTEGER NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, src TEXT NOT NULL, alt TEXT,
            after INTEGER, PRIMARY KEY (article, position)
        );
        CREATE TABLE captions (
            article INTEGER NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, image TEXT, text TEXT NOT NULL,
            PRIMARY KEY (article, position)
        );
        CREATE TABLE attachments (
            article INTEGER NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, url TEXT NOT NULL, label TEXT,
            PRIMARY KEY (article, position)
        );
        CREATE TABLE events (
            article INTEGER NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, text TEXT NOT NULL,
            start TEXT, end TEXT, part_of_day TEXT, basis TEXT,
            PRIMARY KEY (article, position)
        );
        CREATE INDEX events_start ON events (start);
        CREATE TABLE places (
            article INTEGER NOT NULL REFERENCES articles(id), position INTEGER NOT NULL, text TEXT NOT NULL, unit TEXT,
            PRIMARY KEY (article, position)
        );
        CREATE TABLE problems (
            id INTEGER PRIMARY KEY, portal TEXT REFERENCES portals(id), crawl INTEGER REFERENCES crawls(id),
            capture INTEGER REFERENCES captures(id), article INTEGER REFERENCES articles(id), url TEXT,
            field TEXT NOT NULL, reason TEXT NOT NULL, seen_at TEXT NOT NULL
        );
        CREATE INDEX problems_article ON problems (article);
        CREATE INDEX problems_url ON problems (portal, url);
        CREATE INDEX problems_crawl ON problems (crawl);
    """,
    )


def m004_people(db: Database) -> None:
    """Who is named where, with which title and in which role.

    ``titles`` repeats its mention's ``person``, ``article`` and ``day``, so that the view ``tenures`` is one walk along
    the index ``titles_person``: joined to mentions, articles and events it took seconds at a hundred thousand mentions.
    """
    run(
        db,
        """
        CREATE TABLE people (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_folded TEXT NOT NULL,
            portal TEXT NOT NULL REFERENCES portals(id)
        );
        CREATE INDEX people_name ON people (name_folded);
        CREATE TABLE mentions (
            id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id),
            person INTEGER NOT NULL REFERENCES people(id), position INTEGER NOT NULL, day TEXT NOT NULL,
            name TEXT NOT NULL, honorific TEXT, ranks TEXT, role TEXT, in_caption_only INTEGER NOT NULL, sentence TEXT,
            spans TEXT NOT NULL, UNIQUE (article, position)
        );
        CREATE INDEX mentions_day ON mentions (day);
        CREATE INDEX mentions_in_caption_only ON mentions (in_caption_only, article);
        CREATE INDEX mentions_person ON mentions (person, day, article);
        CREATE TABLE roles (
            mention INTEGER NOT NULL REFERENCES mentions(id), role TEXT NOT NULL,
            PRIMARY KEY (mention, role)
        );
        CREATE INDEX roles_role ON roles (role);
        CREATE TABLE titles (
            mention INTEGER NOT NULL REFERENCES mentions(id), position INTEGER NOT NULL, text TEXT NOT NULL,
            kind TEXT NOT NULL, organization TEXT, unit TEXT, person INTEGER NOT NULL REFERENCES people(id),
            article INTEGER NOT NULL REFERENCES articles(id), day TEXT NOT NULL, PRIMARY KEY (mention, position)
        );
        CREATE INDEX titles_person ON titles (person, text, organization, kind, article, day);
        CREATE INDEX titles_organization ON titles (organization);
        CREATE TABLE units (
            code TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT,
            PRIMARY KEY (code, valid_from)
        );
    """,
    )


def m005_search(db: Database) -> None:
    """Full-text search with and without marks."""
    create_search(db)


def m006_views(db: Database) -> None:
    """What people who write SQL or open a CSV start from."""
    run(
        db,
        """
        CREATE VIEW article_list AS
        SELECT a.id, a.portal, a.kind, a.section, a.title, a.published, a.url, a.first_seen, a.last_seen, a.gone_at,
               a.revision_count AS revisions,
               (SELECT count(*) FROM captions c WHERE c.article = a.id) AS captions,
               (SELECT count(*) FROM mentions m WHERE m.article = a.id) AS officials
        FROM articles a;
        CREATE VIEW official_mentions AS
        SELECT m.id, m.day, m.person, m.name, m.honorific,
               (SELECT group_concat(t.text, '; ') FROM
                   (SELECT text FROM titles WHERE mention = m.id ORDER BY position) t) AS titles,
               m.role AS roles, m.in_caption_only, m.sentence, m.article, a.title AS article_title, a.portal,
               a.published,
               (SELECT min(e.start) FROM events e WHERE e.article = a.id) AS event_date, a.url
        FROM mentions m JOIN articles a ON a.id = m.article;
        CREATE VIEW tenures AS
        SELECT t.person, (SELECT name FROM people WHERE id = t.person) AS name, t.text AS title, t.organization, t.kind,
               min(t.day) AS first_seen, max(t.day) AS last_seen, count(DISTINCT t.article) AS articles
        FROM titles t
        GROUP BY t.person, t.text, t.organization, t.kind;
        CREATE VIEW portal_health AS
        SELECT p.id AS portal, p.name, p.url, c.started AS last_crawl, c.finished, c.outcome, c.note,
               c.requests, c.stored, c.unchanged, c.failed, c.articles_new, c.articles_changed, c.articles_gone,
               (SELECT count(*) FROM articles a WHERE a.portal = p.id) AS articles,
               (SELECT count(*) FROM articles a WHERE a.portal = p.id AND a.gone_at IS NOT NULL) AS gone,
               (SELECT count(*) FROM articles a WHERE a.portal = p.id AND a.published IS NULL) AS without_date,
               (SELECT min(a.published) FROM articles a WHERE a.portal = p.id) AS first_published,
               (SELECT max(a.published) FROM articles a WHERE a.portal = p.id) AS last_published,
               (SELECT count(*) FROM frontier f WHERE f.portal = p.id AND f.state = 'queued') AS still_queued,
               (SELECT count(*) FROM problems b WHERE b.portal = p.id) AS problems
        FROM portals p
        LEFT JOIN crawls c ON c.id = (SELECT max(id) FROM crawls WHERE portal = p.id);
    """,
    )
