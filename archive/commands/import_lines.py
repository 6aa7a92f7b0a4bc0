"""What an import came to, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlite_utils import Database

    from archive.importing import ImportSummary
    from archive.importing.wayback import Collected
    from archive.replay import ReplayOutcome

_MOST = 8  # of what was left out, damaged or missing, that is shown


def problems_of(db: Database, number: int) -> list[tuple[str, int | None, str | None, str]]:
    """Return what was wrong with an import: file, offset, address, reason; the first few and one more."""
    return list(
        db.execute(
            "SELECT file, offset, url, reason FROM import_problems WHERE import = ? ORDER BY id LIMIT ?",
            [number, _MOST + 1],
        )
    )


def replay_lines(outcome: ReplayOutcome, files: int) -> Iterator[str]:
    """Yield what the replay of our own files came to."""
    portals = ", ".join(sorted(outcome.portals))
    yield f"{_many(files, 'file')} of congtin's own, replayed: {_many(outcome.captures, 'capture')} of {portals}"
    if outcome.otherwise:
        yield f"  {_many(outcome.otherwise, 'answer')} judged otherwise than by the congtin that made them"
    for damage in outcome.damaged[:_MOST]:
        yield f"  damaged: {damage.file} at byte {damage.offset}: {damage.reason}"
    yield from (f"  {note}" for note in outcome.notes)


def held_line(files: int) -> str:
    """Return what is said of files of congtin's own that are stored pages of the archive itself."""
    return f"{_many(files, 'file')} of stored pages that this archive has already: nothing to do"


def collected_lines(collected: Collected) -> Iterator[str]:
    """Yield what asking a web archive came to."""
    yield (
        f"web archive: {_many(collected.lines, 'capture')} in its index: {collected.fetched} brought home, "
        f"{collected.same} the same as one before, {collected.known} known already, "
        f"{collected.left_out.total()} left out, {len(collected.missing)} not given out"
    )
    yield from (f"  {count} left out: {reason}" for reason, count in collected.left_out.most_common(_MOST))
    # Where nothing has come home there is no import to note them with.
    shown = collected.missing[:_MOST] if collected.files else collected.missing
    yield from (f"  not given out: {url} of {time}: {reason}" for url, time, reason in shown)
    if len(collected.missing) > len(shown):
        yield f"  and {len(collected.missing) - len(shown)} more (table import_problems)"
    if collected.stopped is not None:
        yield f"  stopped: {collected.stopped}"


def summary_lines(summary: ImportSummary, problems: Sequence[tuple[str, int | None, str | None, str]]) -> Iterator[str]:
    """Yield what an import came to.

    Args:
        summary: its balance.
        problems: what was wrong, as :func:`problems_of` returns it.
    """
    if summary.files == 0:
        yield f"{_many(summary.files_known, 'file')} imported before: nothing to do"
        return
    known = f" ({summary.files_known} more imported before)" if summary.files_known else ""
    yield (
        f"import {summary.number}: {_many(summary.files, 'file')}{known}, {_many(summary.records, 'record')}: "
        f"{summary.captures} taken in, {summary.skipped.total()} left out, {summary.damaged} damaged"
    )
    new = sum(summary.articles.values())
    portals = ", ".join(sorted(portal for portal, count in summary.articles.items() if count))
    yield f"  articles: {new} new{f' ({portals})' if portals else ''}, {summary.revisions} further revisions"
    yield from (f"  {count} left out: {reason}" for reason, count in summary.skipped.most_common(_MOST))
    for file, offset, url, reason in problems[:_MOST]:
        where = f"{file}{f' at byte {offset}' if offset is not None else ''}{f' ({url})' if url else ''}"
        yield f"  {where}: {reason}"
    if len(problems) > _MOST:
        yield "  and more (table import_problems)"
    yield from (f"  {note}" for note in summary.notes)


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
