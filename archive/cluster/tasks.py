"""What runs on the machines of a cluster: module functions, which Ray finds there by their names."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.cluster.travel import FilePart, Luggage, parts_to_bring, read_piece, unpack
from archive.shards.shard import NOTE_NAME, Shard
from archive.start_up import loaded_at_once
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from archive.crawl import CrawlOptions
    from archive.shards.crawling import ShardRun
    from scraper.portal import Portal

_AWAY = "congtin-shards"  # in the machine's folder of temporary files


@dataclass(frozen=True, slots=True)
class Order:
    """A crawl that is wanted.

    Attributes:
        shard: the shard; its folder is where it lies at home.
        portals: its portals.
        options: what the user wants.
        luggage: the shard's files for machines that do not see its folder; ``None`` as long as none has asked.
    """

    shard: Shard
    portals: list[Portal]
    options: CrawlOptions
    luggage: Luggage | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What a task came to.

    Attributes:
        run: what the crawl came to; ``None`` where this machine neither sees the shard nor was given it.
        node: the machine, as Ray calls it, that has what is to come home; ``None`` where it is at home.
        directory: where the shard lies on that machine.
        parts: what of it is to come home.
    """

    run: ShardRun | None
    node: str | None = None
    directory: Path | None = None
    parts: tuple[FilePart, ...] = ()


def crawl_for(order: Order) -> Done:
    """Crawl the portals of an order into its shard, at home where this machine sees it, else in a folder of its own.

    A shard that an earlier try has left half done, here or at home, is gone on with.

    Raises:
        ArchiveError: the shard cannot be written here.
    """
    with loaded_at_once():
        from archive.shards.crawling import crawl_shard  # with Scrapy and its reactor: for this process alone

    if _is_here(order.shard):
        return Done(crawl_shard(order.shard.directory, order.portals, order.options))
    directory = Path(tempfile.gettempdir()) / _AWAY / f"{order.shard.after}-{order.shard.key}"
    try:
        if (directory / NOTE_NAME).exists():
            shard = Shard.read(directory)
        elif order.luggage is None:
            return Done(None)
        else:
            shard = unpack(order.luggage, directory, _ray().get)
    except OSError as error:
        raise ArchiveError(f"{directory}: the shard cannot be put here: {error.strerror}") from None
    run = crawl_shard(directory, order.portals, order.options)
    return Done(run, _ray().get_runtime_context().get_node_id(), directory, parts_to_bring(shard))


def _ray() -> Any:
    """Return the module ``ray``, which a task was started by."""
    import ray

    return ray


def _is_here(shard: Shard) -> bool:
    """Tell whether this machine sees the shard where it lies at home, and not another archive under that path."""
    try:
        return Shard.read(shard.directory) == shard
    except ArchiveError:
        return False


def fetch(directory: Path, name: str, offset: int, length: int) -> bytes:
    """Return a piece of a file of a shard on this machine."""
    return read_piece(directory / name, offset, length)


def forget(directory: Path) -> None:
    """Remove a shard that has come home from this machine."""
    shutil.rmtree(directory, ignore_errors=True)
