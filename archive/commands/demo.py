"""``congtin demo``: the sample portal that ships with congtin, crawled and opened.

Each run is one visit: the first finds everything; the second finds one article edited and one removed.
"""

from __future__ import annotations

from pathlib import Path

import click

from archive.commands.crawl import print_summaries

# The address of a page is part of what the archive knows it by, so the sample portal stands at the same one each time.
SAMPLE_PORT = 8790


def _fixed_port(context: click.Context, parameter: click.Parameter, port: int) -> int:  # noqa: ARG001  click's form
    if port == 0:
        raise click.BadParameter(
            "any free port would give the articles other addresses on every visit, and each would be new again; "
            "name a port from 1 to 65535"
        )
    return port


@click.command()
@click.option(
    "--archive",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Folder of the demo's archive.",
)
@click.option("--serve/--no-serve", default=True, help="Open the archive in Datasette after the crawl.")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port of Datasette.")
@click.option("--visit", type=click.Choice(["1", "2"]), help="Which visit to play [default: the next one].")
@click.option(
    "--sample-port",
    type=click.IntRange(0, 65535),
    callback=_fixed_port,
    default=SAMPLE_PORT,
    show_default=True,
    help="Port of the sample portal, the same on every visit: it is part of the articles' addresses.",
)
def demo(directory: Path, serve: bool, port: int, visit: str | None, sample_port: int) -> None:
    """Serve the sample portal on loopback, crawl it into an archive, and open the archive in the browser.

    Run it a second time for the second visit: one article has been edited and one removed meanwhile.

    Exit code: 0 the crawl is ok, and the site was stopped with Ctrl+C; 1 one of the two is not; 2 wrong usage.
    """
    from archive.demo import crawl_sample_portal

    summaries, played = crawl_sample_portal(directory, int(visit) if visit else None, sample_port)
    print_summaries(summaries)
    if played == 1:
        click.echo("Run the same command again for a second visit: one article is edited and one removed by then.")
    else:
        click.echo(
            "This visit asked for every page again, as congtin crawl --full does; without it, what no front page shows "
            "is looked at on a schedule of days."
        )
    if any(summary.outcome != "ok" for summary in summaries):
        raise click.exceptions.Exit(1)
    if serve:
        from archive.serve import serve_archive

        serve_archive(directory, port=port)
