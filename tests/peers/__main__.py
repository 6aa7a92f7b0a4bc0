"""``python -m tests.peers``: a table of what each extractor reads right on the golden pages of each set."""

from __future__ import annotations

import logging
from collections import Counter
from importlib.metadata import version
from typing import TYPE_CHECKING

from scraper.vietnamese import collapse, nfc
from tests.evaluation.pages import GOLD, SETS, gold_pages, plain
from tests.peers.readers import READERS, PeerReading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.evaluation.pages import GoldPage

_PEERS = ("trafilatura", "newspaper4k")


def main() -> None:
    """Print the table as Markdown."""
    logging.disable(logging.CRITICAL)  # the peers complain of pages; what counts is what they give
    print("; ".join(f"{name} {version(name)}" for name in _PEERS))
    print("\n| set | extractor | text F1 | lead kept | free of furniture | title | day right | day wrong |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in SETS:
        pages = [page for page in gold_pages(name, "generic") if page.is_article] if (GOLD / name).is_dir() else []
        for reader, read in READERS.items():
            readings = [(page, _read(read, page)) for page in pages]
            cells = " | ".join(f"{value:.3f}" for value in _figures(readings))
            print(f"| {name} ({len(pages)}) | {reader} | {cells} |", flush=True)


def _read(read: Callable[[GoldPage], PeerReading], page: GoldPage) -> PeerReading:
    """Return what an extractor reads; one that fails on a page has read nothing."""
    try:
        return read(page)
    except Exception:
        return PeerReading()


def _figures(readings: Sequence[tuple[GoldPage, PeerReading]]) -> list[float]:
    texts = [_text_f1(page, reading) for page, reading in readings if page.judges("text")]
    leads = [
        nfc(collapse(page.record["lead"])) in nfc(collapse(reading.text))
        for page, reading in readings
        if page.judges("lead") and page.record["lead"]
    ]
    clean = [
        not any(nfc(junk) in nfc(f"{reading.title} {reading.text}") for junk in page.must_not_contain)
        for page, reading in readings
    ]
    titles = [page.is_right("title", plain(reading.title)) for page, reading in readings if page.judges("title")]
    days = [
        ((page.record["published"] or "")[:10] or None, reading.day)
        for page, reading in readings
        if page.judges("published")
    ]
    right = [wanted == got for wanted, got in days]
    wrong = [got is not None and wanted != got for wanted, got in days]
    return [_mean(values) for values in (texts, leads, clean, titles, right, wrong)]


def _text_f1(page: GoldPage, reading: PeerReading) -> float:
    """Return the F1 of words; marks of lists and tables, which every extractor writes its own way, do not count."""
    gold = _words(f"{page.record['lead'] or ''} {page.record['text']}")
    got = _words(reading.text)
    both = gold.total() + got.total()
    return 2 * (gold & got).total() / both if both else 1.0


def _words(text: str) -> Counter[str]:
    return Counter(word for word in nfc(text).split() if word not in {"-", "|", "*", "•"})


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0


if __name__ == "__main__":
    main()
