"""Articles of made-up people for exports: what each says of whom, with units of the gazetteer where need be."""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from archive.database import DATABASE_NAME, reading, transaction, writing
from archive.load import load_article
from archive.people.resolver import resolve_people
from archive.popolo import Selection, export_popolo
from tests.archive.people.worlds import Named, declare_portals, record
from tests.archive.popolo.checks import read_checked


@dataclass(frozen=True)
class Article:
    """What one article says of one person.

    ``units`` are the gazetteer's ids of the posts, ``printed`` their words as printed, in their order.
    """

    named: Named
    text: str | None = None
    units: tuple[str | None, ...] = ()
    published: bool = True
    printed: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return the record of the article."""
        made = record(self.named, self.text)
        titles = made["officials"][0]["titles"]
        for title, unit in zip(titles, self.units, strict=False):
            title["unit_id"] = unit
        for title, printed in zip(titles, self.printed, strict=False):
            title["text"] = printed
        if not self.published:
            made["published"] = None
        return made


@cache
def _empty_archive() -> Path:
    """Return an archive with schema and gazetteer, made once: it takes longer than all that a test puts into it."""
    made = tempfile.TemporaryDirectory()
    atexit.register(made.cleanup)
    with writing(Path(made.name)):
        pass
    return Path(made.name)


def build(directory: Path, articles: Iterable[Article], *, seed: int | None = None) -> None:
    """Make an archive of articles, loaded in an order of their own (``seed``) or as they stand."""
    directory.mkdir(parents=True, exist_ok=True)
    shutil.copy(_empty_archive() / DATABASE_NAME, directory)
    listed = list(articles)
    if seed is not None:
        random.Random(seed).shuffle(listed)
    with writing(directory) as db:
        declare_portals(db)
        for article in listed:
            with transaction(db.conn):
                load_article(db.conn, article.record(), seen_at=f"{article.named.day}T12:00:00+00:00", capture=None)
        resolve_people(db.conn, directory)


def exported(directory: Path, selection: Selection | None = None) -> dict[str, Any]:
    """Return what an archive's export holds, checked."""
    output = directory / "popolo.json"
    with reading(directory) as db:
        count = export_popolo(db, output, selection or Selection())
    document = read_checked(output)
    assert len(document["persons"]) == count
    return document
