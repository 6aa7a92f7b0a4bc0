"""Scrapy's settings: polite, hardened, and honest about who asks.

Each deviation from Scrapy's default has its reason beside it. ``archive.crawl_settings`` adds where pages and records
go; the scraper itself does not know the archive.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from scraper.content_encoding import ACCEPTED, MAX_BODY_BYTES

try:
    VERSION = version("congtin")
except PackageNotFoundError:  # a checkout that has not been installed
    VERSION = "0"

BOT_NAME = "congtin"
SPIDER_LOADER_CLASS = "scraper.spiderloader.PortalSpiderLoader"
SPIDER_MODULES = ["scraper.spiders"]

# Who asks, and why. Portals' administrators can find and forbid "congtin" in robots.txt.
USER_AGENT = f"congtin/{VERSION} (archive of local-government news; obeys robots.txt for congtin)"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "vi,en;q=0.3",
    "Accept-Encoding": ACCEPTED,
}

# One request at a time a host, with a pause, and none in hand beside it: the spider asks for the next one when it has
# read the answer, so that two crawls of the same portal ask for the same, and nothing that the answer makes idle.
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# What a page asks for while it stands in a browser (scraper.browser): one after the other too, with a short pause, for
# scripts give up on answers that take long. The pause between two pages begins when the last of it has come.
CONGTIN_PARTS_SLOT = "parts of a page"
DOWNLOAD_SLOTS = {CONGTIN_PARTS_SLOT: {"concurrency": 1, "delay": 0.2, "jitter": 0.0}}
CONCURRENT_ITEMS = 1  # the spider yields none, and Scrapy starts so many workers for every answer
DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0.25
DOWNLOADER = "scraper.pauses.PacedDownloader"  # draws a pause once
DOWNLOAD_TIMEOUT = 60  # seconds for the whole of an answer, however it drips, and for robots.txt with its redirects
DOWNLOAD_MAXSIZE = MAX_BODY_BYTES
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True

# Every address is its own capture: redirects, failures and repetitions go through the frontier, not through memory.
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
HTTPERROR_ALLOW_ALL = True
COMPRESSION_ENABLED = False  # scraper.content_encoding checks the end of the stream
COOKIES_ENABLED = False
REFERER_ENABLED = False
HTTPCACHE_ENABLED = False
URLLENGTH_LIMIT = 0  # discovery has its own limit and says what it cut

ROBOTSTXT_OBEY = False  # Scrapy's own: replaced by scraper.robots, which fails closed
CONGTIN_ROBOTS_MAX_AGE = 86_400.0  # seconds for which its rules hold (RFC 9309, 2.4)
SCHEDULER = "scraper.scheduler.FrontierScheduler"
TWISTED_DNS_RESOLVER = "scraper.guards.GuardedResolver"
# What stands around a request is named here, nothing is taken over from Scrapy: what a new version of it brings (its
# control port was such a thing) does not come in unasked. Switching off in the usual way, by None, would not do: Scrapy
# imports what is switched off as well (aiohttp, FTP, requests), which was a third of the time in which a crawl starts.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "scraper.guards.AddressGuardMiddleware": 50,
    "scraper.robots.RobotsMiddleware": 100,
    # No proxy may stand between guard and host, so there is no HttpProxyMiddleware.
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}  # they serve requests that a spider yields; ours asks the frontier
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"  # the crawl's balance is in the archive
CONGTIN_ALLOW_LOOPBACK = False

# Only the web: no file:, data:, ftp: or s3: behind a link.
DOWNLOAD_HANDLERS: dict[str, str | None] = dict.fromkeys(("data", "file", "ftp", "s3"), None)
DOWNLOAD_HANDLERS["http"] = "scraper.http_handler.LimitedDownloadHandler"  # bounds heads, too
DOWNLOAD_HANDLERS["https"] = "scraper.tls_handler.TlsDownloadHandler"  # and verifies, notes over what an answer came
# Scrapy opens a console and a control port on loopback; anybody on the machine could steer the crawl.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

LOG_LEVEL = "WARNING"
STATS_DUMP = False
