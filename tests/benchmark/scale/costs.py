"""What a page costs, by figures that were measured: parameters of everything that is worked out here."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class UnitCosts:
    """Costs of one page; where each comes from stands in docs/scale.md.

    Attributes:
        crawl_cpu: seconds of a core for a page from fetch to row, first visit.
        unchanged_cpu: seconds of a core for an answer that is known already.
        load_cpu: seconds of the one writer's core to bring a page's rows home from a shard, indexes included.
        seed_cpu: seconds of the one writer's core to take a known page's rows along into a shard.
        article_share: the share of pages that are articles; the others are lists, files, standing pages.
        page_bytes: of an HTML page as it is.
        stored_bytes: of a page in the files of stored pages.
        unchanged_bytes: of an unchanged answer there.
        row_bytes: of an article in the database: its rows, without the search.
        search_bytes: of an article in both search indexes.
        capture_bytes: of a capture in the database, whatever it was.
        address_bytes: of an address that was asked for, in the database.
        sealed_bytes: of a captured page in the manifests.
        answer_seconds: how long a portal takes to answer, beside which the pause counts from the request.
        task_memory: bytes of a task's process.
    """

    crawl_cpu: float = 0.012
    unchanged_cpu: float = 0.003
    load_cpu: float = 0.0015
    seed_cpu: float = 0.0001
    article_share: float = 0.8
    page_bytes: float = 63_000
    stored_bytes: float = 4_000
    unchanged_bytes: float = 700
    row_bytes: float = 17_200
    search_bytes: float = 6_600
    capture_bytes: float = 680
    address_bytes: float = 715
    sealed_bytes: float = 150
    answer_seconds: float = 0.4
    task_memory: float = 130e6

    @classmethod
    def names(cls) -> list[str]:
        """The names of all costs, for a command line."""
        return [field.name for field in fields(cls)]
