"""What pages of officials read besides counts: roles, announced changes, who stands beside whom, who held a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_MENTION = "(SELECT person FROM mentions WHERE id = {row}.mention)"
# No upserts: what the statement that fires a trigger says of conflicts takes the place of what the trigger says.
_ROLE_MORE = """
    INSERT INTO person_roles (person, role, mentions) SELECT {person}, {role}, 0 WHERE {person} IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM person_roles WHERE person = {person} AND role = {role});
    UPDATE person_roles SET mentions = mentions + 1 WHERE person = {person} AND role = {role};
"""
_ROLE_LESS = """
    UPDATE person_roles SET mentions = mentions - 1 WHERE person = {person} AND role = {role};
    DELETE FROM person_roles WHERE person = {person} AND role = {role} AND mentions < 1;
"""
_ROLES_MOVED = """
    UPDATE person_roles SET mentions = mentions - 1
        WHERE person = old.person AND role IN (SELECT role FROM roles WHERE mention = new.id);
    DELETE FROM person_roles WHERE person = old.person AND mentions < 1;
    INSERT INTO person_roles (person, role, mentions)
        SELECT new.person, r.role, 0 FROM roles r WHERE r.mention = new.id
        AND NOT EXISTS (SELECT 1 FROM person_roles WHERE person = new.person AND role = r.role);
    UPDATE person_roles SET mentions = mentions + 1
        WHERE person = new.person AND role IN (SELECT role FROM roles WHERE mention = new.id);
    UPDATE person_changes SET person = new.person WHERE mention = new.id;
"""
_ANNOUNCED = """
    INSERT INTO person_changes (mention, person) SELECT m.id, m.person FROM mentions m WHERE m.id = new.mention
        AND NOT EXISTS (SELECT 1 FROM person_changes WHERE mention = new.mention);
"""
_TAKEN_BACK = """
    DELETE FROM person_changes WHERE mention = old.mention
        AND NOT EXISTS (SELECT 1 FROM announced_changes WHERE mention = old.mention);
"""


def m027_roles_of_people(db: Database) -> None:
    """How often each person had each role, and which mentions announce a change of whose post; kept by triggers.

    ``mentions_article`` holds who is named in an article, ``titles_canonical`` who was named in a post, where and when:
    neither needs a look at a mention or a title.
    """
    run(
        db,
        """
        CREATE TABLE person_roles (
            person INTEGER NOT NULL REFERENCES people(id), role TEXT NOT NULL, mentions INTEGER NOT NULL,
            PRIMARY KEY (person, role)
        ) WITHOUT ROWID;
        INSERT INTO person_roles
            SELECT m.person, r.role, count(*) FROM roles r JOIN mentions m ON m.id = r.mention GROUP BY 1, 2;
        CREATE TABLE person_changes (
            mention INTEGER PRIMARY KEY REFERENCES mentions(id), person INTEGER NOT NULL REFERENCES people(id)
        );
        INSERT INTO person_changes
            SELECT DISTINCT c.mention, m.person FROM announced_changes c JOIN mentions m ON m.id = c.mention;
        CREATE INDEX person_changes_person ON person_changes (person);
        CREATE INDEX mentions_article ON mentions (article, person, day);
        DROP INDEX titles_canonical;
        CREATE INDEX titles_canonical ON titles (canonical, kind, person, day, unit_id);
    """,
    )
    new, old = (_OF_MENTION.format(row=row) for row in ("new", "old"))
    for name, event, steps in (
        ("role_had", "INSERT ON roles", _ROLE_MORE.format(person=new, role="new.role")),
        ("role_not_had", "DELETE ON roles", _ROLE_LESS.format(person=old, role="old.role")),
        ("roles_moved", "UPDATE OF person ON mentions WHEN old.person <> new.person", _ROLES_MOVED),
        ("change_announced", "INSERT ON announced_changes", _ANNOUNCED),
        ("change_taken_back", "DELETE ON announced_changes", _TAKEN_BACK),
    ):
        db.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {steps} END")
