"""How posts are spelt: a short row a spelling, where every title had one in an index of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.steps import run

if TYPE_CHECKING:
    from sqlite_utils import Database

_WORDS = ("post_id", "canonical", "organization_full", "text", "organization", "unit")
_LISTED = ", ".join(_WORDS)
# Nothing is equal to nothing here: most spellings have no word for one thing or another.
_SAME = " AND ".join(f"{name} IS {{row}}.{name}" for name in _WORDS)
_MORE = f"""
    INSERT INTO post_spellings ({_LISTED}, titles) SELECT {", ".join(f"new.{name}" for name in _WORDS)}, 0
        WHERE NOT EXISTS (SELECT 1 FROM post_spellings WHERE {_SAME.format(row="new")});
    UPDATE post_spellings SET titles = titles + 1 WHERE {_SAME.format(row="new")};
"""  # nosec B608 # noqa: S608  names are ours
_LESS = f"""
    UPDATE post_spellings SET titles = titles - 1 WHERE {_SAME.format(row="old")};
    DELETE FROM post_spellings WHERE {_SAME.format(row="old")} AND titles < 1;
"""  # nosec B608 # noqa: S608  names are ours
TRIGGERS = {
    "title_spelt": f"INSERT ON titles BEGIN {_MORE} END",
    "title_no_longer_spelt": f"DELETE ON titles BEGIN {_LESS} END",
    "title_spelt_anew": f"UPDATE OF {_LISTED} ON titles "
    f"WHEN NOT ({' AND '.join(f'old.{name} IS new.{name}' for name in _WORDS)}) BEGIN {_LESS} {_MORE} END",
}


def m036_spellings(db: Database) -> None:
    """Posts as they are spelt, kept by triggers, and an index that leads from a post to its titles.

    Who looks for a post by its words asked an index of the words of every title, three million of some thousand
    spellings: two seconds at a million articles, and the widest entry that a title had to write.
    """
    run(
        db,
        f"""
        CREATE TABLE post_spellings (
            post_id INTEGER NOT NULL, canonical TEXT, organization_full TEXT, text TEXT NOT NULL, organization TEXT,
            unit TEXT, titles INTEGER NOT NULL
        );
        INSERT INTO post_spellings SELECT {_LISTED}, count(*) FROM titles GROUP BY {_LISTED};
        CREATE INDEX post_spellings_of ON post_spellings ({_LISTED});
        DROP INDEX titles_words;
        CREATE INDEX titles_post_id ON titles (post_id, person);
    """,  # nosec B608 # noqa: S608  names are ours
    )
    for name, sql in TRIGGERS.items():
        db.execute(f"CREATE TRIGGER {name} AFTER {sql}")
