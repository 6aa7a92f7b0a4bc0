"""What the manual takes from the code while Sphinx builds it: a line ``<!-- made: NAME -->`` becomes that part.

So no list of commands, options, columns or keys is written by hand, and none is committed. The parts are named in
:data:`PARTS`; a name that is not there fails the build. When all pages are written, each is mended for people without a
mouse, and looked through for anything that a reader's browser would have to ask another host for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

# First: Datasette reads its plugins when it is imported, and an archive.site that is half imported has no hooks yet.
import datasette.plugins  # noqa: F401
from sphinx.errors import ExtensionError
from sphinx.util import logging

from manual.accessible import mended
from manual.assets import foreign_assets
from manual.commands import command_list, command_reference, exit_codes, variables
from manual.figures import floors
from manual.keys import configuration_keys, family_list, portal_keys
from manual.queries import query_reference
from manual.record import record_keys
from manual.schema import Section, schema_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sphinx.application import Sphinx

# Name of a part -> what makes it: Markdown.
PARTS: Mapping[str, Callable[[], str]] = {
    "command list": command_list,
    "commands": command_reference,
    "exit codes": exit_codes,
    "variables": variables,
    "portal keys": portal_keys,
    "families": family_list,
    "configuration keys": configuration_keys,
    "record keys": record_keys,
    "queries": query_reference,
    "views": lambda: schema_reference(Section.VIEWS),
    "tables": lambda: schema_reference(Section.TABLES),
    "tables of the keeper": lambda: schema_reference(Section.KEEPER),
    "tables of the machinery": lambda: schema_reference(Section.MACHINERY),
    "floors": floors,
}
MARK = re.compile(r"^<!-- made: ([a-z ]+) -->$", re.MULTILINE)


def filled(text: str) -> str:
    """Return a page's Markdown with what its marks name.

    Raises:
        ExtensionError: a mark names no part.
    """

    def part(mark: re.Match[str]) -> str:
        if mark[1] not in PARTS:
            raise ExtensionError(f"no part of the manual is called {mark[1]!r}; there are: {', '.join(PARTS)}")
        return PARTS[mark[1]]()

    return MARK.sub(part, text)


def _fill(_app: Sphinx, _page: str, source: list[str]) -> None:
    source[0] = filled(source[0])


def _made_pages(app: Sphinx, *_: object) -> list[str]:
    """Name the pages that Sphinx has to read anew although their own files did not change."""
    return [name for name in app.env.found_docs if MARK.search(_text(app, name))]


def _text(app: Sphinx, page: str) -> str:
    return app.env.doc2path(page).read_text(encoding="utf-8")


def _say_language(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give a page its own language, for screen readers: ``lang`` in its head of metadata."""
    context["language"] = app.env.metadata.get(page, {}).get("lang", context.get("language"))


def _finish(app: Sphinx, failure: Exception | None) -> None:
    if failure is not None or app.builder.format != "html":
        return
    for file in app.outdir.rglob("*.html"):
        file.write_text(mended(file.read_text(encoding="utf-8")), encoding="utf-8")
    for page, address in _all_foreign_assets(app.outdir):
        logging.getLogger(__name__).warning("%s: has the browser ask %s", page, address)


def _all_foreign_assets(folder: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".html", ".css"}:
            for address in foreign_assets(file.read_text(encoding="utf-8")):
                yield file.relative_to(folder), address


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx what this extension does, and that pages may be read side by side."""
    app.connect("source-read", _fill)
    app.connect("env-get-outdated", _made_pages)
    app.connect("html-page-context", _say_language)
    app.connect("build-finished", _finish)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
