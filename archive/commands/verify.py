"""``congtin verify``: whether an archive is what was written, to the byte."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from archive.commands.options import archive_option
from archive.commands.progress import PartsBar
from archive.commands.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from archive.verify import Report


@click.command()
@archive_option
@click.option(
    "--quick", is_flag=True, help="Read no stored page, only sizes; check neither every index nor the search."
)
@click.option("--json", "as_json", is_flag=True, help="For machines: one JSON object.")
def verify(directory: Path, quick: bool, as_json: bool) -> None:
    """Check that stored pages and rows are what congtin wrote, to the byte, and name what is not.

    Each run leaves a manifest with digests of what it wrote, and of the manifest before it. Note number and SHA-256 of
    the newest one elsewhere (in a paper, with a deposit): as long as they are the same, so is all before them.

    Exit code: 0 all is well; 1 something is not, or there is no archive; 2 wrong usage.
    """
    from archive.verify import Report
    from archive.verify import verify as checked

    report = Report()
    count = 0
    found = []
    with PartsBar(shown=not as_json) as progress:
        for finding in checked(directory, report, quick=quick, progress=progress):
            count += 1
            if as_json:
                found.append(finding.to_dict())
            else:
                click.echo(printable(finding.sentence))
    if as_json:
        said = json.dumps({"ok": not count, "findings": found, **_facts(report)}, ensure_ascii=False, indent=2)
        click.echo(said.encode("utf-8", "replace").decode())  # an altered text may hold bytes that are none
    else:
        for line in _lines(report, count, quick=quick):
            click.echo(printable(line))
    if count:
        raise click.exceptions.Exit(1)


def _facts(report: Report) -> dict[str, object]:
    seal = report.seal
    newest = None if seal is None else {"number": seal.number, "sha256": seal.sha256, "sealed_at": seal.sealed_at}
    unsealed = {"units": report.unsealed, "bytes": report.unsealed_bytes}
    return {"manifest": newest, "unsealed": unsealed, "notes": report.notes}


def _lines(report: Report, count: int, *, quick: bool) -> Iterator[str]:
    if count:
        yield f"{count} finding{'' if count == 1 else 's'}: the archive is not what congtin wrote"
    elif quick:
        yield "all is well, as far as can be told without reading the stored pages"
    else:
        yield "all is well"
    yield from report.notes
    if report.unsealed or report.unsealed_bytes:
        units = ", ".join(f"{number} of {kind}" for kind, number in report.unsealed.items())
        yield (
            f"not sealed yet: {report.unsealed_bytes} bytes of stored pages{'; rows: ' if units else ''}{units}; "
            "the next run seals what a run that was stopped, or still goes on, has written"
        )
    if report.seal is not None:
        yield f"manifest {report.seal.number}, sealed {report.seal.sealed_at}: sha256 {report.seal.sha256}"
