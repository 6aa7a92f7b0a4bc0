"""Health: what each crawl yielded against the portal's own history, and who is told when that is too little.

A crawl that ends measures itself (:mod:`archive.health.measures`) and is judged against earlier visits of its kind and
against what people declared (:mod:`archive.health.judgement`): both are functions of what was captured up to then, so
that a rebuild gives the same rows. What people are told (:mod:`archive.health.notices`) is none of that: it happens
once, after a run, and never in a replay.
"""

from __future__ import annotations

import sqlite3
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
    from archive.database import transaction  # a crawl needs none of this before its end, and a replay none at all
    from archive.health.channels import channels_of
    from archive.health.configuration import ConfigurationError, read_configuration
    from archive.health.notices import note_turns, queue_notice, send_notices

    try:
        notify = read_configuration(directory).notify
    except ConfigurationError as error:  # what turned is told once the file is mended
        return [f"people could not be told: {error}"]
    try:
        with transaction(db.conn):
            queue_notice(db.conn, note_turns(db.conn, summaries), channels_of(notify, directory))
        return send_notices(db.conn, notify, directory)
    except sqlite3.Error as error:
        return [f"people could not be told: {directory}: the archive could not be written: {error}"]
