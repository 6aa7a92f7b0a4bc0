"""``congtin check``: whether the portals of an archive yield what they should, and what to do where they do not."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from archive.commands.options import archive_option
from archive.commands.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive.health.overview import PortalHealth


@click.command()
@click.argument("portals", nargs=-1, metavar="[PORTAL...]")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON object.")
@click.option("--test-notification", is_flag=True, help="Send a message by each way that congtin.toml names.")
def check(portals: tuple[str, ...], directory: Path, as_json: bool, test_notification: bool) -> None:
    """Say how each portal is, the worst first, and what to do about it; of each PORTAL (an id), or of all.

    A portal is ok, suspect, incomplete or failed as its last crawl ended: by the balance of that crawl and by its own
    history (new articles, fields that are filled, whose news it serves, days of silence). It is overdue where the next
    visit should have been made, and ended where the portal itself is over.

    The JSON object has "ok", "archive" ("free_bytes", "unsealed", "sealed_at", "unsent", "troubles") and "portals", the
    worst first: "portal", "name", "url", "state", "since", "last_crawl", "finished" (UTC), "findings" ("kind", "field",
    "value", "expected", "words", "is_doubt", "to_do"), "notes", "to_do", "visits" (the newest first).

    Exit code: 0 all are ok or ended; 1 one is not, or the archive needs its keeper; 2 wrong usage.
    """
    if test_notification:
        _test_notification(directory)
        return
    from archive.database import reading
    from archive.health.overview import portals_health
    from archive.health.upkeep import upkeep_of

    with reading(directory) as db:
        _check_names(portals, [row[0] for row in db.execute("SELECT id FROM portals ORDER BY id")])
        found = portals_health(db.conn, portals or None)
        upkeep = upkeep_of(db.conn, directory)
    well = all(one.is_well for one in found) and not upkeep.troubles
    if as_json:
        said = {"ok": well, "archive": asdict(upkeep), "portals": [one.to_dict() for one in found]}
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        for line in [*_lines(found), *upkeep.troubles]:
            click.echo(printable(line))
    if not well:
        raise click.exceptions.Exit(1)


def _check_names(asked: Sequence[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            near = ", ".join(get_close_matches(name, known, n=3))
            hint = f"; did you mean {near}?" if near else "; congtin status lists those that it has"
            raise click.UsageError(f"the archive has no portal {name!r}{hint}")


def _lines(found: Sequence[PortalHealth]) -> list[str]:
    """Return a line a portal that is not well, one for all that are, and what to do under each."""
    lines = []
    width = max((len(one.portal) for one in found), default=0)
    for one in found:
        reason = f"  {one.reason}" if one.reason and not one.is_well else ""
        lines.append(f"{one.state:<10}  {one.portal:<{width}}{reason}".rstrip())
        if one.to_do and not one.is_well:
            lines.append(f"{'':<10}  {'':<{width}}  -> {one.to_do}")
    counts = Counter(one.state for one in found)
    lines.append(", ".join(f"{count} {state}" for state, count in counts.items()) if found else "no portals yet")
    return lines


def _test_notification(directory: Path) -> None:
    from archive.health.channels import ChannelError, channels_of
    from archive.health.configuration import read_configuration
    from archive.health.messages import Message
    from archive.layout import CONFIGURATION_NAME

    channels = channels_of(read_configuration(directory).notify, directory)
    if not channels:
        raise click.UsageError(
            f"{directory / CONFIGURATION_NAME} names no way to tell people: give it a table [notify]"
        )
    subject = "congtin: a test"
    message = Message(subject, f"{subject}\n\nThis is how congtin tells that a portal turns suspect or recovers.")
    failed = False
    for name, send in channels.items():
        try:
            send(message)
        except ChannelError as error:
            failed = True
            click.echo(printable(f"{name}: {error}"))
        else:
            click.echo(f"{name}: sent")
    if failed:
        raise click.exceptions.Exit(1)
