"""``congtin status``: what is in an archive."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from archive.commands.options import archive_option
from scraper.clock import vietnamese_day, vietnamese_minute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@click.command()
@archive_option
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON object.")
def status(directory: Path, as_json: bool) -> None:
    """Say what the archive holds: portals, articles, officials, stored pages, and how the last crawls ended.

    Exit code: 0 told; 1 there is no archive; 2 wrong usage.
    """
    from archive.database import reading
    from archive.status import archive_status

    with reading(directory) as db:
        found = archive_status(db)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    totals = found["totals"]
    click.echo(
        f"{_many(totals['articles'], 'article')} ({totals['gone']} gone), {_many(totals['revisions'], 'revision')}, "
        f"{_many(totals['people'], 'official')}, {_many(totals['captures'], 'capture')}, "
        f"{_many(totals['problems'], 'problem')}"
    )
    seal = found["manifest"]
    if seal is not None:
        click.echo(f"manifest {seal['number']}, sealed {seal['sealed_at']}: sha256 {seal['sha256']}")
    for portal in found["portals"]:
        click.echo("\n" + "\n".join(_paragraph(portal)))


def _paragraph(portal: dict[str, Any]) -> Iterator[str]:
    """Yield the lines about a portal; moments in Vietnam's time, as its pages print them."""
    yield "  ".join(dict.fromkeys([portal["portal"], portal["name"], portal["url"]]))
    dated = f", {portal['first_published'][:10]} to {portal['last_published'][:10]}" if portal["last_published"] else ""
    yield f"  {_many(portal['articles'], 'article')}{dated}"
    if portal["last_crawl"]:
        yield f"  last crawl {_when(portal)}: {portal['outcome'] or 'interrupted; run it again to go on'}"
    else:
        yield "  never crawled"
    yield from _fate_lines(portal)
    lines = _lines(portal)
    yield from (f"    {line}" for line in lines)
    queued = portal["still_queued"]
    if queued and not any("still to be asked for" in line for line in lines):
        yield f"  {queued} address{'' if queued == 1 else 'es'} still to be asked for"


def _when(portal: dict[str, Any]) -> str:
    """Return when the last crawl was, with its end where it was stopped and has gone on another day."""
    began = datetime.fromisoformat(portal["last_crawl"])
    if portal["finished"]:
        ended = datetime.fromisoformat(portal["finished"])
        if vietnamese_day(ended) != vietnamese_day(began):
            return f"{vietnamese_minute(began)}, ended {vietnamese_minute(ended)}"
    return vietnamese_minute(began)


def _fate_lines(portal: dict[str, Any]) -> Iterator[str]:
    """Yield that the portal is gone as a whole, and which ones followed it."""
    if portal["gone_at"]:
        first, again = (
            moment and vietnamese_minute(datetime.fromisoformat(moment))
            for moment in (portal["gone_at"], portal["gone_confirmed_at"])
        )
        yield f"  the whole portal is gone since {first}, " + (f"confirmed {again}" if again else "not confirmed yet")
    if portal["successors"]:
        yield f"  followed by {', '.join(successor['portal'] for successor in portal['successors'])}"


def _lines(portal: dict[str, Any]) -> list[str]:
    """Return the notes of a portal's last crawl and what it lost or left out, each line once."""
    from archive.balance import IN_STATUS, group_words

    lines = [note for note in (portal["note"] or "").splitlines() if not note.endswith(IN_STATUS)]
    for words, name in (("failed", "failed_addresses"), ("not asked for", "refused"), ("left out", "cut")):
        lines += [group_words(words, group["count"], group["reason"], group["url"]) for group in portal[name]]
    return list(dict.fromkeys(lines))


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
