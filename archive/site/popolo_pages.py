"""The routes of Popolo: a person with all that is said of him or her, and everybody who held a post of a unit."""

from __future__ import annotations

from functools import partial
from typing import IO, TYPE_CHECKING, Any

from datasette import Response
from datasette.utils import tilde_decode

from archive.popolo import Selection, write_popolo
from archive.site.access import ensure_may_see, is_archive
from archive.site.files import sent
from archive.site.metadata import DATABASE
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable, Iterable, Iterator

    from datasette.app import Datasette

    from archive.popolo.observations import PersonSeen
    from archive.site.files import Turns
    from archive.site.full_results import Bounds

    Page = Callable[..., Awaitable[Response]]

# What a file has parts of.
_TABLES = (
    "people", "mentions", "titles", "roles", "announced_changes", "articles", "captures", "portals", "units",
    "person_candidates",
)  # fmt: skip


class PopoloPages:
    """The two kinds of files; they take their turns with the files of tables."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    def routes(self) -> list[tuple[str, Page]]:
        """Return the routes."""
        return [
            (r"^/popolo/people/(?P<person>[0-9]{1,16})\.json$", self.of_person),
            (r"^/popolo/units/(?P<unit>[^/]{1,100})\.json$", self.of_unit),
        ]

    async def of_person(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/popolo/people/ID.json``: the person, his or her memberships, and what they refer to."""
        person = int(request.url_vars["person"])
        return await self._file(request, datasette, Selection(person=person), f"person-{person}")

    async def of_unit(self, request: Any, datasette: Datasette) -> Response:
        """Answer ``/popolo/units/ID.json``: everybody who held a post of the unit or of one inside it."""
        unit = tilde_decode(request.url_vars["unit"])
        return await self._file(request, datasette, Selection(unit=unit), f"unit-{unit}")

    async def _file(self, request: Any, datasette: Datasette, selection: Selection, name: str) -> Response:
        if not await is_archive(datasette):
            return Response.text("There is no archive here.", status=404)
        await ensure_may_see(request, datasette, *_TABLES)
        try:
            looked_up = await datasette.get_database(DATABASE).execute_fn(selection.looked_up)
        except ArchiveError as error:
            return Response.json({"ok": False, "error": str(error), "status": 404, "title": None}, status=404)
        written = await self._turns.file_of(datasette, DATABASE, partial(_write, looked_up))
        if isinstance(written, Response):
            return written
        file, length = written
        return sent(file, length, f"popolo-{name}", "json")


def _write(selection: Selection, connection: sqlite3.Connection, file: IO[bytes], bounds: Bounds) -> None:
    def checked(people: Iterable[PersonSeen]) -> Iterator[PersonSeen]:
        for person in people:
            bounds.check()
            yield person

    write_popolo(connection, file, selection, checked)
