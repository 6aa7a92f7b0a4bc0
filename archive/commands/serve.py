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
def serve(directory: Path, port: int, public: bool) -> None:
    """Open the archive in the browser with Datasette, on this machine only (127.0.0.1).

    Exit code: 0 stopped with Ctrl+C; 1 there is no archive, or it could not be opened; 2 wrong usage.
    """
    from archive.serve import serve_archive

    serve_archive(directory, port=port, public=public)
