"""A portal crawled with what others publish: ``python -m tests.peers.spider READER OUTPUT URL...``.

Scrapy with its defaults, no pause, a host's pages one after the other as a polite crawl has them; links by Scrapy's
``LinkExtractor``; each page read by one of the peers and written as a line of JSON. ``fetch`` asks for the given
addresses only and reads nothing: what Scrapy itself costs. ``links`` follows and reads nothing.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from scrapy.http import Response


def _no_reading(body: bytes, url: str) -> dict[str, Any]:
    return {"url": url, "bytes": len(body)}


def _by_trafilatura(body: bytes, url: str) -> dict[str, Any]:
    from trafilatura import bare_extraction

    found = bare_extraction(body, url=url, with_metadata=True, include_comments=False)
    return {"url": url} | ({} if found is None else {"title": found.title, "text": found.text, "date": found.date})


def _by_newspaper(body: bytes, url: str) -> dict[str, Any]:
    from newspaper import Article

    article = Article(url, language="vi")
    article.download(input_html=body.decode("utf-8", "replace"))
    article.parse()
    return {"url": url, "title": article.title, "text": article.text, "date": str(article.publish_date)}


def _by_news_please(body: bytes, url: str) -> dict[str, Any]:
    from newsplease import NewsPlease

    found = NewsPlease.from_html(body.decode("utf-8", "replace"), url)
    return {"url": url, "title": found.title, "text": found.maintext, "date": str(found.date_publish)}


READERS: dict[str, Callable[[bytes, str], dict[str, Any]]] = {
    "fetch": _no_reading,
    "links": _no_reading,
    "trafilatura": _by_trafilatura,
    "newspaper4k": _by_newspaper,
    "news-please": _by_news_please,
}


class PeerSpider(Spider):
    """Follows every link of the hosts that it was given."""

    name = "peer"
    custom_settings: ClassVar[dict[str, Any]] = {
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": True,
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
    }

    def __init__(self, reader: str, urls: list[str], **arguments: Any) -> None:
        super().__init__(**arguments)
        self.start_urls = urls
        self._read = READERS[reader]
        hosts = sorted({urlsplit(url).netloc for url in urls})
        self._links = None if reader == "fetch" else LinkExtractor(allow_domains=hosts)

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the given addresses."""
        for url in self.start_urls:
            yield Request(url)

    def parse(self, response: Response, **_: Any) -> Iterator[Any]:
        """Read a page and follow its links."""
        if b"html" not in (response.headers.get("Content-Type") or b""):
            return
        yield self._read(response.body, response.url)
        if self._links is not None:
            for link in self._links.extract_links(response):
                yield Request(link.url)


def main() -> None:
    """Crawl."""
    parser = argparse.ArgumentParser(prog="python -m tests.peers.spider", description="Crawl with a peer.")
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("output", help="file of lines of JSON")
    parser.add_argument("urls", nargs="+", help="addresses, or @FILE with one a line")
    options = parser.parse_args()
    urls = [line for url in options.urls for line in _lines(url)]
    logging.disable(logging.WARNING)
    process = CrawlerProcess(
        {"FEEDS": {options.output: {"format": "jsonlines", "overwrite": True}}, "LOG_INSTALL_ROOT_HANDLER": False}
    )
    process.crawl(PeerSpider, reader=options.reader, urls=urls)
    process.start()


def _lines(url: str) -> list[str]:
    if not url.startswith("@"):
        return [url]
    return Path(url[1:]).read_text(encoding="utf-8").split()


if __name__ == "__main__":
    main()
