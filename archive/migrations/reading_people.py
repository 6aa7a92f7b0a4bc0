"""What researchers read of people: flat tables in which every row explains itself, and the way from a post to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database


def m012_reading_people(db: Database) -> None:
    """Tenures and people with names instead of numbers, an example and its address; posts by their words.

    ``titles_words`` holds the words of a title and what it belongs to, so that the posts that a reader means are found
    without a look at any mention, and their holders behind it.
    """
    run(
        db,
        """
        CREATE INDEX titles_words ON titles (post_id, canonical, organization_full, text, organization, unit);
    """,
    )
    _tenure_list(db)
    _people_list(db)


def _tenure_list(db: Database) -> None:
    run(
        db,
        """
        CREATE VIEW tenure_list AS
        SELECT p.name, g.title, g.organization, g.unit, r.name AS province, g.level, g.kind,
               g.first_seen, g.last_seen, g.articles, g.announced, m.sentence, a.title AS article_title, a.url,
               g.id, g.person, m.article, a.portal, g.unit_id
        FROM (
            SELECT printf('%d-%d', t.person, t.post_id) AS id, t.person,
                   min(coalesce(t.canonical, t.text)) AS title, max(t.kind) AS kind,
                   min(coalesce(t.organization_full, t.organization)) AS organization,
                   min(t.unit) AS unit, min(t.unit_id) AS unit_id, min(t.level) AS level,
                   min(t.day) AS first_seen, max(t.day) AS last_seen, count(DISTINCT t.article) AS articles,
                   (SELECT group_concat(c.said, '; ') FROM
                       (SELECT DISTINCT o.change || ' ' || s.day AS said FROM titles s
                        JOIN announced_changes o ON o.mention = s.mention AND o.title = s.position
                        WHERE s.person = t.person AND s.post_id = t.post_id ORDER BY s.day, o.change) c) AS announced,
                   (SELECT f.mention FROM titles f WHERE f.person = t.person AND f.post_id = t.post_id
                    ORDER BY f.day, f.article LIMIT 1) AS mention
            FROM titles t
            GROUP BY t.person, t.post_id
        ) g
        JOIN people p ON p.id = g.person
        JOIN mentions m ON m.id = g.mention
        JOIN articles a ON a.id = m.article
        LEFT JOIN units u ON u.id = g.unit_id
        LEFT JOIN units r ON r.id = u.province;
    """,
    )


def _people_list(db: Database) -> None:
    """Everybody who is named, with the post named last (day, then article) and an address to begin with."""
    run(
        db,
        """
        CREATE VIEW people_list AS
        SELECT p.name, coalesce(t.canonical, t.text) AS title,
               coalesce(t.organization_full, t.organization) AS organization, t.kind, t.day AS title_day,
               g.first_seen, g.last_seen, g.articles, g.portals, g.candidates, a.title AS article_title, a.url,
               g.person, a.id AS article
        FROM (
            SELECT m.person, count(DISTINCT m.article) AS articles, count(DISTINCT b.portal) AS portals,
                   min(m.day) AS first_seen, max(m.day) AS last_seen,
                   (SELECT count(*) FROM person_candidates c WHERE c.person = m.person)
                   + (SELECT count(*) FROM person_candidates c WHERE c.other = m.person) AS candidates,
                   (SELECT s.rowid FROM titles s WHERE s.person = m.person AND s.kind <> 'rank'
                    ORDER BY s.day DESC, s.article, s.position LIMIT 1) AS latest_title,
                   (SELECT l.article FROM mentions l WHERE l.person = m.person
                    ORDER BY l.day DESC, l.article LIMIT 1) AS latest_article
            FROM mentions m JOIN articles b ON b.id = m.article
            GROUP BY m.person
        ) g
        JOIN people p ON p.id = g.person
        JOIN articles a ON a.id = g.latest_article
        LEFT JOIN titles t ON t.rowid = g.latest_title;
    """,
    )
