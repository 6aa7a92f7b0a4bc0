"""``congtin portal``: the declared portals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.commands.options import portals_option

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def portal() -> None:
    """List and check the declared portals."""


@portal.command(name="list")
@portals_option
def list_portals(portal_files: tuple[Path, ...]) -> None:
    """List the declared portals: id, address, CMS family, unit."""
    from scraper.portal import load_portals

    for item in load_portals(portal_files).values():
        click.echo("\t".join([item.id, item.url, item.family or "?", item.unit or "?", item.name]))


@portal.command()
@portals_option
def check(portal_files: tuple[Path, ...]) -> None:
    """Check portal files; an error names file, portal and key (exit code 2)."""
    from scraper.portal import load_portals

    portals = load_portals(portal_files)
    click.echo(f"{len(portals)} portals, no error")
