"""``congtin compact``: stored pages packed anew with a dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.commands.options import archive_option
from archive.commands.terminal import printable

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("portals", nargs=-1, metavar="[PORTAL]...")
@archive_option
def compact(portals: tuple[str, ...], directory: Path) -> None:
    """Pack stored pages of the portals PORTAL (of all without any) anew, with a dictionary of their own pages.

    The .warc.gz files of older releases become a quarter of what they are or less, unless their pages were kept in the
    gzip that the portal sent; the first file of each portal shrinks too. Records stay as they are to the byte; a file
    takes the place of the old one when it has been read back. Stopped, it goes on when it is started again.

    Exit code: 0 ok; 1 a file is damaged, the disk is full, or it was stopped; 2 wrong usage.
    """
    from archive.compaction.run import compact as run

    before = after = done = 0
    stopped = False
    try:
        for file in run(directory, portals):
            if file.left is None:
                click.echo(printable(f"{file.name}: {_size(file.before)}, now {_size(file.after)}"))
                done, before, after = done + 1, before + file.before, after + file.after
            else:
                click.echo(printable(f"{file.name}: left as it is: {file.left}"))
    except KeyboardInterrupt:
        stopped = True
    if done:
        click.echo(f"{done} file{'' if done == 1 else 's'} packed anew: {_size(before)}, now {_size(after)}")
    else:
        click.echo("Nothing was packed anew.")
    if stopped:
        click.echo("Stopped; what was packed anew is kept. Run the same command again for the rest.", err=True)
        raise click.exceptions.Exit(1)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count / 1e3:.1f} kB"
