"""``congtin serve``: Datasette on an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archive.commands.options import archive_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@archive_option
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes any free port.")
@click.option("--public", is_flag=True, help="The safe profile for readers you do not know: no SQL of their own.")
@click.option("--host-name", "hosts", multiple=True, metavar="NAME", help="The site's name behind a web server.")
@click.option(
    "--base-url", default="/", show_default=True, metavar="PATH", help="The path it is served under there, as in /kho/."
)
def serve(directory: Path, port: int, public: bool, hosts: tuple[str, ...], base_url: str) -> None:
    """Open the archive in the browser with Datasette, on this machine only (127.0.0.1).

    Behind a web server that forwards to it, name the site: requests for any other name than this machine's and those
    of --host-name are refused (docs/serving.md).

    Exit code: 0 stopped with Ctrl+C; 1 there is no archive, or it could not be opened; 2 wrong usage.
    """
    from archive.serve import serve_archive

    serve_archive(directory, port=port, public=public, hosts=hosts, base_url=_checked(base_url))


def _checked(base_url: str) -> str:
    if not base_url.startswith("/") or "//" in base_url or "?" in base_url or "#" in base_url:
        raise click.BadParameter(f"{base_url!r} is no path; give it as in /kho/", param_hint="--base-url")
    return base_url.rstrip("/") + "/"
