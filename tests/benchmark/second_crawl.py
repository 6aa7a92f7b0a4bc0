"""Measure a visit that finds nothing new, against the first: ``python -m tests.benchmark second_crawl``.

Portals of the corpus with at least 500 articles are crawled again; nothing happens in between but that counters, tokens
and boxes differ in every answer. Requests and bytes are counted by the site, the CPU is that of whole processes, their
starts included: that is most of what a later visit takes, so its share falls with the articles. The visits come at
once, so that nothing has become due by its age.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from tests.benchmark.corpus import CorpusServer
from tests.benchmark.crawl import crawl
from tests.benchmark.report import Report, Target

_ARTICLES = 500
_LATER = 3  # visits
_NUMBERS = (4, 5, 9)  # with a sitemap of all, with neither sitemap nor feed, with validators


def report(*, short: bool) -> Report:
    """Crawl one portal after the other, several times each."""
    rows, shares = [], []
    for number in _NUMBERS[:1] if short else _NUMBERS:
        with (
            CorpusServer(1, _ARTICLES, first=number) as corpus,
            tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder,
        ):
            first = crawl(corpus.urls, Path(folder))
            before = corpus.served()
            later = crawl(corpus.urls, Path(folder))
            after = corpus.served()
            cpu = median([later.cpu, *(crawl(corpus.urls, Path(folder)).cpu for _ in range(_LATER - 1))])
        share = (after["requests"] / before["requests"], after["bytes"] / before["bytes"], cpu / first.cpu)
        shares.append(share)
        rows.append((corpus.layouts[0], str(first.articles), str(before["requests"]), str(after["requests"]),
                     f"{first.cpu:.1f}", f"{cpu:.2f}", *(f"{one:.2%}" for one in share)))  # fmt: skip
    worst = [max(one) * 100 for one in zip(*shares, strict=True)]
    wanted = (("requests", 5.0), ("bytes", 2.0), ("CPU", 3.0))
    return Report(
        "A second visit with nothing new",
        f"Portals of {_ARTICLES} articles. CPU is seconds of whole processes, of later visits the median of {_LATER}. "
        "Targets are of the worst.",
        ("system", "articles", "requests, first", "second", "CPU, first", "second", "share of requests", "of bytes",
         "of CPU"),
        rows,
        {f"share of {what}": found / 100 for (what, _), found in zip(wanted, worst, strict=True)},
        [Target(f"share of {what}", most, found, " %") for (what, most), found in zip(wanted, worst, strict=True)],
    )  # fmt: skip
