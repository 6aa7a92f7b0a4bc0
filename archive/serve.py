"""Datasette on an archive, on this machine only.

Two profiles. The private one (the default) is for a researcher on her own machine: SQL of her own, stored pages, every
table. The public one is for readers nobody knows, behind a web server that forwards to it: no SQL but the canned
queries, no stored pages, no pages about the inside of the server. Both read the archive only, while a crawl may be
writing, so neither hands out the database file, which would be torn.
"""

from __future__ import annotations

import asyncio
import gc
import socket
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import click
import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from archive.database import DATABASE_NAME, reading
from archive.site.bounded import BoundedDatabase
from archive.site.error_log import set_up_log, silence_datasette
from archive.site.listener import LONGEST_HEAD, MOST_CONNECTIONS, GuardedProtocol, guarded
from archive.site.metadata import DATABASE, PLUGIN, load_metadata
from archive.site.preloaded import preload
from archive.site.public import is_open
from archive.verify.counts import RECOUNTED
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HOST = "127.0.0.1"

_SETTINGS: dict[str, Any] = {
    "suggest_facets": False,  # counts every column of every table page: 1.5 of 2.3 seconds at 100,000 articles
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 10_000,
    "max_csv_mb": 0,  # a CSV that stops at a limit says so in its last line only, with status 200
    "truncate_cells_html": 300,
    "default_cache_ttl": 0,  # a crawl may be writing
    "allow_download": False,  # for that reason too: the file alone would be torn
}
_PUBLIC: dict[str, Any] = {
    "sql_time_limit_ms": 3000,
    "default_allow_sql": False,
    "default_cache_ttl": 60,
}
# Bytes of memory. A page of 50 articles of the portals seen has 0.8 MB; no stored page has more than 16 MB.
_BOUNDS: dict[str, Any] = {"budget": 64 << 20, "longest": 64 << 20, "longest_pattern": 10_000}
_PUBLIC_BOUNDS: dict[str, Any] = {"budget": 16 << 20, "longest": 32 << 20, "longest_pattern": 400}

_MOST_RULED = 1_000  # tables; strangers may ask for as many names as they like


class RuledDatasette(Datasette):  # type: ignore[misc]  # Datasette has no types
    """Datasette on metadata that stays as it is: rules about a table are looked for in it once.

    To find that no rule is about a table Datasette copies the metadata of all tables, three times for the page of an
    article: a seventh to a fifth of what the page costs. Where a plugin may say other metadata each time, it is asked
    each time.
    """

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._kept_rules = lru_cache(_MOST_RULED)(super()._table_permission_allows)

    def _table_permission_allows(self, database: str, table: str) -> list[Any]:
        if pm.hook.get_metadata.get_hookimpls():
            return list(super()._table_permission_allows(database, table))
        return list(self._kept_rules(database, table))


def serve_archive(
    directory: Path, *, port: int, public: bool = False, hosts: Iterable[str] = (), base_url: str = "/"
) -> None:
    """Serve the archive in ``directory`` at 127.0.0.1 until the process is stopped; prints the address.

    Args:
        directory: folder of the archive.
        port: port to listen at, 0 for any that is free.
        public: the profile for readers you do not know.
        hosts: names that the site goes by besides those of this machine, as a web server before it passes them on.
        base_url: the path that the web server before it serves the site under.

    Raises:
        ArchiveError: there is no archive, it belongs to another version of congtin, or the port is taken.
    """
    datasette = open_datasette(directory, public=public, hosts=hosts, base_url=base_url)
    listener = _listen(port)
    asyncio.run(preload(datasette))
    address = f"http://{HOST}:{listener.getsockname()[1]}/"
    profile = " (public profile)" if public else ""
    click.echo(f"{directory}: open {address} in a browser{profile}; stop with Ctrl+C")
    set_up_log()
    server = uvicorn.Server(
        uvicorn.Config(
            guarded(datasette.app()),
            log_level="error",  # of what strangers send wrong there is a line each at "warning"
            log_config=None,
            access_log=False,
            lifespan="on",
            server_header=False,
            http=GuardedProtocol,
            ws="none",
            h11_max_incomplete_event_size=LONGEST_HEAD,
            backlog=MOST_CONNECTIONS,
        )
    )
    # What is loaded by now stays: a full round of the collector walked all of it, 50 to 75 ms within some page.
    gc.collect()
    gc.freeze()
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()


def open_datasette(
    directory: Path, *, public: bool = False, hosts: Iterable[str] = (), base_url: str = "/"
) -> Datasette:
    """Return Datasette on the archive in ``directory``, read-only, with the settings of a profile.

    The arguments are those of :func:`serve_archive`.

    Raises:
        ArchiveError: there is no archive, or it belongs to another version of congtin.
    """
    with reading(directory):
        pass
    silence_datasette()
    profile = {"profile": "public"} if public else {"profile": "private", "stored_copies": True}
    datasette = RuledDatasette(
        [str(directory / DATABASE_NAME)],
        metadata=load_metadata() | {"plugins": {PLUGIN: profile | {"hosts": list(hosts)}}},
        settings=_SETTINGS | (_PUBLIC if public else {}) | {"base_url": base_url},
    )
    datasette.remove_database(DATABASE)
    leads_to = partial(is_open, DATABASE) if public else _is_no_count
    bounds = (_PUBLIC_BOUNDS if public else _BOUNDS) | {"leads_to": leads_to}
    bounded = BoundedDatabase(datasette, str(directory / DATABASE_NAME), **bounds)
    datasette.add_database(bounded, name=DATABASE)
    return datasette


def _is_no_count(table: str) -> bool:
    """Tell whether a table has rows of its own: what triggers count is no row about anything."""
    return table not in RECOUNTED


def _listen(port: int) -> socket.socket:
    # With its protocol named: only then does asyncio send what there is at once. Else the body of an answer waits for
    # the receipt of its head, which readers on a connection that is kept alive give 40 ms later.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise ArchiveError(
            f"Datasette cannot be served at {HOST}:{port}: {error.strerror}; "
            "give another port with --port (0 takes any)"
        ) from None
    return listener
