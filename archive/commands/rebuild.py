"""``congtin rebuild``: the database made anew from the stored pages, with a progress bar and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.commands.options import archive_option
from archive.commands.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.rebuild import Rebuilt

_MOST_DAMAGES = 20  # on the screen


@click.command()
@archive_option
@click.option("--replace", is_flag=True, help="Do not keep the old database (as archive.db.before-rebuild).")
@click.option("--quiet", is_flag=True, help="No progress bar; what came of it only.")
def rebuild(directory: Path, replace: bool, quiet: bool) -> None:
    """Make the database anew from the stored pages: every crawl once more, at its moment, without a network.

    Rows and their ids come out as the crawls made them, read by the extractor of now. The old database stays in its
    place until the new one is complete. Decisions about people lie in a file beside it and stay.

    Exit code: 0 ok; 1 where stored pages are damaged or missing; 2 wrong usage.
    """
    from archive.commands.progress import BytesProgress
    from archive.rebuild import rebuild as run
    from archive.rebuild import stored_files

    own, _ = stored_files(directory)
    with BytesProgress(
        "reading stored pages", sum(file.path.stat().st_size for file in own), shown=not quiet
    ) as progress:
        rebuilt = run(directory, keep_old=not replace, on_event=lambda event: progress.advance(event.record.length))
    for line in _lines(rebuilt):
        click.echo(printable(line))
    if rebuilt.replay.damaged or rebuilt.replay.damaged_in_imports:
        raise click.exceptions.Exit(1)


def _lines(rebuilt: Rebuilt) -> Iterator[str]:
    replay, counts = rebuilt.replay, rebuilt.counts
    yield (
        f"{counts['articles']} articles in {counts['revisions']} revisions, made anew from {counts['captures']} "
        f"captures of {counts['portals']} portal{'' if counts['portals'] == 1 else 's'}"
    )
    for table, before in rebuilt.before.items():
        if table in counts and counts[table] != before and table != "former_readings":
            yield f"{table}: {before} before, {counts[table]} now"
    if replay.imports:
        damaged = f"; {replay.damaged_in_imports} records of theirs are damaged" if replay.damaged_in_imports else ""
        yield f"imports made once more: {replay.imports}{damaged}"
    if replay.otherwise:
        yield f"{replay.otherwise} answers are judged otherwise by this version than by the one that asked"
    for words, count in rebuilt.lost.items():
        yield f"{count} {words} are in no stored page, and in the old database only"
    for path in rebuilt.foreign:
        yield f"{path}: was written by no crawl of this archive and by no import; take it in with: congtin import"
    for damage in replay.damaged[:_MOST_DAMAGES]:
        yield f"{damage.file}: byte {damage.offset}: {damage.reason}" + (f" ({damage.url})" if damage.url else "")
    if len(replay.damaged) > _MOST_DAMAGES:
        yield f"and {len(replay.damaged) - _MOST_DAMAGES} more damaged records"
    yield from replay.notes
    if rebuilt.kept is not None:
        yield f"the database as it was lies in {rebuilt.kept}"
