"""``congtin backup`` and ``congtin restore``: a copy of an archive that is itself one, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.commands.options import archive_option
from archive.commands.progress import PartsBar
from archive.commands.terminal import printable
from archive.layout import DATABASE_NAME
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from archive.backup import Copied


@click.command()
@click.argument("destination", type=click.Path(file_okay=False, path_type=Path), metavar="DEST")
@archive_option
def backup(destination: Path, directory: Path) -> None:
    """Copy the archive to the folder DEST, which becomes an archive itself; a crawl may go on meanwhile.

    Made again into the same DEST, it adds what is new. Until it is complete the earlier copy stays as it was.

    Exit code: 0 the copy is complete; 1 it could not be made; 2 wrong usage.
    """
    from archive.backup import copy_archive

    with PartsBar() as progress:
        copied = copy_archive(directory, destination, progress)
    click.echo(f"{destination}: {_words(copied)}")
    click.echo(f"check it with: congtin verify --archive {destination}")


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="BACKUP")
@archive_option
@click.option("--despite-findings", is_flag=True, help="Restore what is left of a backup that has been altered.")
def restore(source: Path, directory: Path, despite_findings: bool) -> None:
    """Make the folder of --archive what the backup BACKUP is; it must hold no archive, or an empty one.

    The backup is verified first. Exit code: 0 restored; 1 it has been altered, or could not be restored;
    2 wrong usage.
    """
    from archive.backup import clear_empty_archive, copy_archive, is_empty_archive

    if not (source / DATABASE_NAME).is_file():
        raise ArchiveError(f"{source}: is no backup (no {DATABASE_NAME}); give the folder that congtin backup wrote")
    if directory.exists() and not is_empty_archive(directory):
        raise ArchiveError(f"{directory}: holds an archive already; give an empty folder with --archive")
    with PartsBar() as progress:
        count = _tell_findings(source, progress)
        if count and not despite_findings:
            raise ArchiveError(
                f"{source}: the backup has been altered, nothing was restored; another backup may be whole, and "
                "--despite-findings restores this one as it is"
            )
        if directory.exists():
            clear_empty_archive(directory)
        copied = copy_archive(source, directory, progress)
    click.echo(f"{directory}: {_words(copied)}")


def _tell_findings(source: Path, progress: PartsBar) -> int:
    from archive.verify import Report, verify

    count = 0
    for count, finding in enumerate(verify(source, Report(), progress=progress), 1):  # noqa: B007  it is returned
        click.echo(printable(finding.sentence), err=True)
    return count


def _words(copied: Copied) -> str:
    files = f"{copied.page_files} file{'' if copied.page_files == 1 else 's'}"
    manifests = f"{copied.manifests} new manifest{'' if copied.manifests == 1 else 's'}"
    many = "" if copied.other_files == 1 else "s"
    others = f", {copied.other_files} other new or changed file{many}" if copied.other_files else ""
    return (
        f"the database ({copied.database_bytes} bytes), {copied.page_bytes} new bytes of stored pages in {files}, "
        f"{manifests}{others}"
    )
