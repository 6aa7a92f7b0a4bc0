"""``congtin status``: what is in an archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from archive.commands.options import archive_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@archive_option
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON object.")
def status(directory: Path, as_json: bool) -> None:
    """Say what the archive holds: portals, articles, officials, stored pages, and how the last crawls ended."""
    from archive.database import reading
    from archive.status import archive_status

    with reading(directory) as db:
        found = archive_status(db)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    totals = found["totals"]
    click.echo(
        f"{totals['articles']} articles ({totals['gone']} gone), {totals['revisions']} revisions, "
        f"{totals['people']} officials, {totals['captures']} captures, {totals['problems']} problems"
    )
    for portal in found["portals"]:
        click.echo(f"\n{portal['portal']}  {portal['name']}  {portal['url']}")
        click.echo(
            f"  {portal['articles']} articles, {portal['first_published'] or '?'} to {portal['last_published'] or '?'}"
        )
        state = portal["outcome"] or "interrupted"
        click.echo(f"  last crawl {portal['last_crawl'] or 'never'}: {state}")
        for line in _lines(portal):
            click.echo(f"    {line}")
        if portal["still_queued"]:
            click.echo(f"  {portal['still_queued']} addresses still to be asked for")


def _lines(portal: dict[str, Any]) -> list[str]:
    """Return the notes of a portal's last crawl and what it lost or left out, each line once."""
    from archive.balance import IN_STATUS, group_words

    lines = [note for note in (portal["note"] or "").splitlines() if not note.endswith(IN_STATUS)]
    for words, name in (("failed", "failed_addresses"), ("not asked for", "refused"), ("left out", "cut")):
        lines += [group_words(words, group["count"], group["reason"], group["url"]) for group in portal[name]]
    return list(dict.fromkeys(lines))
