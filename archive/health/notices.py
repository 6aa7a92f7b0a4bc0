"""Who is told what, once: the state of each portal as people know it, and the messages that are still to be sent.

Both are facts of this archive's keeping and not of the portals, so no stored page holds them; a rebuild takes them over
from the database that it replaces.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archive.database import transaction
from archive.health.channels import ChannelError, channels_of
from archive.health.messages import Message, Turn, joined, message_of
from scraper.clock import now, timestamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from archive.health.configuration import Notify
    from scraper.store import CrawlSummary

_MOST_TRIES = 20  # a run each; what nobody could be told in so many is in congtin check all the same
_MOST_TOGETHER = 10  # unsent messages that go with a new one
_WORSE = {"ok": 0, "suspect": 1, "failed": 2}


def note_turns(connection: sqlite3.Connection, summaries: Iterable[CrawlSummary]) -> list[Turn]:
    """Note in which state the crawls of a run found their portals; returns those that turned, inside the transaction.

    A crawl that is to go on says nothing of its portal yet. A portal that is bad and less bad now has not recovered:
    what is told of it stays the worst until it is ok.
    """
    turns = []
    for summary in summaries:
        if summary.outcome not in _WORSE or not summary.crawl:
            continue
        row = connection.execute("SELECT state FROM portal_states WHERE portal = ?", (summary.portal,)).fetchone()
        before = row[0] if row else "ok"
        turned = summary.outcome == "ok" if before != "ok" else False
        turned = turned or _WORSE[summary.outcome] > _WORSE[before]
        if turned:
            turns.append(Turn(summary.portal, before, summary.outcome, summary.crawl, tuple(summary.notes)))
        if turned or row is None:
            connection.execute(
                "INSERT OR REPLACE INTO portal_states (portal, state, since, crawl) VALUES (?, ?, ?, ?)",
                (summary.portal, summary.outcome, timestamp(now()), summary.crawl),
            )
    return turns


def queue_notice(connection: sqlite3.Connection, turns: Sequence[Turn], channels: Iterable[str]) -> None:
    """Put the message about a run's turns in the queue of each channel, inside the caller's transaction."""
    if not turns:
        return
    message = message_of(turns)
    connection.executemany(
        "INSERT INTO notices (made_at, words, portals, channel) VALUES (?, ?, ?, ?)",
        [(timestamp(now()), message.text, json.dumps(message.portals), channel) for channel in channels],
    )


def send_notices(connection: sqlite3.Connection, notify: Notify, folder: Path) -> list[str]:
    """Send what is in the queue, one message a channel; returns what could not be sent, in sentences.

    No transaction is open while a channel is waited for. What could not be sent stays and goes with the next message.
    """
    troubles = []
    for channel, send in channels_of(notify, folder).items():
        trouble = _send(connection, channel, send)
        if trouble is not None:
            troubles.append(f"people could not be told: {trouble}; it is tried again after the next run")
    return troubles


def _send(connection: sqlite3.Connection, channel: str, send: Callable[[Message], None]) -> str | None:
    rows = connection.execute(
        "SELECT id, words, portals FROM notices WHERE channel = ? AND sent_at IS NULL AND tries < ? "
        "ORDER BY id DESC LIMIT ?",
        (channel, _MOST_TRIES, _MOST_TOGETHER),
    ).fetchall()
    if not rows:
        return None
    messages = [Message(words.partition("\n")[0], words, json.loads(portals)) for _, words, portals in reversed(rows)]
    trouble = None
    try:
        send(joined(messages))
    except ChannelError as error:
        trouble = str(error)
    with transaction(connection):
        connection.executemany(
            "UPDATE notices SET tries = tries + 1, sent_at = ?, error = ? WHERE id = ?",
            [(None if trouble else timestamp(now()), trouble, number) for number, _, _ in rows],
        )
    return trouble
