"""Pages that lead from an article to its sources: two revisions compared, citations as files, stored pages replayed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import Response

from archive.citation import FORMATS, plain
from archive.layout import PAGES_NAME
from archive.safe_page import CONTENT_POLICY, provenance_of, safe_page
from archive.site.access import ensure_may_see, is_archive
from archive.site.language import spoken
from archive.site.metadata import DATABASE, PLUGIN
from archive.site.refusal import NO_ARCHIVE, Refusal, as_page
from archive.site.revisions import read_citation, read_comparison
from archive.stored_copy import read_stored_copy
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable

    from datasette.app import Datasette

    Page = Callable[..., Awaitable[Response]]

_BY_ENDING = {written.ending: written for written in FORMATS.values()}
_MOST_DIGITS = 16  # of an identifier
# A stored page must not become a page of this site to anybody: not by its type, not by a frame, not in a shared cache.
_STORED_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
    "cache-control": "private, no-store",
}


def pages_folder(datasette: Datasette) -> Path | None:
    """Return the folder of the stored pages if they may be shown, else ``None``.

    They are in the private profile of ``congtin serve``, and wherever the owner sets ``stored_copies`` among this
    plugin's settings; and only where the folder lies beside the database.
    """
    if not (datasette.plugin_config(PLUGIN) or {}).get("stored_copies"):
        return None
    path = datasette.get_database(DATABASE).path if DATABASE in datasette.databases else None
    folder = Path(path).parent / PAGES_NAME if path else None
    return folder if folder is not None and folder.is_dir() else None


async def compare_page(request: Any, datasette: Datasette) -> Response:
    """Answer ``/compare/ARTICLE?from=1&to=3``: what changed between any two revisions, word by word."""
    if not await is_archive(datasette):
        return await as_page(NO_ARCHIVE, datasette, request)
    await ensure_may_see(request, datasette, "articles", "revisions")
    article = int(request.url_vars["article"])
    older, newer = (_number(request.args.get(name)) for name in ("from", "to"))
    found = await _read(datasette, partial(_comparison, article, older, newer))
    if found is None:
        return await as_page(Refusal(404, "mistake-no-revision"), datasette, request)
    context = {"comparison": found, "database": DATABASE}
    return Response.html(await datasette.render_template("compare.html", context, request=request, view_name="compare"))


async def citation_file(request: Any, datasette: Datasette) -> Response:
    """Answer ``/cite/ARTICLE.bib?revision=2`` (``.ris``, ``.json``, ``.txt``): the citation as a file to download."""
    if not await is_archive(datasette):
        return await as_page(NO_ARCHIVE, datasette, request)
    await ensure_may_see(request, datasette, "articles", "revisions", "captures")
    article, written = int(request.url_vars["article"]), _BY_ENDING[request.url_vars["ending"]]
    asked = request.args.get("revision")
    number = _number(asked)
    citation = None
    if number is not None or not asked:
        citation = await _read(datasette, partial(_citation, article, number))
    if citation is None:
        return await as_page(Refusal(404, "mistake-no-revision"), datasette, request)
    name = f"{citation.key}.{written.ending}"
    text = f"{plain(citation, spoken())}\n" if written.ending == "txt" else written.write(citation)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text, headers=headers, content_type=f"{written.media_type}; charset=utf-8")


async def stored_page(request: Any, datasette: Datasette) -> Response:
    """Answer ``/stored/CAPTURE``: the stored page of a capture, without anything that runs or is loaded."""
    folder = pages_folder(datasette)
    if folder is None or not await is_archive(datasette):
        return await as_page(Refusal(404, "mistake-no-stored-pages"), datasette, request)
    await ensure_may_see(request, datasette, "captures")
    capture = int(request.url_vars["capture"])
    try:
        page = await _read(datasette, partial(_stored, folder, capture, spoken()))
    except ArchiveError as error:
        return await as_page(Refusal(500, "mistake-stored-page", {"reason": str(error)}), datasette, request)
    if page is None:
        return await as_page(Refusal(404, "mistake-no-capture"), datasette, request)
    return Response(page, headers=_STORED_HEADERS, content_type="text/html; charset=utf-8")


ROUTES: list[tuple[str, Page]] = [
    (rf"^/compare/(?P<article>[0-9]{{1,{_MOST_DIGITS}}})$", compare_page),
    (rf"^/cite/(?P<article>[0-9]{{1,{_MOST_DIGITS}}})\.(?P<ending>{'|'.join(_BY_ENDING)})$", citation_file),
    (rf"^/stored/(?P<capture>[0-9]{{1,{_MOST_DIGITS}}})$", stored_page),
]


async def _read(datasette: Datasette, read: Callable[[sqlite3.Connection], Any]) -> Any:
    return await datasette.get_database(DATABASE).execute_fn(read)


def _comparison(article: int, older: int | None, newer: int | None, connection: sqlite3.Connection) -> Any:
    return read_comparison(connection, article, older, newer)


def _citation(article: int, number: int | None, connection: sqlite3.Connection) -> Any:
    return read_citation(connection, article, number)


def _stored(folder: Path, capture: int, language: str, connection: sqlite3.Connection) -> str | None:
    """Return the replay of a capture, ``None`` where there is nothing to replay.

    Raises:
        ArchiveError: what is stored cannot be read, or is not what was fetched.
    """
    row = connection.execute("SELECT * FROM captures WHERE id = ?", (capture,)).fetchone()
    if row is None or row["warc"] is None:
        return None
    copy = read_stored_copy(connection, folder, row)
    if not copy.is_intact:
        raise ArchiveError(
            f"The stored page of capture {capture} is not shown: its SHA-256 is {copy.digest}, not {copy.expected} as "
            f"noted when it was fetched. The file {row['warc']} is damaged or was altered; `congtin verify` says more."
        )
    return safe_page(copy.answer, provenance_of(row, copy), language)


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS else None
