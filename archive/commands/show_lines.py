"""The lines that ``congtin show`` prints: of an article over time, of one capture, of what changed.

What a page says is printed for a terminal: control characters are replaced, for a page may hold escape sequences.
Times are Vietnam's, to the second.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from archive.commands.terminal import printable
from archive.readable import headline
from scraper.clock import VIETNAM

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from archive.dossier import Capture, Dossier, Revision
    from archive.revision_difference import FieldDifference
    from archive.stored_copy import StoredCopy

_INDENT = " " * 5


def dossier_lines(dossier: Dossier) -> Iterator[str]:
    """Yield what is known of an article: what it is, revisions, disappearances, captures."""
    row = dossier.article
    yield click.style(printable(headline(row["title"], row["lead"], row["text"])), bold=True)
    yield f"article {row['id']} of {row['portal']} ({printable(row['portal_name'])})  {printable(row['url'])}"
    published = printable(row["published"]) if row["published"] else "on no known day"
    yield f"published {published}; first seen {moment(row['first_seen'])}, last seen {moment(row['last_seen'])}"
    if row["gone_at"]:
        again = f", confirmed {moment(row['gone_confirmed_at'])}" if row["gone_confirmed_at"] else ", seen once"
        yield click.style(f"gone since {moment(row['gone_at'])}{again}", fg="red")
    yield "times are Vietnam's (UTC+7)"
    yield ""
    yield click.style("Revisions", bold=True)
    for revision in dossier.revisions:
        yield from _revision_lines(revision)
    if dossier.disappearances:
        yield ""
        yield click.style("Disappearances", bold=True)
        yield from (_disappearance_line(gone) for gone in dossier.disappearances)
    if dossier.redirects:
        yield ""
        yield click.style("Addresses that have led to it", bold=True)
    for led in dossier.redirects:
        seen = f"{moment(led['first'])} to {moment(led['last'])}" if led["times"] > 1 else moment(led["first"])
        yield f"{_INDENT}{printable(led['url'])}  {seen}"
    yield ""
    yield from captures_lines(dossier.captures, row["url"])


def captures_lines(captures: Sequence[Capture], url: str) -> Iterator[str]:
    """Yield every capture with its number; addresses are named where they are not ``url``."""
    yield click.style("Captures", bold=True)
    for capture in captures:
        yield from _capture_lines(capture, url)
    if not captures:
        yield f"{_INDENT}none"


def _revision_lines(revision: Revision) -> Iterator[str]:
    row = revision.row
    what = ", ".join(revision.changed)
    if not what:  # a later one without: a better reading no longer tells it from the one before
        what = "the first that was kept" if row["number"] == 1 else "nothing, as the pages are read now"
    yield f"{row['number']:>3}  {moment(row['seen_at'])}  {what}"
    capture = f", read from capture {row['capture']}" if row["capture"] else ""
    yield f"{_INDENT}id {row['id']}, SHA-256 of what it says {row['digest']}, extractor {row['extractor']}{capture}"
    for former in revision.former:
        yield (
            f"{_INDENT}read otherwise until {moment(former['replaced_at'])} by extractor {former['extractor']}; "
            f"what that changed: {former['changed']}"
        )


def _disappearance_line(row: sqlite3.Row) -> str:
    line = f"{_INDENT}gone {moment(row['gone_at'])}"
    line += f", confirmed {moment(row['confirmed_at'])}" if row["confirmed_at"] else ", seen once"
    line += f", back {moment(row['returned_at'])}" if row["returned_at"] else ""
    return line + (f": {printable(row['reason'])}" if row["reason"] else "")


def _capture_lines(capture: Capture, url: str) -> Iterator[str]:
    row = capture.row
    facts = [moment(row["fetched_at"]), row["outcome"]]
    facts.append(_status(row))
    if row["size"] is not None:
        facts.append(f"{row['size']:,} bytes")
    if row["revision_number"] is not None:
        facts.append(f"shows revision {row['revision_number']}")
    yield f"{capture.number:>3}  {'  '.join(facts)}"
    where = _where(row)
    if where:
        yield f"{_INDENT}{where}" + (f"  SHA-256 {row['digest']}" if row["digest"] else "")
    further = list(_further(row))
    if row["url"] != url:
        further.insert(0, f"asked for {printable(row['url'])}")
    if further:
        yield f"{_INDENT}{'; '.join(further)}"


def capture_lines(capture: Capture, copy: StoredCopy | None) -> Iterator[str]:
    """Yield the facts of one capture, a line each, and whether its bytes are what they were.

    Args:
        capture: the capture.
        copy: its stored page, ``None`` where it cannot be read.
    """
    row = capture.row
    yield click.style(f"Capture {row['id']}, number {capture.number} in the order of time", bold=True)
    yield f"  fetched    {moment(row['fetched_at'])} (Vietnam's time), {row['fetched_at']}"
    yield f"  asked for  {printable(row['url'])}"
    if row["final_url"] and row["final_url"] != row["url"]:
        yield f"  answered   {printable(row['final_url'])}"
    yield f"  answer     {_status(row)}, {row['outcome']}"
    if row["revision_number"] is not None:
        yield f"  shows      revision {row['revision_number']} of article {row['article']}"
    for fact in _further(row):
        yield f"             {fact}"
    if where := _where(row):
        yield f"  stored in  {where}"
    if copy is not None and copy.body_of != row["id"]:
        yield f"  body       as in capture {copy.body_of}: the page had not changed"
    if row["digest"]:
        yield f"  SHA-256    {row['digest']}{_verdict(copy)}"
    elif copy is not None and copy.digest:
        yield f"  SHA-256    {copy.digest}  of the stored bytes; none was noted, for only pages have one"


def _verdict(copy: StoredCopy | None) -> str:
    if copy is None:
        return ""
    if copy.is_intact:
        return click.style("  the stored bytes have it", fg="green")
    return click.style(f"  BUT THE STORED BYTES HAVE {copy.digest}", fg="red", bold=True)


def _status(row: sqlite3.Row) -> str:
    return "no answer" if row["status"] is None else f"HTTP {row['status']}"


def _where(row: sqlite3.Row) -> str:
    if row["warc"] is None:
        return ""
    return f"{row['warc']} at byte {row['warc_offset']}, {row['warc_length']} bytes"


def _further(row: sqlite3.Row) -> Iterator[str]:
    """Yield what is not there or not worth saying of most captures."""
    if row["location"]:
        yield f"led to {printable(row['location'])}"
    if row["reason"]:
        yield printable(row["reason"])
    if row["tls_protocol"]:
        cipher = f" {row['tls_cipher']}" if row["tls_cipher"] else ""
        yield f"{row['tls_protocol']}{cipher}" + (", certificate not valid" if row["tls_ok"] == 0 else "")
    elif row["tls_ok"] == 0:
        yield "TLS certificate not valid"
    if row["ip"]:
        yield f"from {row['ip']}"
    if row["rendered"]:
        yield f"made in a browser ({row['rendered']})"
    if row["import_source"]:
        when = f" on {moment(row['imported_at'])}" if row["imported_at"] else ""
        yield f"imported from {printable(row['import_source'])}{when}"


def difference_lines(differences: Sequence[FieldDifference]) -> Iterator[str]:
    """Yield what changed, a field after the other: removed words as ``[-words-]``, added ones as ``{+words+}``."""
    if not differences:
        yield "Both say the same."
    for difference in differences:
        yield click.style(difference.field, bold=True)
        text = ""
        for piece in difference.pieces:
            words = printable(piece.text)
            if piece.change == "removed":
                text += click.style(f"[-{words}-]", fg="red")
            elif piece.change == "added":
                text += click.style(f"{{+{words}+}}", fg="green")
            elif piece.change == "skipped":
                text += click.style(f" … {words} words … ", dim=True)
            else:
                text += words
        yield from (f"  {line}" for line in text.splitlines())


def header_lines(copy: StoredCopy) -> Iterator[str]:
    """Yield the status line and the headers of a stored answer."""
    yield f"HTTP {copy.answer.status}"
    yield from (f"{printable(name)}: {printable(value)}" for name, value in copy.answer.headers)


def moment(stamp: str) -> str:
    """Return a stored time in Vietnam's, to the second; as it is where it is none."""
    try:
        return f"{datetime.fromisoformat(stamp).astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return stamp
