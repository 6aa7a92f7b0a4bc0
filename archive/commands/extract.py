"""``congtin extract``: the record of saved pages, without an archive."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from archive.commands.options import portals_option


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--url", default="", help="Address the page came from; tells the portal, and makes links absolute.")
@click.option("--captured-at", metavar="TIME", help="When the page was fetched (ISO 8601): picks the era of a layout.")
@click.option("--text", is_flag=True, help="The files are plain-text dumps of pages (a .txt file is one anyway).")
@portals_option
def extract(
    files: tuple[str, ...], url: str, captured_at: str | None, text: bool, portal_files: tuple[Path, ...]
) -> None:
    """Print the record of each FILE as JSON; one line a file where there are several. ``-`` reads standard input.

    Exit code: 0 ok; 1 where a file could not be read (the others are printed); 2 wrong usage.
    """
    from scraper.extract import extract as extract_page
    from scraper.extract import extract_text
    from scraper.portal import load_portals
    from scraper.portal_lookup import find_by_url

    moment = _moment(captured_at)
    portal = find_by_url(load_portals(portal_files), url) if url else None
    failed = False
    for name in files:
        try:
            body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            click.echo(f"congtin: {name}: cannot be read: {error.strerror}", err=True)
            failed = True
            continue
        if text or name.endswith(".txt"):
            article = extract_text(body, url, portal=portal, captured_at=moment)
        else:
            article = extract_page(body, url, portal=portal, captured_at=moment)
        for problem in article.problems:
            if problem.field == "page":
                click.echo(f"congtin: {name}: {problem.reason}", err=True)
                failed = True
        indent = 2 if len(files) == 1 else None
        click.echo(json.dumps(article.to_dict(), ensure_ascii=False, indent=indent))
    if failed:
        raise click.exceptions.Exit(1)


def _moment(value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.UsageError(f"--captured-at: {value!r} is no ISO 8601 time such as 2021-03-05T08:00+07:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
