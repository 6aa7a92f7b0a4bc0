"""What pages need besides the archive, made when a server begins and not within the first page that needs it.

A template is compiled when it is first used (up to 40 ms), and a catalogue read when something is first said in its
language (60 ms). Where that was left to the pages, it was the slowest twentieth of them, and what it leaves in memory
was looked through by the garbage collector within later ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.site.catalogue import read_catalogues
from archive.site.sentences import COLUMNS, forms

if TYPE_CHECKING:
    from datasette.app import Datasette


async def preload(datasette: Datasette) -> None:
    """Read the catalogues and compile the templates, ours and those of Datasette that they extend.

    Args:
        datasette: the site that is about to be served.
    """
    read_catalogues()
    for column in COLUMNS:
        forms(column)
    await datasette.invoke_startup()
    templates = datasette.jinja_env
    for name in templates.list_templates(extensions=("html",)):
        templates.get_template(name)
